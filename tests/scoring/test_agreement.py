"""Figures of agreement: those of RSMTool, and what must hold for all of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from grader.scoring.agreement import (
    Ratings,
    find_flag,
    find_share,
    measure_agreement,
    measure_degradation,
    measure_two_humans,
)
from grader.scoring.measures import error_reduction, group_difference, kappa, mean_difference, pearson
from grader.scoring.resampling import find_interval, find_share_interval, find_value
from grader.scoring.scale import Scale
from tests.scoring.ratings import GROUPS, LEVELS, draw_ratings

SCALE = Scale("c", "C", LEVELS, ("1", "2", "3", "4", "5", "6"))
POINTS = st.lists(st.tuples(st.integers(1, 6), st.integers(1, 6)), min_size=2, max_size=40)


def value(statistic, essays):
    return find_value(statistic, essays)


def split(pairs):
    return (np.array(one, dtype=float) for one in zip(*pairs, strict=True))


@pytest.mark.parametrize(
    ("name", "printed"),
    [("pearson", 0.7894), ("qwk", 0.7616), ("exact", 0.3375), ("adjacent", 0.8875), ("smd", -0.27), ("prmse", 0.4347)],
)
def test_the_program_is_measured_as_rsmeval_does(name, printed):
    """What `rsmeval` 12.0.0 printed for these ratings (eval.csv, true_score_eval.csv, row raw_trim_round).

    The file it read: id, h1, h2, system and group of `draw_ratings`; trim_min 1, trim_max 6, scale_with "raw".
    """
    assert getattr(measure_agreement(draw_ratings(), SCALE), name).value == pytest.approx(printed, abs=5e-5)


@pytest.mark.parametrize(
    ("name", "printed", "lost"),
    [
        ("pearson", 0.8421, -0.0526),
        ("qwk", 0.8353, -0.0737),
        ("exact", 0.4426, -0.1051),
        ("adjacent", 1.0, -0.1125),
        ("smd", -0.1255, None),
    ],
)
def test_two_humans_are_measured_as_rsmeval_does(name, printed, lost):
    """consistency.csv and degradation.csv of the same run; smd there divides by what both humans spread."""
    two, less = measure_two_humans(draw_ratings(), SCALE), measure_degradation(draw_ratings(), SCALE)
    assert two is not None
    assert less is not None
    assert getattr(two, name).value == pytest.approx(printed, abs=5e-5)
    assert lost is None or getattr(less, name).value == pytest.approx(lost, abs=5e-5)
    assert two.prmse is None
    assert (two.qwk.essays, less.qwk.essays) == (61, 80)


@pytest.mark.parametrize(("group", "printed"), [("A", -0.0101), ("B", 0.0612), ("C", -0.068)])
def test_groups_are_measured_as_rsmeval_does(group, printed):
    """eval_by_grp.csv of the same run."""
    ratings = draw_ratings()
    dsm = group_difference(ratings.human, ratings.system, np.array([one == group for one in GROUPS]))
    assert value(dsm, 80) == pytest.approx(printed, abs=5e-5)


def test_points_between_levels_are_measured_as_rsmeval_does():
    """The row raw of eval.csv and true_score_eval.csv when every second suggestion is a quarter higher."""
    ratings = draw_ratings()
    system = ratings.system + np.arange(80) % 2 / 4
    found = measure_agreement(Ratings(ratings.human, system, ratings.second), SCALE)
    assert found.prmse is not None
    assert (found.exact.value, found.adjacent.value) == (0.3375, 0.8875)  # of suggestions as rounded: raw_trim_round
    ours = (found.qwk.value, found.pearson.value, found.smd.value, found.prmse.value)
    assert ours == pytest.approx((0.7846, 0.7987, -0.18, 0.4853), abs=5e-5)


@given(pairs=POINTS)
def test_kappa_is_symmetric_bounded_and_sklearns(pairs):
    one, other = split(pairs)
    found = value(kappa(one, other), len(one))
    assert found == value(kappa(other, one), len(one))
    if found is None:
        assert set(one) == set(other) == {one[0]}
        return
    assert -1 <= found <= 1
    assert found == pytest.approx(cohen_kappa_score(one, other, labels=range(1, 7), weights="quadratic"), abs=1e-4)


@given(pairs=POINTS, factor=st.sampled_from([0.5, 2, 10]), shift=st.integers(-20, 200))
def test_figures_do_not_depend_on_how_points_are_counted(pairs, factor, shift):
    one, other = split(pairs)
    for statistic in (kappa, pearson, mean_difference):
        before = value(statistic(one, other), len(one))
        after = value(statistic(one * factor + shift, other * factor + shift), len(one))
        assert after == (before if before is None else pytest.approx(before, abs=2e-4))


@given(pairs=POINTS)
def test_a_rater_agrees_with_herself(pairs):
    one, _ = split(pairs)
    if len(set(one)) > 1:
        assert value(kappa(one, one), len(one)) == value(pearson(one, one), len(one)) == 1
        assert value(mean_difference(one, one), len(one)) == 0
        assert value(error_reduction(one, one, one), len(one)) == 1


@given(pairs=POINTS)
def test_a_system_that_shifts_everybody_alike_is_unfair_to_nobody(pairs):
    one, _ = split(pairs)
    members = np.arange(len(one)) % 2 == 0
    if len(set(one)) > 1:
        assert value(group_difference(one, one * 0.5 + 3, members), len(one)) == pytest.approx(0, abs=1e-4)


def test_what_is_not_defined_is_none_and_not_a_number():
    same = np.array([3.0, 3.0, 3.0])
    found = measure_agreement(Ratings(same, same, np.full(3, np.nan)), SCALE)
    assert (found.qwk.value, found.pearson.value, found.smd.value, found.qwk.interval) == (None, None, None, None)
    assert found.prmse is None
    assert found.exact.value == 1
    nobody = measure_two_humans(Ratings(same, same, np.full(3, np.nan)), SCALE)
    assert nobody is None


@pytest.mark.parametrize(
    ("name", "inside", "outside", "said"),
    [
        ("exact", 0.5, 0.4999, "below 0.50"),
        ("adjacent", 0.95, 0.9499, "below 0.95"),
        ("qwk", 0.7, 0.6999, "below 0.70"),
        ("pearson", 0.7, 0.6999, "below 0.70"),
        ("smd", -0.15, -0.1501, "beyond ±0.15"),
        ("dsm", 0.1, 0.1001, "beyond ±0.10"),
    ],
)
def test_flags_are_rsmtools(name, inside, outside, said):
    assert find_flag(name, inside) is None
    assert find_flag(name, outside) == said
    assert find_flag(name, None) is None


def test_a_loss_of_more_than_a_tenth_against_two_people_is_flagged():
    ratings = draw_ratings()
    worse = Ratings(ratings.human, np.roll(ratings.system, 1), ratings.second)
    lost = measure_degradation(worse, SCALE)
    assert lost is not None
    assert lost.qwk.flag == "more than 0.10 below two humans"
    assert measure_degradation(ratings, SCALE).qwk.flag is None  # type: ignore[union-attr]


def test_intervals_hold_the_value_shrink_with_essays_and_repeat():
    ratings = draw_ratings()
    few, many = (find_interval(kappa(np.tile(ratings.human, n), np.tile(ratings.system, n)), 80 * n) for n in (1, 4))
    assert few is not None
    assert many is not None
    assert few[0] < 0.7616 < few[1]
    assert (many[1] - many[0]) < 0.6 * (few[1] - few[0])
    assert find_interval(kappa(ratings.human, ratings.system), 80) == few


def test_all_of_five_may_be_chance():
    assert find_share_interval(5, 5) == (0.5655, 1.0)
    assert find_share_interval(0, 5) == (0.0, 0.4345)
    assert find_share("exact", [1.0] * 5).value == 1
    assert find_share("exact", []).value is None
