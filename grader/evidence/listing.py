"""Lists of points follow the material they were drawn from: of two tellings the one in the list's turn is meant.

On the labelled contests 184 of 192 points stand in the material's order within their source.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import TypeAlias

Places: TypeAlias = tuple[tuple[int, float], ...]
_FEWEST = 8
_FOLLOWING = 0.8
_OUT_OF_TURN = 0.75


def follow_list(listed: Sequence[Places]) -> list[Places]:
    """The places of a source's points, in the list's order, those in turn first where a point's best one is not.

    Args:
        listed: for each point numbers of passages with shares of the best one's agreement, best first; may be empty.

    Returns:
        The same places; shares change only in lists of at least eight points of which four in five follow the
        material, and only for points with a place between those of their neighbours.
    """
    kept = _longest_rise([places[0][0] if places else -1 for places in listed])
    if len(listed) < _FEWEST or len(kept) < _FOLLOWING * len(listed):
        return list(listed)
    return [places if row in kept else _in_turn(places, row, kept) for row, places in enumerate(listed)]


def _in_turn(places: Places, row: int, kept: dict[int, int]) -> Places:
    low = max((number for at, number in kept.items() if at < row), default=-1)
    high = min((number for at, number in kept.items() if at > row), default=None)
    turn = {number: share for number, share in places if number >= low and (high is None or number <= high)}
    if not turn:
        return places
    best = max(turn.values())
    shares = [(n, round(turn[n] / best, 4) if n in turn else round(_OUT_OF_TURN * share, 4)) for n, share in places]
    return tuple(sorted(shares, key=lambda place: (-place[1], place[0])))


def _longest_rise(numbers: Sequence[int]) -> dict[int, int]:
    """Rows and numbers of a longest part that never falls, numbers below zero left out (patience sorting)."""
    ends: list[int] = []
    rows: list[int] = []
    before: list[int | None] = []
    for row, number in enumerate(numbers):
        at = bisect_right(ends, number)
        before.append(rows[at - 1] if at else None)
        if number >= 0:
            ends[at:], rows[at:] = [number, *ends[at + 1 :]], [row, *rows[at + 1 :]]
    last = rows[-1] if rows else None
    kept: dict[int, int] = {}
    while last is not None:
        kept[last] = numbers[last]
        last = before[last]
    return kept
