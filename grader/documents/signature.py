"""What a file's first bytes say it is, whatever its name says."""

from io import BytesIO
from typing import Literal, NamedTuple, TypeAlias
from zipfile import BadZipFile, ZipFile

Format: TypeAlias = Literal["pdf", "docx", "html", ""]
_HEAD_BYTES = 1024
_HTML_STARTS = ("<!doctype html", "<html", "<head", "<body")
_OFFICE = "Open it and save it again as .docx or PDF"
_UNLOCK = "Save it again without a password"
_LOCKED = "EncryptedPackage".encode("utf-16-le")


class Foreign(NamedTuple):
    """A kind of file that is not read: what it is, and what to do about it."""

    cause: str
    remedy: str


_PICTURE = Foreign("the file is a picture", "Type the text out, or save a document with text as .docx or PDF")
_STARTS: tuple[tuple[bytes, Foreign], ...] = (
    (b"{\\rtf", Foreign("the file is a Rich Text (.rtf) document", _OFFICE)),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"II*\x00", _PICTURE),
    (b"MM\x00*", _PICTURE),
    (b"\x1f\x8b", Foreign("the file is a compressed archive", "Unpack it and hand in the document itself")),
    (b"Rar!", Foreign("the file is a compressed archive", "Unpack it and hand in the document itself")),
    (b"7z\xbc\xaf", Foreign("the file is a compressed archive", "Unpack it and hand in the document itself")),
)
_ZIPPED: tuple[tuple[str, Foreign], ...] = (
    ("ppt/", Foreign("the file is a PowerPoint presentation", "Save it as PDF")),
    ("xl/", Foreign("the file is an Excel workbook", "Save it as PDF")),
    ("content.xml", Foreign("the file is an OpenDocument file", _OFFICE)),
    ("index/", Foreign("the file is an Apple Pages document", "Export it as .docx or PDF")),
)


def _zip_names(content: bytes) -> list[str]:
    try:
        with ZipFile(BytesIO(content)) as archive:
            return [name.lower() for name in archive.namelist()]
    except (BadZipFile, OSError, ValueError, NotImplementedError, UnicodeDecodeError):
        return []


def find_format(content: bytes) -> Format:
    """The format the content itself tells; empty when it may be plain text or Markdown, or is unknown."""
    head = content[:_HEAD_BYTES]
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith(b"PK"):
        return "docx" if any(name.startswith("word/") for name in _zip_names(content)) else ""
    start = head.decode("utf-16" if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig", "ignore")
    start = start.lstrip().lower()
    return "html" if start.startswith(_HTML_STARTS) or ("<html" in start and start.startswith("<?xml")) else ""


def find_foreign(content: bytes) -> Foreign | None:
    """The kind of file it is when that is a kind nobody can read here; None otherwise."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        if _LOCKED in content:
            return Foreign("the file is protected by a password", _UNLOCK)
        return Foreign("the file is an old Word (.doc) or other old Office document", _OFFICE)
    if content.startswith(b"PK"):
        names = _zip_names(content)
        for beginning, foreign in _ZIPPED:
            if any(name.startswith(beginning) for name in names) and not any(n.startswith("word/") for n in names):
                return foreign
        return None
    return next((foreign for beginning, foreign in _STARTS if content.startswith(beginning)), None)
