import math

import pytest

from grader.text.harper_proofreader import shared_harper
from grader.text.language_features import FEATURES, measure_language
from grader.text.proofreading import proofread
from tests.text.marked import read_text

PARAGRAPH = (
    "When the storm rose over the harbour, the keeper climbed the winding stairs of his tower. He carry two cans of oil, and "
    "he dont rest. Below him, fishing boats struggled towards the entrance, although their crews could hardly see the rocks. "
    "Perhaps nobody expected help. The council had bought cheap oil because the harbour was poor; it smoked badly.\n\n"
)


def measure(text):
    reading = read_text(text)
    return measure_language(reading, proofread(reading, shared_harper()))


def test_every_feature_is_measured_once():
    names = [name for group in FEATURES.values() for name in group]
    assert sorted(measure(PARAGRAPH)) == sorted(names)
    assert len(names) == len(set(names))


@pytest.mark.parametrize("text", ["", "x", "...", "\ud800 \x00", "א " * 60, "Lamp. " * 60, '"' * 99, "a" * 9_000])
def test_features_of_odd_text_are_numbers(text):
    assert all(math.isfinite(value) for value in measure(text).values())


def test_no_feature_is_length_in_disguise():
    short, long = measure(PARAGRAPH * 4), measure(PARAGRAPH * 16)
    differing = {name for name in short if abs(short[name] - long[name]) > 0.06 * max(0.2, abs(short[name]))}
    assert differing == set()


def test_quotations_are_not_measured():
    quoted = PARAGRAPH + "He said: “Dont never recieve nothing from the the council, becos is bad.”\n\n"
    assert measure(quoted)["all_errors"] <= measure(PARAGRAPH)["all_errors"]


def test_more_errors_have_higher_rates():
    clean, faulty = measure(PARAGRAPH.replace("carry", "carried").replace("dont", "did not")), measure(PARAGRAPH)
    assert clean["all_errors"] == clean["faulty_sentences"] == 0
    assert faulty["all_errors"] > faulty["agreement_errors"] > 0
    assert faulty["faulty_sentences"] == pytest.approx(1 / 5)
