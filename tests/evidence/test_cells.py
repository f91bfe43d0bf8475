"""Figures of a table in another row or column."""

import pytest

from tests.evidence.differing import find_differing

SOURCE = (
    "County | Cows | Goats\n\nKent | 97 | 202\n\nSurrey | 76 | 295\n\nEssex | 20 | 195\n\nYear | Boats in the harbour\n\n"
    "1902 | 119\n\n1903 | 174\n\n1904 | 80\n\nHere nobody counted anything but the animals."
)


@pytest.mark.parametrize(
    ("text", "theirs"),
    [
        ("In Kent the storm killed 202 cows.", "97"),
        ("Surrey lost 97 cows.", "76"),
        ("The storm killed 97 cows in Kent and in Essex 295 goats.", "195"),
        ("In 1903 there were 119 boats.", "174"),
    ],
)
def test_a_figure_of_another_cell_is_told(text, theirs):
    assert [(kind, said) for kind, _, said in find_differing(text, SOURCE)] == [("number", theirs)]


@pytest.mark.parametrize(
    "text",
    [
        "In Kent the storm killed 97 cows and 202 goats.",
        "In Kent the storm killed about two hundred goats.",
        "Surrey lost 15 cows to wolves.",
        "Somewhere 97 cows were lost.",
        "Before 119 boats came home from Kent, they were counted.",
    ],
)
def test_in_doubt_nothing_is_said(text):
    assert find_differing(text, SOURCE) == []
