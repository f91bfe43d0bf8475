"""What lies outside the material is never held against it."""

import pytest

from tests.evidence.differing import find_differing

SOURCE = "In 1902 the miners of Kolberg struck for seven weeks, and twelve of them were shot. Forty wagons stood in the yard."


def test_a_figure_of_the_same_event_differs():
    assert find_differing("In 1902 the miners of Kolberg struck for nine weeks.", SOURCE) != []


@pytest.mark.parametrize(
    "text",
    [
        "In 1951 the miners of Kolberg struck for nine weeks.",
        "The miners of Zabrze struck for nine weeks.",
        "The miners struck, and two weeks later they went home.",
        "After the Nine-Week War the miners of Kolberg struck again.",
        "The lorry blocked the yard for six days, longer than the wagons.",
    ],
)
def test_another_event_is_not_compared(text):
    assert [kind for kind, _, _ in find_differing(text, SOURCE) if kind == "number"] == []
