"""From places on a scale to the steps that a teacher gives: as many high and low ones as the teacher gives.

A prediction that is unsure keeps to the middle, so that rounding it would hardly ever give the ends of the scale. Places
are therefore spread as scores are spread: the spread of the class's places and the error of unseen ones together (linear
equating; Kolen and Brennan 2014: Test equating, scaling, and linking).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Alignment:
    """A straight line on which places are spread about their middle.

    Attributes:
        middle: where the line leaves a place as it is.
        slope: 1 or more: by how much farther from the middle a place is moved.
        steps: how many steps the scale has.
    """

    middle: float
    slope: float
    steps: int

    def spread(self, places: Column) -> Column:
        """Places as scores are spread; may lie outside 0 to 1, where an end of the scale is the surer."""
        return np.asarray(self.middle + self.slope * (places - self.middle))

    def decide(self, spread: Column) -> NDArray[np.int64]:
        """The step of each spread place, from 0; decided on four decimals."""
        return np.clip(np.floor(np.round(spread, 4) * self.steps), 0, self.steps - 1).astype(np.int64)


def middle_of(step: NDArray[np.int64] | int, steps: int) -> Column:
    """The place in the middle of a step."""
    return np.asarray((np.asarray(step) + 0.5) / steps)


def find_alignment(
    class_places: Column, unseen: Column, given: Column, error: float, steps: int, usual: int = 10
) -> Alignment:
    """The line for a class.

    Args:
        class_places: places of all essays of the class; those of scored ones as if they were unseen.
        unseen: places of the scored essays as if they were unseen.
        given: places of their scores.
        error: the usual error of unseen places, which counts as that of `usual` essays.
        steps: how many steps the scale has.
        usual: how many essays the usual error weighs.
    """
    size = len(given)
    squares = float(((given - unseen) ** 2).sum()) + usual * error**2
    variance = float(class_places.var()) if len(class_places) > 1 else 0.0
    slope = np.sqrt(1 + squares / (size + usual) / variance) if variance > 0 else 1.0
    middle = float(class_places.mean()) if len(class_places) else 0.5
    return Alignment(round(middle, 6), round(float(slope), 6), steps)
