"""Essays × criteria and essays × sources as a table whose cells hold their number."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from grader.model import Contest, Source
from grader.report import Report
from grader.reports.characters import first_words
from grader.reports.languages import Message, mark
from grader.reports.opening import title_of
from grader.reports.pages import count_things, show_number
from grader.reports.rubric_rows import show_range, show_share
from grader.scoring.review import order_for_reading

_SHADES = 5
_TITLE_WORDS = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text, its shade from 0 (none) to 5, and what it says in full."""

    text: str
    shade: int
    words: str


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One essay; `writer` and `marks`, such as "decided", are given by the service alone."""

    essay_id: str
    title: str
    href: str
    points: str
    likely: str
    levels: tuple[Cell, ...]
    uses: tuple[Cell, ...]
    reasons: tuple[str, ...]
    is_late: bool = False
    writer: str = ""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grade:
    """Points on a criterion, out of the most there are, the level's label and the likely range, as far as there are any."""

    points: float | None
    most: float
    level: str | None
    likely: Sequence[float] | None


@dataclass(frozen=True, slots=True)
class Outline:
    """As much of a report as its row shows.

    Attributes:
        essay_id: the essay's code.
        title: its own, or its name in the run.
        total: its level is none.
        scores: by criterion.
        uses: how many points of evidence are taken from each source.
        reasons: why a person should look at it first.
    """

    essay_id: str
    title: str
    total: Grade
    scores: Mapping[str, Grade]
    uses: Mapping[str, int]
    reasons: Sequence[str]


@dataclass(frozen=True, slots=True)
class Work:
    """A source that was read, or the parts of one work: a column of the table."""

    title: str
    sources: tuple[str, ...]


def list_works(contest: Contest) -> list[Work]:
    """The works of which something was read, in the contest's order; parts of one work have the title that they share."""
    parts: dict[str, list[Source]] = {}
    for source in contest.sources:
        if source.is_read:
            parts.setdefault(source.work, []).append(source)
    return [Work(_name_work([s.title for s in group]), tuple(s.id for s in group)) for group in parts.values()]


def _name_work(titles: Sequence[str]) -> str:
    first = titles[0]
    same = next((k for k in range(len(first)) if any(t[k : k + 1] != first[k] for t in titles)), len(first))
    shared = first[:same] if len(titles) > 1 else ""
    return re.sub(r"[\s,:.–-]*(?:[Pp]art|[Ee]pisode)?[\s,:.–-]*$", "", shared) or first


def make_heat_rows(
    reports: Sequence[Report], contest: Contest, report_href: Callable[[str], str], late: Collection[str] = ()
) -> list[HeatRow]:
    """The essays in the order of reading: those that need a person's eye first, then by id; never by score."""
    works = list_works(contest)
    most = count_most(works, ({u.source: u.uses for u in r.evidence.sources} for r in reports))
    return [
        replace(make_heat_row(_outline(report), contest, works, report_href, most), is_late=report.essay.id in late)
        for report in order_for_reading(reports)
    ]


def count_most(works: Sequence[Work], used: Iterable[Mapping[str, int]]) -> int:
    """The most points that an essay takes from one work, from the uses of each source, a mapping an essay."""
    return max((sum(one.get(name, 0) for name in work.sources) for one in used for work in works), default=0)


def _outline(report: Report) -> Outline:
    total, review = report.total, report.review
    return Outline(
        report.essay.id,
        title_of(report),
        Grade(total.points, total.max_points, None, total.range),
        {s.criterion: Grade(s.points, s.max_points, s.level, s.range) for s in report.scores},
        {u.source: u.uses for u in report.evidence.sources},
        review.reasons if review.needed else (),
    )


def make_heat_row(
    essay: Outline, contest: Contest, works: Sequence[Work], report_href: Callable[[str], str], most: int
) -> HeatRow:
    """One essay's row; the shade of a source counts from `most`, the most points that any essay takes from a work."""
    total = essay.total
    return HeatRow(
        essay_id=essay.essay_id,
        title=first_words(essay.title, _TITLE_WORDS),
        href=report_href(essay.essay_id),
        points="–" if total.points is None else show_share(total.points, total.most),
        likely=show_range(total.likely).replace(" to ", "–"),
        levels=tuple(_level(essay.scores.get(c.id)) for c in contest.rubric.criteria),
        uses=tuple(_use(sum(essay.uses.get(name, 0) for name in work.sources), most) for work in works),
        reasons=tuple(essay.reasons),
    )


def _level(grade: Grade | None) -> Cell:
    if grade is None or grade.points is None:
        return Cell("–", 0, mark("not scored"))
    share = grade.points / grade.most if grade.most > 0 else 0.0
    words = Message("%(level)s, likely %(range)s", level=grade.level, range=show_range(grade.likely))
    return Cell(show_number(grade.points), shade_share(share), words)


def _use(number: int, most: int) -> Cell:
    if not number:
        return Cell("–", 0, mark("none"))
    return Cell(str(number), shade_share(number / most), count_things(number, "point"))


def shade_share(share: float) -> int:
    """Five steps of one hue; the number in the cell says the same."""
    return max(1, min(_SHADES, round(share * _SHADES)))
