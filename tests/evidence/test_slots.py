"""When two dates or figures are the same, and when one looks like a slip of the other."""

import pytest

from grader.evidence.slots import agrees, is_same_kind, is_same_value, is_slip
from grader.text.dates import find_dates
from grader.text.quantities import find_quantities


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ("on 3 April 1922", "on 3 April 1924", True),
        ("on 3 April 1922", "on 4 April 1924", False),
        ("on 3 April 1922", "on 3 April 1822", False),
        ("on 3 April 1922", "before 3 April 1924", False),
        ("in April 1922", "in April 1924", False),
    ],
)
def test_a_day_in_a_near_year_is_a_slip(one, other, is_one):
    assert is_slip(find_dates(one)[0], find_dates(other)[0]) == is_one


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ("2,000 tins", "20,000 tins", True),
        ("five thousand tins", "five million tins", True),
        ("56 tins", "65 tins", True),
        ("2 tins", "20 tins", False),
        ("56 tins", "75 tins", False),
        ("more than 56 tins", "65 tins", False),
        ("more than 2,000 tins", "more than 20,000 tins", True),
    ],
)
def test_a_figure_with_zeros_or_digits_amiss_is_a_slip(one, other, is_one):
    assert is_slip(find_quantities(one)[0], find_quantities(other)[0]) == is_one


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [("311 votes", "311 to 45", True), ("311 votes", "312 votes", False), ("three men", "three women", False)],
)
def test_only_telling_figures_are_the_same_value(one, other, is_one):
    assert is_same_value(find_quantities(one)[0], find_quantities(other)[0]) == is_one


def test_only_days_are_the_same_value():
    assert is_same_value(find_dates("on 3 April 1922")[0], find_dates("3rd April, 1922")[0])
    assert not is_same_value(find_dates("in April 1922")[0], find_dates("April 1922")[0])


@pytest.mark.parametrize(
    ("one", "other", "is_rest"), [("30 %", "70 %", True), ("30 %", "60 %", False), ("30 tins", "70 tins", False)]
)
def test_what_is_left_of_a_whole_speaks_of_the_same_but_proves_nothing(one, other, is_rest):
    (mine,), (theirs,) = find_quantities(one), find_quantities(other)
    assert agrees(mine, theirs) is is_rest
    assert not (is_rest and is_same_kind(mine, theirs))
