"""Whether an essay is worded as those that were learned from: another subject has other words, however well it is written.

The mean cosine of an essay's wording with the learned essays' grows with its length; what is left when length is accounted
for is normal enough to be told by its spread (a one-class rule; Chandola, V., et al. (2009): Anomaly detection, 7.1).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grader.scoring.wording import judge_wording, weigh_wordings

Wording = NDArray[np.int32]
_FEWEST = 15
_SPREADS = 2.3
_LEAST_ALIKE = 1e-9


@dataclass(frozen=True, slots=True)
class Familiarity:
    """How alike the learned essays are worded.

    Attributes:
        held: for each bucket of wording its share in the mean cosine with the learned essays.
        level, slope: the logarithm of the usual mean cosine, at and for the logarithm of the number of buckets.
        longest: up to which logarithm that line rises; the mean cosine cannot rise for ever.
        least: how far below the line a familiar essay may lie; none where too few were learned.
    """

    held: NDArray[np.float32]
    level: float = 0.0
    slope: float = 0.0
    longest: float = 0.0
    least: float | None = None

    def knows(self, wording: Wording) -> bool:
        """Whether an essay's wording is like that of the learned essays."""
        if self.least is None:
            return True
        alike, size = judge_wording(wording, self.held), math.log(max(1, len(wording)))
        usual = self.level + self.slope * min(size, self.longest)
        return round(math.log(max(alike, _LEAST_ALIKE)) - usual, 4) >= self.least


def learn_familiarity(wordings: Sequence[Wording], likeness: NDArray[np.float64]) -> Familiarity:
    """Learns how alike essays are worded.

    Args:
        wordings: hashed wording of the learned essays.
        likeness: `compare_wordings` of it.
    """
    size = len(wordings)
    held = weigh_wordings(wordings, np.full(size, 1 / max(1, size)))
    if size < _FEWEST:
        return Familiarity(held)
    others = (likeness.sum(axis=1) - np.diag(likeness)) / (size - 1)
    alike, lengths = np.log(others.clip(_LEAST_ALIKE)), np.log([max(1, len(one)) for one in wordings])
    slope, level = np.polyfit(lengths, alike, 1) if np.ptp(lengths) > 0 else (0.0, float(alike.mean()))
    apart = alike - level - slope * lengths
    return Familiarity(
        held,
        level=round(float(level), 6),
        slope=round(float(slope), 6),
        longest=round(float(lengths.max()), 6),
        least=round(-_SPREADS * float(apart.std(ddof=2)), 4),
    )
