"""The evaluation of suggested scores against hand scores: the format `grader.evaluation/1`.

JSON, the terminal and the page share this tree; field order is the order of the JSON. What rests on hand scores that a
model learned from is never in it.
"""

import json
from typing import Literal, TypeAlias

from pydantic import Field

from grader.report import GraderInfo, Hashed, ModelInfo, Node
from grader.scoring.agreement import Agreement, Degradation, Measure

EVALUATION_SCHEMA: Literal["grader.evaluation/1"] = "grader.evaluation/1"
How: TypeAlias = Literal["run", "cross_validation"]


class LeftOut(Node):
    """An essay with hand scores that was not compared, and why."""

    essay: str
    reason: str


class Counts(Node):
    """How many essays stand on the same level for both, one level apart, or further."""

    same: int
    one_apart: int
    further: int


class LevelRow(Node):
    """Essays that the first rater put nearest to one level; `mean_suggested` in points, null without essays."""

    level: str
    points: float
    essays: int
    mean_suggested: float | None
    counts: Counts


class GroupRow(Node):
    """Essays of one group of a `group:<column>`; means in points; `dsm` is the difference of standardised means."""

    column: str
    group: str
    essays: int
    mean_human: float
    mean_suggested: float
    dsm: Measure


class RangeRow(Node):
    """Likely ranges of one nominal share: how many really hold the hand score.

    `mean_half_width` is in points, `of_scale` the same as a share of the whole scale, 0 to 1.
    """

    nominal: float
    inside: Measure
    mean_half_width: float
    of_scale: float


class CurvePoint(Node):
    """What is to be expected of so many hand scores: the mean of draws, and the middle 95 % of them."""

    hand_scores: int
    draws: int
    qwk: float
    interval: tuple[float, float]


class Pair(Node):
    """One essay's scores, in points; `second` and `range` are null where there is none."""

    essay: str
    human: float
    second: float | None
    suggested: float
    range: tuple[float, float] | None


class ColumnEvaluation(Node):
    """The total or one criterion.

    `is_average` says that levels are averages over several criteria: scores within half a level then count as the same.
    `without_suggestion` names essays with a hand score that the program did not score whole, so that nothing was compared.
    `confusion` counts essays by the first rater's level (rows) and the suggested one (columns), lowest first.
    """

    column: str
    label: str
    is_average: bool
    essays: int
    without_suggestion: list[str]
    mean_human: float
    mean_suggested: float
    counts: Counts
    agreement: Agreement
    two_humans: Agreement | None
    degradation: Degradation | None
    confusion: list[list[int]]
    levels: list[LevelRow]
    groups: list[GroupRow]
    ranges: list[RangeRow]
    learning_curve: list[CurvePoint]
    pairs: list[Pair]


class Evaluation(Node):
    """Everything that is known of how well suggested scores agree with hand scores.

    `how` tells whether the scores are those of a run or were predicted in turn for essays that were held out.
    """

    schema_: Literal["grader.evaluation/1"] = Field(default=EVALUATION_SCHEMA, alias="schema")
    grader: GraderInfo
    contest: Hashed
    rubric: Hashed
    model: ModelInfo | None
    how: How
    left_out: list[LeftOut]
    columns: list[ColumnEvaluation]

    def to_json(self) -> str:
        """The evaluation as one line of JSON, ASCII-escaped, without a line end."""
        return json.dumps(self.model_dump(mode="json", by_alias=True), separators=(",", ":"))
