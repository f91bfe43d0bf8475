"""What a contest's own model says of one essay, in the words of a report."""

from collections.abc import Sequence
from dataclasses import dataclass

from grader.checks.check import Case, Note
from grader.model import Criterion, Rubric
from grader.report import ModelInfo, Score, Total
from grader.scoring.hand_scores import TOTAL
from grader.scoring.levels import sum_scores
from grader.scoring.measured import Measured, measure_essay, tabulate
from grader.scoring.model_file import StoredModel
from grader.scoring.moves import find_moves, write_notes
from grader.scoring.prior import shipped_prior
from grader.scoring.standing import ColumnStandard, Judgement

NOTES_FROM = "standard"
"""What findings that explain a learned score name as their check."""


@dataclass(frozen=True, slots=True)
class Advice:
    """A model's word on one essay.

    Attributes:
        model: which model, for the report.
        judged: by column, with the standard that was applied.
        notes: what moved the suggestions, each with its criterion; none for the total.
        reasons: why a person should look.
        is_learned: the model learned from this very essay, so that its suggestion is no test of it.
    """

    model: ModelInfo
    judged: dict[str, tuple[ColumnStandard, Judgement]]
    notes: tuple[tuple[Note, str | None], ...]
    reasons: tuple[str, ...]
    is_learned: bool


def advise(case: Case, stored: StoredModel) -> Advice:
    """What the model says of an essay."""
    essay, rubric = measure_essay(case), case.contest.rubric
    judged = {column.column: (column, stored.model.judge([essay])[column.column][0]) for column in stored.model.columns}
    info = ModelInfo(id=stored.id, trained_on=len(stored.model.learned), agreement=stored.model.agreement)
    reasons = dict.fromkeys(reason for _, judgement in judged.values() for reason in judgement.reasons)
    is_learned = any(essay.essay == name or essay.hash == digest for name, digest in stored.model.learned)
    return Advice(info, judged, tuple(_explain(essay, stored, judged, rubric)), tuple(reasons), is_learned)


def _explain(
    essay: Measured, stored: StoredModel, judged: dict[str, tuple[ColumnStandard, Judgement]], rubric: Rubric
) -> list[tuple[Note, str | None]]:
    """What moved the suggestions: of the criteria where they were learned, else of the total."""
    row = stored.model.standard.apply(tabulate([essay]))[0]
    chosen = [name for name in judged if name != TOTAL] or list(judged)
    notes: list[tuple[Note, str | None]] = []
    for name in chosen:
        standard, judgement = judged[name]
        criterion = _criterion_of(name, rubric)
        labels = [level.label for level in criterion.levels] if criterion else []
        moves = find_moves(standard, row, essay.wording, shipped_prior())
        found = write_notes(standard, moves, judgement.step, labels)
        notes += [(note, criterion.id if criterion else None) for note in found]
    return notes


def _criterion_of(column: str, rubric: Rubric) -> Criterion | None:
    """The criterion that a column scores; the total of a rubric with one criterion is that criterion's."""
    if column == TOTAL:
        return rubric.criteria[0] if len(rubric.criteria) == 1 else None
    return next(criterion for criterion in rubric.criteria if criterion.id == column)


def replace_scores(scores: Sequence[Score], advice: Advice, rubric: Rubric) -> tuple[list[Score], Total]:
    """The scores with those of learned columns in place of the rubric's own rule, and the total.

    A model learned from `total` alone replaces the total and nothing else, unless the rubric has one criterion only.
    """
    by_criterion = {}
    for name, found in advice.judged.items():
        criterion = _criterion_of(name, rubric)
        if criterion:
            by_criterion[criterion.id] = found
    replaced = [
        _replace(score, *by_criterion[score.criterion], rubric) if score.criterion in by_criterion else score
        for score in scores
    ]
    if TOTAL not in advice.judged:
        return replaced, sum_scores(replaced)
    standard, judgement = advice.judged[TOTAL]
    points = standard.points
    total = Total(
        points=points[judgement.step],
        max_points=points[-1],
        range=(points[judgement.low], points[judgement.high]),
        confidence=judgement.confidence,
    )
    return replaced, total


def _replace(score: Score, standard: ColumnStandard, judgement: Judgement, rubric: Rubric) -> Score:
    criterion = next(one for one in rubric.criteria if one.id == score.criterion)
    points = standard.points
    return score.model_copy(
        update={
            "points": points[judgement.step],
            "level": criterion.levels[judgement.step].label,
            "range": (points[judgement.low], points[judgement.high]),
            "confidence": judgement.confidence,
            "reason": None,
        }
    )
