"""Slips of figures; the material is a report on a reservoir, a table and the lives of two people."""

import pytest

from grader.evidence.figure_table import center_of, digits_of
from grader.model import Correction
from grader.text.quantities import find_quantities
from tests.evidence.differing import find_differing, make_events

SOURCE = (
    "The reservoir of Brannock flooded 64,000 orchards and hamlets along the valley. The surveyors had to finish the "
    "mapping of the gorge within ten days.\n\n"
    "At the age of nine Helga Dorn caught scarlet fever. For the mutiny Anton Brisk was given seven years and Oskar Lind "
    "three.\n\n"
    "Of the 312 turbines ordered from Malmen, 48 arrived. Most of them, 27 in all, leaked oil in the gearbox.\n\n"
    "made of copper | 418 | 95"
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The reservoir of Brannock flooded 46,000 orchards along the valley.", ("46,000", "64,000")),
        ("The reservoir of Brannock flooded 6,400 orchards along the valley.", ("6,400", "64,000")),
        ("The surveyors had to finish the mapping of the gorge within ten weeks.", ("ten weeks", "ten days")),
        ("When she was twelve, Helga Dorn caught scarlet fever.", ("twelve", "nine")),
        ("Anton Brisk was given three years and Oskar Lind seven.", ("three", "seven")),
        ("Of 418 pipes 59 were damaged.", ("59", "95")),
    ],
)
def test_a_slip_is_seen(text, found):
    assert [claim[1:] for claim in find_differing(text, SOURCE)] == [found]


@pytest.mark.parametrize(
    "text",
    [
        "The reservoir of Brannock flooded about 60,000 orchards along the valley.",
        "The surveyors had to finish the mapping of the gorge within a week and a half.",
        "At nine Helga Dorn caught scarlet fever.",
        "When he was twelve his brother learned to swim.",
        "Anton Brisk was given seven years and Oskar Lind three.",
        "Of 418 pipes 95 were damaged.",
        "Our school has 46,000 books.",
        "She waited ten weeks for a letter.",
    ],
)
def test_in_doubt_nothing_is_said(text):
    assert find_differing(text, SOURCE) == []


def test_the_name_of_a_month_makes_no_companion():
    source = "The mill of Malmen bought 312 turbines. In November five of the bakers resigned."
    assert find_differing("October 51, November 312 turbines.", source) == []


def test_an_age_is_no_companion_of_another_figure():
    source = "Helga Dorn retired at the age of sixty-two. In that autumn the mill of Malmen sold 840 sacks of flour."
    assert find_differing("Of the 62 turbines near Malmen 51 leaked.", source) == []
    source = "In all sixty-two turbines were ordered. In that autumn near Malmen 48 pumps leaked."
    assert find_differing("For the 62 turbines near Malmen 51 pumps leaked.", source) == [("number", "51", "48")]


@pytest.mark.parametrize(
    "text",
    [
        "Of the 62 turbines near Malmen 51 leaked.",
        "The mill of Malmen paid 84 crowns for the 62 turbines.",
        "If the 62 turbines near Malmen failed, 51 sacks of flour would be sold.",
    ],
)
def test_figures_of_other_things_are_not_compared(text):
    source = "In all sixty-two turbines were ordered. In that autumn the mill of Malmen sold 840 sacks of flour."
    assert find_differing(text, source) == []


def test_money_is_no_slip_of_a_count():
    source = "The mill of Malmen fined almost 4,000 carters at the bridge."
    assert find_differing("The mill of Malmen fined the carters at the bridge $40,000.", source) == []


def test_the_teachers_correction_wins():
    text = "The reservoir of Brannock flooded 46,000 orchards along the valley."
    passage = make_events(text, SOURCE).index.passages[0].id
    assert find_differing(text, SOURCE, Correction(passage, "It flooded 46,000 orchards.")) == []


@pytest.mark.parametrize(
    ("text", "center"), [("40 men", 40), ("about forty men", 40), ("more than 40 men", 40), ("thousands of men", None)]
)
def test_the_written_figure_is_found_again(text, center):
    assert center_of(find_quantities(text)[0]) == center


def test_turned_and_multiplied_figures_have_the_same_digits():
    assert digits_of(56) == digits_of(65) == digits_of(6500)
    assert digits_of(56) != digits_of(66)


def test_thousands_of_figures_are_read_in_time():
    assert find_differing("The gorge had 46,001, " * 3000, SOURCE) is not None


def test_a_figure_with_decimals_is_told_by_itself_alone():
    source = (
        "Oak makes up 67 percent of the planks in Brenn, compared to a 53.3 percent share in the rest of the valley, "
        "the carpenters found. The oak planks dried for five days."
    )
    text = "Oak makes up 67 percent of the planks in Brenn, compared to a 5.3 percant share in the rest of the valley."
    assert [found[1:] for found in find_differing(text, source)] == [("5.3", "53.3 percent")]
