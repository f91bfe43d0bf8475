"""Which essays a teacher should score next: those that tell most of the others, and some drawn by chance.

A telling essay lowers the variance of the whole class most (Cohn, D., Ghahramani, Z., and Jordan, M. (1996): Active learning
with statistical models, for Gaussian processes); whether a model agrees with the teacher is told on the ones drawn by chance,
since chosen ones are not like the class. The draw is an order of the class that only hashes decide: however many essays
were chosen for other reasons, those before the first unscored one in that order are like the class.
"""

import hashlib
import math
from collections.abc import Collection
from itertools import takewhile
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from grader.scoring.calibration import Lesson
from grader.scoring.kernels import compare_features, compare_lengths
from grader.scoring.measured import Measured, tabulate
from grader.scoring.standard import find_standard

_SEED = b"20261127"
_RANDOM_SHARE, _NOISE = 0.3, 0.5


class Proposal(NamedTuple):
    """An essay to score next, and why: it tells most of the others, or it was drawn by chance."""

    essay: str
    why: Literal["telling", "chance"]


def propose(lesson: Lesson, most: int, left_out: Collection[str] = frozenset()) -> list[Proposal]:
    """At most so many unscored essays, the telling ones first, in the order in which they tell most; always the same.

    Args:
        lesson: what is known of the class.
        most: how many.
        left_out: ids of essays that are not proposed, such as those whose suggestion was seen.
    """
    every = [*lesson.scored, *lesson.unscored]
    free = [k for k in range(len(lesson.scored), len(every)) if every[k].essay not in left_out]
    by_chance = min(len(free), math.ceil(_RANDOM_SHARE * most)) if most else 0
    drawn = set(sorted(free, key=lambda k: _lot_of(every[k]))[:by_chance])
    rows = find_standard(tabulate(every), lesson.prior.reference).apply(tabulate(every))
    alike = compare_features(rows, rows) + compare_lengths(rows, rows) / 2
    known = [*range(len(lesson.scored)), *sorted(drawn)]
    chosen = _choose_telling(alike, known, [k for k in free if k not in drawn], most - by_chance)
    told: list[Proposal] = [Proposal(every[k].essay, "telling") for k in chosen]
    return told + [Proposal(every[k].essay, "chance") for k in sorted(drawn)]


def _lot_of(one: Measured) -> tuple[bytes, str]:
    """Where an essay stands in an order of the class by chance."""
    return hashlib.sha256(_SEED + one.hash.encode()).digest(), one.essay


def find_drawn(lesson: Lesson) -> list[str]:
    """The scored essays that stand for the class: those before the first unscored one in the order by chance."""
    unscored = {one.essay for one in lesson.unscored}
    ordered = sorted([*lesson.scored, *lesson.unscored], key=_lot_of)
    return [one.essay for one in takewhile(lambda one: one.essay not in unscored, ordered)]


def _choose_telling(alike: NDArray[np.float64], known: list[int], free: list[int], most: int) -> list[int]:
    """Numbers of essays chosen one after the other, each lowering the mean variance most, given those before."""
    left = alike - alike.mean()
    for number in known:
        left = _observe(left, number)
    chosen: list[int] = []
    for _ in range(min(most, len(free))):
        gain = ((left[free] ** 2).sum(axis=1) / (np.diag(left)[free] + _NOISE)).round(8)
        best = free[int(np.argmax(gain))]
        chosen.append(best)
        free = [k for k in free if k != best]
        left = _observe(left, best)
    return chosen


def _observe(left: NDArray[np.float64], number: int) -> NDArray[np.float64]:
    """The covariance that is left when one essay's score is known."""
    column = left[:, number]
    return np.asarray(left - np.outer(column, column) / (column[number] + _NOISE))
