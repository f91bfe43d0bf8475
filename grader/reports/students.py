"""The students' edition: feedback in words to the writer, as much of it as the contest's rules let students see.

Under `draft_feedback = "language"` the report is cut down before anything is rendered, so that no template can show what
must not be seen: no scores, no evidence, no quotations, no claims, no passages.
"""

from collections.abc import Sequence
from typing import Any

from grader.checks import CHECKS
from grader.errors import InvalidConfig
from grader.model import Contest
from grader.report import Evidence, Finding, Report, Review, Total
from grader.reports.html import view_report
from grader.reports.pages import name_essay, render_page
from grader.reports.pdf import set_page
from grader.scoring.steps import choose_steps

_STEP_BY_STEP = 0.05
_NO_LEVELS = {"checks": [], "scores": [], "total": Total(points=None, max_points=0.0, range=None, confidence=None)}
_WEIGHTS = {"problem": 0.5, "advice": 0.4, "strength": 0.0}


def demand_feedback_allowed(contest: Contest) -> None:
    """Makes sure that students may see something.

    Raises:
        InvalidConfig: the contest's `draft_feedback` is "none".
    """
    if contest.rules.draft_feedback == "none":
        cause = f'the contest “{contest.title}” shows students no feedback (`draft_feedback` is "none")'
        raise InvalidConfig("", cause, 'Set it to "language" or "full" in [rules] of contest.toml')


def render_student_report(report: Report, contest: Contest) -> str:
    """The students' edition of a report as an HTML page.

    With `draft_feedback = "language"` it says one thing that works and at most three next steps about how the essay is
    written; with "full" everything that helps its writer, levels with their likely ranges included. In no case the class,
    reasons for review, or confidence.

    Raises:
        InvalidConfig: the contest's `draft_feedback` is "none".
    """
    return render_page("student.html", **view_feedback(report, contest))


def view_feedback(report: Report, contest: Contest, *, shows_levels: bool = True) -> dict[str, Any]:
    """Everything that the template of the students' edition shows, by the names it uses.

    Args:
        report: what the grader says about the essay.
        contest: the contest it was graded for.
        shows_levels: whether levels and points are seen where the contest lets students see more than language.

    Raises:
        InvalidConfig: the contest's `draft_feedback` is "none".
    """
    demand_feedback_allowed(contest)
    told = keep_allowed(report, contest, shows_levels=shows_levels)
    is_about_writing = contest.rules.draft_feedback == "language"
    return {
        **view_report(told, contest),
        "is_for_student": True,
        "is_about_writing": is_about_writing,
        "shows_levels": shows_levels and not is_about_writing,
    }


def keep_allowed(report: Report, contest: Contest, *, shows_levels: bool = True) -> Report:
    """The report cut down to what the contest lets its writer see; see `view_feedback`."""
    if contest.rules.draft_feedback == "language":
        return keep_writing(report)
    helpful = keep_helpful(report)
    return helpful if shows_levels else helpful.model_copy(update=_NO_LEVELS)


def render_student_pdf(report: Report, contest: Contest) -> bytes:
    """The students' edition of a report as PDF: what its HTML page holds.

    Raises:
        InvalidConfig: the contest's `draft_feedback` is "none".
    """
    return set_page(render_student_report(report, contest), f"{name_essay(report.essay.id)} · {contest.title}")


def keep_helpful(report: Report) -> Report:
    """The report without what is meant for teachers alone: reasons for review, confidence."""
    return report.model_copy(
        update={
            "review": Review(needed=False, reasons=[]),
            "scores": [score.model_copy(update={"confidence": None}) for score in report.scores],
            "total": report.total.model_copy(update={"confidence": None}),
        }
    )


def keep_writing(report: Report) -> Report:
    """The essay with what checks say of how it is written, one strength and at most three steps, and nothing else."""
    known = {check.id for check in CHECKS if check.is_about_writing}
    own = [f.model_copy(update={"passages": [], "criterion": None}) for f in report.findings if f.check in known]
    steps = choose_steps(own, _weigh(own, report.next_steps))
    strengths = [f.id for f in own if f.tone == "strength"][:1]
    return report.model_copy(
        update={
            **_NO_LEVELS,
            "evidence": Evidence(coverage=None, toward_target=None, items=[], sources=[]),
            "quotations": [],
            "claims": [],
            "copying": [],
            "findings": [f for f in own if f.tone != "strength" or f.id in strengths],
            "next_steps": steps,
            "review": Review(needed=False, reasons=[]),
            "not_checked": [],
        }
    )


def _weigh(findings: Sequence[Finding], next_steps: Sequence[str]) -> dict[str, float]:
    """How useful each finding is: the report's own next steps keep their order, then come problems, then advice."""
    rank = {name: 1.0 - _STEP_BY_STEP * place for place, name in enumerate(next_steps)}
    return {f.id: rank.get(f.id, _WEIGHTS[f.tone]) for f in findings}
