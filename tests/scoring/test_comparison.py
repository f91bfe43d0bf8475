"""Hand scores and suggestions become an evaluation."""

from dataclasses import replace

import pytest

from grader.scoring.comparison import Suggestion, compare_column, compare_scores
from grader.scoring.hand_scores import HandScore, HandScores
from grader.scoring.scale import find_scales
from tests.scoring.evaluations import CONTEST, CURVE, RUBRIC, make_evaluation, make_hand_scores, make_suggestions

SCALES = find_scales(RUBRIC)


@pytest.fixture(scope="module")
def evaluation():
    return make_evaluation()


def test_every_scored_column_is_compared(evaluation):
    assert [column.column for column in evaluation.columns] == ["total", "evidence", "style"]
    total, evidence, style = evaluation.columns
    assert (total.essays, total.without_suggestion) == (79, ["e79"])
    assert (evidence.essays, evidence.without_suggestion) == (80, [])
    assert total.is_average
    assert (evidence.two_humans is None, style.two_humans is None, style.degradation) == (False, True, None)
    assert style.agreement.prmse is None


def test_the_tables_are_rsmevals(evaluation):
    """confMatrix.csv of the run that test_agreement quotes."""
    assert evaluation.columns[1].confusion == [
        [9, 4, 0, 0, 0, 0],
        [14, 5, 4, 0, 0, 0],
        [3, 5, 4, 5, 0, 0],
        [0, 5, 5, 4, 1, 0],
        [0, 0, 1, 2, 4, 2],
        [0, 0, 0, 0, 2, 1],
    ]


def test_counts_levels_and_figures_say_the_same(evaluation):
    for column in evaluation.columns[1:]:
        counts, found = column.counts, column.agreement
        assert counts.same + counts.one_apart + counts.further == column.essays
        assert found.exact.value == round(counts.same / column.essays, 4)
        assert found.adjacent.value == round((counts.same + counts.one_apart) / column.essays, 4)
        assert sum(row.counts.same for row in column.levels) == counts.same
        assert [row.essays for row in column.levels] == [sum(row) for row in column.confusion]
    assert evaluation.columns[1].levels[5].mean_suggested == 5.3333


def test_groups_come_in_order_with_their_means(evaluation):
    groups = evaluation.columns[1].groups
    assert [(g.column, g.group, g.essays) for g in groups] == [
        ("First language", n, c) for n, c in zip("ABC", (27, 30, 23), strict=True)
    ]
    assert [(g.mean_human, g.mean_suggested) for g in groups] == [(2.6296, 2.2222), (2.6667, 2.3667), (3.5652, 3.1304)]
    assert [g.dsm.value for g in groups] == [-0.0101, 0.0612, -0.068]
    assert all(g.dsm.interval and g.dsm.interval[0] < g.dsm.value < g.dsm.interval[1] for g in groups)


def test_the_widest_range_stands_beside_each_pair(evaluation):
    first = evaluation.columns[1].pairs[0]
    assert (first.essay, first.human, first.second, first.suggested) == ("e00", 4, None, 3)
    assert first.range == make_suggestions()["e00"]["evidence"].ranges[0.9]
    assert evaluation.columns[2].pairs[0].range is None
    assert evaluation.columns[1].learning_curve == list(CURVE)


def test_what_nobody_suggested_is_not_compared():
    scores = make_hand_scores(4)
    assert compare_column(SCALES["style"], scores, {}) is None
    one = {"e00": {"style": Suggestion(3.0)}}
    assert compare_column(SCALES["style"], scores, one) is None
    two = compare_column(
        SCALES["style"], scores, {**one, "e02": {"style": Suggestion(2.0)}, "x": {"style": Suggestion(1.0)}}
    )
    assert two is not None
    assert [pair.essay for pair in two.pairs] == ["e00", "e02"]


def test_one_criterion_is_told_once():
    contest = replace(CONTEST, rubric=replace(RUBRIC, criteria=RUBRIC.criteria[:1]))
    rows = tuple(HandScore(f"e{k}", {"total": 2.0 + k, "evidence": 2.0 + k}, {}, {}) for k in range(3))
    suggested = {f"e{k}": {name: Suggestion(3.0) for name in ("total", "evidence")} for k in range(3)}
    found = compare_scores(contest, HandScores(rows, ("total", "evidence")), suggested, {}, "0.1.0")
    assert [(c.column, c.is_average, c.counts.same, c.counts.one_apart) for c in found.columns] == [
        ("total", False, 1, 2)
    ]


def test_the_same_scores_give_the_same_bytes(evaluation):
    assert make_evaluation().to_json() == evaluation.to_json()
    assert evaluation.to_json().isascii()
