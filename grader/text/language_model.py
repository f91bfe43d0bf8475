"""How features of language become a value: a weighted sum, learned from rated essays and shipped as coefficients.

`language.json` holds them with their model card. Every feature is first brought into the range that the rated essays had,
so that no single figure can carry the sum beyond what was seen.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Term:
    """One feature of a sum.

    Attributes:
        coefficient: what one unit of the feature adds to the rating, in points of 1 to 5.
        low, high: the range of the rated essays (1st to 99th percentile); values outside count as its ends.
    """

    coefficient: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """A weighted sum of features, and the straight line from it to a value.

    Attributes:
        terms: by name of the feature.
        intercept: the rating without any term.
        at_zero, at_one: the sums that become the values 0 and 1.
    """

    terms: Mapping[str, Term]
    intercept: float
    at_zero: float
    at_one: float

    def estimate(self, features: Mapping[str, float]) -> float:
        """The sum, about 1 to 5 as teachers rated."""
        return self.intercept + sum(
            term.coefficient * min(term.high, max(term.low, features[name])) for name, term in self.terms.items()
        )

    def judge(self, features: Mapping[str, float]) -> float:
        """The value 0 to 1, rounded to four decimals."""
        value = (self.estimate(features) - self.at_zero) / (self.at_one - self.at_zero)
        return round(min(1.0, max(0.0, value)), 4)


@lru_cache(maxsize=1)
def shipped_models() -> dict[str, LanguageModel]:
    """The models that ship with the grader, by group of features: `conventions` and `style`."""
    data = json.loads((files("grader.text") / "language.json").read_text(encoding="utf-8"))
    return {name: read_model(data[name]) for name in ("conventions", "style")}


def read_model(data: Mapping[str, Any]) -> LanguageModel:
    """A model from its JSON."""
    terms = {name: Term(t["coefficient"], t["low"], t["high"]) for name, t in data["terms"].items()}
    return LanguageModel(terms, data["intercept"], data["at_zero"], data["at_one"])
