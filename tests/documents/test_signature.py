import pytest

from grader.documents.signature import find_foreign, find_format, find_named_foreign
from tests.documents.tiny_files import PROSE, make_docx, make_odt, make_paragraph, make_pdf, make_zip


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (make_pdf([]), "pdf"),
        (b"\n\n%PDF-1.4", "pdf"),
        (make_docx(make_paragraph(PROSE)), "docx"),
        (make_odt(f"<text:p>{PROSE}</text:p>"), "odt"),
        (make_zip({"ppt/presentation.xml": ""}), "pptx"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\nSalt.", "vtt"),
        (b"\xef\xbb\xbfWEBVTT - Salt", "vtt"),
        (b"WEBVTTs are files.", ""),
        (b"1\r\n00:00:01,000 --> 00:00:02,000\r\nSalt.", "srt"),
        ("00:00:01.000 --> 00:00:02.000\nSalt.".encode("utf-16"), "srt"),
        (b"1\n00:00:01 is the time.", ""),
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
        (b"II*\x00", "picture"),
        (b"GIF89a", "picture"),
        (b"\x00\x00\x00\x18ftypheic", "photo"),
        (make_zip({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ""}), "OpenDocument"),
        (make_zip({"xl/workbook.xml": ""}), "Excel"),
        (make_zip({"Index/Document.iwa": ""}), "Pages"),
        (make_zip({"Index/Presentation.iwa": ""}), "Keynote"),
        (make_zip({"essay.txt": PROSE}), "zip archive"),
        (make_docx(make_paragraph(PROSE))[:300], "breaks off"),
        (b"\x1f\x8b", "archive"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<w:wordDocument/>", "XML"),
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


@pytest.mark.parametrize("suffix", [".doc", ".rtf", ".pages", ".key", ".xlsx", ".gdoc"])
def test_a_name_tells_when_the_content_does_not(suffix):
    foreign = find_named_foreign(suffix)
    assert foreign is not None
    assert foreign.remedy
    assert find_named_foreign(".docx") is None
