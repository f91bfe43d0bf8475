"""Ranges that keep their promise, and what more hand scores bring."""

import pytest

from grader.scoring.curves import draw_learning_curve, measure_ranges
from grader.scoring.scale import Scale

SCALE = Scale("c", "C", (1.0, 2.0, 3.0, 4.0, 5.0), tuple("12345"))
HUMAN = {f"e{k:02}": float(1 + k % 5) for k in range(40)}


def test_a_range_holds_its_ends():
    ranges = {"a": {0.8: (2.0, 3.0)}, "b": {0.8: (2.0, 3.0), 0.9: (1.0, 4.0)}, "c": {0.8: (1.0, 1.0)}, "d": {}}
    rows = measure_ranges({"a": 2.0, "b": 3.0, "c": 1.5, "d": 1.0}, ranges, SCALE)
    assert [(row.nominal, row.inside.essays, row.inside.value) for row in rows] == [(0.8, 3, 0.6667), (0.9, 1, 1.0)]
    assert (rows[0].mean_half_width, rows[0].of_scale) == (0.3333, 0.0833)
    assert measure_ranges({"d": 1.0}, {"d": {}}, SCALE) == []


def learn_exactly_from_many(learned, tested):
    """A learner whose predictions are right for essays whose score it has seen."""
    seen = {HUMAN[name] for name in learned}
    return {name: HUMAN[name] if HUMAN[name] in seen else 3.0 for name in tested}


def test_a_curve_rises_with_what_was_learned_from():
    points = draw_learning_curve(HUMAN, learn_exactly_from_many, (2, 5, 30, 31), draws=10)
    assert [point.hand_scores for point in points] == [2, 5, 30]
    assert points[0].qwk < points[1].qwk < points[2].qwk == 1
    assert points[0].interval[0] <= points[0].qwk <= points[0].interval[1]
    assert points == draw_learning_curve(HUMAN, learn_exactly_from_many, (2, 5, 30, 31), draws=10)


def test_nobody_is_tested_on_what_was_learned_from():
    def learn(learned, tested):
        assert not set(learned) & set(tested)
        assert set(learned) | set(tested) == set(HUMAN)
        return dict.fromkeys(tested, 3.0)

    assert draw_learning_curve(HUMAN, learn, (10,), draws=3) == pytest.approx(
        draw_learning_curve(HUMAN, learn, (10,), draws=3)
    )


def test_too_few_essays_give_no_curve():
    assert draw_learning_curve(dict(list(HUMAN.items())[:12]), learn_exactly_from_many, (3, 10), draws=2) == []
