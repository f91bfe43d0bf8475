"""From the values of checks to suggested levels: the rubric's own rule, with an honest range.

A criterion's value is the weighted mean of its checks' values; the rubric's cuts turn it into a level. How far a value
may be off without hand scores to learn from is taken as a normal error whose spread shrinks with the number of checks.
"""

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from grader.model import Criterion
from grader.report import CheckResult, Score, Total

ONE_CHECK_SPREAD = 0.18
LEAST_SPREAD = 0.13
LIKELY = 0.8


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a criterion's value stands among its levels.

    Attributes:
        level: number of the suggested level, from 0.
        low, high: the levels between which it likely lies.
        confidence: probability of the suggested level, 0 to 1.
    """

    level: int
    low: int
    high: int
    confidence: float


def mean_value(results: Sequence[CheckResult]) -> float | None:
    """Weighted mean of the values that were given, 0 to 1; none when every check says none."""
    given = [(r.value, r.weight) for r in results if r.value is not None]
    total = sum(weight for _, weight in given)
    return round(sum(value * weight for value, weight in given) / total, 4) if total else None


def find_standing(value: float, cuts: Sequence[float], checks: int) -> Standing:
    """The level of a value and the levels around it that hold most of the error's mass, at least one neighbour.

    Args:
        value: 0 to 1.
        cuts: rising borders between levels, inside 0 to 1; a value on a border belongs to the level above.
        checks: how many checks the value rests on.
    """
    level = bisect_right(cuts, value)
    spread = max(LEAST_SPREAD, ONE_CHECK_SPREAD / math.sqrt(max(1, checks)))
    borders = [-math.inf, *cuts, math.inf]
    below = [0.5 * (1 + math.erf((b - value) / spread / math.sqrt(2))) for b in borders]
    masses = [b - a for a, b in pairwise(below)]
    low = high = level
    held = masses[level]
    while held < LIKELY or low == high:
        left = masses[low - 1] if low > 0 else -1.0
        right = masses[high + 1] if high + 1 < len(masses) else -1.0
        if round(left, 9) > round(right, 9):
            low, held = low - 1, held + left
        else:
            high, held = high + 1, held + right
    return Standing(level, low, high, round(masses[level], 4))


def score_criterion(criterion: Criterion, results: Sequence[CheckResult], findings: list[str]) -> Score:
    """The suggested score of a criterion; points are none, with the reason, when nothing could be checked."""
    value = mean_value(results)
    top = criterion.levels[-1].points
    if value is None:
        reasons = [r.reason for r in results if r.reason]
        reason = reasons[0] if reasons else "the program cannot judge this; a person decides"
        return Score(
            criterion=criterion.id,
            label=criterion.label,
            points=None,
            max_points=top,
            level=None,
            range=None,
            confidence=None,
            findings=findings,
            reason=reason,
        )
    used = sum(r.value is not None for r in results)
    standing = find_standing(value, criterion.cuts, used)
    levels = criterion.levels
    return Score(
        criterion=criterion.id,
        label=criterion.label,
        points=levels[standing.level].points,
        max_points=top,
        level=levels[standing.level].label,
        range=(levels[standing.low].points, levels[standing.high].points),
        confidence=standing.confidence,
        findings=findings,
    )


def sum_scores(scores: Sequence[Score]) -> Total:
    """The suggested total over the criteria that could be scored.

    Its range is the sum of theirs: a rule that is too kind in one criterion mostly is in all, so errors do not cancel out.
    `max_points` counts the scored criteria only, so that an unchecked one neither helps nor harms.
    """
    scored = [s for s in scores if s.points is not None and s.range is not None]
    if not scored:
        return Total(points=None, max_points=sum(s.max_points for s in scores), range=None, confidence=None)
    points = sum(s.points or 0 for s in scored)
    most = sum(s.max_points for s in scored)
    low, high = sum(s.range[0] for s in scored if s.range), sum(s.range[1] for s in scored if s.range)
    confidence = sum((s.confidence or 0) for s in scored) / len(scored)
    return Total(
        points=round(points, 4), max_points=most, range=(round(low, 4), round(high, 4)), confidence=round(confidence, 4)
    )
