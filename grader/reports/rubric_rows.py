"""The rubric as rows of a table: suggested level, likely range, and the reasons with the words they rest on."""

from collections.abc import Sequence
from dataclasses import dataclass

from grader.evidence.examination import target_of
from grader.model import Contest, Criterion, Level
from grader.report import Finding, Report, Score
from grader.reports.anchors import Anchor
from grader.reports.languages import Message, mark
from grader.reports.pages import count_things, show_number
from grader.reports.remarks import USED, Key

_MOST_REASONS = 9
_ORDER = {"strength": 0, "problem": 1, "advice": 2}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the level is suggested, with links to the words it rests on."""

    text: str
    anchors: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class RubricRow:
    """One criterion.

    Attributes:
        filled, empty: dots of the level.
        points: "4 of 6"; empty when it was not scored.
        likely: "3 to 5", or the one level; empty when it was not scored.
        unscored: why there are no points; empty when there are.
        level, next_level: the suggested step and the one above it; none at the top, or when not scored.
    """

    id: str
    label: str
    description: str
    filled: int
    empty: int
    level: Level | None
    next_level: Level | None
    points: str
    likely: str
    unscored: str
    reasons: tuple[Reason, ...]
    unchecked: tuple[str, ...]


def make_rubric_rows(
    report: Report, contest: Contest, anchors: dict[Key, Anchor], told: dict[Key, str]
) -> list[RubricRow]:
    """A row for every score of the report.

    Args:
        report: what is shown.
        contest: its rubric gives levels and descriptions.
        anchors: where the words of each finding stand.
        told: short words for the findings whose note says the rest.
    """
    criteria = {c.id: c for c in contest.rubric.criteria}
    findings = {f.id: f for f in report.findings}
    rows = []
    for score in report.scores:
        own = [findings[name] for name in score.findings if name in findings]
        reasons = (*_coverage(report, contest, score), *_reasons(own, anchors, told))
        rows.append(_row(score, criteria.get(score.criterion), reasons[:_MOST_REASONS], _unchecked(report, score)))
    return rows


def _row(
    score: Score, criterion: Criterion | None, reasons: tuple[Reason, ...], unchecked: tuple[str, ...]
) -> RubricRow:
    levels = criterion.levels if criterion else ()
    at = next((n for n, level in enumerate(levels) if level.label == score.level), -1)
    return RubricRow(
        id=score.criterion,
        label=score.label,
        description=criterion.description if criterion else "",
        filled=at + 1,
        empty=len(levels) - at - 1 if at >= 0 else 0,
        level=levels[at] if at >= 0 else None,
        next_level=levels[at + 1] if 0 <= at < len(levels) - 1 else None,
        points="" if score.points is None else show_share(score.points, score.max_points),
        likely=show_range(score.range),
        unscored="" if score.points is not None else score.reason or mark("a person decides"),
        reasons=reasons,
        unchecked=unchecked,
    )


def show_range(likely: Sequence[float] | None) -> str:
    """A likely range in words: "3 to 5", or "4" when both ends are the same."""
    if likely is None:
        return ""
    low, high = (show_number(end) for end in likely)
    return low if low == high else Message("%(low)s to %(high)s", low=low, high=high)


def show_share(points: float, most: float) -> str:
    """Points out of the most that there are, such as "4 of 6"."""
    return Message("%(points)s of %(most)s", points=show_number(points), most=show_number(most))


def _coverage(report: Report, contest: Contest, score: Score) -> tuple[Reason, ...]:
    """How many points of evidence are used, beside the criterion that counts them."""
    counts = any(c.check == "source_coverage" and c.criterion == score.criterion for c in report.checks)
    return (Reason(str(count_evidence(report, contest)), ()),) if counts and contest.key.items else ()


def count_evidence(report: Report, contest: Contest) -> str:
    """How many points of evidence are used, against what a full answer uses, never against the whole key."""
    used = sum(u.use in USED for u in report.evidence.items)
    points, target = count_things(used, "point"), target_of(contest)
    return Message("%(points)s used; a full answer of this length uses about %(target)s.", points=points, target=target)


def _reasons(findings: list[Finding], anchors: dict[Key, Anchor], told: dict[Key, str]) -> tuple[Reason, ...]:
    """Findings in few words, strengths first; those that say the same share a line."""
    lines: dict[str, list[Anchor]] = {}
    for finding in sorted(findings, key=lambda f: _ORDER[f.tone]):
        key = ("finding", finding.id)
        at = lines.setdefault(told.get(key) or finding.message, [])
        if key in anchors and anchors[key] not in at:
            at.append(anchors[key])
    return tuple(Reason(text, tuple(at)) for text, at in lines.items())


def _unchecked(report: Report, score: Score) -> tuple[str, ...]:
    if score.points is None:
        return ()
    return tuple(c.reason for c in report.checks if c.criterion == score.criterion and c.value is None and c.reason)
