"""What a teacher's standard in one column says: learned from hand scores, applied to one more essay."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from grader.scoring.alignment import Alignment, find_alignment
from grader.scoring.doubt import USUAL_ERROR, Doubt, find_masses, find_range, find_risk, learn_doubt, steps_of_level
from grader.scoring.points import place_points
from grader.scoring.prior import Prior
from grader.scoring.regression import Regression, fit_regression
from grader.scoring.release import find_limit
from grader.scoring.standard import Standard

Column = NDArray[np.float64]
Table = NDArray[np.float64]
Wording = NDArray[np.int32]


class Judgement(NamedTuple):
    """What a column's standard says of one essay.

    Attributes:
        step: the suggested step of the scale, from 0.
        low, high: the first and last step of the likely range.
        confidence: probability of the suggested step.
        risk: probability that the hand score is two levels or more away.
        place: where on the scale, 0 to 1 and a little beyond.
        opinion: where the prior alone puts it.
        is_withheld: the risk is at or above what unseen essays allow.
    """

    step: int
    low: int
    high: int
    confidence: float
    risk: float
    place: float
    opinion: float
    is_withheld: bool


@dataclass(frozen=True, slots=True)
class ColumnStandard:
    """A teacher's standard in one column of hand scores.

    Attributes:
        column: `total` or a criterion's id.
        points: of each step of the scale.
        limit: the risk from which an essay is withheld.
    """

    column: str
    points: tuple[float, ...]
    regression: Regression
    alignment: Alignment
    doubt: Doubt
    limit: float

    def judge(self, rows: Table, wordings: Sequence[Wording], prior: Prior) -> list[Judgement]:
        """What the standard says of essays, given their standardised features and hashed wording."""
        opinions = prior.judge(rows)
        spread = self.alignment.spread(self.regression.place(rows, opinions, wordings))
        usual = prior.place + prior.spread_of(len(self.points)) * opinions
        errors = self.doubt.measure(rows, self.regression.rows, spread)
        return self._describe(spread, usual, errors)

    def _describe(self, spread: Column, usual: Column, errors: Column) -> list[Judgement]:
        steps = len(self.points)
        found = []
        for step, place, opinion, error in zip(self.alignment.decide(spread), spread, usual, errors, strict=True):
            low, high = find_range(float(place), float(self.doubt.reach * error), int(step), steps)
            masses = find_masses(float(place), float(self.doubt.unit * error), steps)
            risk = round(find_risk(float(place), float(self.doubt.unit * error), int(step), steps), 6)
            found.append(
                Judgement(
                    int(step),
                    low,
                    high,
                    round(masses[int(step)], 4),
                    risk,
                    round(float(place), 4),
                    round(float(opinion), 4),
                    risk >= self.limit,
                )
            )
        return found


def learn_column(
    column: str,
    scale: tuple[float, ...],
    given: Sequence[float],
    rows: Table,
    wordings: Sequence[Wording],
    likeness: Table,
    others: tuple[Table, Sequence[Wording]],
    prior: Prior,
    standard: Standard,
) -> ColumnStandard:
    """Learns a column.

    Args:
        column: its name.
        scale: points of each step.
        given: hand scores in points.
        rows: standardised features of the scored essays, in the order of `given`.
        wordings: their hashed wording; `likeness` is `compare_wordings` of it.
        others: the same two of the essays of the class that have no score.
        prior: what was known before.
        standard: by which features were standardised.
    """
    steps = len(scale)
    places = np.array([place_points(one, scale) for one in given])
    fit = fit_regression(rows, wordings, likeness, places, prior, standard, steps)
    unscored = fit.regression.place(others[0], prior.judge(others[0]), others[1])
    alignment = find_alignment(np.concatenate([fit.unseen, unscored]), fit.unseen, places, USUAL_ERROR, steps)
    spread = alignment.spread(fit.unseen)
    doubt = learn_doubt(rows, spread, places)
    errors = doubt.unit * doubt.measure(rows, rows, spread, is_learned=True)
    decided = alignment.decide(spread)
    risks = np.array(
        [round(find_risk(float(p), float(e), int(d), steps), 6) for p, e, d in zip(spread, errors, decided, strict=True)]
    )
    is_gross = np.abs((decided + 0.5) / steps - places) * steps >= 2 * steps_of_level(steps) - 1e-6
    return ColumnStandard(column, scale, fit.regression, alignment, doubt, find_limit(risks, is_gross))
