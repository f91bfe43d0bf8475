"""What makes a point of the material worth asking for."""

import numpy as np

from grader.checks.check import Example
from grader.checks.examples import make_contest
from grader.evidence.index import Index
from grader.evidence.outline_features import FEATURES, WEIGHTS, measure_points
from grader.evidence.outline_points import find_points

FIRST = (
    "The dam above Sheffield broke in the night of 11 March 1864. "
    "The water carried away mills and houses in the valley below. "
    "The company decided to pay the families, because the town demanded it."
)
SECOND = (
    "In March 1864 the dam above Sheffield broke and killed 240 people. "
    "Nobody in the valley had been warned of the danger."
)


def measure(*sources, prompt="Who was to blame for the flood?"):
    """Each point's statement to its features."""
    contest = make_contest(Example("", sources=sources, prompt=prompt))
    index = Index(contest)
    points = find_points(index)
    table = measure_points(points, contest, index)
    return {p.statement: dict(zip(FEATURES, row, strict=True)) for p, row in zip(points, table, strict=True)}


def test_dates_numbers_and_decisions_are_seen():
    rows = measure(FIRST, SECOND)
    dated, plain, decided = list(rows.values())[:3]
    assert dated["dated"] == 1
    assert plain["dated"] == 0
    assert decided["decides"] == decided["causes"] == 1
    assert rows["In March 1864 the dam above Sheffield broke and killed 240 people."]["counts"] == 1


def test_what_two_sources_tell_agrees():
    rows = list(measure(FIRST, SECOND).values())
    assert rows[0]["agrees"] > rows[1]["agrees"]
    assert all(row["agrees"] == 0 for row in measure(FIRST).values())


def test_words_of_the_question_count():
    rows = list(measure(FIRST, prompt="Why did the company pay the families?").values())
    assert rows[2]["asks"] > 0 == rows[1]["asks"]


def test_every_feature_has_a_weight_and_stays_small():
    contest = make_contest(Example("", sources=(FIRST, SECOND), prompt="Who was to blame?"))
    index = Index(contest)
    table = measure_points(find_points(index), contest, index)
    assert set(WEIGHTS) == set(FEATURES)
    assert np.isfinite(table).all()
    assert (table >= 0).all()
    assert (table <= 1).all()
