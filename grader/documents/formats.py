"""Which reader reads a file: its content decides where that says something else than its name."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePosixPath

from grader import documents
from grader.documents import captions, docx, markdown, odt, pdf, picture, plain_text, slides, web_page
from grader.documents.document import Document, Reader
from grader.documents.guard import SAVE_AGAIN, check_size
from grader.documents.signature import ZIP_START, Format, find_foreign, find_format, find_named_foreign
from grader.errors import UnreadableFile

_BY_FORMAT: dict[Format, Reader] = {
    "pdf": pdf.READER,
    "docx": docx.READER,
    "odt": odt.READER,
    "pptx": slides.READER,
    "vtt": captions.READER,
    "srt": captions.READER,
    "html": web_page.READER,
}
_PACKED = (docx.READER, odt.READER, slides.READER, pdf.READER)
_OTHERS = frozenset([".zip", ".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff"])
_PLAIN = (plain_text.READER, markdown.READER, captions.READER)


def _read_suffix(file: str) -> str:
    return PurePosixPath(file.replace("\\", "/")).suffix.lower()


def is_known_suffix(suffix: str) -> bool:
    """Whether a file's suffix, such as `.pdf`, tells a kind of file and nothing else; others may tell anything."""
    return (
        suffix in _OTHERS
        or any(suffix in reader.suffixes for reader in documents.READERS)
        or bool(find_named_foreign(suffix))
    )


def _find_named(file: str) -> Reader | None:
    return next((reader for reader in documents.READERS if _read_suffix(file) in reader.suffixes), None)


def _is_plain_text(content: bytes) -> bool:
    try:
        return "\0" not in content.decode("utf-8") and not ZIP_START.startswith(content[: len(ZIP_START)])
    except UnicodeDecodeError:
        return False


def _find_told(content: bytes, named: Reader | None) -> Reader | None:
    """The reader that the content asks for; None when the content does not say."""
    told = _BY_FORMAT.get(find_format(content))
    if told is None and named in _PACKED and _is_plain_text(content):
        return plain_text.READER
    return told


def _refuse_unknown(file: str, readers: Iterable[Reader]) -> UnreadableFile:
    foreign = find_named_foreign(_read_suffix(file))
    if foreign:
        return UnreadableFile(file, foreign.cause, foreign.remedy)
    kinds = ", ".join(reader.suffixes[0] for reader in readers)
    return UnreadableFile(file, "files of this kind are not read", f"Save it as one of {kinds}")


def _choose_reader(content: bytes, file: str) -> tuple[Reader, tuple[str, ...]]:
    """The reader, and a warning when the file's name says something else."""
    named = _find_named(file)
    told = _find_told(content, named)
    reader = told or named
    if reader is None:
        raise _refuse_unknown(file, documents.READERS)
    if told is None and named in _PACKED:
        raise UnreadableFile(file, f"the file is damaged, or not a {reader.name}", SAVE_AGAIN)
    if named in {None, reader}:
        return reader, ()
    suffix = PurePosixPath(file).suffix
    return reader, (f"The file is named {suffix} but is a {reader.name}; it was read as that.",)


def is_plain(content: bytes, file: str) -> bool:
    """Whether a file is text that no library unpacks or parses."""
    named = _find_named(file)
    return find_foreign(content) is None and (_find_told(content, named) or named) in _PLAIN


def check_essay_format(content: bytes, file: str) -> None:
    """Refuse files of a kind that is not read, and those that are material only: slides and captions.

    Raises:
        UnreadableFile: with the kinds an essay may have.
    """
    named = _find_named(file)
    reader = _find_told(content, named) or named
    if reader is None and not find_foreign(content):
        raise _refuse_unknown(file, (reader for reader in documents.READERS if reader.is_for_essays))
    if reader and not reader.is_for_essays:
        cause = f"a {reader.name} is material, not an essay"
        raise UnreadableFile(file, cause, "Save the text of the essay as .docx or PDF")


def read_document(content: bytes, file: str, *, ocr: bool = False) -> Document:
    """What a file holds, read by its content where that says something else than its name.

    Args:
        content: the whole file.
        file: its name as people know it; the suffix tells the format.
        ocr: recognise the text of scanned pages and of pictures with tesseract.

    Raises:
        UnreadableFile: the file is empty, broken, locked, too large, of a kind that is not read, or holds no text.
    """
    check_size(content, file)
    foreign = find_foreign(content)
    if foreign and foreign.is_picture and ocr:
        return picture.read_picture(content, file)
    if foreign:
        raise UnreadableFile(file, foreign.cause, foreign.remedy)
    reader, warnings = _choose_reader(content, file)
    read = reader.read_scanned if ocr and reader.read_scanned else reader.read
    document = read(content, file)
    return replace(document, warnings=(*warnings, *document.warnings))
