"""Which reader reads a file: its content decides where that says something else than its name."""

from pathlib import PurePosixPath

from grader import documents
from grader.documents import docx, pdf, plain_text, web_page
from grader.documents.document import Document, Reader
from grader.documents.guard import SAVE_AGAIN, check_size
from grader.documents.signature import Format, find_foreign, find_format
from grader.errors import UnreadableFile

_BY_FORMAT: dict[Format, Reader] = {"pdf": pdf.READER, "docx": docx.READER, "html": web_page.READER}
_PACKED = (docx.READER, pdf.READER)


def _find_named(file: str) -> Reader | None:
    suffix = PurePosixPath(file.replace("\\", "/")).suffix.lower()
    return next((reader for reader in documents.READERS if suffix in reader.suffixes), None)


def _is_plain_text(content: bytes) -> bool:
    try:
        return "\0" not in content.decode("utf-8")
    except UnicodeDecodeError:
        return False


def _find_told(content: bytes, named: Reader | None) -> Reader | None:
    """The reader that the content asks for; None when the content does not say."""
    told = _BY_FORMAT.get(find_format(content))
    if told is None and named in _PACKED and _is_plain_text(content):
        return plain_text.READER
    return told


def read_document(content: bytes, file: str) -> Document:
    """What a file holds, read by its content where that says something else than its name.

    Args:
        content: the whole file.
        file: its name as people know it; the suffix tells the format.

    Raises:
        UnreadableFile: the file is empty, broken, locked, too large, of a kind that is not read, or holds no text.
    """
    check_size(content, file)
    foreign = find_foreign(content)
    if foreign:
        raise UnreadableFile(file, foreign.cause, foreign.remedy)
    named = _find_named(file)
    told = _find_told(content, named)
    reader = told or named
    if reader is None:
        kinds = ", ".join(reader.suffixes[0] for reader in documents.READERS)
        raise UnreadableFile(file, "files of this kind are not read", f"Save it as one of {kinds}")
    if told is None and named in _PACKED:
        raise UnreadableFile(file, f"the file is damaged, or not a {reader.name}", SAVE_AGAIN)
    document = reader.read(content, file)
    if named in {None, reader}:
        return document
    warning = f"The file is named {PurePosixPath(file).suffix} but is a {reader.name}; it was read as that."
    return Document(document.text, document.blocks, document.title, (warning, *document.warnings))
