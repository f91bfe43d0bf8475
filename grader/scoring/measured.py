"""An essay as learning sees it: its features and its hashed wording, no text."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grader.checks.check import Case
from grader.hashing import content_hash
from grader.scoring.features import FEATURES, measure
from grader.scoring.wording import hash_wording


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """One essay.

    Attributes:
        essay: its id.
        hash: of its text, as in reports.
        values: of every feature, in the order of `FEATURES`.
        wording: its hashed wording.
    """

    essay: str
    hash: str
    values: NDArray[np.float64]
    wording: NDArray[np.int32]


def measure_essay(case: Case) -> Measured:
    """Features and wording of an essay."""
    essay = case.reading.essay
    digest = hash_text(essay.text)
    return Measured(essay.id, digest, np.array(measure(case)), hash_wording(essay.text))


def hash_text(text: str) -> str:
    """The hash of an essay's text, as reports and models name it."""
    return content_hash([("text", text.encode("utf-8", "surrogatepass"))])


def tabulate(essays: Sequence[Measured]) -> NDArray[np.float64]:
    """Feature values, a row an essay; no essay gives an empty table of the right width."""
    return np.array([one.values for one in essays]).reshape(len(essays), len(FEATURES))
