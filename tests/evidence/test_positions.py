"""Which sentence states the writer's position."""

import json
from importlib.resources import files

import pytest

from grader.evidence.positions import FEATURES, measure_sentences, rank_positions
from tests.evidence.making import read

OPENING = "Lamps have burned for a thousand years. Many people pass them without a look. "
BODY = "\n\nFirst, a lamp needs oil. For example, ours took two cans a night.\n\nSecondly, a keeper must be awake.\n\n"
POSITIONS = [
    "I believe that every harbour should keep its lamp, because a lamp saves lives.",
    "In my opinion a harbour without a lamp is worse than no harbour at all.",
    "This essay argues that lamps made our harbour rich.",
]


def rank(text, asked=frozenset()):
    reading, _, _ = read(text)
    return reading, rank_positions(reading, [w.stem for w in reading.words], asked)


@pytest.mark.parametrize("position", POSITIONS)
def test_a_stated_position_comes_first(position):
    reading, ranked = rank(f"{OPENING}{position}{BODY}The oil is dear today.")
    assert reading.text[slice(*reading.sentences[ranked[0][0]].span)] == position


def test_a_conclusion_comes_first_where_the_opening_says_nothing():
    ending = "In conclusion, we should keep our lamp."
    reading, ranked = rank(f"{OPENING}{BODY}{ending}")
    assert reading.text[slice(*reading.sentences[ranked[0][0]].span)] == ending


def test_every_feature_has_a_coefficient_and_lies_between_0_and_1():
    model = json.loads((files("grader.evidence") / "positions.json").read_text(encoding="utf-8"))
    assert set(model["coefficients"]) == set(FEATURES)
    assert model["card"]["licence"].startswith("coefficients only")
    reading, _, _ = read(OPENING + POSITIONS[0] + BODY)
    for features in measure_sentences(reading, [w.stem for w in reading.words], frozenset({"lamp"})):
        assert set(features) == set(FEATURES)
        assert all(0 <= value <= 1 for value in features.values())


def test_an_essay_without_sentences_has_no_candidates():
    assert rank("")[1] == []
