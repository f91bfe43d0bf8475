"""The points that a column of hand scores can have, lowest first: the steps of its scale."""

from itertools import pairwise
from math import gcd

from grader.model import Rubric
from grader.scoring.hand_scores import TOTAL

_FINEST = 100


def find_points(rubric: Rubric, column: str) -> tuple[float, ...]:
    """The steps of `total`, or of a criterion: its levels' points.

    A total over several criteria goes from the fewest to the most points in the finest step that two levels differ by.
    """
    levels = {c.id: tuple(float(level.points) for level in c.levels) for c in rubric.criteria}
    if column != TOTAL:
        return levels[column]
    if len(levels) == 1:
        return next(iter(levels.values()))
    low, high = sum(one[0] for one in levels.values()), sum(one[-1] for one in levels.values())
    step = gcd(*(round(_FINEST * (points - one[0])) for one in levels.values() for points in one)) / _FINEST
    return tuple(round(low + step * k, 4) for k in range(round((high - low) / step) + 1))


def place_points(points: float, scale: tuple[float, ...]) -> float:
    """Where points lie on a scale, 0 to 1: a step lies in the middle of its part; between steps in proportion."""
    for k, (low, high) in enumerate(pairwise(scale)):
        if points <= high:
            return (k + (max(low, points) - low) / (high - low) + 0.5) / len(scale)
    return (len(scale) - 0.5) / len(scale)
