"""Limits that keep a hostile or broken file from taking the machine with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from zipfile import ZipFile, ZipInfo

from grader.errors import UnreadableFile

MAX_FILE_BYTES = 25_000_000
MAX_HTML_BYTES = 10_000_000
MAX_TEXT_CHARACTERS = 2_000_000
MAX_PAGES = 500
_MAX_MEMBERS = 2_000
_MAX_RATIO = 200
_RATIO_FREE_BYTES = 1_000_000
_MAX_XML_BYTES = 16_000_000
_MAX_UNPACKED_BYTES = 200_000_000
_MAX_XML_TAGS = 500_000
_ENCRYPTED_FLAG = 1
_LOCKED = b"encryption-data"
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
SAVE_AGAIN = "Open it in the program it was written with and save it again as .docx or PDF"
_SPLIT = "Split it into smaller files, or save only the pages that are needed"


def check_size(content: bytes, file: str) -> None:
    """Refuse an empty file and one above 25 MB."""
    if not content.strip(b"\0 \t\r\n"):
        raise UnreadableFile(file, "the file is empty", "Save it again and check that it holds the text")
    if len(content) > MAX_FILE_BYTES:
        raise UnreadableFile(file, f"the file is larger than {MAX_FILE_BYTES // 1_000_000} MB", _SPLIT)


def check_text(text: str, file: str) -> None:
    """Refuse a text without a single letter or digit, and one above two million characters."""
    if len(text) > MAX_TEXT_CHARACTERS:
        raise UnreadableFile(file, f"the text is longer than {MAX_TEXT_CHARACTERS:,} characters", _SPLIT)
    if not any(character.isalnum() for character in text):
        raise UnreadableFile(file, "the file holds no words", SAVE_AGAIN)


def check_html_size(content: bytes | str, file: str) -> None:
    """Refuse a web page above 10 MB."""
    if len(content) > MAX_HTML_BYTES:
        raise UnreadableFile(file, f"the page is larger than {MAX_HTML_BYTES // 1_000_000} MB", _SPLIT)


def check_pages(pages: int, file: str) -> None:
    """Refuse a paged document of more than 500 pages."""
    if pages > MAX_PAGES:
        raise UnreadableFile(file, f"the file has {pages:,} pages, more than {MAX_PAGES}", _SPLIT)


@contextmanager
def parsing(file: str) -> Iterator[None]:
    """Around a library that parses somebody's file: whatever it raises means that the file cannot be read."""
    try:
        yield
    except UnreadableFile:
        raise
    except MemoryError as error:
        raise UnreadableFile(file, "reading the file needs more memory than is safe", _SPLIT) from error
    except Exception as error:
        raise UnreadableFile(file, "the file is damaged or of an unknown make", SAVE_AGAIN) from error


def _check_member(member: ZipInfo, file: str) -> None:
    if member.flag_bits & _ENCRYPTED_FLAG:
        raise UnreadableFile(file, "the file is protected by a password", "Save it again without a password")
    ratio = member.file_size / max(member.compress_size, 1)
    if member.file_size > _RATIO_FREE_BYTES and ratio > _MAX_RATIO:
        raise UnreadableFile(file, "the file unpacks to far more than its size, as harmful files do", SAVE_AGAIN)


def _check_xml(archive: ZipFile, members: list[ZipInfo], file: str) -> None:
    if sum(member.file_size for member in members) > _MAX_XML_BYTES:
        raise UnreadableFile(file, "the document is too large to be read safely", _SPLIT)
    tags = 0
    for member in members:
        xml = archive.read(member)
        tags += xml.count(b"<")
        if member.filename.lower() == "meta-inf/manifest.xml" and _LOCKED in xml:
            raise UnreadableFile(file, "the file is protected by a password", "Save it again without a password")
        if any(doctype in xml for doctype in _DOCTYPES):
            raise UnreadableFile(file, "the file defines its own XML entities, as harmful files do", SAVE_AGAIN)
    if tags > _MAX_XML_TAGS:
        raise UnreadableFile(file, "the document is too large to be read safely", _SPLIT)


def check_office_zip(content: bytes, file: str) -> None:
    """Refuse a zipped office document that is damaged, locked, or unpacks to too much.

    All members together may hold 200 MB, the XML among them 16 MB with half a million tags.
    """
    with parsing(file), ZipFile(BytesIO(content)) as archive:
        members = archive.infolist()
        if len(members) > _MAX_MEMBERS:
            raise UnreadableFile(file, f"the file holds {len(members):,} parts", SAVE_AGAIN)
        for member in members:
            _check_member(member, file)
        if sum(member.file_size for member in members) > _MAX_UNPACKED_BYTES:
            raise UnreadableFile(file, "the file unpacks to far more than its size, as harmful files do", SAVE_AGAIN)
        _check_xml(archive, [m for m in members if m.filename.lower().endswith((".xml", ".rels"))], file)
