"""Which sentences stand on their own, and how they are worded."""

import time

import pytest

from grader.checks.check import Example
from grader.checks.examples import make_contest
from grader.evidence.index import Index
from grader.evidence.outline_points import find_points
from grader.evidence.outline_wording import is_statement, points_back


def word(text):
    """The statements that a paragraph gives."""
    return [point.statement for point in find_points(Index(make_contest(Example("", sources=(text,)))))]


STANDING = {
    "opening": (
        "The mill at Oldham burnt down in March 1851. However, the owner built a larger one within a year.",
        "The owner built a larger one within a year.",
    ),
    "pronoun": (
        "Mary Anning found the skeleton in the cliffs of Lyme. She sold the bones to a collector for twenty-three pounds.",
        "Mary Anning sold the bones to a collector for twenty-three pounds.",
    ),
    "possessive": (
        "Mary Anning lived from the fossils of Lyme. Her brother Joseph had discovered the first skull in 1811.",
        "Mary Anning’s brother Joseph had discovered the first skull in 1811.",
    ),
    "joined": (
        "In 1845 a disease destroyed the potatoes of Ireland. It spread within weeks over the whole of the island.",
        "In 1845 a disease destroyed the potatoes of Ireland. It spread within weeks over the whole of the island.",
    ),
    "speech": (
        'The historian Ruth Calder has written: "The ships were late. Every harbour on the coast was frozen by then."',
        "Ruth Calder: “Every harbour on the coast was frozen by then.”",
    ),
    "dummy_it": (
        "It is estimated that nine hundred weavers lost their looms that winter.",
        "It is estimated that nine hundred weavers lost their looms that winter.",
    ),
}


@pytest.mark.parametrize(("text", "wanted"), STANDING.values(), ids=STANDING)
def test_sentences_are_worded_to_stand_on_their_own(text, wanted):
    assert wanted in word(text)


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        ("Anna Berg met Peter Holm in Turin. He told her about the strike in the glass works.", "Anna Berg told"),
        ("Tom Reed praised the speech. Peter Holm, he said, was the best speaker in the whole of the town.", "he said"),
        ("The council met at once. They decided that the bridge should be closed until the next spring.", "They"),
        ("Why did the council close the bridge for the whole of the winter?", "Why"),
        ("Compare the two maps of the harbour and write down what has changed in ten years.", "Compare"),
        ("This page tells the story of the harbour from the first jetty to the last lighthouse.", "This page"),
        ("Year | Ships | Tons of coal that were landed in the harbour of the town", "Ships"),
        ("I never saw so many ships in the harbour of the old town before that winter.", "I never"),
    ],
)
def test_sentences_that_lean_on_others_are_left_out(text, unwanted):
    assert not any(statement.startswith(unwanted) or f" {unwanted}," in statement for statement in word(text))


def test_a_name_is_not_taken_from_a_quotation_or_an_object():
    text = "A clerk handed the letter to Peter Holm. He left the town on the next ship to Bergen."
    assert "Peter Holm left the town on the next ship to Bergen." not in word(text)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("The bridge over the Aire was closed in 1866.", True),
        ("The bridge was closed.", False),
        ("the bridge over the Aire was closed in 1866.", False),
        ("The bridge over the Aire was closed in 1866", False),
        ("The bridge over the Aire was closed in 1866 by Mt.", False),
    ],
)
def test_statements_are_whole_sentences(text, is_one):
    assert is_statement(text) == is_one


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("These ships carried the coal of the valley.", True),
        ("Thirteen were taken to the harbour in the night.", True),
        ("In 1866 they carried the coal of the valley.", True),
        ("Most ships carried the coal of the valley.", False),
        ("There were nine ships in the harbour.", False),
    ],
)
def test_openings_that_point_back(text, is_so):
    assert points_back(text) == is_so


@pytest.mark.parametrize(
    "text", ["in x " * 20_000, ", he said" * 11_000, "s" * 100_000, "ss" * 50_000 + " they", "It is " * 16_000]
)
def test_hostile_text_costs_little(text):
    start = time.perf_counter()
    points_back(text)
    is_statement(text + ".")
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize("text", ["", "\ud800", "\x00\x01", "🙂 🙂 🙂", "שלום עולם.", "“", "He. She. It."])
def test_odd_text_gives_no_point(text):
    assert word(text) == []
