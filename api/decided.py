"""A report with a person's decisions: they win, and what they say stands before what was suggested."""

from collections.abc import Collection, Mapping

from api.store.decisions import Standing
from grader.model import Criterion, Rubric
from grader.report import Report, Score
from grader.reports.html import Decided
from grader.reports.languages import Message
from grader.reports.rubric_rows import show_share


def put_into_words(standing: Standing, rubric: Rubric) -> dict[str, Decided]:
    """What was decided on each criterion, in words."""
    return {
        criterion.id: Decided(
            standing.points[criterion.id],
            _name_points(criterion, standing.points[criterion.id]),
            standing.comments.get(criterion.id, ""),
        )
        for criterion in rubric.criteria
        if criterion.id in standing.points
    }


def _name_points(criterion: Criterion, points: float) -> str:
    share = show_share(points, max((level.points for level in criterion.levels), default=points))
    label = name_level(criterion, points)
    return Message("%(level)s, %(points)s", level=label, points=share) if label else share


def name_level(criterion: Criterion, points: float) -> str:
    """The level of points; empty when no level has them."""
    return next((level.label for level in criterion.levels if level.points == points), "")


def apply_standing(report: Report, standing: Standing, rubric: Rubric) -> Report:
    """The report with decided points and levels in the place of suggested ones, and without what was hidden.

    As soon as anything was decided the total is the sum of the points, and nobody claims a likely range for it.
    """
    criteria = {criterion.id: criterion for criterion in rubric.criteria}
    scores = [_decide(score, criteria[score.criterion], standing.points) for score in report.scores]
    total = report.total
    if standing.points:
        points = [score.points for score in scores if score.points is not None]
        total = total.model_copy(update={"points": round(sum(points), 4), "range": None, "confidence": None})
    shown = drop_hidden(report, standing.hidden)
    return shown.model_copy(update={"scores": scores, "total": total})


def _decide(score: Score, criterion: Criterion, points: Mapping[str, float]) -> Score:
    if score.criterion not in points:
        return score
    decided = points[score.criterion]
    told = {"points": decided, "level": name_level(criterion, decided) or None}
    return score.model_copy(update={**told, "range": None, "confidence": None, "reason": None})


def drop_hidden(report: Report, hidden: Collection[str]) -> Report:
    """The report without what a person called mistaken, by names such as `finding:f3` or `claim:0`."""
    if not hidden:
        return report

    def keep(kind: str, rows: list[object]) -> list[object]:
        return [row for number, row in enumerate(rows) if f"{kind}:{number}" not in hidden]

    findings = [finding for finding in report.findings if f"finding:{finding.id}" not in hidden]
    known = {finding.id for finding in findings}
    return report.model_copy(
        update={
            "findings": findings,
            "next_steps": [name for name in report.next_steps if name in known],
            "scores": [s.model_copy(update={"findings": [f for f in s.findings if f in known]}) for s in report.scores],
            "claims": keep("claim", list(report.claims)),
            "quotations": keep("quotation", list(report.quotations)),
            "copying": keep("copying", list(report.copying)),
        }
    )


def is_known_subject(report: Report, subject: str) -> bool:
    """Whether a report holds what is to be hidden."""
    kind, _, name = subject.partition(":")
    if kind == "finding":
        return any(finding.id == name for finding in report.findings)
    counts = {"claim": len(report.claims), "quotation": len(report.quotations), "copying": len(report.copying)}
    return name in {str(number) for number in range(counts.get(kind, 0))}
