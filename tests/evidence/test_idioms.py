"""Turns of phrase that say what one word says."""

from importlib.resources import files

import pytest

from grader.evidence.idioms import find_meanings
from grader.evidence.lexicon import STOP_NORMS, STOP_STEMS
from grader.text.words import find_words, stem

LINES = (files("grader.evidence") / "idioms.txt").read_text(encoding="utf-8").splitlines()
IDIOMS = [line.split(" = ") for line in LINES if not line.startswith("#")]
TURNS_OF_COMMON_WORDS_ALONE = {  # which mean nothing else
    "against ... will",
    "make up",
    "make use of",
    "own up",
    "say no",
    "use up",
    "with all ... might",
}


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("They threw the poor mayor out of his office.", "expel"),
        ("She was thrown out of the club.", "expel"),
        ("He was put to death at dawn.", "execute"),
        ("The two sisters teamed up.", "ally"),
        ("They locked him up for a year.", "imprison"),
        ("The forest was wiped out by the fire.", "destroy"),
        ("The plant takes in water and gives off oxygen.", "emit"),
        ("Her friends talked her into the race.", "persuade"),
        ("The herd had nothing to eat all winter.", "hunger"),
        ("He stood up for the little boy.", "defend"),
        ("She was scared of the dark.", "fear"),
    ],
)
def test_an_idiom_means_a_word(said, meant):
    assert stem(meant) in find_meanings([word.stem for word in find_words(said)])


@pytest.mark.parametrize(
    "said", ["He threw the ball and the old woman who lived there went out.", "They put it on the table.", ""]
)
def test_parts_that_stand_too_far_apart_are_no_idiom(said):
    assert find_meanings([word.stem for word in find_words(said)]) == []


def test_every_line_is_a_turn_of_two_words_or_more_and_what_it_means():
    odd = [line for line in LINES if not line.startswith("#") and len(line.split(" = ")) != 2]
    odd += [said for said, _ in IDIOMS if len(said.replace("...", "").split()) < 2]
    odd += [said for said, _ in IDIOMS if said.count("...") > 1 or said.startswith("...") or said.endswith("...")]
    odd += [said for said, meant in IDIOMS if (said + meant).lower() != said + meant or not meant.split()]
    assert odd == []


def test_no_turn_of_phrase_is_listed_twice():
    stems = [tuple(stem(word) for word in said.split()) for said, _ in IDIOMS]
    assert [one for one in stems if stems.count(one) > 1] == []


def test_no_turn_of_phrase_is_made_of_common_words_alone():
    common = {said for said, _ in IDIOMS if all(word in STOP_NORMS for word in said.replace("...", "").split())}
    assert common <= TURNS_OF_COMMON_WORDS_ALONE


def test_what_is_meant_is_a_word_that_is_compared_and_said_once():
    for _, meant in IDIOMS:
        stems = [stem(word) for word in meant.split()]
        assert not STOP_STEMS & set(stems), meant
        assert len(set(stems)) == len(stems), meant


def test_words_are_found_as_they_are_written():
    words = {word for said, meant in IDIOMS for word in (said.replace("...", "") + " " + meant).split()}
    assert sorted(word for word in words if [found.norm for found in find_words(word)] != [word]) == []
