"""Figures that are met by chance need a sentence that surely tells the same."""

import pytest

from tests.evidence.differing import find_differing

SOURCE = (
    "By the time the ferry was sold in 1911, Captain Lund had made nine voyages to the islands, more than anybody else.\n\n"
    "Brenn, home to 5,500 weavers, may be the oldest town of the valley.\n\n"
    "12 March 1930: Fifty years ago something odd happened in the mint."
)


@pytest.mark.parametrize(
    "text",
    [
        "A captain like Lund makes one voyage to see the islands and to help the poor there.",
        "Kolberg, home to millions of weavers, is a landmark of the valley.",
        "Even in 1880, fifty years ago!",
        "In 1880 something odd happened in the mint.",
    ],
)
def test_in_doubt_nothing_is_said(text):
    assert find_differing(text, SOURCE) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Captain Lund had made seven voyages to the islands.", ("number", "seven", "nine")),
        ("Brenn, home to 4,400 weavers, may be the oldest town of the valley.", ("number", "4,400", "5,500")),
    ],
)
def test_the_same_event_is_compared(text, found):
    assert find_differing(text, SOURCE) == [found]


OTHERS = "The ferry was sold in the autumn. Nobody saw the chapel burn. A weaver kept bees. The bells rang at noon."


def test_a_percentage_is_compared_with_the_one_of_its_place():
    source = (
        f"{OTHERS} The wool of the old mill is 83 percent white, 9 percent brown, 6 percent grey, and 2 percent yellow."
    )
    text = "The wool of the old mill: 83% white, 9% brown, 6% grey, and 3% yellow!"
    assert find_differing(text, source) == [("number", "3%", "2 percent")]
    assert find_differing(f"For example, say {text[0].lower()}{text[1:]}", source) == []
