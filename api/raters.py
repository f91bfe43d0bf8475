"""How far the raters of a contest agree: its teacher and its judges, in pairs, criterion by criterion."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from api.store.judging import Levels
from grader.model import Rubric
from grader.reports.pages import show_number
from grader.scoring.agreement import Ratings, measure_two_humans
from grader.scoring.scale import Scale, find_scales

_FEWEST_FOR_KAPPA = 10


@dataclass(frozen=True, slots=True)
class Rater:
    """Somebody with the levels that were given, by the essay's code."""

    name: str
    levels: Mapping[str, Levels]


@dataclass(frozen=True, slots=True)
class Compared:
    """Two raters on one criterion.

    Attributes:
        essays: how many both rated; `same`, `one_apart` and `further` count levels and add up to it.
        kappa: quadratic weighted, with two digits; empty where fewer than ten essays say nothing.
    """

    label: str
    essays: int
    same: int
    one_apart: int
    further: int
    kappa: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two raters, and how far they agree on each criterion that both rated."""

    one: str
    other: str
    rows: tuple[Compared, ...]


def compare_raters(raters: Sequence[Rater], rubric: Rubric) -> list[Pair]:
    """All pairs of raters who rated at least one essay on the same criterion."""
    scales = find_scales(rubric)
    pairs = []
    for one, other in combinations(raters, 2):
        rows = [_compare(one, other, scales[criterion.id]) for criterion in rubric.criteria]
        found = tuple(row for row in rows if row.essays)
        if found:
            pairs.append(Pair(one.name, other.name, found))
    return pairs


def _compare(one: Rater, other: Rater, scale: Scale) -> Compared:
    both = [
        (one.levels[essay][scale.column], other.levels[essay][scale.column])
        for essay in sorted(set(one.levels) & set(other.levels))
        if scale.column in one.levels[essay] and scale.column in other.levels[essay]
    ]
    found = [scale.compare(*pair) for pair in both]
    return Compared(
        scale.label,
        len(both),
        same=found.count("same"),
        one_apart=found.count("one_apart"),
        further=found.count("further"),
        kappa=_find_kappa(both, scale),
    )


def _find_kappa(both: Sequence[tuple[float, float]], scale: Scale) -> str:
    if len(both) < _FEWEST_FOR_KAPPA:
        return ""
    first, second = np.array(both, dtype=float).T
    agreement = measure_two_humans(Ratings(first, first, second), scale)
    value = agreement.qwk.value if agreement else None
    return "" if value is None else f"{value:.2f}"


def write_scores(first: Rater, second: Rater | None, rubric: Rubric) -> bytes:
    """scores.csv of two raters, as `grader evaluate` and `grader calibrate` read it; essays without a level are left out."""
    ids = [criterion.id for criterion in rubric.criteria]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["essay", *ids, *([f"{name}@2" for name in ids] if second else [])])
    for essay in sorted(essay for essay, levels in first.levels.items() if levels):
        cells = [_show(first, essay, name) for name in ids]
        if second:
            # A second rater's cell counts only beside the first one's.
            cells += [_show(second, essay, name) if cell else "" for name, cell in zip(ids, cells, strict=True)]
        writer.writerow([essay, *cells])
    return out.getvalue().encode()


def _show(rater: Rater, essay: str, criterion: str) -> str:
    points = rater.levels.get(essay, {}).get(criterion)
    return "" if points is None else show_number(points)
