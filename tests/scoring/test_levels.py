"""The rubric's own rule, and the honesty of ranges."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.model import CheckUse, Criterion, Level
from grader.report import CheckResult
from grader.scoring.levels import find_standing, mean_value, score_criterion, sum_scores

CUTS = (0.2, 0.4, 0.6, 0.8)
LEVELS = tuple(Level(name, points) for points, name in enumerate(["low", "fair", "mid", "good", "top"], 1))
CRITERION = Criterion("c", "C", "", CUTS, LEVELS, (CheckUse("thesis"),))


def result(value, weight=1.0, reason=None):
    return CheckResult(check="thesis", criterion="c", value=value, weight=weight, reason=reason)


def test_a_value_is_the_weighted_mean_of_what_was_checked():
    assert mean_value([result(1.0, 3), result(0.0, 1), result(None, 9)]) == 0.75
    assert mean_value([result(None)]) is None


@pytest.mark.parametrize(("value", "level"), [(0.0, 0), (0.19, 0), (0.2, 1), (0.5, 2), (0.8, 4), (1.0, 4)])
def test_cuts_turn_a_value_into_a_level(value, level):
    assert find_standing(value, CUTS, 1).level == level


@given(value=st.floats(0, 1), checks=st.integers(1, 6))
def test_the_range_holds_the_level_and_stays_inside(value, checks):
    standing = find_standing(value, CUTS, checks)
    assert 0 <= standing.low <= standing.level <= standing.high <= len(CUTS)
    assert 0 < standing.confidence <= 1


def test_more_checks_make_the_range_no_wider():
    one, four = (find_standing(0.5, CUTS, n) for n in (1, 4))
    assert four.high - four.low <= one.high - one.low
    assert four.confidence > one.confidence


def test_a_criterion_is_scored_by_its_rubric():
    score = score_criterion(CRITERION, [result(0.65)], ["f1"])
    assert (score.points, score.level, score.max_points, score.findings) == (4, "good", 5, ["f1"])
    low, high = score.range or (9, 0)
    assert low <= 4 <= high


def test_nothing_checked_gives_no_points_but_a_reason():
    score = score_criterion(CRITERION, [result(None, reason="no key")], [])
    assert (score.points, score.level, score.range, score.reason) == (None, None, None, "no key")


def test_the_total_leaves_out_what_was_not_scored():
    scores = [score_criterion(CRITERION, [result(v)], []) for v in (0.65, 0.1, None)]
    total = sum_scores(scores)
    assert (total.points, total.max_points) == (5, 10)
    assert total.range == tuple(sum(ends) for ends in zip(*(s.range for s in scores[:2]), strict=True))
    assert sum_scores(scores[2:]).points is None
