import pytest

from grader.documents import guard
from grader.errors import UnreadableFile
from tests.documents.tiny_files import PROSE, make_docx, make_paragraph, make_zip


@pytest.mark.parametrize("content", [b"", b" \r\n\t", b"\0\0\0"])
def test_an_empty_file_is_refused(content):
    with pytest.raises(UnreadableFile, match="empty"):
        guard.check_size(content, "a.txt")


def test_too_large_a_file_is_refused():
    with pytest.raises(UnreadableFile, match="25 MB"):
        guard.check_size(b"a" * (guard.MAX_FILE_BYTES + 1), "a.txt")


def test_too_long_a_text_and_a_text_without_words_are_refused():
    with pytest.raises(UnreadableFile, match="2,000,000"):
        guard.check_text("a" * (guard.MAX_TEXT_CHARACTERS + 1), "a.txt")
    with pytest.raises(UnreadableFile, match="no words"):
        guard.check_text("… — !", "a.txt")


def test_pages_and_html_have_limits():
    with pytest.raises(UnreadableFile, match="501 pages"):
        guard.check_pages(501, "a.pdf")
    with pytest.raises(UnreadableFile, match="10 MB"):
        guard.check_html_size("a" * (guard.MAX_HTML_BYTES + 1), "a.html")


def test_an_honest_document_passes():
    guard.check_office_zip(make_docx(make_paragraph(PROSE)), "a.docx")


@pytest.mark.parametrize(
    ("members", "cause"),
    [
        ({"word/document.xml": "<a>" + "x" * 5_000_000 + "</a>"}, "far more than its size"),
        ({"word/document.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}, "own XML entities"),
        ({"word/document.xml": "<?xml version='1.0'?><!DOCTYPE a><a/>".encode("utf-16")}, "own XML entities"),
        ({f"word/{number}.xml": "" for number in range(2_001)}, "2,001 parts"),
        ({"word/document.xml": "".join(f"<a{number % 977}/>" for number in range(500_001))}, "too large"),
    ],
    ids=["ratio", "entities", "entities-utf-16", "members", "tags"],
)
def test_bombs_are_refused_before_they_are_parsed(members, cause):
    with pytest.raises(UnreadableFile, match=cause):
        guard.check_office_zip(make_zip(members), "a.docx")


def test_a_damaged_archive_is_refused():
    content = make_docx(make_paragraph(PROSE))
    with pytest.raises(UnreadableFile, match="damaged"):
        guard.check_office_zip(content[: len(content) // 2], "a.docx")


def test_what_a_library_raises_becomes_an_unreadable_file():
    with pytest.raises(UnreadableFile, match="damaged"), guard.parsing("a.pdf"):
        raise RecursionError


def test_an_archive_of_giant_pictures_is_refused(monkeypatch):
    monkeypatch.setattr(guard, "_MAX_UNPACKED_BYTES", 5_000)
    guard.check_office_zip(make_zip({"ppt/media/a.png": "x" * 4_000}), "a.pptx")
    with pytest.raises(UnreadableFile, match="far more than its size"):
        guard.check_office_zip(make_zip({f"ppt/media/{n}.png": "x" * 2_000 for n in range(3)}), "a.pptx")


def test_a_library_that_runs_out_of_memory_is_told_as_that():
    with pytest.raises(UnreadableFile, match="more memory than is safe"), guard.parsing("a.pdf"):
        raise MemoryError
