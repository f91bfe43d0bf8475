"""Figures of another measure."""

import pytest

from grader.evidence.measures import read_rate, read_unit
from grader.text.quantities import find_quantities
from tests.evidence.differing import find_differing

SOURCE = (
    "A family of otters needs some 600 square kilometres of river. A grown otter weighs 110 pounds. Visitors who come for "
    "the otters spend about 35 million dollars a year. Both boats were to withdraw ten miles from the canal within "
    "twelve hours. The keeper was locked in the cellar for ten weeks. The feast lasted ten days."
)


@pytest.mark.parametrize(
    ("text", "ours", "theirs"),
    [
        ("Otters need 600 square miles.", "600 square miles", "600 square kilometres"),
        ("A grown otter weighs 110 kg.", "110 kg", "110 pounds"),
        (
            "Visitors leave 35 million dollars there for the otters per month.",
            "35 million dollars there for the otters per month",
            "35 million dollars a year",
        ),
        ("The boats should go back ten miles from the canal in 24 hours.", "24 hours", "twelve hours"),
    ],
)
def test_another_measure_is_told(text, ours, theirs):
    assert find_differing(text, SOURCE) == [("number", ours, theirs)]


@pytest.mark.parametrize(
    "text",
    [
        "Otters need 600 square kilometers.",
        "They ate 600 pounds of fish.",
        "A grown otter weighs 110 lbs.",
        "Visitors spend 35 million dollars for the otters every year.",
        "Visitors spend 35 million dollars for the otters.",
        "The boats should go back ten miles from the canal in half a day.",
        "The keeper sat in the cellar for ten days.",
    ],
)
def test_in_doubt_nothing_is_said(text):
    assert find_differing(text, SOURCE) == []


@pytest.mark.parametrize(
    ("text", "unit", "rate"),
    [
        ("600 square miles", ("mile", {"square length"}), ""),
        ("320 kg", ("kilogram", {"mass"}), ""),
        ("5 pounds a week", ("pound", {"mass", "money"}), "week"),
        ("three ships, built yearly", None, "year"),
        ("three ships", None, ""),
    ],
)
def test_units_and_rates_are_read(text, unit, rate):
    (quantity,) = find_quantities(text)
    found = read_unit(text, quantity)
    assert (found and (found.name, set(found.kinds))) == unit
    assert read_rate(text, quantity, len(text)) == rate
