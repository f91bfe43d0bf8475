"""Every feature has a name, a meaning and a value, and all but those of length tell nothing of how often a text is said."""

import numpy as np
import pytest

from grader.checks.check import Case
from grader.contest import load_contest
from grader.documents import read_essay
from grader.evidence.examination import examine
from grader.evidence.index import index_of
from grader.scoring.features import FEATURES, measure
from grader.shipped import shipped_folder
from grader.text.reading import Reading

PARAGRAPH = (
    "The keeper climbed the tower because the boats needed his light. However, the council dismissed him in 1902 without a "
    "hearing. I believe that this was unfair, since nobody had asked the fishermen. For example, they had never found the "
    "tower dark. Therefore he should have kept his place.\n\n"
)
NAMES = [feature.name for feature in FEATURES]


@pytest.fixture(scope="module")
def contest():
    return load_contest(shipped_folder("samples") / "broad-street")


def values_of(text, contest):
    reading = Reading(read_essay(text.encode(), "e.txt", "e"), index_of(contest).known_names)
    return dict(zip(NAMES, measure(Case(reading, contest, examine(reading, contest))), strict=True))


def test_names_are_unique_and_every_meaning_is_a_phrase():
    assert len(set(NAMES)) == len(NAMES)
    assert all(f.meaning and f.meaning[0].islower() and not f.meaning.endswith(".") for f in FEATURES)
    assert {f.group for f in FEATURES} == {"content", "organization", "argument", "language", "conventions", "length"}


def test_every_feature_has_a_finite_value_for_odd_texts(contest):
    for text in ("Hm.", "word " * 400, "!!! ???\n\n???" + " a", PARAGRAPH * 3):
        assert np.isfinite(list(values_of(text, contest).values())).all()


def test_features_see_what_they_are_named_for(contest):
    plain, argued = values_of("The pump stood there. " * 12, contest), values_of(PARAGRAPH * 2, contest)
    for name in ("reasons", "opines", "demands", "contrast_links", "cause_links", "is_divided", "figures_rate"):
        assert argued[name] > plain[name], name
    assert plain["repeats"] > argued["repeats"]
    wrong = values_of(PARAGRAPH.replace("believe", "beleive").replace("council", "counsil") * 2, contest)
    assert wrong["spelling_errors"] > argued["spelling_errors"]


def test_groups_other_than_length_do_not_count_words(contest):
    once, thrice = values_of(PARAGRAPH * 3, contest), values_of(PARAGRAPH * 9, contest)
    grown = {f.name for f in FEATURES if abs(thrice[f.name] - once[f.name]) > 0.6}
    assert grown <= {f.name for f in FEATURES if f.group == "length"}
    assert {"words", "sentences", "paragraphs"} <= grown


def test_the_same_essay_has_the_same_values(contest):
    assert values_of(PARAGRAPH * 3, contest) == values_of(PARAGRAPH * 3, contest)
