"""What a teacher's standard in one column says: learned from hand scores, applied to one more essay."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from grader.scoring.alignment import Alignment, find_alignment
from grader.scoring.doubt import (
    USUAL_ERROR,
    Doubt,
    find_masses,
    find_range,
    find_risk,
    learn_doubt,
    level_of,
    steps_of_level,
)
from grader.scoring.familiarity import Familiarity, learn_familiarity
from grader.scoring.kernels import compare_features
from grader.scoring.points import place_points
from grader.scoring.prior import Prior
from grader.scoring.regression import Regression, fit_regression
from grader.scoring.release import Limits, find_limits
from grader.scoring.standard import Standard

Column = NDArray[np.float64]
Table = NDArray[np.float64]
Wording = NDArray[np.int32]
_EDGE = 0.2
_RISKY = "The suggested score may be two levels off: essays like this one were hard to place."
_NEAR_EDGE = "The suggested score lies close to the edge of a level, and essays like this one were hard to place."
_NO_SCORES = "No hand scores are known yet: the suggested score tells what is usual for such essays, within the class."
_STRANGE = "Unlike any essay that the scores were learned from."
_OTHER_WORDS = "Uses other words than the essays that the scores were learned from: it may be about something else."
_APART = "What was learned from the teacher’s scores and what is usual for such essays point to different levels."


class Judgement(NamedTuple):
    """What a column's standard says of one essay.

    Attributes:
        step: the suggested step of the scale, from 0.
        low, high: the first and last step of the likely range.
        confidence: probability that the hand score is within half a level.
        risk: probability that the hand score is two levels or more away.
        place: where on the scale, 0 to 1 and a little beyond.
        reasons: why a person should look, sentences for teachers; empty when the suggestion may stand.
    """

    step: int
    low: int
    high: int
    confidence: float
    risk: float
    place: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ColumnStandard:
    """A teacher's standard in one column of hand scores.

    Attributes:
        column: `total` or a criterion's id.
        points: of each step of the scale.
        limits: from where on a person should look.
        familiarity: how alike the learned essays are worded.
    """

    column: str
    points: tuple[float, ...]
    regression: Regression
    alignment: Alignment
    doubt: Doubt
    limits: Limits
    familiarity: Familiarity

    def judge(self, rows: Table, wordings: Sequence[Wording], prior: Prior) -> list[Judgement]:
        """What the standard says of essays, given their standardised features and hashed wording."""
        opinions = prior.judge(rows)
        kept, steps = self.regression, len(self.points)
        spread = self.alignment.spread(kept.place(rows, opinions, wordings))
        usual = self.alignment.middle + prior.spread_of(steps) * opinions
        errors = self.doubt.measure(rows, kept.rows, spread)
        unlike = find_unlikeness(rows, kept.rows)
        decided = self.alignment.decide(spread)
        apart = np.abs(spread - usual)
        reasons = [self._doubt(*one) for one in zip(unlike, apart, wordings, strict=True)]
        return [
            self._describe(int(step), float(place), float(error), reason)
            for step, place, error, reason in zip(decided, spread, errors, reasons, strict=True)
        ]

    def _doubt(self, strange: float, apart: float, wording: Wording) -> list[str]:
        """Reasons that lie in what was learned, not in this suggestion."""
        found = (
            (round(float(strange), 6) > self.limits.strange, _STRANGE),
            (not self.familiarity.knows(wording), _OTHER_WORDS),
            (round(float(apart), 6) > self.limits.apart, _APART),
        )
        return [reason for is_so, reason in found if is_so]

    def _describe(self, step: int, place: float, error: float, doubts: list[str]) -> Judgement:
        steps = len(self.points)
        low, high = find_range(place, self.doubt.reach * error, step, steps)
        masses = find_masses(place, self.doubt.unit * error, steps)
        risk = round(find_risk(place, self.doubt.unit * error, step, steps), 6)
        edge = _NEAR_EDGE if _is_near_edge(place * steps, step, steps) else _RISKY
        edge = edge if len(self.regression.rows) else _NO_SCORES
        reasons = [edge] * (risk >= self.limits.risks[level_of(step, steps)]) + doubts
        return Judgement(
            step, low, high, _sum_near(masses, step, steps_of_level(steps) / 2), risk, round(place, 4), tuple(reasons)
        )


def _sum_near(masses: list[float], step: int, reach: float) -> float:
    """The probability of the steps within reach of one, to four decimals."""
    return round(sum(mass for k, mass in enumerate(masses) if abs(k - step) <= reach), 4)


def _is_near_edge(at: float, step: int, steps: int) -> bool:
    """Whether a place is close to another level; a finer scale has no edges worth a word."""
    below, above = at - step, step + 1 - at
    return steps_of_level(steps) == 1 and ((step > 0 and below < _EDGE) or (step < steps - 1 and above < _EDGE))


def find_unlikeness(rows: Table, learned: Table, *, is_learned: bool = False) -> Column:
    """How unlike each essay is to the most similar learned one, 0 to 1; 0 where nothing was learned."""
    alike = compare_features(rows, learned)
    if is_learned:
        np.fill_diagonal(alike, 0)
    return 1 - alike.max(axis=1) if alike.size else np.zeros(len(rows))


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
        wordings: their hashed wording.
        likeness: `compare_wordings` of it.
        others: features and wording of the essays of the class that have no score.
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
        [
            round(find_risk(float(p), float(e), int(d), steps), 6)
            for p, e, d in zip(spread, errors, decided, strict=True)
        ]
    )
    is_gross = np.abs((decided + 0.5) / steps - places) * steps >= 2 * steps_of_level(steps) - 1e-6
    unlike = find_unlikeness(rows, rows, is_learned=True)
    told = np.array([level_of(int(step), steps) for step in decided], dtype=np.int64)
    limits = find_limits(risks, is_gross, told, unlike, level_of(steps - 1, steps) + 1)
    known = learn_familiarity(wordings, likeness)
    return ColumnStandard(column, scale, fit.regression, alignment, doubt, limits, known)
