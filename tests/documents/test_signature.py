import pytest

from grader.documents.signature import find_foreign, find_format
from tests.documents.tiny_files import PROSE, make_docx, make_paragraph, make_pdf, make_zip


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (make_pdf([]), "pdf"),
        (b"\n\n%PDF-1.4", "pdf"),
        (make_docx(make_paragraph(PROSE)), "docx"),
        (b"\xef\xbb\xbf  <!DOCTYPE html><p>a", "html"),
        (b"<html lang='en'>", "html"),
        ("<html>".encode("utf-16"), "html"),
        (b"<?xml version='1.0'?><html>", "html"),
        (b"He wrote <html> on the board.", ""),
        (PROSE.encode(), ""),
        (b"PK and nothing", ""),
        (b"", ""),
    ],
)
def test_formats(content, expected):
    assert find_format(content) == expected


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\xd0\xcf\x11\xe0 and so on", "old Word"),
        (b"{\\rtf1 text}", "Rich Text"),
        (b"\x89PNG\r\n", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (make_zip({"content.xml": ""}), "OpenDocument"),
        (make_zip({"ppt/slides.xml": ""}), "PowerPoint"),
        (b"\x1f\x8b", "archive"),
    ],
)
def test_kinds_that_are_not_read_are_named(content, cause):
    foreign = find_foreign(content)
    assert foreign is not None
    assert cause in foreign.cause
    assert foreign.remedy


def test_what_is_read_is_not_foreign():
    assert find_foreign(make_docx(make_paragraph(PROSE))) is None
    assert find_foreign(PROSE.encode()) is None
