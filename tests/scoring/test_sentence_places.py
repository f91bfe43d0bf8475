"""Where sentences usually stand, told from common words."""

import random

import pytest

from grader.scoring.sentence_places import measure_places, place_marks, shipped_places, wanted_places

PLACES = {"^dear": (-0.5, 0.6, 0.0), "^so": (0.4, 0.0, 0.5), "also": (0.1, 0.0, 0.0)}
WRITTEN = [
    ["dear", "editor"],
    ["lamps", "burn"],
    ["they", "also", "smoke"],
    ["oil", "is", "dear"],
    ["so", "mend", "them"],
]


def test_marks_are_words_with_the_first_ones_marked():
    assert place_marks(["in", "conclusion", "he"]) == {"in", "conclusion", "he", "^in", "^in conclusion"}
    assert place_marks(["stop"]) == {"stop", "^stop"}


def test_places_reach_from_beginning_to_end():
    wanted = wanted_places(3)
    assert wanted[:, 0].tolist() == [0, 0.5, 1]
    assert wanted[0, 1] == wanted[2, 2] == 1
    assert wanted_places(1).shape == (1, 3)


def test_sentences_in_their_places_fit_and_turned_round_they_do_not():
    written, turned = measure_places(WRITTEN, PLACES), measure_places(WRITTEN[::-1], PLACES)
    assert min(written) > 0
    assert max(turned) < 0


def test_places_that_ship_prefer_what_opens_and_closes():
    assert len(shipped_places()) <= 1500
    runs = [
        one.split()
        for one in ("i think that it is good", "another reason is that people go", "in conclusion it is good")
    ]
    assert measure_places(runs)[0] > measure_places(runs[::-1])[0]


@pytest.mark.parametrize("size", [0, 1, 2, 9, 120])
def test_unknown_words_tell_nothing(size):
    chance = random.Random(0)  # noqa: S311 - not for secrets
    runs = [["zx" + str(chance.random()), "qq"] for _ in range(size)]
    assert measure_places(runs, {}) == [0, 0, 0, 0, 0]
