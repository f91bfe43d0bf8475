"""Levels of criteria, and levels on average of totals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.model import Criterion, Level, Rubric
from grader.scoring.scale import Scale, find_scales

UNEVEN = Scale("c", "C", (0.0, 5.0, 20.0), ("low", "mid", "high"))


def make_rubric(*points):
    return Rubric(
        "r",
        "R",
        tuple(
            Criterion(f"c{k}", f"C{k}", "", (), tuple(Level(f"L{p}", p) for p in one), ())
            for k, one in enumerate(points)
        ),
    )


@pytest.mark.parametrize(
    ("points", "level"), [(0, 0), (2.4, 0), (2.5, 1), (5, 1), (12.4, 1), (12.5, 2), (20, 2), (99, 2)]
)
def test_points_belong_to_the_nearest_level(points, level):
    assert UNEVEN.level(points) == level


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (5, 5, "same"),
        (0, 5, "one_apart"),
        (20, 5, "one_apart"),
        (4, 5, "one_apart"),
        (0, 20, "further"),
        (0, 6, "further"),
    ],
)
def test_levels_are_compared_and_not_points(one, other, found):
    assert UNEVEN.compare(one, other) == UNEVEN.compare(other, one) == found


def test_the_total_of_one_criterion_has_its_levels():
    total = find_scales(make_rubric((1, 2, 4)))["total"]
    assert (total.points, total.names, total.is_average) == ((1, 2, 4), ("L1", "L2", "L4"), False)


def test_the_total_of_several_has_levels_on_average():
    total = find_scales(make_rubric((1, 2, 3, 4), (1, 2, 3, 4), (0, 10)))["total"]
    assert (total.points, total.is_average) == ((2, 7.3333, 12.6667, 18), True)
    assert total.names[0] == "about 2"
    assert [total.compare(10, other) for other in (12, 14, 19)] == ["same", "one_apart", "further"]


def test_a_suggestion_between_levels_settles_on_what_a_person_could_give():
    assert [UNEVEN.settle(points) for points in (-1, 2.4, 2.5, 12.5, 99)] == [0, 0, 5, 20, 20]
    total = find_scales(make_rubric((1, 1.5, 3), (0, 1)))["total"]
    assert [total.settle(points) for points in (0.2, 1.2, 1.25, 3.9, 9)] == [1, 1, 1.5, 4, 4]


@given(points=st.floats(0, 20), other=st.floats(0, 20))
def test_comparing_agrees_with_the_distance(points, other):
    apart = abs(UNEVEN.place(points) - UNEVEN.place(other))
    assert 0 <= UNEVEN.level(points) <= 2
    assert (UNEVEN.compare(points, other) == "further") == (apart > 1 + 1e-6)
