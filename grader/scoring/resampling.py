"""How far a figure may be off: essays drawn again with replacement, and the interval of a share.

Efron, B. and Tibshirani, R. (1993). An Introduction to the Bootstrap, chapter 13; Wilson, E. B. (1927),
Probable Inference, Journal of the American Statistical Association 22.
"""

import math
from collections.abc import Callable
from functools import lru_cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Values: TypeAlias = npt.NDArray[np.float64]
Interval: TypeAlias = tuple[float, float]
Statistic: TypeAlias = Callable[[Values], Values]
"""From weights of shape (draws, essays), how often each essay was drawn, to a value a draw; nan where there is none."""

DRAWS = 2000
_SEED = 20261126
_TAIL = 0.025
_Z = 1.959964
_ROWS = 250
_ENOUGH = 0.5


@lru_cache(maxsize=2)
def _draw(essays: int) -> npt.NDArray[np.uint8]:
    """How often each essay was drawn; the same for every figure, so that figures of one class can be compared."""
    chances = np.full(essays, 1 / essays)
    drawn = np.random.default_rng(_SEED).multinomial(essays, chances, size=DRAWS)
    return np.minimum(drawn, 255).astype(np.uint8)


def find_value(statistic: Statistic, essays: int) -> float | None:
    """The statistic of the essays themselves, to four decimals; none where it is not defined."""
    with np.errstate(divide="ignore", invalid="ignore"):
        value = float(statistic(np.ones((1, essays)))[0])
    return _round(value) if math.isfinite(value) else None


def find_interval(statistic: Statistic, essays: int) -> Interval | None:
    """The 95 % interval of a statistic, essays drawn with replacement, to four decimals.

    The percentiles are widened for few essays, as Student's t is wider than the normal (Hesterberg, T. C. (2015), What
    Teachers Should Know About the Bootstrap, The American Statistician 69: expanded percentile interval).

    None when the statistic is undefined in half of the draws, as with very few essays or one score for all.
    """
    if essays < 2:  # noqa: PLR2004 - one essay is drawn again and again
        return None
    weights = _draw(essays)
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = [statistic(weights[at : at + _ROWS].astype(np.float64)) for at in range(0, DRAWS, _ROWS)]
    values = np.concatenate(parts)
    values = values[np.isfinite(values)]
    if len(values) < _ENOUGH * DRAWS:
        return None
    tail = _find_tail(essays)
    low, high = np.quantile(values, (tail, 1 - tail))
    return _round(float(low)), _round(float(high))


def _find_tail(essays: int) -> float:
    """The share of draws beyond either end of the interval; the fewer essays, the further below 2.5 %."""
    from scipy.special import ndtr, stdtrit  # noqa: PLC0415 - a third of a second of import, and no essay needs it

    return float(ndtr(stdtrit(essays - 1, _TAIL) * math.sqrt(essays / (essays - 1))))


def find_share_interval(hits: int, essays: int) -> Interval:
    """Wilson's 95 % interval of a share, 0 to 1, to four decimals; wide for few essays even when all agree.

    Args:
        hits: how many essays count.
        essays: of how many, at least one.
    """
    share, z2 = hits / essays, _Z * _Z
    middle = (share + z2 / (2 * essays)) / (1 + z2 / essays)
    half = _Z * math.sqrt(share * (1 - share) / essays + z2 / (4 * essays * essays)) / (1 + z2 / essays)
    return _round(max(0.0, middle - half)), _round(min(1.0, middle + half))


def _round(value: float) -> float:
    """Four decimals, after what sums on other machines may leave behind: -0.21875 is a tie everywhere."""
    return round(round(value, 10), 4)
