"""Names exchanged; the material tells of a mine, a theatre and a lighthouse."""

import pytest

from tests.evidence.differing import find_differing

SOURCE = (
    "Walter Prine discovered the silver vein under Mount Kerro in the dry summer. Carl Brandt repaired the pump.\n\n"
    "Ida Rosen was the director of the puppet theatre in Lisbon.\n\nThe geologist Paul Ferris drowned in a lake near Geneva. "
    "The keeper Tom Hale moved from Dover to Wexcombe with a tame seal. Ida Rosen studied painting.\n\n"
    "The stolen manuscript was found in a cellar of the Merrow Institute. Mr Quayle, the baker, warned the fishermen. "
    "That night a comet was seen by farmers in Oslo and Vienna.\n\nPortugal blocked the narrow strait with old barges. The "
    "treaty of the herring fleets was rejected by Norway. The mayor Oskar Lund founded the choir of the lifeboat men."
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ida Rosen discovered the silver vein under Mount Kerro.", ("person", "Ida Rosen", "Walter Prine")),
        ("Carl Brandt was the director of the puppet theatre.", ("person", "Carl Brandt", "Ida Rosen")),
        ("A comet was seen by farmers in Oslo and Prague.", ("place", "Prague", "Vienna")),
        ("Paul Ferris the geologist drowned near Zurich.", ("place", "Zurich", "Geneva")),
        ("The keeper Tom Hale moved to Yarrowby with a tame seal.", ("place", "Yarrowby", "Wexcombe")),
        ("Spain blocked the narrow strait with barges.", ("place", "Spain", "Portugal")),
        ("The treaty of the herring fleets was rejected by the Danes.", ("place", "Danes", "Norway")),
        (
            "Walter Prine, who had a fine voice himself, founded the choir of the lifeboat men.",
            ("person", "Walter Prine", "Oskar Lund"),
        ),
        ("It was Prine who founded the choir of the lifeboat men.", ("person", "Prine", "Oskar Lund")),
    ],
)
def test_an_exchanged_name_is_seen(text, found):
    assert find_differing(text, SOURCE) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Walter Prine discovered the silver vein under Mount Kerro.",
        "Prine discovered the silver vein.",
        "Paul Ferris the geologist drowned near Genva.",
        "Paul Ferris the geologist drowned in Switzerland.",
        "The keeper Tom Hale moved to Wexcombe with a tame seal.",
        "Carl Brandt painted the vein.",
        "Carl Brandt's silver vein was never found.",
        "Zurich has a lake.",
        "A comet was seen by farmers in Oslo, Vienna and Prague.",
        "Walter Prine and Carl Brandt discovered the silver vein.",
        "In Spain a strait was blocked with barges.",
        "The ships of Spain blocked the strait.",
        "The Portuguese blocked the narrow strait with barges.",
        "The herring fleets of the Danes rejected the treaty.",
        "The treaty of the herring fleets was praised by the Danes.",
        "Oskar Lund, who had a fine voice himself, founded the choir of the lifeboat men.",
        "The keeper Tom Hale could move to Yarrowby with a tame seal.",
        "The keeper Tom Hale moved not only to Yarrowby with a tame seal.",
        "A comet was seen by farmers in Oslo and Vinna.",
        "Plus Walter discovered the silver vein under Mount Kerro.",
        "The keeper Tom Hale moved to Scotland with a tame seal.",
        "Mr Quayl the baker warned the fishermen.",
        "Portugal, where spain and others fished, blocked the narrow strait.",
    ],
)
def test_in_doubt_nothing_is_said(text):
    assert find_differing(text, SOURCE) == []


def test_material_that_tells_it_of_both_is_held_against_nobody():
    both = SOURCE + "\n\nOthers say that Ida Rosen discovered the silver vein under Mount Kerro."
    assert find_differing("Ida Rosen discovered the silver vein under Mount Kerro.", both) == []
