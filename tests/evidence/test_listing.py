"""Points follow the material in which they stand: places in their list's turn come before better ones out of it."""

import pytest

from grader.evidence.listing import follow_list
from grader.model import EvidenceItem
from tests.evidence.making import read

IN_TURN = [((number, 1.0),) for number in range(0, 18, 2)]


def _with(places, row=4):
    return [*IN_TURN[:row], places, *IN_TURN[row:]]


@pytest.mark.parametrize(
    ("places", "followed"),
    [
        (((30, 1.0), (7, 0.64)), ((7, 1.0), (30, 0.75))),
        (((1, 1.0), (7, 0.5), (30, 0.5)), ((7, 1.0), (1, 0.75), (30, 0.375))),
        (((30, 1.0), (6, 0.8), (8, 0.6)), ((6, 1.0), (8, 0.75), (30, 0.75))),
        (((30, 1.0), (20, 0.9)), ((30, 1.0), (20, 0.9))),
        (((7, 1.0), (30, 0.9)), ((7, 1.0), (30, 0.9))),
        ((), ()),
    ],
    ids=["one in turn", "one too early", "the neighbours' own", "none in turn", "in turn already", "nowhere"],
)
def test_a_place_in_turn_comes_first(places, followed):
    assert follow_list(_with(places)) == _with(followed)


def test_the_first_and_the_last_point_have_one_neighbour():
    listed = [((9, 1.0), (0, 0.6)), *IN_TURN[1:], ((3, 1.0), (40, 0.6))]
    followed = follow_list(listed)
    assert [followed[0], followed[-1]] == [((0, 1.0), (9, 0.75)), ((40, 1.0), (3, 0.75))]


def test_a_list_of_its_own_order_or_of_few_points_is_left_alone():
    mixed = [((number, 1.0), (5, 0.6)) for number in (9, 1, 8, 2, 7, 3, 6, 4, 5)]
    few = _with(((30, 1.0), (7, 0.64)))[:7]
    assert (follow_list(mixed), follow_list(few), follow_list([])) == (mixed, few, [])


TELLINGS = [
    "The mill opened beside the weir in spring.",
    "A miller named Hobday bought the grindstones in Sheffield.",
    "Carters complained about the toll at the bridge.",
    "The weir was raised, and upstream meadows flooded.",
    "Farmers sued Hobday for the ruined hay.",
    "A judge ordered sluices, which cost ninety pounds.",
    "Bakers from the town bought flour on credit.",
    "The cholera closed the market for a month.",
    "Hobday sold the mill to his cousin in autumn.",
    "The cousin replaced the wheel by a turbine.",
]
AGAIN = "Long afterwards people still told how farmers sued Hobday, the stubborn miller, for the ruined hay."
POINTS = [*TELLINGS[:4], "Farmers sued Hobday, the stubborn miller, for the ruined hay.", *TELLINGS[5:]]


@pytest.mark.parametrize("follows", [True, False])
def test_the_telling_in_turn_is_cited_first(follows):
    points = POINTS if follows else [POINTS[n] for n in (9, 4, 7, 1, 8, 0, 6, 2, 5, 3)]
    items = tuple(EvidenceItem(f"E{n}", point) for n, point in enumerate(points))
    essay = "Farmers sued Hobday for the hay that was ruined."
    _, _, seen = read(essay, "\n\n".join([*TELLINGS, AGAIN]), items=items)
    use = next(u for u in seen.evidence.items if u.item == f"E{points.index(POINTS[4])}")
    assert use.passages == [f"source-1#¶{n}" for n in ((5, 11) if follows else (11,))]
