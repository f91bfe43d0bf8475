"""What points of a column mean in levels: a criterion's own, or, for a total, those that it has on average."""

import math
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

from grader.model import Rubric
from grader.scoring.hand_scores import TOTAL, find_limits

Distance: TypeAlias = Literal["same", "one_apart", "further"]
_NEAR = 1e-6


@dataclass(frozen=True, slots=True)
class Scale:
    """A column's points and levels.

    Attributes:
        column: `total`, or a criterion's id.
        label: for people.
        points: of each level, lowest first; of a total over several criteria, evenly from the fewest to the most.
        names: of each level.
        is_average: whether levels are averages over several criteria, so that most points lie between two of them.
        step: the least that two totals can differ, in points; unused where levels are no averages.
    """

    column: str
    label: str
    points: tuple[float, ...]
    names: tuple[str, ...]
    is_average: bool = False
    step: float = 1.0

    def place(self, points: float) -> float:
        """Points as a number of levels above the lowest; below 0 or above the highest for points outside the scale."""
        at = min(max(bisect_left(self.points, points), 1), len(self.points) - 1)
        low, high = self.points[at - 1], self.points[at]
        return at - 1 + (points - low) / (high - low)

    def settle(self, points: float) -> float:
        """The nearest points that a person could give: a level's, or of a total whole steps; RSMTool rounds, too."""
        if not self.is_average:
            return self.points[self.level(points)]
        low, high = self.points[0], self.points[-1]
        steps = math.floor((points - low) / self.step + 0.5 + _NEAR)
        return min(max(low + steps * self.step, low), high)

    def level(self, points: float) -> int:
        """Number of the nearest level, from 0; the higher of two that are equally near."""
        return min(max(math.floor(self.place(points) + 0.5 + _NEAR), 0), len(self.points) - 1)

    def compare(self, points: float, others: float) -> Distance:
        """How far two scores are apart in levels; averages within half a level of each other count as the same."""
        apart = abs(self.place(points) - self.place(others)) - (0.5 if self.is_average else 0.0)
        if apart <= _NEAR:
            return "same"
        return "one_apart" if apart <= 1 + _NEAR else "further"


def find_scales(rubric: Rubric) -> dict[str, Scale]:
    """The scale of `total` and of every criterion, by column."""
    scales = {
        c.id: Scale(c.id, c.label, tuple(v.points for v in c.levels), tuple(v.label for v in c.levels))
        for c in rubric.criteria
    }
    if len(scales) == 1:
        only = next(iter(scales.values()))
        return {TOTAL: Scale(TOTAL, "Total", only.points, only.names), **scales}
    low, high = find_limits(rubric)[TOTAL]
    steps = max(len(scale.points) for scale in scales.values()) - 1
    points = tuple(round(low + (high - low) * k / steps, 4) for k in range(steps + 1))
    names = tuple(f"about {value:g}" for value in points)
    finest = min(b - a for scale in scales.values() for a, b in pairwise(scale.points))
    return {TOTAL: Scale(TOTAL, "Total", points, names, is_average=True, step=finest), **scales}
