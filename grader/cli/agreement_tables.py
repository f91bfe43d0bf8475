"""An evaluation in the terminal."""

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table

from grader.reports.agreement_words import (
    FEW_ESSAYS,
    HOW,
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
from grader.reports.characters import show_characters
from grader.reports.pages import show_number
from grader.reports.rubric_rows import show_range
from grader.scoring.evaluation import ColumnEvaluation, Evaluation


def show_evaluation(evaluation: Evaluation) -> None:
    """Prints an evaluation: counts first, then figures with intervals and flags."""
    console = Console(highlight=False, markup=False, soft_wrap=False)
    console.print(f"{evaluation.contest.id}: {HOW[evaluation.how]}, compared with hand scores. A person decides.")
    for line in tell_left_out(evaluation):
        console.print(f"left out: {line}")
    first, *others = evaluation.columns
    for part in _tell_column(first):
        console.print(part)
    if is_few(evaluation):
        console.print(f"Fewer than {FEW_ESSAYS} essays: read the counts first; the intervals say how little is known.")
    if others:
        console.print(_list_columns(others))
    for column in evaluation.columns[:1]:
        for part in _tell_details(column):
            console.print(part)


def _tell_column(column: ColumnEvaluation) -> Iterator[str | Table]:
    yield f"\n{column.label}. {sum_up(column)} {tell_mean(column)}"
    table = _table("", "value", "95 % interval")
    if column.two_humans:
        table.add_column("two humans", justify="right")
    table.add_column("usual limits")
    for row in list_measures(column):
        two = [row.two_humans] if column.two_humans else []
        table.add_row(row.name, row.value, row.interval, *two, row.flag)
    yield table
    if uncompared := tell_uncompared(column):
        yield uncompared
    if column.two_humans:
        yield f"Both raters scored {column.two_humans.qwk.essays} essays."


def _list_columns(columns: list[ColumnEvaluation]) -> Table:
    table = _table("", "essays", "same", "one apart", "further", "kappa", "95 % interval")
    for column in columns:
        counts, kappa = column.counts, column.agreement.qwk
        numbers = (column.essays, counts.same, counts.one_apart, counts.further)
        table.add_row(column.label, *map(str, numbers), show_value(kappa.value), show_interval(kappa.interval))
    return table


def _tell_details(column: ColumnEvaluation) -> Iterator[str | Table]:
    for row in column.ranges:
        meant, held = show_value(row.nominal, is_share=True), round((row.inside.value or 0) * row.inside.essays)
        reach = show_number(round(row.mean_half_width, 1))
        yield (
            f"Likely ranges meant to hold {meant} of hand scores held {held} of {row.inside.essays}; "
            f"they reach ± {reach} on average."
        )
    if column.groups:
        table = _table("group", "essays", "by hand", "suggested", "DSM", "95 % interval")
        table.add_column("usual limits")
        for group in column.groups:
            dsm = group.dsm
            flag = f"{dsm.flag}{', may be chance' if is_chance(dsm) else ''}" if dsm.flag else ""
            means = (f"{group.mean_human:.1f}", f"{group.mean_suggested:.1f}")
            name = show_characters(f"{group.column}: {group.group}")
            table.add_row(name, str(group.essays), *means, show_value(dsm.value), show_interval(dsm.interval), flag)
        yield table
    for point in column.learning_curve:
        yield f"After {point.hand_scores} hand scores: kappa {point.qwk:.2f} ({show_interval(point.interval)})"
    if furthest := find_furthest(column):
        yield "Furthest apart, to be read again: " + "; ".join(
            f"{p.essay} (by hand {show_number(p.human)}, suggested {show_number(p.suggested)}"
            f"{', likely ' + show_range(p.range) if p.range else ''})"
            for p in furthest
        )


def _table(first: str, *numbers: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(first)
    for name in numbers:
        table.add_column(name, justify="right")
    return table
