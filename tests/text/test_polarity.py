"""Which words are denied: the denied ones stand in [brackets]."""

import re

import pytest

from grader.text.polarity import read_polarity
from grader.text.words import find_words

DENIED = [
    "The board did not [pay the nurse].",
    "Nobody [told the miners], but the owner knew.",
    "The captain refused to [sail] and stayed.",
    "The captain failed to [sail] was said later.",
    "No [doctor ever read the report].",
    "The storm prevented the ship from [leaving the bay].",
    "She denied [the theft], and he believed her.",
    "Rain never [failed to] come.",
    "The board paid the nurse.",
    "The habit of not [sleeping] was common.",
    "A net stopped the fall keeping him from [drowning in the lock].",
    "The council opened a no parking zone.",
]
OPEN = [
    "The board would not pay the nurse.",
    "Did the board pay the nurse?",
    "They came not only by sea.",
    "It was not paid until Friday.",
    "I think that nobody paid the nurse.",
    "Few nurses were paid.",
    "It was not the only pump that failed.",
    "The only ward that was not cleaned was the fifth.",
]


def strip_marks(marked):
    return re.sub(r"[\[\]]", "", marked)


@pytest.mark.parametrize("marked", DENIED)
def test_a_denial_reaches_to_the_end_of_its_clause(marked):
    text = strip_marks(marked)
    words = find_words(text)
    said = [text[words[n].start : words[n].end] for n in sorted(read_polarity(text, words).denied)]
    assert (
        said[: len(" ".join(re.findall(r"\[(.*?)\]", marked)).split())]
        == " ".join(re.findall(r"\[(.*?)\]", marked)).split()
    )
    assert bool(said) == ("[" in marked)


@pytest.mark.parametrize("text", OPEN)
def test_conditions_guesses_and_partial_denials_are_open(text):
    assert read_polarity(text, find_words(text)).is_open


@pytest.mark.parametrize("text", ["The board paid the nurse.", "In May nobody paid.", "The board never paid."])
def test_plain_statements_are_not_open(text):
    assert not read_polarity(text, find_words(text)).is_open


def test_an_empty_run_of_words_says_nothing():
    assert read_polarity("", []).is_open


def test_a_long_run_of_denials_is_read_at_once():
    text = "not never no " * 3000
    words = find_words(text[:2000])
    assert read_polarity(text, words).denied is not None
