"""What figures of agreement say, in words; the terminal and the page use the same."""

from dataclasses import dataclass

from grader.reports.pages import count_things, show_number
from grader.scoring.agreement import Measure
from grader.scoring.evaluation import ColumnEvaluation, Evaluation, Pair

FEW_ESSAYS = 50
_MOST_PAIRS = 5
HOW = {
    "run": "Scores of a run",
    "cross_validation": "Scores predicted in turn for essays that were held out",
}


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A figure as people read it.

    Attributes:
        name: of the figure.
        value: with two or three digits, or “not defined”.
        interval: its 95 % interval; empty where there is none.
        two_humans: the same between both raters; empty where one person scored.
        flag: what the usual limits say; empty when nothing.
        meaning: one sentence.
    """

    name: str
    value: str
    interval: str
    two_humans: str
    flag: str
    meaning: str


_SHARES = {"exact", "adjacent"}
_MEANINGS = {
    "exact": ("Same {unit}", "Share of essays with exactly the same {unit}."),
    "adjacent": ("Same or next {unit}", "Share of essays at most one {unit} apart."),
    "qwk": (
        "Quadratic weighted kappa",
        "Agreement beyond chance: 0 is chance, 1 is full agreement; large distances weigh more.",
    ),
    "pearson": ("Pearson’s r", "Whether both put the essays into the same order and distances."),
    "smd": (
        "Standardised mean difference",
        "How far the suggestions are above (+) or below (−) yours on average, in standard deviations.",
    ),
    "prmse": (
        "PRMSE",
        "How much of the variance of the score behind both raters the suggestions explain; 1 is all of it.",
    ),
}


def sum_up(column: ColumnEvaluation) -> str:
    """The sentence for people, such as “20 essays: 12 on the same level, 7 one apart, 1 further.”."""
    found = column.counts
    essays = count_things(column.essays, "essay")
    if not column.is_average:
        return f"{essays}: {found.same} on the same level, {found.one_apart} one apart, {found.further} further."
    step = column.levels[1].points - column.levels[0].points
    near, far = (show_number(round(step * levels, 2)) for levels in (0.5, 1.5))
    return (
        f"{essays}: {found.same} on the same level on average (points apart: at most {near}), "
        f"{found.one_apart} one apart (at most {far}), {found.further} further."
    )


def tell_mean(column: ColumnEvaluation) -> str:
    """How much higher or lower suggestions are on average, such as “Suggested on average 1.5 points higher than by hand.”."""
    apart = round(column.mean_suggested - column.mean_human, 1)
    if not apart:
        return "Suggested on average as high as by hand."
    points = "point" if abs(apart) == 1 else "points"
    return f"Suggested on average {show_number(abs(apart))} {points} {'higher' if apart > 0 else 'lower'} than by hand."


def is_few(evaluation: Evaluation) -> bool:
    """Whether there are so few hand scores that counts say more than kappa."""
    return max((column.essays for column in evaluation.columns), default=0) < FEW_ESSAYS


def list_measures(column: ColumnEvaluation) -> list[MeasureRow]:
    """The figures of a column, the plainest first; those that are not there are left out."""
    rows = []
    for key, (name, meaning) in _MEANINGS.items():
        measure: Measure | None = getattr(column.agreement, key)
        theirs: Measure | None = getattr(column.two_humans, key, None)
        lost: Measure | None = getattr(column.degradation, key, None)
        if measure is None:
            continue
        one = "point" if column.is_average else "level"
        unit = "points" if column.is_average and key == "exact" else one
        is_share = key in _SHARES
        rows.append(
            MeasureRow(
                name.format(unit=unit),
                show_value(measure.value, is_share=is_share),
                show_interval(measure.interval, is_share=is_share),
                show_value(theirs.value, is_share=is_share) if theirs else "",
                "; ".join(found.flag for found in (measure, lost) if found and found.flag),
                meaning.format(unit=unit),
            )
        )
    return rows


def tell_uncompared(column: ColumnEvaluation) -> str:
    """Which essays the program scored only in part, so that this column was not compared; empty when none."""
    if not column.without_suggestion:
        return ""
    return f"Not compared, since the program could not score all of it: {', '.join(column.without_suggestion)}."


def show_value(value: float | None, *, is_share: bool = False) -> str:
    """A figure with two decimals, or a share in whole per cent."""
    if value is None:
        return "not defined"
    return f"{value:.0%}".replace("%", " %") if is_share else f"{value:.2f}".replace("-", "−")


def show_interval(interval: tuple[float, float] | None, *, is_share: bool = False) -> str:
    """An interval such as `.40 to .70`; empty where there is none."""
    if interval is None:
        return ""
    low, high = (show_value(end, is_share=is_share) for end in interval)
    return f"{low.removesuffix(' %')} to {high}"


def tell_left_out(evaluation: Evaluation) -> list[str]:
    """Which essays were not compared and why, a line a reason, such as “01, 02: the model learned from it”."""
    named: dict[str, list[str]] = {}
    for one in evaluation.left_out:
        named.setdefault(one.reason, []).append(one.essay)
    return [f"{', '.join(essays)}: {reason}" for reason, essays in named.items()]


def find_furthest(column: ColumnEvaluation) -> list[Pair]:
    """The essays whose suggested and hand scores are furthest apart, at most five; equal distances by id."""
    apart = [pair for pair in column.pairs if pair.human != pair.suggested]
    return sorted(apart, key=lambda pair: (-abs(pair.human - pair.suggested), pair.essay))[:_MOST_PAIRS]


def is_chance(measure: Measure) -> bool:
    """Whether a difference may be chance: its interval is unknown or holds zero."""
    return measure.interval is None or measure.interval[0] <= 0 <= measure.interval[1]
