"""The class overview as one self-contained HTML file."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grader.model import Contest, EvidenceItem
from grader.report import Report
from grader.reports.charts import Bar, draw_bars
from grader.reports.evidence_map import IMPORTANCE
from grader.reports.failures import Failure
from grader.reports.heat_map import HeatRow, list_works, make_heat_rows
from grader.reports.languages import mark
from grader.reports.pages import render_page, show_number
from grader.reports.places import Place, first_place, shorten_titles
from grader.reports.shared_wording import make_shared_pairs

_BAR_WIDTH = 26.0
_NAMED_ESSAYS = 20


@dataclass(frozen=True, slots=True)
class Distribution:
    """How many essays stand on each level of a criterion."""

    label: str
    bars: list[Bar]
    width: float
    words: str
    unscored: int


@dataclass(frozen=True, slots=True)
class Unused:
    """A point of evidence that nobody used."""

    statement: str
    importance: str
    where: str


@dataclass(frozen=True, slots=True)
class Differing:
    """A difference from the material that essays share; `more` of them are not named."""

    essay_value: str
    source_value: str
    place: Place | None
    essays: tuple[tuple[str, str], ...]
    more: int


def render_overview(
    reports: Sequence[Report],
    contest: Contest,
    failures: Sequence[Failure],
    class_data: Mapping[str, Any],
    report_href: Callable[[str], str],
    texts: Mapping[str, str] | None = None,
    late: Collection[str] = (),
) -> str:
    """The overview as an HTML page.

    Args:
        reports: of all essays that were graded, in any order.
        contest: the contest they were graded for.
        failures: essays that could not be graded.
        class_data: what `make_class_data` says of the same reports.
        report_href: where the report of an essay's id lies, seen from the page.
        texts: whole texts of the essays that share wording, by id; without them the page says only how much they share.
        late: ids of the essays that were handed in late, as far as a learning platform tells.
    """
    view = view_overview(reports, contest, failures, class_data, report_href, texts, late)
    return render_page("overview.html", **view)


def view_overview(
    reports: Sequence[Report],
    contest: Contest,
    failures: Sequence[Failure],
    class_data: Mapping[str, Any],
    report_href: Callable[[str], str],
    texts: Mapping[str, str] | None = None,
    late: Collection[str] = (),
) -> dict[str, Any]:
    """Everything that the template of the overview shows, by the names it uses; arguments as in `render_overview`."""
    ordered = sorted(reports, key=lambda r: r.essay.id, reverse=True)
    return view_class(
        contest,
        class_data,
        make_heat_rows(reports, contest, report_href, late),
        failures,
        report_href,
        graded=len(reports),
        trained_on=max((r.model.trained_on for r in reports if r.model), default=0),
        found={u.item: u.passages for r in ordered for u in r.evidence.items if u.passages},
        texts=texts or {},
    )


def view_class(
    contest: Contest,
    class_data: Mapping[str, Any],
    heat_rows: Sequence[HeatRow],
    failures: Sequence[Failure],
    report_href: Callable[[str], str],
    *,
    graded: int,
    trained_on: int,
    found: Mapping[str, Sequence[str]],
    texts: Mapping[str, str],
) -> dict[str, Any]:
    """What the template of the overview shows of rows that are made already; `heat_rows` may be some of the class.

    Args:
        contest: as in `render_overview`.
        class_data: as in `render_overview`.
        heat_rows: the rows of the table.
        failures: as in `render_overview`.
        report_href: as in `render_overview`.
        graded: how many essays were graded.
        trained_on: how many hand scores a model learned from.
        found: passages in which points of evidence were found, by item.
        texts: as in `render_overview`.
    """
    copies = class_data["copies"]
    pairs, more_pairs = make_shared_pairs(copies or [], texts, report_href)
    distributions = _distributions(class_data, contest, graded)
    return {
        "contest": contest,
        "graded": graded,
        "failures": failures,
        "review_count": len(class_data["look_first"]),
        "used_count": len(contest.key.items) - len(class_data["unused_items"]),
        "trained_on": trained_on,
        "heat_rows": heat_rows,
        "works": list_works(contest),
        "short_titles": shorten_titles([work.title for work in list_works(contest)]),
        "distributions": [one for one in distributions if one.unscored < graded],
        "unscored": [one.label for one in distributions if one.unscored >= graded],
        "unused": _unused(class_data, contest, found),
        "differing": _differing(class_data, contest, report_href),
        "is_compared": copies is not None,
        "shared_pairs": pairs,
        "more_pairs": more_pairs,
    }


def _distributions(class_data: Mapping[str, Any], contest: Contest, graded: int) -> list[Distribution]:
    shown = []
    for criterion in contest.rubric.criteria:
        counts = class_data["levels"].get(criterion.id, {})
        counted = [(show_number(v.points), v.label, counts.get(v.label, 0)) for v in criterion.levels]
        scored = sum(count for *_, count in counted)
        words = ", ".join(f"{count} {name}" for _, name, count in counted if count) or mark("nobody was scored")
        bars = draw_bars(counted, _BAR_WIDTH)
        shown.append(Distribution(criterion.label, bars, len(bars) * _BAR_WIDTH, words, graded - scored))
    return shown


def _unused(class_data: Mapping[str, Any], contest: Contest, found: Mapping[str, Sequence[str]]) -> list[Unused]:
    """Points that nobody used, the essential ones first, with where they stand in the material."""
    names = set(class_data["unused_items"])
    items = sorted((i for i in contest.key.items if i.id in names), key=lambda i: -i.importance)
    return [Unused(i.statement, IMPORTANCE[i.importance], _where(i, contest, found.get(i.id, []))) for i in items]


def _where(item: EvidenceItem, contest: Contest, passages: Sequence[str]) -> str:
    """Source and heading or page, as far as they are known."""
    place = first_place(contest, [item.passage, *passages])
    if place:
        return f"{place.source}, {place.where}" if place.where else place.source
    return next((s.title for s in contest.sources if s.id == item.source), "")


def _differing(class_data: Mapping[str, Any], contest: Contest, report_href: Callable[[str], str]) -> list[Differing]:
    return [
        Differing(
            essay_value=one["essay_value"],
            source_value=one["source_value"] or "",
            place=first_place(contest, [one["passage"] or ""]),
            essays=tuple((name, report_href(name)) for name in one["essays"][:_NAMED_ESSAYS]),
            more=max(0, len(one["essays"]) - _NAMED_ESSAYS),
        )
        for one in class_data["often_differing"]
    ]
