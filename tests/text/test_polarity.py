"""Which words are denied: the denied ones stand in [brackets]."""

import re

import pytest

from grader.text.polarity import is_denied, is_slip_of_denial, is_supposed, read_polarity
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
    "Their no parking zone was opened.",
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
    "The board couldn't pay the nurse.",
    "The board did not pay as many nurses.",
    "The ship did not sail so widely.",
    "No captain sailed more often.",
    "Anyone who did not pay was fined.",
    "The board fined people that didn't pay.",
    "They came by sea rather than by rail.",
    "For example, say the board paid nine nurses.",
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


@pytest.mark.parametrize(
    "text",
    ["The board paid the nurse.", "In May nobody paid.", "The board never paid.", "Hill, who did not pay, left."],
)
def test_plain_statements_are_not_open(text):
    assert not read_polarity(text, find_words(text)).is_open


def test_an_empty_run_of_words_says_nothing():
    assert read_polarity("", []).is_open


def test_a_long_run_of_denials_is_read_at_once():
    text = "not never no " * 3000
    words = find_words(text[:2000])
    assert read_polarity(text, words).denied is not None


@pytest.mark.parametrize(
    ("text", "found"),
    [("You could sail to Rome.", True), ("In May they sailed to Rome.", False), ("They should sail to Rome.", False)],
)
def test_what_is_proposed_need_not_have_happened(text, found):
    assert is_supposed(text, find_words(text)) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They sailed not only to Oslo, or Rome.", True),
        ("They never sailed to Rome.", True),
        ("They sailed to Rome.", False),
    ],
)
def test_a_name_is_denied(text, found):
    words = find_words(text)
    assert is_denied(text, words, len(words) - 1) is found


@pytest.mark.parametrize(
    ("word", "found"), [("stpping", True), ("stopping", False), ("faled", False), ("refsed", True), ("cat", False)]
)
def test_a_misspelt_denial_is_feared(word, found):
    assert is_slip_of_denial(word) is found
