import pytest

from grader.documents import read_document
from grader.documents.formats import check_essay_format
from grader.errors import UnreadableFile
from tests.documents.tiny_files import MORE, PROSE, make_docx, make_odt, make_paragraph, make_pdf, make_zip, set_lines

TEXT = f"{PROSE} {MORE}"


@pytest.mark.parametrize(
    ("content", "file", "named"),
    [
        (make_pdf(set_lines(TEXT)), "essay.docx", "PDF"),
        (make_docx(make_paragraph(TEXT)), "essay.pdf", "Word document"),
        (f"<html><p>{TEXT}</p></html>".encode(), "essay.txt", "web page"),
        (TEXT.encode(), "essay.docx", "plain text"),
        (make_odt(f"<text:p>{TEXT}</text:p>"), "essay.docx", "LibreOffice document"),
        (f"WEBVTT\n\n00:01.000 --> 00:02.000\n{TEXT}".encode(), "clip.txt", "captions file"),
    ],
)
def test_a_wrong_name_is_a_warning_and_the_content_is_read(content, file, named):
    document = read_document(content, file)
    assert document.text == TEXT
    assert f"is a {named}" in document.warnings[0]


@pytest.mark.parametrize("file", ["essay.txt", "ESSAY.TXT", "essay.md", "a\\b\\essay.html", "essay.text"])
def test_a_right_name_is_no_warning(file):
    assert read_document(TEXT.encode(), file).warnings == ()


@pytest.mark.parametrize(
    ("content", "file", "cause"),
    [
        (b"", "a.txt", "empty"),
        (b"", "a.pdf", "empty"),
        (PROSE.encode(), "a.xyz", "not read"),
        (b"{\\rtf1 text}", "a.docx", "Rich Text"),
        (make_zip({"a.txt": ""}), "a.docx", "damaged"),
        (b"\x00\x01\xff\xfe\x02", "a.pdf", "damaged"),
        (make_docx(make_paragraph(PROSE))[:200], "a.docx", "damaged"),
        (make_docx(make_paragraph(PROSE))[:200], "a.txt", "damaged"),
        (b"PK\x03\x04 and no more", "a.docx", "damaged"),
        (b"PK", "a.docx", "damaged"),
        (PROSE.encode(), "a.gdoc", "link to a document"),
    ],
)
def test_what_cannot_be_read_says_why_and_what_to_do(content, file, cause):
    with pytest.raises(UnreadableFile, match=cause) as raised:
        read_document(content, file)
    assert raised.value.remedy
    assert raised.value.exit_status == 1


def test_a_locked_pdf_is_told():
    locked = make_pdf(set_lines(TEXT)).replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R /ID [(0123456789abcdef) (0123456789abcdef)] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4"
        b" /O (0123456789abcdef0123456789abcdef) /U (0123456789abcdef0123456789abcdef) >>",
    )
    with pytest.raises(UnreadableFile, match="password"):
        read_document(locked, "a.pdf")


def test_pictures_are_refused_unless_recognition_is_asked_for():
    with pytest.raises(UnreadableFile, match="picture") as raised:
        read_document(b"\x89PNG\r\n\x1a\n and so on", "page.png")
    assert "--ocr" in raised.value.remedy


@pytest.mark.parametrize(("content", "file"), [(b"PK\x03\x04", "a.docx"), (PROSE.encode(), "a.docx")])
def test_other_files_may_be_essays(content, file):
    check_essay_format(content, file)


def test_an_essay_of_an_unknown_kind_is_told_what_essays_may_be():
    with pytest.raises(UnreadableFile) as raised:
        check_essay_format(PROSE.encode(), "a.xyz")
    assert ".odt" in raised.value.remedy
    assert ".pptx" not in raised.value.remedy
