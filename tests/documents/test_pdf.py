import pytest

from grader.documents.pdf import read_pdf
from grader.errors import UnreadableFile
from tests.documents.tiny_files import MORE, PROSE, make_pdf, set_lines


def read(*pages):
    document = read_pdf(make_pdf(*pages), "a.pdf")
    return [(block.page, block.paragraph, block.kind, document.read_block(block)) for block in document.blocks]


def test_pages_and_paragraphs():
    first = set_lines(f"{PROSE} {MORE}", width=50) + set_lines(f"{MORE} {PROSE}", top=600, width=50)
    second = set_lines(f"Then {MORE} {PROSE}", width=50)
    assert read(first, second) == [
        (1, 1, "paragraph", f"{PROSE} {MORE}"),
        (1, 2, "paragraph", f"{MORE} {PROSE}"),
        (2, 1, "paragraph", f"Then {MORE} {PROSE}"),
    ]


def test_a_large_first_line_is_the_title():
    page = [(72, 740, 20, "The Salt Road"), *set_lines(f"{PROSE} {MORE}")]
    assert read(page)[0][2:] == ("title", "The Salt Road")


def test_a_damaged_file_is_refused():
    with pytest.raises(UnreadableFile, match="damaged"):
        read_pdf(b"%PDF-1.4 and nothing more", "a.pdf")


def test_a_file_without_a_text_layer_is_refused():
    with pytest.raises(UnreadableFile, match="pictures"):
        read_pdf(make_pdf([], []), "a.pdf")


def test_a_page_without_text_is_told():
    document = read_pdf(make_pdf(set_lines(f"{PROSE} {MORE}"), []), "a.pdf")
    assert document.warnings == ("Page 2: hardly any text could be read; the page is empty or a picture.",)


def test_too_many_pages_are_refused():
    with pytest.raises(UnreadableFile, match="501 pages"):
        read_pdf(make_pdf(*[[]] * 501), "a.pdf")
