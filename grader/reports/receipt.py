"""How a report came about: sources, counting, checks with their weights, versions and hashes."""

from collections.abc import Mapping
from dataclasses import dataclass

from grader.checks import CHECKS
from grader.model import Contest, Source, SourceKind
from grader.report import Report
from grader.reports.languages import mark
from grader.reports.pages import show_number
from grader.reports.places import safe_url

_HASH_SHOWN = 12
_KINDS: Mapping[SourceKind, str] = {
    "handout": mark("handout"),
    "slides": mark("slides"),
    "video": mark("video"),
    "documentary": mark("documentary"),
    "article": mark("article"),
    "primary": mark("primary"),
}


@dataclass(frozen=True, slots=True)
class SourceRow:
    """How much of a source an essay uses; `share` is the length of its bar, 0 to 1."""

    title: str
    kind: str
    href: str
    uses: int
    share: float
    is_named: bool
    problem: str
    reliability: str
    left_out: int


@dataclass(frozen=True, slots=True)
class CheckRow:
    """What one check said to one criterion, in per cent; empty when it was not checked."""

    criterion: str
    title: str
    value: str
    weight: str
    reason: str


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A name and the hash of its content, short and whole."""

    what: str
    name: str
    short: str
    whole: str


def make_source_rows(report: Report, contest: Contest) -> list[SourceRow]:
    """Every source of the contest, in its order."""
    uses = {u.source: u for u in report.evidence.sources}
    most = max([u.uses for u in report.evidence.sources], default=0)
    rows = []
    for source in contest.sources:
        use = uses.get(source.id)
        number = use.uses if use else 0
        share = round(number / most, 4) if most else 0.0
        rows.append(_source_row(source, number, share, is_named=bool(use and use.cited)))
    return rows


def _source_row(source: Source, uses: int, share: float, *, is_named: bool) -> SourceRow:
    return SourceRow(
        title=source.title,
        kind=_KINDS[source.kind],
        href=safe_url(source.url),
        uses=uses,
        share=share,
        is_named=is_named,
        problem=source.problem or ("" if source.is_read else mark("was not read")),
        reliability=source.reliability,
        left_out=source.left_out,
    )


def make_check_rows(report: Report) -> list[CheckRow]:
    """Every check of every criterion, in the order of the rubric."""
    titles = {check.id: check.title for check in CHECKS}
    labels = {s.criterion: s.label for s in report.scores}
    return [
        CheckRow(
            criterion=labels.get(c.criterion, c.criterion),
            title=titles.get(c.check, c.check.replace("_", " ")),
            value="" if c.value is None else f"{show_number(round(c.value * 100))} %",
            weight=show_number(c.weight),
            reason=c.reason or "",
        )
        for c in report.checks
    ]


def make_fingerprints(report: Report) -> list[Fingerprint]:
    """What the report depends on, by content."""
    named = [
        (mark("Contest"), report.contest.id, report.contest.hash),
        (mark("Rubric"), report.rubric.id, report.rubric.hash),
        (mark("Essay"), report.essay.id, report.essay.hash),
    ]
    if report.model:
        named.append((mark("Model"), "", report.model.id))
    return [Fingerprint(what, name, _shorten(whole), whole) for what, name, whole in named]


def _shorten(whole: str) -> str:
    digest = whole.rpartition(":")[2]
    return digest if len(digest) <= _HASH_SHOWN else f"{digest[:_HASH_SHOWN]}…"
