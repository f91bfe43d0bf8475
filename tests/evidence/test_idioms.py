"""Turns of phrase that say what one word says."""

import pytest

from grader.evidence.idioms import find_meanings
from grader.text.words import find_words, stem


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("They threw the poor mayor out of his office.", "expel"),
        ("She was thrown out of the club.", "expel"),
        ("He was put to death at dawn.", "execute"),
        ("The two sisters teamed up.", "ally"),
        ("They locked him up for a year.", "imprison"),
    ],
)
def test_an_idiom_means_a_word(said, meant):
    assert stem(meant) in find_meanings(find_words(said))


@pytest.mark.parametrize(
    "said", ["He threw the ball and the old woman who lived there went out.", "They put it on the table.", ""]
)
def test_parts_that_stand_too_far_apart_are_no_idiom(said):
    assert find_meanings(find_words(said)) == []
