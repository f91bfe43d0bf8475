import pytest

from grader.documents import read_document
from grader.errors import UnreadableFile
from tests.documents.tiny_files import MORE, PROSE, make_docx, make_paragraph, make_pdf, make_zip, set_lines

TEXT = f"{PROSE} {MORE}"


@pytest.mark.parametrize(
    ("content", "file", "named"),
    [
        (make_pdf(set_lines(TEXT)), "essay.docx", "PDF"),
        (make_docx(make_paragraph(TEXT)), "essay.pdf", "Word document"),
        (f"<html><p>{TEXT}</p></html>".encode(), "essay.txt", "web page"),
        (TEXT.encode(), "essay.docx", "plain text"),
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
