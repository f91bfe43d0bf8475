"""What lies outside the material is never held against it."""

import pytest

from tests.evidence.differing import find_differing

SOURCE = "In 1902 the miners of Kolberg struck for seven weeks, and twelve of them were shot. Forty wagons stood in the yard."
LOOMS = "A weaver with a hand loom could finish three yards in a day; with a steam loom she could finish thirty."


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


@pytest.mark.parametrize(
    "text",
    [
        "- steam loom, weaver, 30 yards per day not 3\n- 5 million yards in a year",
        "With a steam loom a weaver could finish thirty yards in a day instead of two.",
        "With a steam loom a weaver could finish 30 yards in a day rather than four.",
    ],
)
def test_what_a_figure_was_not_is_not_compared(text):
    assert find_differing(text, LOOMS) == []


def test_a_figure_that_is_said_is_compared():
    text = "In 1902 the miners of Kolberg struck for nine weeks, not seven."
    assert [said for _, said, _ in find_differing(text, SOURCE)] == ["nine"]


def test_a_pronoun_counts_what_is_named():
    source = "In 1902 the railway of Kolberg sent 125 guards to the border of Morava to keep the miners out."
    assert (
        find_differing("Miners moved to Kolberg, 4,000 of them, but Morava kept them out at the border.", source) == []
    )


CANAL = (
    "The canal of Morava was opened in 1869. It was a gift to trade. In 1875 the banker Hugo Brandt bought shares "
    "for four million crowns from the widow Lund, and Oscar Moll built more than eighty miles of dikes along the canal.\n\n"
    "Ship | Dead\n\nAnna | 18\n\nBerta | 7"
)


def test_a_table_of_other_things_has_no_miles():
    assert find_differing("Oscar Moll built eighteen miles of dikes.", CANAL) == [("number", "eighteen", "eighty")]
    assert find_differing("Oscar Moll built eighteen dikes.", CANAL) == []


@pytest.mark.parametrize(("year", "found"), [("1869", ["14 million"]), ("1840", [])])
def test_a_year_told_shortly_before_is_of_the_same_story(year, found):
    text = f"The canal was opened {year}, the shares came later, Hugo Brandt gave the widow Lund 14 million crowns for them."
    assert [said for _, said, _ in find_differing(text, CANAL) if said != year] == found


def test_a_figure_that_the_material_gives_elsewhere_is_not_compared():
    source = (
        "The settlers' law promised 260 acres to everybody who would dwell on them for six years.\n\n"
        "Between 1915 and 1920 more than three million acres of heath were turned into fields."
    )
    assert find_differing("In the five years before 1920 they dug up more than three million acres.", source) == []
    assert find_differing("The settlers were promised 300 acres to dwell on for six years.", source) != []


HERD = (
    "The wild goats of Kolberg fell from 900 in 1902 to 300 in 1910. Hunters shot them for seven years.\n\n"
    "The orchard gave forty baskets of plums to anyone who would guard it for six nights."
)


@pytest.mark.parametrize(
    "text",
    [
        "The wild goats of Kolberg rose from 300 in 1910 to 700 in 1925.",
        "The wild goats of Kolberg rose again after 1910.",
        "The wild goats of Kolberg rose from 300 in 1880 to 900 in 1902.",
        "The wild goats of Kolberg rose in the 1880s.",
        "My aunt got forty baskets of plums because she guarded an orchard for nine nights.",
    ],
)
def test_another_time_and_the_writers_own_life_are_not_compared(text):
    assert find_differing(text, HERD) == []


@pytest.mark.parametrize(
    "text",
    [
        "The wild goats of Kolberg rose from 300 in 1902 to 900 in 1910.",
        "The wild goats of Kolberg rose between 1902 and 1910.",
        "Who guarded the orchard for nine nights got forty baskets of plums.",
    ],
)
def test_the_same_time_is_compared(text):
    assert find_differing(text, HERD) != []


MILLS = (
    "A first drawing of the mill is from 1871, another one was made on 9 May 1871.\n\n"
    "The painter Moll drew the mill of Kolberg from the bridge on 4 June 1890, when the river was low.\n\n"
    "Of Morava's weavers 70 percent own no loom, and 55 percent sold a loom to settle here."
)


@pytest.mark.parametrize(
    "text",
    [
        "In 1871 the painter Moll drew the mill of Kolberg.",
        "70 percent own no loom and 55 percent sold looms to settle in Morava.",
        "I live in Morava, where 55 percent own no loom.",
        "In Morava 55 percent sold a loom to settle.",
        "Of Morava's weavers 30 percent own a loom.",
        "Of Morava's weavers about thirty percent own a loom.",
        "On 9 May 1871 the painter Moll drew the mill of Kolberg.",
    ],
)
def test_a_year_told_elsewhere_and_figures_in_their_order_are_not_held_against_an_essay(text):
    assert find_differing(text, MILLS) == []


def test_a_year_that_nothing_tells_and_another_figure_differ():
    assert find_differing("In 1881 the painter Moll drew the mill of Kolberg from the bridge.", MILLS) != []
    assert find_differing("Of Morava's weavers 40 percent own no loom.", MILLS) != []
