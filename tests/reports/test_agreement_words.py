"""Figures of agreement in words."""

import pytest

from grader.reports.agreement_words import (
    find_furthest,
    is_chance,
    is_few,
    list_measures,
    show_interval,
    show_value,
    sum_up,
    tell_mean,
    tell_uncompared,
)
from grader.scoring.agreement import Measure
from grader.scoring.evaluation import Counts
from tests.scoring.evaluations import make_evaluation


@pytest.fixture(scope="module")
def columns():
    return make_evaluation().columns


def test_counts_come_first(columns):
    evidence = columns[1].model_copy(update={"essays": 20, "counts": Counts(same=12, one_apart=7, further=1)})
    assert sum_up(evidence) == "20 essays: 12 on the same level, 7 one apart, 1 further."
    assert sum_up(columns[0]) == (
        "79 essays: 27 on the same level on average (points apart: at most 1), 43 one apart (at most 3), 9 further."
    )


@pytest.mark.parametrize(
    ("mean", "said"), [(4.5, "1.5 points higher"), (2.0, "1 point lower"), (3.04, "as high as"), (3.0, "as high as")]
)
def test_the_mean_is_told_in_points(columns, mean, said):
    assert said in tell_mean(columns[1].model_copy(update={"mean_human": 3.0, "mean_suggested": mean}))


def test_below_fifty_essays_are_few():
    assert is_few(make_evaluation(49))
    assert not is_few(make_evaluation(50))


def test_every_figure_has_its_words(columns):
    rows = list_measures(columns[1])
    assert [row.name for row in rows] == [
        "Same level",
        "Same or next level",
        "Quadratic weighted kappa",
        "Pearson’s r",
        "Standardised mean difference",
        "PRMSE",
    ]
    assert [row.value for row in rows] == ["34 %", "89 %", "0.76", "0.79", "−0.27", "0.43"]
    assert [row.two_humans for row in rows] == ["44 %", "100 %", "0.84", "0.84", "−0.13", ""]
    assert [row.flag for row in rows] == ["below 0.50", "below 0.95", "", "", "beyond ±0.15", ""]
    assert [row.name for row in list_measures(columns[0])][:2] == ["Same points", "Same or next point"]


def test_one_rater_has_nobody_beside_her(columns):
    assert {row.two_humans for row in list_measures(columns[2])} == {""}
    assert "PRMSE" not in {row.name for row in list_measures(columns[2])}


def test_what_was_not_compared_is_named(columns):
    assert tell_uncompared(columns[0]).endswith("could not score all of it: e79.")
    assert tell_uncompared(columns[1]) == ""


def test_numbers_are_shown_as_people_write_them():
    assert (show_value(None), show_value(-0.126), show_value(0.4567, is_share=True)) == ("not defined", "−0.13", "46 %")
    assert show_interval((-0.1, 0.25)) == "−0.10 to 0.25"
    assert show_interval((0.1, 0.25), is_share=True) == "10 to 25 %"
    assert show_interval(None) == ""


def test_the_furthest_are_named_and_ties_come_by_name(columns):
    furthest = find_furthest(columns[1])
    assert [pair.essay for pair in furthest] == ["e03", "e21", "e41", "e51", "e52"]
    assert {abs(pair.human - pair.suggested) for pair in furthest} == {2}


@pytest.mark.parametrize(
    ("interval", "chance"), [(None, True), ((-0.1, 0.2), True), ((0.01, 0.2), False), ((-0.3, -0.1), False)]
)
def test_a_difference_may_be_chance(interval, chance):
    assert is_chance(Measure(value=0.1, interval=interval, essays=9, flag=None)) is chance
