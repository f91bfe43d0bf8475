import json
from importlib.resources import files

import pytest

from grader.text.language_features import FEATURES
from grader.text.language_model import read_model, shipped_models

MODEL = {"intercept": 1, "at_zero": 1, "at_one": 3, "terms": {"rate": {"coefficient": 2, "low": 0, "high": 0.75}}}


@pytest.mark.parametrize(("rate", "value"), [(0, 0), (0.5, 0.5), (0.75, 0.75), (9, 0.75), (-9, 0)])
def test_features_count_within_their_range(rate, value):
    assert read_model(MODEL).judge({"rate": rate}) == value


def test_values_end_at_zero_and_one():
    model = read_model(MODEL | {"at_one": 1.5})
    assert model.judge({"rate": 0.75}) == 1
    assert read_model(MODEL | {"at_zero": 2, "at_one": 3}).judge({"rate": 0}) == 0


@pytest.mark.parametrize("group", FEATURES)
def test_the_shipped_models_know_only_named_features(group):
    model = shipped_models()[group]
    assert set(model.terms) <= set(FEATURES[group])
    assert all(term.low <= term.high for term in model.terms.values())


def test_no_error_raises_the_value():
    model = shipped_models()["conventions"]
    assert all(term.coefficient < 0 for term in model.terms.values())
    assert model.judge(dict.fromkeys(FEATURES["conventions"], 0.0)) == 1
    assert model.judge(dict.fromkeys(FEATURES["conventions"], 9.0)) == 0


def test_the_model_card_says_what_a_teacher_asks():
    card = json.loads((files("grader.text") / "language.json").read_text(encoding="utf-8"))["card"]
    assert {"what", "data", "licence", "limits", "date", "essays", "cross_validated_pearson"} <= set(card)
