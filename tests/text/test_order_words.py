"""Which of two clauses is said to come first."""

import time

import pytest

from grader.text.order_words import find_order_statements
from grader.text.sentences import find_sentences


def read(text):
    sentences = [(span, 0) for span in find_sentences(text)]
    return [
        tuple(text[slice(*span)].strip(" .") for span in (s.earlier, s.later))
        for s in find_order_statements(text, sentences)
    ]


@pytest.mark.parametrize(
    ("text", "earlier", "later"),
    [
        ("The lamp went out before the storm came.", "The lamp went out", "the storm came"),
        ("The lamp went out after the storm came.", "the storm came", "The lamp went out"),
        ("After the storm came, the lamp went out.", "the storm came", "the lamp went out"),
        ("The storm came. Then the lamp went out.", "The storm came", "the lamp went out"),
        ("The storm came. Two years later the lamp went out.", "The storm came", "the lamp went out"),
        ("The storm came. Before that, the lamp went out.", "the lamp went out", "The storm came"),
    ],
)
def test_order_is_read(text, earlier, later):
    assert read(text) == [(earlier, later)]


@pytest.mark.parametrize(
    "text",
    [
        "He stood before the whole council in the hall.",
        "The lamp would go out before the storm came.",
        "The lamp had gone out before the storm came.",
        "After all, the lamp went out.",
        "Day after day the lamp went out.",
        "If the storm came, then the lamp went out.",
        "The storm came. Nobody saw the lamp.",
    ],
)
def test_in_doubt_nothing_is_said(text):
    assert read(text) == []


@pytest.mark.parametrize("unit", ["before a ", "after ", "then ", ", ", "a b, "])
def test_long_repetitions_take_no_time(unit):
    text = unit * (100_000 // len(unit))
    begun = time.process_time()
    find_order_statements(text, [((0, len(text)), 0)])
    assert time.process_time() - begun < 5
