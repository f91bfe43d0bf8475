import pytest

from grader.documents import lines
from tests.documents.tiny_files import PROSE


@pytest.mark.parametrize(
    "text",
    [
        "The Salt Road",
        "How the river got its name",
        "Who owns the water?",
        "Mud, Salt and Iron: A History",
        "RIVERS!",
        "**Salt**",
    ],
)
def test_titles(text):
    assert lines.is_title_like(text)


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        "The river is long.",
        "Dear reader,",
        "There were three reasons:",
        "I think the river is important",
        "It was late. The river rose and nobody saw it",
        "",
        "12",
        "a\nb\nc\nd\ne\nf",
    ],
)
def test_what_is_no_title(text):
    assert not lines.is_title_like(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By Anna Lind", True),
        ("Word count: 612", True),
        ("(1,204 words)", True),
        ("12 May 2024", True),
        ("October 3rd, 2024", True),
        ("Mrs. Okafor", True),
        ("Name: Anna Lind\nClass: 10b", True),
        ("By the river stood a mill that nobody had used since the great flood of that year", False),
        ("Many words were spoken", False),
    ],
)
def test_front_lines(text, expected):
    assert lines.is_front_line(text) is expected


@pytest.mark.parametrize(
    ("line", "is_sure", "expected"),
    [
        ("Works Cited", True, "bibliography"),
        ("## BIBLIOGRAPHY ##", True, "bibliography"),
        ("References:", True, "bibliography"),
        ("Endnotes", True, "note"),
        ("Sources", True, None),
        ("Sources", False, "bibliography"),
        ("The notes of a traveller", True, None),
    ],
)
def test_heads_of_back_matter(line, is_sure, expected):
    assert lines.find_back_matter(line, is_sure=is_sure) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained.", True),
        ("“It rained.”", True),
        ("It rained.[12]", True),
        ("It rained.²", True),
        ("It rained", False),
    ],
)
def test_sentence_ends(text, expected):
    assert lines.ends_sentence(text) is expected


@pytest.mark.parametrize(("text", "expected"), [("(612 words)", True), ("Word count: 612", True), ("612", False)])
def test_word_counts(text, expected):
    assert lines.is_word_count(text) is expected


@pytest.mark.parametrize(
    "text", [" " * 100_000 + "a", "#" * 100_000, "a:" * 50_000, "_" * 100_000 + "a", "A. " * 30_000]
)
def test_long_lines_take_no_time(text):
    lines.is_title_like(text)
    lines.is_heading_like(text)
    lines.is_front_line(text)
    assert lines.find_back_matter(text, is_sure=True) is None
