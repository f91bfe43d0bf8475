"""Learns a teacher's standard from hand scores, and says honestly how well.

A model holds numbers only: features, hashed wording and ids of the essays it learned from, never a text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from grader.model import Rubric
from grader.scoring.comparison import Suggestion
from grader.scoring.doubt import LIKELY
from grader.scoring.hand_scores import TOTAL
from grader.scoring.measured import Measured, tabulate
from grader.scoring.measures import kappa
from grader.scoring.points import find_points
from grader.scoring.prior import Prior, shipped_prior
from grader.scoring.resampling import find_value
from grader.scoring.standard import Standard, find_standard
from grader.scoring.standing import ColumnStandard, Judgement, learn_column
from grader.scoring.wording import compare_wordings

_SEED, FOLDS = 20261127, 5
_FEWEST_TOLD = 50
FEWEST_LEARNED = 8
"""Below so many hand scores of a criterion nothing is learned from them. The total is told by the prior, within the class,
until there are some: see `make bench-scores`, which compares that with the rubric's own rule."""


@dataclass(frozen=True, slots=True)
class Model:
    """A contest's own model.

    Attributes:
        contest: id of the contest.
        rubric: hash of the rubric whose points it gives.
        prior: hash of the prior it rests on.
        standard: what is usual for each feature in the class.
        columns: what was learned, `total` first.
        learned: essays it learned from, by id, with the hashes of their texts.
        agreement: quadratic weighted kappa of unseen essays in the first column; none below fifty of them.
    """

    contest: str
    rubric: str
    prior: str
    standard: Standard
    columns: tuple[ColumnStandard, ...]
    learned: tuple[tuple[str, str], ...]
    agreement: float | None

    def judge(self, essays: Sequence[Measured], prior: Prior | None = None) -> dict[str, list[Judgement]]:
        """What it says of essays, by column."""
        rows = self.standard.apply(tabulate(essays))
        wordings = [one.wording for one in essays]
        return {one.column: one.judge(rows, wordings, prior or shipped_prior()) for one in self.columns}


@dataclass(frozen=True, slots=True)
class Lesson:
    """Essays with their hand scores, measured and compared once for every column, fold and draw.

    Attributes:
        scored: essays with a hand score, in the order of their ids.
        unscored: the other essays of the class.
        points: hand scores by column and essay id, first rater.
        rubric: tells what points there are.
        prior: what was known before.
        likeness: of the wording of every two scored essays.
    """

    scored: tuple[Measured, ...]
    unscored: tuple[Measured, ...]
    points: Mapping[str, Mapping[str, float]]
    rubric: Rubric
    prior: Prior
    likeness: NDArray[np.float64] = field(repr=False)

    def learn(self, names: frozenset[str] | None = None) -> tuple[Standard, tuple[ColumnStandard, ...]]:
        """The columns learned from the scored essays of these ids (default: all); the others count as unscored."""
        known = [k for k, one in enumerate(self.scored) if names is None or one.essay in names]
        rest = [one for k, one in enumerate(self.scored) if k not in set(known)] + list(self.unscored)
        standard = find_standard(tabulate([*self.scored, *self.unscored]), self.prior.reference)
        learned = []
        for column, points in self.points.items():
            own = [k for k in known if self.scored[k].essay in points]
            if column != TOTAL and len(own) < FEWEST_LEARNED:
                continue
            others = [self.scored[k] for k in known if k not in set(own)] + rest
            learned.append(
                learn_column(
                    column,
                    find_points(self.rubric, column),
                    [points[self.scored[k].essay] for k in own],
                    standard.apply(tabulate([self.scored[k] for k in own])),
                    [self.scored[k].wording for k in own],
                    self.likeness[np.ix_(own, own)],
                    (standard.apply(tabulate(others)), [one.wording for one in others]),
                    self.prior,
                    standard,
                )
            )
        return standard, tuple(learned)


def prepare(
    essays: Sequence[Measured],
    points: Mapping[str, Mapping[str, float]],
    rubric: Rubric,
    prior: Prior | None = None,
) -> Lesson:
    """Makes ready to learn.

    Args:
        essays: every essay of the class.
        points: hand scores by column and essay id; a column that is a criterion's or `total`.
        rubric: of the contest.
        prior: another one than ships with the grader.
    """
    named = {name for column in points.values() for name in column}
    ordered = sorted(essays, key=lambda one: one.essay)
    scored = tuple(one for one in ordered if one.essay in named)
    unscored = tuple(one for one in ordered if one.essay not in named)
    with threadpool_limits(1):
        likeness = compare_wordings([one.wording for one in scored])
    return Lesson(scored, unscored, points, rubric, prior or shipped_prior(), likeness)


def learn(lesson: Lesson, contest: str) -> Model | None:
    """The model of a contest; none where no column has enough hand scores."""
    with threadpool_limits(1):
        standard, columns = lesson.learn()
    if not columns:
        return None
    return Model(
        contest=contest,
        rubric=lesson.rubric.hash,
        prior=lesson.prior.hash,
        standard=standard,
        columns=columns,
        learned=tuple((one.essay, one.hash) for one in lesson.scored),
        agreement=_measure_agreement(lesson, columns[0].column),
    )


def _measure_agreement(lesson: Lesson, column: str) -> float | None:
    given = lesson.points[column]
    if len(given) < _FEWEST_TOLD:
        return None
    suggested = cross_validate(lesson)
    names = sorted(name for name in given if column in suggested.get(name, {}))
    human = np.array([given[name] for name in names])
    system = np.array([suggested[name][column].points for name in names])
    return find_value(kappa(human, system), len(names))


def cross_validate(lesson: Lesson, folds: int = FOLDS) -> dict[str, dict[str, Suggestion]]:
    """Suggestions for every scored essay by models that never saw its score, by essay id and column.

    Essays are dealt into folds by chance with a fixed seed; everything that looks at scores is learned anew in each fold.
    """
    names = [one.essay for one in lesson.scored]
    dealt = np.random.default_rng(_SEED).permutation(len(names)) % folds
    found: dict[str, dict[str, Suggestion]] = {}
    for number in range(folds):
        held = {name for name, fold in zip(names, dealt, strict=True) if fold == number}
        found |= suggest_unseen(lesson, frozenset(names) - held, frozenset(held))
    return found


def suggest_unseen(lesson: Lesson, known: frozenset[str], asked: frozenset[str]) -> dict[str, dict[str, Suggestion]]:
    """What models that learned from some essays suggest for others, by essay id and column."""
    with threadpool_limits(1):
        standard, columns = lesson.learn(known)
        essays = [one for one in lesson.scored if one.essay in asked]
        rows = standard.apply(tabulate(essays))
        wordings = [one.wording for one in essays]
        judged = {one.column: one.judge(rows, wordings, lesson.prior) for one in columns}
    found: dict[str, dict[str, Suggestion]] = {one.essay: {} for one in essays}
    for column in columns:
        for essay, one in zip(essays, judged[column.column], strict=True):
            reach = (column.points[one.low], column.points[one.high])
            found[essay.essay][column.column] = Suggestion(column.points[one.step], {LIKELY: reach})
    return found
