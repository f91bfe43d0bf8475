"""The agreement of suggestions with hand scores as one self-contained HTML file."""

from dataclasses import dataclass

from grader.model import Contest
from grader.reports.agreement_words import (
    FEW_ESSAYS,
    HOW,
    MeasureRow,
    find_furthest,
    is_chance,
    is_few,
    list_measures,
    show_interval,
    show_value,
    sum_up,
    tell_left_out,
    tell_mean,
    tell_uncompared,
)
from grader.reports.charts import CurveStep, Whisker, draw_curve, draw_whisker
from grader.reports.heat_map import shade_share
from grader.reports.pages import render_page, show_number
from grader.reports.rubric_rows import show_range
from grader.scoring.evaluation import ColumnEvaluation, Evaluation, GroupRow, RangeRow

_CURVE_WIDTH = 64.0
_ENDS = (-1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Crossing:
    """A row of the table of levels: one level by hand, how many essays were suggested which level, and their mean."""

    level: str
    points: str
    essays: int
    cells: tuple[tuple[int, int], ...]
    mean: str


@dataclass(frozen=True, slots=True)
class Group:
    """A group of essays and how differently the suggestions treat it."""

    row: GroupRow
    dsm: str
    interval: str
    flag: str
    chart: Whisker | None


@dataclass(frozen=True, slots=True)
class Ranges:
    """Likely ranges of one nominal share."""

    nominal: str
    held: int
    essays: int
    share: str
    interval: str
    half: str
    of_scale: str
    chart: Whisker | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column as the page shows it."""

    found: ColumnEvaluation
    sentence: str
    mean: str
    uncompared: str
    measures: list[MeasureRow]
    crossings: list[Crossing]
    points: list[str]
    groups: list[Group]
    ranges: list[Ranges]
    curve: list[CurveStep]
    curve_width: float
    furthest: list[tuple[str, str, str, str]]


def render_evaluation(evaluation: Evaluation, contest: Contest) -> str:
    """The evaluation as an HTML page; the contest gives its title."""
    return render_page(
        "evaluation.html",
        contest=contest,
        evaluation=evaluation,
        how=HOW[evaluation.how],
        columns=[_show(column) for column in evaluation.columns],
        left_out=tell_left_out(evaluation),
        is_few=is_few(evaluation),
        few=FEW_ESSAYS,
    )


def _show(column: ColumnEvaluation) -> Column:
    steps = [(str(p.hand_scores), p.qwk, p.interval) for p in column.learning_curve]
    return Column(
        found=column,
        sentence=sum_up(column),
        mean=tell_mean(column),
        uncompared=tell_uncompared(column),
        measures=list_measures(column),
        crossings=_cross(column),
        points=[show_number(level.points) for level in column.levels],
        groups=[_group(row) for row in column.groups],
        ranges=[_range(row) for row in column.ranges],
        curve=draw_curve(steps, _CURVE_WIDTH),
        curve_width=len(steps) * _CURVE_WIDTH,
        furthest=[
            (p.essay, show_number(p.human), show_number(p.suggested), show_range(p.range))
            for p in find_furthest(column)
        ],
    )


def _cross(column: ColumnEvaluation) -> list[Crossing]:
    return [
        Crossing(
            level.level,
            show_number(level.points),
            level.essays,
            tuple((number, shade_share(number / level.essays) if number else 0) for number in numbers),
            "–" if level.mean_suggested is None else f"{level.mean_suggested:.1f}",
        )
        for level, numbers in zip(column.levels, column.confusion, strict=True)
    ]


def _group(row: GroupRow) -> Group:
    dsm = row.dsm
    flag = f"{dsm.flag}{', may be chance' if is_chance(dsm) else ''}" if dsm.flag else ""
    chart = draw_whisker(dsm.value, dsm.interval, 0.0, _ENDS) if dsm.value is not None and dsm.interval else None
    return Group(row, show_value(dsm.value), show_interval(dsm.interval), flag, chart)


def _range(row: RangeRow) -> Ranges:
    share, interval = row.inside.value or 0.0, row.inside.interval
    return Ranges(
        nominal=show_value(row.nominal, is_share=True),
        held=round(share * row.inside.essays),
        essays=row.inside.essays,
        share=show_value(share, is_share=True),
        interval=show_interval(interval, is_share=True),
        half=show_number(round(row.mean_half_width, 1)),
        of_scale=show_value(row.of_scale, is_share=True),
        chart=draw_whisker(share, interval, row.nominal, (0.0, 1.0)) if interval else None,
    )
