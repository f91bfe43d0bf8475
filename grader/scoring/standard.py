"""Feature values of a class made comparable: how far an essay lies from its class, in spreads.

What essays are like differs more between tasks than between writers, so that features are compared within the class, with
and without hand scores alike. A small class is not enough to tell what is usual: the essays that the prior was learned
from are added as a few more.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_REFERENCE_ESSAYS = 12
_FARTHEST = 3.0
_LEAST_SPREAD = 1e-6


@dataclass(frozen=True, slots=True)
class Standard:
    """What is usual for each feature: its mean and its spread (standard deviation), in the order of `FEATURES`."""

    mean: NDArray[np.float64]
    spread: NDArray[np.float64]

    def apply(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Values, a row an essay, as distances from the mean in spreads, at most three either way."""
        return np.asarray(np.clip((values - self.mean) / self.spread, -_FARTHEST, _FARTHEST).round(5))


def find_standard(values: NDArray[np.float64], reference: Standard) -> Standard:
    """The standard of a class, of which a small one leans on the reference.

    Args:
        values: feature values of all essays of the class, scored or not, a row an essay; may have no row.
        reference: what is usual for the essays that the prior was learned from.
    """
    size = len(values)
    if not size:
        return reference
    own = size / (size + _REFERENCE_ESSAYS)
    low, high = np.quantile(values, [0.01, 0.99], axis=0)
    inside = np.clip(values, low, high)
    mean = own * inside.mean(axis=0) + (1 - own) * reference.mean
    variance = own * inside.var(axis=0) + (1 - own) * reference.spread**2
    return Standard(mean.round(8), np.maximum(np.sqrt(variance), _LEAST_SPREAD).round(8))
