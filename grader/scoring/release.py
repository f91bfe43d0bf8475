"""Which suggestions may stand without a person's look, and which are withheld: decided by what unseen essays showed.

Risk control (Angelopoulos, A., et al. (2024): Conformal risk control), level by level (Vovk, V. (2013): Conditional validity
of inductive conformal predictors; the categories are the suggested levels): teachers slip, and gross errors keep to some
levels, which a risk that is calculated from the usual error cannot know.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.float64]
_MOST_RELEASED, _MOST_OF_FEW = 0.8, 0.5
_FEW, _ENOUGH = 150, 60
_GROSS_SHARE = 0.002
_USUAL_ESSAYS, _USUAL_GROSS = 100, 0.4
_LOW_RISK = 0.02
_STRANGE_FROM, _STRANGE_SHARE, _APART_LEVELS = 60, 0.99, 1.5


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on a person should look.

    Attributes:
        risks: for each level that may be suggested, the lowest first, the probability that the hand score is two levels or
            more away from which on a suggestion of this level is withheld.
        strange: unlikeness to the most similar learned essay, 0 to 1.
        apart: distance of what was learned from what the prior says, as a share of the scale.
    """

    risks: tuple[float, ...]
    strange: float
    apart: float


def find_limits(
    risks: Column, is_gross: NDArray[np.bool_], told: NDArray[np.int64], unlike: Column, levels: int
) -> Limits:
    """The limits that a class shows; nothing is released whose risk is two in a hundred or more.

    Args:
        risks: the risk of each learned essay when unseen.
        is_gross: whether it was placed two levels or more from its hand score.
        told: the level that was suggested for it, from 0.
        unlike: how unlike each learned essay is to the most similar other one; empty for fewer than two.
        levels: how many levels there are.
    """
    strange = float(np.quantile(unlike, _STRANGE_SHARE)) if len(unlike) >= _STRANGE_FROM else 1.0
    if len(risks) < _FEW:
        limits = (_limit_few(risks, is_gross),) * levels
    elif len(risks) < _ENOUGH * levels:
        limits = (_limit_risk(risks, is_gross),) * levels
    else:
        limits = tuple(_limit_risk(risks[told == level], is_gross[told == level]) for level in range(levels))
    kept = tuple(round(min(limit, _LOW_RISK), 6) for limit in limits)
    return Limits(kept, round(strange, 6), round(_APART_LEVELS / levels, 6))


def _limit_few(risks: Column, is_gross: NDArray[np.bool_]) -> float:
    """The limit where nothing can be seen of so rare errors: half of the unseen essays lie below it, no gross error does."""
    return min([float(np.quantile(risks, _MOST_OF_FEW)), *risks[is_gross].tolist()]) if len(risks) else 0.0


def _limit_risk(risks: Column, is_gross: NDArray[np.bool_]) -> float:
    """The highest risk below which at most four in five of the unseen essays lie and at most two in a thousand are gross.

    Until much was seen, the share is taken to be twice as high: as if a hundred essays more had been seen.
    """
    order = np.argsort(risks, kind="stable")
    limits = risks[order]
    below = np.searchsorted(limits, limits)
    gross = np.concatenate([[0], np.cumsum(is_gross[order])])[below]
    share = (gross + _USUAL_GROSS) / (below + _USUAL_ESSAYS)
    allowed = (share <= _GROSS_SHARE + 1e-9) & (below <= _MOST_RELEASED * len(risks))
    return float(limits[allowed].max()) if allowed.any() else 0.0
