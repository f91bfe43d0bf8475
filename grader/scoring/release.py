"""Which suggestions may stand without a person's look, and which are withheld: decided by what unseen essays showed."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.float64]
_MOST_RELEASED, _MOST_OF_FEW = 2 / 3, 0.5
_FEW = 60
_GROSS_SHARE = 0.002
_LOW_RISK = 0.02
_STRANGE_SHARE, _APART_LEVELS = 0.99, 1.5


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on a person should look.

    Attributes:
        risk: probability that the hand score is two levels or more away.
        strange: unlikeness to the most similar learned essay, 0 to 1.
        apart: distance of what was learned from what the prior says, as a share of the scale.
    """

    risk: float
    strange: float
    apart: float


def find_limits(risks: Column, is_gross: NDArray[np.bool_], unlike: Column, level: float) -> Limits:
    """The limits that a class shows.

    Args:
        risks: the risk of each learned essay when unseen.
        is_gross: whether it was placed two levels or more from its hand score.
        unlike: how unlike each learned essay is to the most similar other one; empty for fewer than two.
        level: how wide a level is, as a share of the scale.
    """
    strange = float(np.quantile(unlike, _STRANGE_SHARE)) if len(unlike) >= _FEW else 1.0
    return Limits(_limit_risk(risks, is_gross), round(strange, 6), round(_APART_LEVELS * level, 6))


def _limit_risk(risks: Column, is_gross: NDArray[np.bool_]) -> float:
    """The risk from which an essay is withheld.

    At most two thirds of the unseen essays lie below it, and at most two in a thousand of all are gross errors (two levels
    or more) that lie below it. Below sixty essays nothing can be seen of so rare errors: then at most half lie below it, and
    the risk that a normal error has must be below two in a hundred.

    Args:
        risks: the risk of each learned essay when unseen.
        is_gross: whether it was placed two levels or more from its hand score.
    """
    if not len(risks):
        return 0.0
    few = len(risks) < _FEW
    limit = float(np.quantile(risks, _MOST_OF_FEW if few else _MOST_RELEASED))
    gross = np.sort(risks[is_gross])
    allowed = math.floor(_GROSS_SHARE * len(risks))
    if len(gross) > allowed:
        limit = min(limit, float(gross[allowed]))
    return round(min(limit, _LOW_RISK) if few else limit, 6)
