"""Suggested scores are compared with hand scores, column by column, into an evaluation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from grader.model import Contest
from grader.report import GraderInfo, Hashed, ModelInfo
from grader.scoring.agreement import (
    Ratings,
    find_measure,
    measure_agreement,
    measure_degradation,
    measure_two_humans,
)
from grader.scoring.curves import measure_ranges
from grader.scoring.evaluation import (
    ColumnEvaluation,
    Counts,
    CurvePoint,
    Evaluation,
    GroupRow,
    How,
    LeftOut,
    LevelRow,
    Pair,
)
from grader.scoring.hand_scores import HandScores
from grader.scoring.measures import group_difference
from grader.scoring.resampling import Values
from grader.scoring.scale import Scale, find_scales


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the program suggests for one essay and column.

    Attributes:
        points: in the rubric's points.
        ranges: likely ranges in points, by the share of hand scores that they are meant to hold, 0 to 1.
    """

    points: float
    ranges: Mapping[float, tuple[float, float]] = field(default_factory=dict)


def compare_scores(
    contest: Contest,
    scores: HandScores,
    suggested: Mapping[str, Mapping[str, Suggestion]],
    left_out: Mapping[str, str],
    version: str,
    *,
    how: How = "run",
    model: ModelInfo | None = None,
    curves: Mapping[str, Sequence[CurvePoint]] | None = None,
) -> Evaluation:
    """The evaluation of every scored column that at least two essays can be compared in.

    Args:
        contest: its rubric tells what points mean.
        scores: hand scores.
        suggested: by essay id and column, `total` or a criterion's id.
        left_out: essays that are not compared, by id, with the reason; such as those that a model learned from.
        version: of the grader.
        how: whether suggestions are those of a run, or of models that never saw the essay.
        model: that gave them, if any did.
        curves: learning curves by column.
    """
    kept = {essay: given for essay, given in suggested.items() if essay not in left_out}
    scales, curves = find_scales(contest.rubric), curves or {}
    names = scores.columns[:1] if len(contest.rubric.criteria) == 1 else scores.columns  # then the total says it all
    columns = [compare_column(scales[name], scores, kept, curves.get(name, ())) for name in names]
    return Evaluation(
        grader=GraderInfo(version=version),
        contest=Hashed(id=contest.id, hash=contest.hash),
        rubric=Hashed(id=contest.rubric.id, hash=contest.rubric.hash),
        model=model,
        how=how,
        left_out=[LeftOut(essay=r.essay, reason=left_out[r.essay]) for r in scores.rows if r.essay in left_out],
        columns=[column for column in columns if column],
    )


def compare_column(
    scale: Scale,
    scores: HandScores,
    suggested: Mapping[str, Mapping[str, Suggestion]],
    curve: Sequence[CurvePoint] = (),
) -> ColumnEvaluation | None:
    """The evaluation of one column; none when fewer than two essays have both scores.

    Args:
        scale: of the column.
        scores: all hand scores.
        suggested: by essay id and column; of essays that nothing learned from.
        curve: the learning curve, if it was drawn.
    """
    suggestions = {essay: given[scale.column] for essay, given in suggested.items() if scale.column in given}
    human, second = scores.points(scale.column), scores.second(scale.column)
    names = [row.essay for row in scores.rows if row.essay in human and row.essay in suggestions]
    if len(names) < 2:  # noqa: PLR2004 - one essay says nothing about agreement
        return None
    ratings = Ratings(
        np.array([human[name] for name in names]),
        np.array([suggestions[name].points for name in names]),
        np.array([second.get(name, np.nan) for name in names]),
    )
    return ColumnEvaluation(
        column=scale.column,
        label=scale.label,
        is_average=scale.is_average,
        essays=len(names),
        without_suggestion=sorted(set(human) & set(suggested) - set(names)),
        mean_human=round(float(ratings.human.mean()), 4),
        mean_suggested=round(float(ratings.system.mean()), 4),
        counts=_count(ratings.human, ratings.system, scale),
        agreement=measure_agreement(ratings, scale),
        two_humans=measure_two_humans(ratings, scale),
        degradation=measure_degradation(ratings, scale),
        confusion=_cross(ratings, scale),
        levels=_by_level(ratings, scale),
        groups=_by_group(scores, names, ratings),
        ranges=measure_ranges({n: human[n] for n in names}, {n: suggestions[n].ranges for n in names}, scale),
        learning_curve=list(curve),
        pairs=[_pair(n, human[n], second.get(n), suggestions[n]) for n in names],
    )


def _count(human: Values, system: Values, scale: Scale) -> Counts:
    found = [scale.compare(a, scale.settle(b)) for a, b in zip(human, system, strict=True)]
    return Counts(same=found.count("same"), one_apart=found.count("one_apart"), further=found.count("further"))


def _cross(ratings: Ratings, scale: Scale) -> list[list[int]]:
    """Essays by the first rater's level, in rows, and the suggested one."""
    table = [[0] * len(scale.points) for _ in scale.points]
    for a, b in zip(ratings.human, ratings.system, strict=True):
        table[scale.level(a)][scale.level(b)] += 1
    return table


def _by_level(ratings: Ratings, scale: Scale) -> list[LevelRow]:
    levels = np.array([scale.level(points) for points in ratings.human])
    rows = []
    for number, (points, name) in enumerate(zip(scale.points, scale.names, strict=True)):
        of_level = levels == number
        suggested = ratings.system[of_level]
        rows.append(
            LevelRow(
                level=name,
                points=points,
                essays=len(suggested),
                mean_suggested=round(float(suggested.mean()), 4) if len(suggested) else None,
                counts=_count(ratings.human[of_level], suggested, scale),
            )
        )
    return rows


def _by_group(scores: HandScores, names: Sequence[str], ratings: Ratings) -> list[GroupRow]:
    """Every group of every group column, in the columns' order and by name; essays without one are in none."""
    told = {row.essay: row.groups for row in scores.rows}
    rows = []
    for column in scores.groups:
        of_essays = np.array([told[name].get(column, "") for name in names])
        for group in sorted({str(one) for one in of_essays} - {""}):
            members = of_essays == group
            statistic = group_difference(ratings.human, ratings.system, members)
            rows.append(
                GroupRow(
                    column=column,
                    group=group,
                    essays=int(members.sum()),
                    mean_human=round(float(ratings.human[members].mean()), 4),
                    mean_suggested=round(float(ratings.system[members].mean()), 4),
                    dsm=find_measure("dsm", statistic, len(names)).model_copy(update={"essays": int(members.sum())}),
                )
            )
    return rows


def _pair(essay: str, human: float, second: float | None, suggestion: Suggestion) -> Pair:
    widest = max(suggestion.ranges, default=None)
    likely = None if widest is None else suggestion.ranges[widest]
    return Pair(essay=essay, human=human, second=second, suggested=suggestion.points, range=likely)
