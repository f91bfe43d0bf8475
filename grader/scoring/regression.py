"""Learning places on a scale from a few or many scored essays: the prior's opinion, corrected by likeness to them.

Gaussian process regression with the prior as its mean (Rasmussen and Williams 2006, chapter 2): with no scores it says what
the prior says, and the more scores there are, the more it says what they say. What it would have said of each learned
essay had it not known that essay's score comes without learning again (the same, 5.4.2); settings are chosen by it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from grader.scoring.kernels import Scales, Table, Weights, combine, compare_features, compare_lengths, find_scales
from grader.scoring.prior import Prior
from grader.scoring.standard import Standard
from grader.scoring.wording import judge_wording, weigh_wordings

Column = NDArray[np.float64]
Wording = NDArray[np.int32]
_TRUST, _CENTRE_VARIANCE = 0.65, 0.7
_FEW = 60
_USUAL = (Weights(0.4, 0.3, 0.1, 0.15), 0.5)
_WEIGHTS: tuple[Weights, ...] = (
    _USUAL[0],
    Weights(0.6, 0.2, 0.2, 0.15),
    Weights(0.45, 0.25, 0.3, 0.15),
    Weights(0.75, 0.15, 0.1, 0.15),
)
_NOISES = (0.15, 0.3, 0.5, 0.8, 1.3)
_SPREAD_SCORES = 8


@dataclass(frozen=True, slots=True)
class Regression:
    """What was learned: all that is needed to place one more essay.

    Attributes:
        standard: what is usual for each feature in this class.
        rows: standardised features of the learned essays.
        pull: how much each of them pulls an essay that is like it.
        weighed: for each bucket of wording its share in the pulls.
        weights, scales: of the kinds of likeness.
        prior_pull: how much the prior's opinion counts beyond its usual trust.
        centre: the place of a usual essay, before the learned ones pull.
        spread: the spread of the scores, as a share of the scale.
        usual_wording: what the wording adds to the place of a usual learned essay.
    """

    standard: Standard
    rows: Table
    pull: Column
    weighed: NDArray[np.float32]
    weights: Weights
    scales: Scales
    prior_pull: float
    centre: float
    spread: float
    usual_wording: float = 0.0

    @property
    def trust(self) -> float:
        """How many spreads of the scores one spread of the prior's opinion is worth."""
        return _TRUST + self.prior_pull

    def place_features(self, rows: Table, opinions: Column) -> Column:
        """What features and prior alone say of essays: places on the scale, of standardised rows."""
        return self.centre + self.spread * (
            self.trust * opinions
            + self.weights.features / self.scales.features * compare_features(rows, self.rows) @ self.pull
            + self.weights.length / self.scales.length * compare_lengths(rows, self.rows) @ self.pull
        )

    def place_wording(self, wording: Wording) -> float:
        """What the wording adds to an essay's place."""
        return self.spread * self.weights.wording / self.scales.wording * judge_wording(wording, self.weighed)

    def place(self, rows: Table, opinions: Column, wordings: Sequence[Wording]) -> Column:
        """Places of essays on the scale, about 0 to 1."""
        added = np.array([self.place_wording(one) for one in wordings])
        return np.asarray(self.place_features(rows, opinions) + added)


@dataclass(frozen=True, slots=True)
class Fit:
    """A regression with what it would have said of each learned essay without knowing its score."""

    regression: Regression
    unseen: Column


def spread_of(places: Column, usual: float) -> float:
    """The spread of a class's places, of few of them leaning on the usual one."""
    size = len(places)
    own = float(places.var(ddof=1)) if size > 1 else 0.0
    freedom = max(0, size - 1)
    return round(float(np.sqrt((freedom * own + _SPREAD_SCORES * usual**2) / (freedom + _SPREAD_SCORES))), 6)


def fit_regression(
    rows: Table,
    wordings: Sequence[Wording],
    likeness: Table,
    places: Column,
    prior: Prior,
    standard: Standard,
    steps: int,
) -> Fit:
    """Learns places on a scale.

    Args:
        rows: standardised features of the scored essays.
        wordings: their hashed wording.
        likeness: `compare_wordings` of it.
        places: where their scores lie, 0 to 1.
        prior: what was known before.
        standard: by which the rows were standardised.
        steps: how many steps the scale has.
    """
    opinions = prior.judge(rows)
    spread = spread_of(places, prior.spread_of(steps))
    scales = find_scales(likeness, rows) if len(rows) else Scales(1.0, 1.0, 1.0)
    wanted = (places - prior.place) / spread - _TRUST * opinions
    tried = [_USUAL] if len(rows) < _FEW else list(product(_WEIGHTS, _NOISES))
    best, pull, unseen = _choose(rows, likeness, opinions, scales, wanted, tried)
    pull = pull.round(8)
    regression = Regression(
        standard=standard,
        rows=rows,
        pull=pull,
        weighed=weigh_wordings(wordings, pull),
        weights=best,
        scales=scales,
        prior_pull=round(float(best.prior * opinions @ pull), 8),
        centre=round(prior.place + spread * _CENTRE_VARIANCE * float(pull.sum()), 8),
        spread=spread,
        usual_wording=round(float((likeness @ pull).mean()) * spread * best.wording / scales.wording, 8)
        if len(rows)
        else 0.0,
    )
    return Fit(regression, prior.place + spread * (unseen + _TRUST * opinions))


def _choose(
    rows: Table,
    likeness: Table,
    opinions: Column,
    scales: Scales,
    wanted: Column,
    tried: Sequence[tuple[Weights, float]],
) -> tuple[Weights, Column, Column]:
    """The setting that would have told the scores of unseen essays best, with its pulls and what it would have told."""
    best: tuple[float, Weights, Column, Column] | None = None
    for weights in dict.fromkeys(weights for weights, _ in tried):
        table = combine(likeness, rows, opinions, weights, scales) + _CENTRE_VARIANCE
        values, vectors = np.linalg.eigh(table)
        turned = vectors.T @ wanted
        for noise in [noise for one, noise in tried if one == weights]:
            inverse = 1 / (np.maximum(values, 0) + noise)
            pull = vectors @ (inverse * turned)
            unseen = wanted - pull / ((vectors**2) @ inverse)
            error = round(float(np.mean((unseen - wanted) ** 2)), 8) if len(rows) else 0.0
            if best is None or error < best[0]:
                best = (error, weights, pull, unseen)
    if best is None:
        raise ValueError("no setting was tried")
    return best[1:]
