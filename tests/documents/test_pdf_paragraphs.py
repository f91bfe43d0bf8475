import pytest

from grader.documents.pdf_lines import Line
from grader.documents.pdf_paragraphs import group_lines, join_words, measure_column, measure_pitches

FULL = "the water was high that year and the barges could not pass here"


def group(*rows):
    lines = [Line(text, 1, left, left + 5.0 * len(text), top, 11) for text, left, top in rows]
    paragraphs = group_lines(lines, measure_column(lines, measure_pitches(lines)))
    return [len(paragraph) for paragraph in paragraphs]


@pytest.mark.parametrize(
    ("rows", "sizes"),
    [
        ([(FULL, 72, 700), (FULL, 72, 686), (FULL, 72, 672)], [3]),
        ([(FULL, 72, 700), (FULL, 72, 686), (FULL, 72, 660), (FULL, 72, 646)], [2, 2]),
        ([(FULL, 90, 700), ("and so on.", 72, 686), (FULL, 90, 672), (FULL, 72, 658)], [2, 2]),
        ([(FULL, 72, 700), ("It ended.", 72, 686), (FULL, 72, 672), (FULL, 72, 658)], [2, 2]),
        ([(FULL, 72, 300), (FULL, 72, 286), (FULL, 72, 700), (FULL, 72, 686)], [4]),
        ([(FULL, 72, 700), (FULL, 72, 686), ("• salt", 72, 672), ("• iron", 72, 658)], [2, 1, 1]),
    ],
    ids=["one", "gap", "indent", "short end", "columns", "list"],
)
def test_paragraphs(rows, sizes):
    assert group(*rows) == sizes


@pytest.mark.parametrize(
    ("before", "after", "words", "joined"),
    [
        ("an exam", "ple of it", [], "an example of it"),
        ("well", "known salt", ["well", "known"], "well-known salt"),
        ("a re", "turn", ["re", "turn", "return"], "a return"),
        ("co", "operate", ["co-operate"], "co-operate"),
        ("Anna", "Maria", [], "Anna-Maria"),
        ("1914", "18", [], "1914-18"),
    ],
)
def test_hyphens_at_line_ends(before, after, words, joined):
    assert join_words(before, after, frozenset(words)) == joined
