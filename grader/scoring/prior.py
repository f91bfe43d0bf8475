"""What is known about scores before a teacher has given any: coefficients of named features, learned from scored essays.

`models/prior.json` holds them with their model card; `make bench-scores ARGS=--write` learns them again. Scores are told as
places on a scale: a scale of L steps divides 0 to 1 into L equal parts, and a score lies in the middle of its part.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.hashing import content_hash
from grader.scoring.features import FEATURES
from grader.scoring.standard import Standard


@dataclass(frozen=True, slots=True)
class Prior:
    """A sum of weighted features, and what scores are usually like.

    Attributes:
        reference: what is usual for each feature within a class.
        coefficients: what one spread of each feature adds to the sum, whose own spread within a class is about 1.
        place: where the mean of a class usually lies on its scale, 0 to 1.
        spread, spread_by_step: a class's scores spread by the first, and by the second divided by the number of steps.
        hash: of the parameters.
    """

    reference: Standard
    coefficients: NDArray[np.float64]
    place: float
    spread: float
    spread_by_step: float
    hash: str = ""

    def judge(self, standardised: NDArray[np.float64]) -> NDArray[np.float64]:
        """The sum of each row of standardised features: 0 for a usual essay, 1 for one that is a spread better."""
        return np.asarray(standardised @ self.coefficients)

    def spread_of(self, steps: int) -> float:
        """How much scores of a class usually spread on a scale of so many steps, as a share of the scale."""
        return self.spread + self.spread_by_step / steps


@lru_cache(maxsize=1)
def shipped_prior() -> Prior:
    """The prior that ships with the grader."""
    return read_prior(json.loads((files("grader.scoring") / "models" / "prior.json").read_text(encoding="utf-8")))


def read_prior(data: Mapping[str, Any]) -> Prior:
    """A prior from its JSON; features that it does not know weigh nothing."""
    terms = data["features"]
    known = [terms.get(feature.name, {"mean": 0.0, "spread": 1.0, "coefficient": 0.0}) for feature in FEATURES]
    mean, spread, coefficients = (
        np.array([term[part] for term in known]) for part in ("mean", "spread", "coefficient")
    )
    scale = data["scale"]
    digest = content_hash((name, json.dumps(data[name], sort_keys=True).encode()) for name in ("features", "scale"))
    return Prior(Standard(mean, spread), coefficients, scale["place"], scale["spread"], scale["spread_by_step"], digest)
