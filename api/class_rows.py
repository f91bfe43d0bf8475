"""What the class overview shows of an essay, small enough that thousands of them are read at once.

What is told of an essay is made once, when its report is stored, from the report as people may see it; what people decided
stands beside it and wins. Order and counts need little of it (`ClassRow`); only for the rows of one page the rest is read,
so that the table is the same as in the files.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from grader.model import Contest, Criterion
from grader.report import Report
from grader.reports.class_data import USED, Difference, count_levels, find_often_differing, find_unused
from grader.reports.heat_map import Grade, Outline, count_most, list_works
from grader.reports.opening import pick_own_title

Told = dict[str, Any]
_NOTHING: Mapping[str, Any] = MappingProxyType({})


class ClassRow(NamedTuple):
    """One essay of a class, as far as order and counts need it; a tuple, of which thousands are made for a page.

    Attributes:
        is_graded: whether there is a report.
        words: of the essay.
        suggested: the suggested total; none where nothing could be scored, or where it is sealed.
        confidence: how sure that total is, 0 to 1.
        reasons: for how many reasons a person should look first.
        scores: suggested points by criterion.
        points: decided points by criterion.
        hidden: what a person called mistaken.
        committed: ids of the people who committed their levels before they saw the suggested ones.
        is_sealed: whether suggestions are kept from the person who looks.
    """

    essay_id: str
    code: str
    name: str
    state: str
    is_late: bool
    reason: str
    remedy: str
    is_graded: bool = False
    words: int = 0
    suggested: float | None = None
    confidence: float | None = None
    reasons: int = 0
    scores: Mapping[str, float | None] = _NOTHING
    points: Mapping[str, float] = _NOTHING
    hidden: tuple[str, ...] = ()
    is_released: bool = False
    committed: tuple[str, ...] = ()
    is_sealed: bool = False

    @property
    def is_decided(self) -> bool:
        """Whether a person decided every criterion."""
        return self.is_graded and self.scores.keys() <= self.points.keys()

    @property
    def final(self) -> Mapping[str, float | None]:
        """The points that hold, by criterion: decided ones where there are any, else suggested ones."""
        return {**self.scores, **self.points} if self.points else self.scores

    @property
    def total(self) -> float | None:
        """The total that holds; as soon as anything was decided it is the sum of the points."""
        if not self.points:
            return self.suggested
        known = [points for name, points in self.final.items() if points is not None and name in self.scores]
        return round(sum(known), 4) if known else None


def seal(row: ClassRow) -> ClassRow:
    """The row without anything that is suggested."""
    nothing: dict[str, float | None] = dict.fromkeys(row.scores)
    return row._replace(suggested=None, confidence=None, reasons=0, scores=nothing, is_sealed=True)


def tell_row(report: Report, counts: dict[str, int]) -> Told:
    """What is kept of a report that people may see; see `grader.cli.grading.digest_report`.

    Args:
        report: the digest.
        counts: how many findings, differences and so on there are that a person could hide, by kind.
    """
    total = report.total
    return {
        "title": report.essay.text,
        "words": report.essay.words,
        "total": [total.points, total.max_points, total.range, total.confidence],
        "scores": [[s.criterion, s.label, s.points, s.max_points, s.level, s.range] for s in report.scores],
        "uses": {u.source: u.uses for u in report.evidence.sources},
        "used": [u.item for u in report.evidence.items if u.use in USED],
        "differing": [
            [c.passage or "", c.source_value or "", c.essay_value] for c in report.claims if c.verdict == "contradicted"
        ],
        "reasons": report.review.reasons if report.review.needed else [],
        "trained_on": report.model.trained_on if report.model else 0,
        "counts": counts,
    }


def tell_briefly(told: Told) -> list[Any]:
    """What order and counts need of it: words, total, confidence, number of reasons, points by criterion."""
    points, _, _, confidence = told["total"]
    scores = {name: points for name, _, points, *_ in told["scores"]}
    return [told["words"], points, confidence, len(told["reasons"]), scores]


def count_hideable(report: Report) -> dict[str, int]:
    """How many things a report says that a person may call mistaken: differences and so on, and findings by their check."""
    checks = Counter(finding.check for finding in report.findings)
    return {
        **checks,
        "claim": sum(one.verdict != "supported" for one in report.claims),
        "quotation": sum(one.verdict not in {"exact", "not_checked"} for one in report.quotations),
        "copying": len(report.copying),
    }


def outline(row: ClassRow, told: Told, contest: Contest) -> Outline:
    """What the table of the overview shows of an essay, with what was decided and without what is sealed."""
    criteria = {criterion.id: criterion for criterion in contest.rubric.criteria}
    _, most, likely, _ = told["total"]
    return Outline(
        row.code,
        pick_own_title([told["title"]], row.code),
        Grade(row.total, most, None, None if row.points or row.is_sealed else likely),
        {name: _grade(row, criteria.get(name), *given) for name, _, *given in told["scores"]},
        {} if row.is_sealed else told["uses"],
        () if row.is_sealed else told["reasons"],
    )


def _grade(
    row: ClassRow,
    criterion: Criterion | None,
    points: float | None,
    most: float,
    level: str | None,
    likely: Sequence[float] | None,
) -> Grade:
    decided = row.points.get(criterion.id) if criterion else None
    if decided is not None:
        return Grade(decided, most, name_level(criterion, decided), None)
    return Grade(None, most, None, None) if row.is_sealed else Grade(points, most, level, likely)


def name_level(criterion: Criterion | None, points: float | None) -> str | None:
    """The label of the level that has these points; none where no level has them."""
    levels = criterion.levels if criterion else ()
    return next((level.label for level in levels if level.points == points), None)


def sum_up_reports(told: Iterable[tuple[str, Told]], contest: Contest) -> Told:
    """What all reports of a class say together, whatever was decided.

    Args:
        told: pairs of an essay's code and what `tell_row` kept of its report.
        contest: names works and points of evidence.
    """
    ordered = sorted(told, key=lambda one: one[0])
    return {
        "count": len(ordered),
        "unused": find_unused((item for _, one in ordered for item in one["used"]), contest) if ordered else [],
        "differing": find_often_differing(
            (code, Difference(*said)) for code, one in ordered for said in one["differing"]
        ),
        "most": count_most(list_works(contest), (one["uses"] for _, one in ordered)),
        "trained_on": max((one["trained_on"] for _, one in ordered), default=0),
        "counts": dict(sum((Counter(one["counts"]) for _, one in ordered), Counter[str]())),
    }


def make_class_numbers(rows: Sequence[ClassRow], summary: Told, contest: Contest) -> dict[str, Any]:
    """What `make_class_data` says of whole reports, but for who shares wording."""
    graded = [row for row in rows if row.is_graded]
    is_sealed = any(row.is_sealed for row in graded)
    return {
        "unused_items": summary["unused"],
        "levels": count_levels(_count_labels(graded, contest), contest),
        "often_differing": [] if is_sealed else summary["differing"],
        "look_first": [row.code for row in graded if row.reasons],
    }


def _count_labels(rows: Iterable[ClassRow], contest: Contest) -> dict[tuple[str, str | None], int]:
    counts = Counter[tuple[str, float | None]]()
    for row in rows:
        counts.update(row.final.items())
    return {(c.id, v.label): counts[c.id, v.points] for c in contest.rubric.criteria for v in c.levels}
