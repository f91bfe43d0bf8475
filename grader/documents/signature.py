"""What a file's first bytes say it is, whatever its name says."""

import re
from io import BytesIO
from typing import Literal, NamedTuple, TypeAlias
from zipfile import ZipFile, is_zipfile

Format: TypeAlias = Literal["pdf", "docx", "odt", "pptx", "vtt", "srt", "html", ""]
ZIP_START = b"PK\x03\x04"
_HEAD_BYTES = 1024
_MAX_MIME_BYTES = 200
_HTML_STARTS = ("<!doctype html", "<html", "<head", "<body")
_VTT_START = re.compile(r"webvtt(?:[ \t\r\n]|$)")
_TIME = r"\d{1,3}:\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?"
_SRT_START = re.compile(rf"(?:\d{{1,6}}[ \t]{{0,9}}\r?\n)?{_TIME}[ \t]{{0,9}}-->[ \t]{{0,9}}{_TIME}")
_OPEN_TEXT = ("application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text-template")
_OFFICE = "Open it and save it again as .docx or PDF"
_EXPORT = "Open it and export it as .docx or PDF"
_UNPACK = "Unpack it and give the document itself"
_UNLOCK = "Save it again without a password"
_LOCKED = "EncryptedPackage".encode("utf-16-le")


class Foreign(NamedTuple):
    """A kind of file that is not read: what it is, and what to do about it.

    Attributes:
        is_picture: whether text recognition can read it all the same.
    """

    cause: str
    remedy: str
    is_picture: bool = False


_PICTURE = Foreign(
    "the file is a picture",
    "Type the text out, save a document with text as .docx or PDF, or use --ocr where tesseract is installed",
    is_picture=True,
)
_OTHER_PICTURE = Foreign("the file is a picture", "Type the text out, or save a document with text as .docx or PDF")
_PACKED = Foreign("the file is a compressed archive", _UNPACK)
_SHORTCUT = Foreign(
    "the file is only a link to a document in Google Drive",
    "Open the document there and choose File, Download, as .docx or PDF",
)
_XML = Foreign("the file is an XML file, as when a document is saved as XML", _OFFICE)
_STARTS: tuple[tuple[bytes, Foreign], ...] = (
    (b"{\\rtf", Foreign("the file is a Rich Text (.rtf) document", _OFFICE)),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"II*\x00", _PICTURE),
    (b"MM\x00*", _PICTURE),
    (b"GIF8", _OTHER_PICTURE),
    (b"\x1f\x8b", _PACKED),
    (b"Rar!", _PACKED),
    (b"7z\xbc\xaf", _PACKED),
)
_ZIPPED: tuple[tuple[str, Foreign], ...] = (
    ("xl/", Foreign("the file is an Excel workbook (.xlsx)", "Save it as PDF")),
    ("visio/", Foreign("the file is a Visio drawing", "Save it as PDF")),
    ("content.xml", Foreign("the file is an OpenDocument spreadsheet, drawing or presentation", "Save it as PDF")),
    ("index/presentation", Foreign("the file is an Apple Keynote (.key) presentation", "Export it as .pptx or PDF")),
    ("index/slide", Foreign("the file is an Apple Keynote (.key) presentation", "Export it as .pptx or PDF")),
    ("index/tables/", Foreign("the file is an Apple Pages or Numbers document", _EXPORT)),
    ("index", Foreign("the file is an Apple Pages (.pages), Numbers or Keynote document", _EXPORT)),
    ("oebps/", Foreign("the file is an electronic book (.epub)", _EXPORT)),
)
_NAMED: dict[str, Foreign] = {
    ".doc": Foreign("the file is an old Word (.doc) document", _OFFICE),
    ".rtf": Foreign("the file is a Rich Text (.rtf) document", _OFFICE),
    ".pages": Foreign("the file is an Apple Pages (.pages) document", _EXPORT),
    ".key": Foreign("the file is an Apple Keynote (.key) presentation", "Export it as .pptx or PDF"),
    ".ppt": Foreign("the file is an old PowerPoint (.ppt) presentation", "Save it as .pptx or PDF"),
    ".xls": Foreign("the file is an old Excel (.xls) workbook", "Save it as PDF"),
    ".xlsx": Foreign("the file is an Excel workbook (.xlsx)", "Save it as PDF"),
    ".gdoc": _SHORTCUT,
    ".gslides": _SHORTCUT,
    ".heic": Foreign("the file is a photo in Apple's format (.heic)", "Save it as .jpg or PDF"),
    ".wpd": Foreign("the file is a WordPerfect (.wpd) document", _OFFICE),
    ".odp": Foreign("the file is an OpenDocument presentation (.odp)", "Save it as .pptx or PDF"),
}


def _read_names(content: bytes) -> tuple[list[str], str]:
    """The names in a zip archive in lower case, and what its member `mimetype` says."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
            if "mimetype" in names and archive.getinfo("mimetype").file_size <= _MAX_MIME_BYTES:
                return [name.lower() for name in names], archive.read("mimetype").decode("ascii", "replace").strip()
            return [name.lower() for name in names], ""
    except Exception:  # noqa: BLE001 - a damaged archive raises what it likes; it is told as damaged by its reader
        return [], ""


def _find_zipped(content: bytes) -> Format:
    names, mime = _read_names(content)
    if any(name.startswith("word/") for name in names):
        return "docx"
    if any(name.startswith("ppt/") for name in names):
        return "pptx"
    return "odt" if mime in _OPEN_TEXT else ""


def find_format(content: bytes) -> Format:
    """The format the content itself tells; empty when it may be plain text or Markdown, or is unknown."""
    head = content[:_HEAD_BYTES]
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith(ZIP_START):
        return _find_zipped(content)
    start = head.decode("utf-16" if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig", "ignore")
    start = start.lstrip().lower()
    if _VTT_START.match(start):
        return "vtt"
    if _SRT_START.match(start):
        return "srt"
    return "html" if start.startswith(_HTML_STARTS) or ("<html" in start and start.startswith("<?xml")) else ""


def find_foreign(content: bytes) -> Foreign | None:
    """The kind of file it is when that is a kind nobody can read here; None otherwise."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        if _LOCKED in content:
            return Foreign("the file is protected by a password", _UNLOCK)
        return Foreign("the file is an old Word (.doc) or other old Office document", _OFFICE)
    if content.startswith(ZIP_START):
        return None if _find_zipped(content) else _find_foreign_zip(content)
    if content[4:12] in {b"ftypheic", b"ftypheix", b"ftypmif1"}:
        return _NAMED[".heic"]
    if content[:_HEAD_BYTES].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<?xml") and not find_format(content):
        return _XML
    return next((foreign for beginning, foreign in _STARTS if content.startswith(beginning)), None)


def _find_foreign_zip(content: bytes) -> Foreign:
    names, _ = _read_names(content)
    for beginning, foreign in _ZIPPED:
        if any(name.startswith(beginning) for name in names):
            return foreign
    if is_zipfile(BytesIO(content)):
        return Foreign("the file is a zip archive, or a damaged document", _UNPACK)
    return Foreign("the file is damaged: it breaks off, as after an interrupted download", "Fetch or save it again")


def find_named_foreign(suffix: str) -> Foreign | None:
    """The kind of file that a name's suffix tells when that kind is not read; for content that does not say itself."""
    return _NAMED.get(suffix)
