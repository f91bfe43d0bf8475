"""Which of several values of one sentence is meant."""

import pytest

from tests.evidence.differing import find_differing

SOURCE = (
    "The mill sold 57 thousand sacks in March, 84 thousand sacks in April and 279 thousand sacks in May. "
    "Flour worth 40 million crowns came from Bohemia and 15 million crowns from Hungary. The concession ended in 1968."
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("In May the mill sold 84 thousand sacks.", "279 thousand"),
        ("The mill sold 279 thousand sacks in March.", "57 thousand"),
        ("Flour worth 15 million crowns came from Bohemia.", "40 million"),
    ],
)
def test_the_figure_of_another_part_is_told(text, told):
    assert [source for _, _, source in find_differing(text, SOURCE)] == [told]


@pytest.mark.parametrize(
    "text",
    [
        "In May the mill sold 279 thousand sacks.",
        "The mill sold 84 thousand sacks.",
        "The mill sold 57 thousand sacks in March and 84 thousand in April.",
        "Flour worth 15 million crowns came from Hungary.",
    ],
)
def test_the_figure_of_its_own_part_agrees(text):
    assert find_differing(text, SOURCE) == []


def test_years_with_turned_digits_differ_even_with_until():
    assert [source for _, _, source in find_differing("The concession ran until 1986.", SOURCE)] == []
    assert [s for _, _, s in find_differing("The concession ended by 1986.", SOURCE)] == ["1968"]
