"""How alike two essays are, in four ways that are added: wording, all features, length, and the prior's opinion.

Each way is a kernel whose spread within the learned essays is about 1, so that weights compare. Radial kernels over
standardised features: Rasmussen, C. E., and Williams, C. K. I. (2006): Gaussian processes for machine learning, chapter 4.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from grader.scoring.features import FEATURES

Table = NDArray[np.float64]
LENGTH = np.array([feature.group == "length" for feature in FEATURES])
ALL_WIDTH, LENGTH_WIDTH = 300.0, 6.0
"""Squared distances at which likeness of all features, and of those of length, falls to 1/e."""
_LEAST_SCALE = 0.2


class Weights(NamedTuple):
    """How much each kind of likeness counts."""

    wording: float
    features: float
    length: float
    prior: float


class Scales(NamedTuple):
    """By what each kind of likeness is divided: the mean unlikeness of two of the learned essays."""

    wording: float
    features: float
    length: float


def compare_features(rows: Table, others: Table) -> Table:
    """Likeness of standardised features, 0 to 1."""
    return _radiate(rows, others, ALL_WIDTH)


def compare_lengths(rows: Table, others: Table) -> Table:
    """Likeness of the features of length, 0 to 1; rows are whole rows of features."""
    return _radiate(rows[:, LENGTH], others[:, LENGTH], LENGTH_WIDTH)


def _radiate(rows: Table, others: Table, width: float) -> Table:
    far = (rows**2).sum(axis=1)[:, None] + (others**2).sum(axis=1)[None, :] - 2 * rows @ others.T
    return np.asarray(np.exp(-np.maximum(far, 0) / width))


def find_scales(wording: Table, rows: Table) -> Scales:
    """The scales of the essays to learn from, given their square table of wording and their standardised features."""
    tables = (wording, compare_features(rows, rows), compare_lengths(rows, rows))
    return Scales(*(round(max(_LEAST_SCALE, 1 - float(table.mean())), 6) for table in tables))


def combine(wording: Table, rows: Table, opinions: NDArray[np.float64], weights: Weights, scales: Scales) -> Table:
    """The weighted likeness of every two essays, a square table.

    Args:
        wording: cosines of their wording.
        rows: their standardised features.
        opinions: what the prior says of each.
        weights: how much each kind counts.
        scales: by what each kind is divided.
    """
    return np.asarray(
        weights.wording / scales.wording * wording
        + weights.features / scales.features * compare_features(rows, rows)
        + weights.length / scales.length * compare_lengths(rows, rows)
        + weights.prior * np.outer(opinions, opinions)
    )
