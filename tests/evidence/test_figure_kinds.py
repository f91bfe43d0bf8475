"""What a figure is a figure of, and that unlike ones are not compared."""

import pytest

from grader.evidence.figure_kinds import kinds_of
from grader.text.quantities import find_quantities
from tests.evidence.differing import find_differing


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The tower is 40 feet higher than the gate.", {"difference"}),
        ("They sold 30 more baskets than the miller.", {"difference"}),
        ("The herd grew by about 90 goats.", {"difference"}),
        ("They asked for 90 goats or more.", set()),
        ("Two other mills burned.", {"rest"}),
        ("Another 95 mills burned.", {"rest"}),
        ("The mill burned after only three days.", {"apart"}),
        ("The mill burned three long years after the flood.", {"apart"}),
        ("The mill burned for three years.", set()),
        ("Mills were built over the last 27 years.", {"lately"}),
        ("Nine mills burned.", set()),
    ],
)
def test_kinds_are_read_from_the_words_around_a_figure(text, kinds):
    (quantity,) = find_quantities(text)
    assert kinds_of(text, quantity) == kinds


SOURCE = (
    "The lighthouse of Torm stood 120 feet above the rocks, compared with 85 feet for the chapel of Berrin.\n\n"
    "For the first time two other harbours, Lodden and Quay Moll, joined the regatta of the herring boats.\n\n"
    "After only three days the strike of the bargemen had reached all the harbours of the coast."
)


@pytest.mark.parametrize(
    "text",
    [
        "The lighthouse of Torm was 35 feet higher above the rocks than the chapel of Berrin.",
        "Three harbours, Berrin, Lodden and Quay Moll, joined the regatta of the herring boats.",
        "The strike of the bargemen took four days and reached all the harbours of the coast.",
    ],
)
def test_unlike_figures_are_not_compared(text):
    assert find_differing(text, SOURCE) == []


def test_like_figures_are_compared():
    text = "The lighthouse of Torm stood 130 feet above the rocks, compared with 85 feet for the chapel of Berrin."
    assert find_differing(text, SOURCE) == [("number", "130", "120")]
