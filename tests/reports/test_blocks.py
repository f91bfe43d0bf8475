import pytest

from grader.report import PartInfo
from grader.reports.blocks import block_at, cut_blocks
from tests.reports.builders import TEXT, make_essay


def cut(text, *parts):
    essay = make_essay(text).model_copy(update={"parts": [PartInfo(kind=k, span=s) for k, s in parts]})
    return [(text[slice(*b.span)], b.kind, b.paragraph) for b in cut_blocks(essay)]


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One.\n \t\n\n  Two. \n", ["One.", "  Two."]),
        ("One\nline", ["One\nline"]),
        ("\n\n", []),
        ("", []),
    ],
)
def test_blank_lines_separate_blocks(text, stretches):
    assert [stretch for stretch, _, _ in cut(text)] == stretches


def test_parts_separate_blocks_at_line_ends_only():
    text = "Title\nBody one.\n\nBody two. And note"
    parts = ("title", (0, 5)), ("body", (6, 26)), ("note", (27, len(text)))
    assert cut(text, *parts) == [("Title", "title", 0), ("Body one.", "body", 1), ("Body two. And note", "body", 2)]


def test_no_character_but_white_space_is_lost():
    blocks = cut_blocks(make_essay())
    assert "".join(TEXT[slice(*b.span)] for b in blocks).split() == TEXT.replace("\n", "").split()
    assert [b.label for b in blocks] == ["title", "paragraph 1", "paragraph 2", "bibliography"]


def test_the_block_of_an_offset():
    blocks = cut_blocks(make_essay("One.\n\nTwo."))
    assert [getattr(block_at(blocks, n), "paragraph", None) for n in (0, 5, 6, 99)] == [1, 1, 2, 2]
    assert block_at([], 3) is None


@pytest.mark.parametrize("text", ["\n \n" * 50_000, " " * 100_000, "\n" * 100_000, "a\n" * 50_000])
def test_odd_texts_are_cut_quickly(text):
    assert len(cut(text)) <= 1
