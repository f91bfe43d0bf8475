"""Where an essay names its sources."""

import pytest

from grader.evidence.namings import find_namings, find_voices
from tests.evidence.making import read

SOURCE = "The keeper Ada Brown wrote: “The ice on the lake was never thicker than a hand.” Tom Hill rowed the boat."


@pytest.mark.parametrize(
    "text",
    [
        "According to old people it was cold.",
        "The article tells of the ice.",
        "Ada Brown wrote about the ice.",
        "It was cold (Source 1).",
        "In Source 1 it is cold.",
        "In the passage it says that it was cold.",
        "These articles tell of the ice.",
        "As it says in paragraph 4, it was cold.",
    ],
)
def test_a_named_source_is_found(text):
    reading, contest, _ = read(f"It was dark. {text}", SOURCE)
    assert find_namings(reading, contest) == {1}


@pytest.mark.parametrize(
    "text", ["Tom Hill rowed the boat.", "They had to pass that line.", "It was cold.", "Ada Brown was cold."]
)
def test_a_person_who_says_nothing_names_no_source(text):
    reading, contest, _ = read(f"It was dark. {text}", SOURCE)
    assert find_namings(reading, contest) == frozenset()


def test_a_voice_beside_a_quotation_is_enough():
    reading, contest, _ = read("It was dark. I side with Brown: “The ice was never thicker than a hand.”", SOURCE)
    assert 1 in find_voices(reading, contest)
