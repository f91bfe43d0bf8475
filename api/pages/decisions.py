"""What a teacher decides on an essay: levels, comments, hidden findings, committing, release."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy.orm import Session
from starlette.datastructures import FormData

from api.class_order import read_order
from api.decided import is_known_subject
from api.pages.access import CheckedForm, Teacher, own_essay, service_of
from api.pages.rendering import render
from api.reading import load_report_version, read_report
from api.sealing import has_seen, is_sealed
from api.store.audit import note
from api.store.decisions import Kind, Standing, decide, list_decisions, read_span, sum_up
from api.store.tables import Essay, User
from grader.model import Contest, Criterion
from grader.report import Report

router = APIRouter()
_LONGEST_COMMENT = 5_000
_WHILE_SEALED = {"level", "comment", "passage", "private", "commit"}
Said = tuple[Kind, str, float | None, str]


@dataclass(frozen=True, slots=True)
class NamedNote:
    """A note of the report by its number and what it stands for, as its form names them."""

    number: str
    keys: tuple[tuple[str, str], ...]


@router.post("/essays/{essay_id}/decisions")
def add_decision(request: Request, user: Teacher, form: CheckedForm, essay_id: str) -> Response:
    """Appends what the teacher decided; a page with scripts gets the changed piece, others the whole page again."""
    service = service_of(request)
    with service.database.transaction() as session:
        essay = own_essay(session, user, essay_id)
        contest = load_report_version(session, essay, service.settings)
        report = read_report(session, essay)
        if report is None:
            raise HTTPException(404)
        said = _read_decisions(form, report, contest)
        _demand_allowed(session, essay, user, said, contest)
        _keep(session, essay, user, said)
        standing = sum_up(list_decisions(session, essay))
        shown = view_deciding(essay, report, contest, standing, is_sealed=is_sealed(essay, user, standing))
    return _answer(request, form, essay_id, shown)


def _demand_allowed(session: Session, essay: Essay, user: User, said: list[Said], contest: Contest) -> None:
    """Refuses what cannot be said before the person's own levels are committed, and committing less than all of them."""
    decisions = list_decisions(session, essay)
    if not is_sealed(essay, user, sum_up(decisions)):
        return
    if any(kind not in _WHILE_SEALED for kind, *_ in said):
        raise HTTPException(422, "Commit your own levels first: until then what is suggested is sealed.")
    if any(kind == "commit" for kind, *_ in said):
        given = sum_up(one for one in decisions if one.user_id == user.id).points
        if not {criterion.id for criterion in contest.rubric.criteria} <= set(given):
            raise HTTPException(422, "Choose a level for every criterion before you commit them.")


def _keep(session: Session, essay: Essay, user: User, said: list[Said]) -> None:
    seen = has_seen(session, essay, user, sum_up(list_decisions(session, essay)))
    for kind, subject, points, text in said:
        decide(session, essay, user, kind, subject, points, text, seen_suggestion=seen)
        note(session, user.id, f"decision.{kind}", essay.id, on=subject)
    session.flush()


def _answer(request: Request, form: FormData, essay_id: str, shown: Mapping[str, Any]) -> Response:
    anchor, query = str(form.get("anchor", ""))[:40], read_order(request.query_params).query
    query = f"?{query}" if query else ""
    if "hx-request" in request.headers and anchor.startswith("c"):
        row = {"criterion_id": str(form.get("subject")), "anchor": anchor, "query": query, **shown}
        return HTMLResponse(render("decide_row.html", request, **row))
    if "hx-request" in request.headers and anchor.startswith("n"):
        keys = tuple(str(subject).partition(":")[::2] for subject in form.getlist("subject"))
        named = NamedNote(anchor[1:], keys)
        return HTMLResponse(render("decide_note.html", request, note=named, query=query, **shown))
    place = f"#{anchor}" if anchor.isalnum() and anchor.isascii() else ""
    return RedirectResponse(f"/essays/{essay_id}{query}{place}", 303)


def view_deciding(
    essay: Essay, report: Report, contest: Contest, standing: Standing, *, is_sealed: bool
) -> dict[str, Any]:
    """What the pieces of the teacher's column show."""
    return {
        "essay": essay,
        "standing": standing,
        "is_sealed": is_sealed,
        "criteria": {criterion.id: criterion for criterion in contest.rubric.criteria},
        "suggested": {score.criterion: None if is_sealed else score.points for score in report.scores},
    }


def _read_decisions(form: FormData, report: Report, contest: Contest) -> list[Said]:
    """The decisions of a form.

    Raises:
        HTTPException: it names a criterion, level, passage or finding that there is not.
    """
    kind = str(form.get("kind", ""))
    if kind not in get_args(Kind):
        raise HTTPException(422, "This decision is not known.")
    subjects = [str(subject) for subject in form.getlist("subject")] or [""]
    text = str(form.get("text", "")).strip()[:_LONGEST_COMMENT]
    criteria = {criterion.id: criterion for criterion in contest.rubric.criteria}
    if kind == "level":
        return [("level", s, _read_points(str(form.get("points", "")), criteria.get(s)), "") for s in subjects]
    if kind == "comment":
        if any(subject and subject not in criteria for subject in subjects):
            raise HTTPException(422, "This criterion is not in the rubric.")
        return [("comment", subject, None, text) for subject in subjects]
    if kind == "passage":
        return [("passage", _read_passage(subject, report), None, text) for subject in subjects]
    if kind in {"hide", "show"}:
        if not all(is_known_subject(report, subject) for subject in subjects):
            raise HTTPException(422, "This finding is not in the report.")
        return [("hide" if kind == "hide" else "show", subject, None, "") for subject in subjects]
    plain: dict[str, Said] = {
        "private": ("private", "", None, text),
        "commit": ("commit", "", None, ""),
        "release": ("release", "", None, ""),
    }
    return [plain.get(kind, ("withdraw", "", None, ""))]


def _read_passage(given: str, report: Report) -> str:
    try:
        start, end = read_span(given[:40])
    except ValueError:
        raise HTTPException(422, "This passage is not in the essay.") from None
    if not 0 <= start < end <= len(report.essay.text):
        raise HTTPException(422, "This passage is not in the essay.")
    return f"{start}-{end}"


def _read_points(given: str, criterion: Criterion | None) -> float | None:
    """Points of a level; none takes the decision back."""
    if criterion is None:
        raise HTTPException(422, "This criterion is not in the rubric.")
    if not given:
        return None
    known = {f"{level.points:g}": level.points for level in criterion.levels}
    if given not in known:
        raise HTTPException(422, "The rubric has no level with these points.")
    return known[given]
