"""How far off a suggestion may be: how hard an essay is to place, its likely range, and the risk of a gross error.

Ranges are conformal: their width is that which would have held the share `LIKELY` of the unseen learned essays, measured in
units of how hard each is (Lei, J., et al. (2018): Distribution-free predictive inference for regression, section 5.2; the
unseen places come from leaving one essay out, as in Barber, R., et al. (2021): Predictive inference with the jackknife+).
"""

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from grader.scoring.kernels import compare_features

Column = NDArray[np.float64]
Table = NDArray[np.float64]
LIKELY = 0.9
USUAL_ERROR = 0.13
"""Standard error of unseen places on most scales, as a share of the scale: what counts until there are hand scores."""
_USUAL_ESSAYS = 10
_FEW = 100
_NEAR, _LEAST_ERROR, _PENALTY = 6, 0.02, 30.0
_SIGNS = 4


@dataclass(frozen=True, slots=True)
class Doubt:
    """What was learned of errors.

    Attributes:
        errors: by how much each learned essay was placed amiss when unseen, as a share of the scale.
        mean, spread, weights: of the four signs of a hard essay; weights of zero where there were too few essays to tell.
        level: the logarithm of the usual error.
        reach: how many times its usual error a likely range reaches to either side.
        unit: standard error of an essay of usual hardness 1.
    """

    errors: Column
    mean: Column
    spread: Column
    weights: Column
    level: float
    reach: float
    unit: float

    def measure(self, rows: Table, learned: Table, places: Column, *, is_learned: bool = False) -> Column:
        """The usual error of each essay, as a share of the scale.

        Args:
            rows: standardised features.
            learned: those of the learned essays, in the order of `errors`.
            places: spread places of the essays.
            is_learned: the rows are the learned ones: none is compared with itself.
        """
        if not self.weights.any():
            return np.full(len(rows), math.exp(self.level))
        signs = (find_signs(rows, learned, places, self.errors, is_learned=is_learned) - self.mean) / self.spread
        return np.asarray(np.exp(self.level + np.clip(signs, -3, 3) @ self.weights))


def find_signs(rows: Table, learned: Table, places: Column, errors: Column, *, is_learned: bool) -> Table:
    """Four signs of a hard essay: errors of those like it, being unlike all, and its place and the square of it."""
    alike = compare_features(rows, learned)
    if is_learned:
        np.fill_diagonal(alike, 0)
    near = alike**_NEAR
    local = np.sqrt((near @ errors**2) / (near.sum(axis=1) + 1e-9))
    return np.stack([np.log(local + 0.03), 1 - alike.max(axis=1), places, places**2], axis=1)


def learn_doubt(rows: Table, unseen: Column, given: Column) -> Doubt:
    """How far off unseen essays were.

    Args:
        rows: standardised features of the learned essays.
        unseen: their spread places when unseen.
        given: the places of their scores.
    """
    from sklearn.linear_model import Ridge  # noqa: PLC0415 - importing it costs a second, and grading needs it not

    errors = np.abs(given - unseen).round(6)
    usual = math.sqrt((float((errors**2).sum()) + _USUAL_ESSAYS * USUAL_ERROR**2) / (len(errors) + _USUAL_ESSAYS))
    nothing = np.zeros(_SIGNS)
    doubt = Doubt(errors, nothing, nothing + 1, nothing, round(math.log(usual), 6), 1.0, 1.0)
    if len(rows) >= _FEW:
        signs = find_signs(rows, rows, unseen, errors, is_learned=True)
        mean, spread = signs.mean(axis=0).round(6), (signs.std(axis=0) + 1e-6).round(6)
        ridge = Ridge(alpha=_PENALTY, random_state=0).fit((signs - mean) / spread, np.log(errors + _LEAST_ERROR))
        level, weights = round(float(ridge.intercept_), 6), ridge.coef_.round(6)
        doubt = Doubt(errors, mean, spread, weights, level, 1.0, 1.0)
    hard = doubt.measure(rows, rows, unseen, is_learned=True)
    ratios = errors / hard
    return Doubt(
        errors, doubt.mean, doubt.spread, doubt.weights, doubt.level, _find_reach(ratios, doubt), _unit(ratios)
    )


def _unit(ratios: Column) -> float:
    size = len(ratios)
    return round(math.sqrt((float((ratios**2).sum()) + _USUAL_ESSAYS) / (size + _USUAL_ESSAYS)), 6)


def _find_reach(ratios: Column, doubt: Doubt) -> float:
    """The conformal quantile of the ratios; few of them are joined by those of a usual normal error."""
    if len(ratios) < _FEW:
        grid = (np.arange(_USUAL_ESSAYS) + 0.5) / _USUAL_ESSAYS
        normal = np.array([_normal_quantile(0.5 + share / 2) for share in grid]) * USUAL_ERROR / math.exp(doubt.level)
        ratios = np.concatenate([ratios, normal])
    ordered = np.sort(ratios)
    rank = min(len(ordered), math.ceil(LIKELY * (len(ordered) + 1)))
    return round(float(ordered[rank - 1]), 6)


def _normal_quantile(share: float) -> float:
    return NormalDist().inv_cdf(share)


def find_range(place: float, half: float, step: int, steps: int) -> tuple[int, int]:
    """The first and the last step whose middle lies within `half` of a place; the suggested step is always among them.

    A place beyond the middle of the first or last step counts as there: how far beyond says nothing of how sure it is.
    """
    place = min(max(place, 0.5 / steps), 1 - 0.5 / steps)
    low = math.ceil(round((place - half) * steps - 0.5, 4))
    high = math.floor(round((place + half) * steps - 0.5, 4))
    return max(0, min(low, step)), min(steps - 1, max(high, step))


def find_masses(place: float, error: float, steps: int) -> list[float]:
    """The probability of each step when places err normally."""
    below = [0.5 * (1 + math.erf((k / steps - place) / error / math.sqrt(2))) for k in range(1, steps)]
    return [b - a for a, b in zip([0.0, *below], [*below, 1.0], strict=True)]


def find_risk(place: float, error: float, step: int, steps: int) -> float:
    """The probability that the hand score is two levels or more from a step; see `steps_of_level`."""
    masses = find_masses(place, error, steps)
    apart = 2 * steps_of_level(steps)
    return sum(mass for k, mass in enumerate(masses) if abs(k - step) >= apart)


def steps_of_level(steps: int) -> float:
    """How many steps of a scale make a level: one of up to six steps, a fifth of the whole of a finer scale."""
    return 1.0 if steps <= 6 else (steps - 1) / 5  # noqa: PLR2004


def level_of(step: int, steps: int) -> int:
    """The level that a step belongs to, from 0; a finer scale has five."""
    return step if steps <= 6 else min(4, int(step / steps_of_level(steps)))  # noqa: PLR2004
