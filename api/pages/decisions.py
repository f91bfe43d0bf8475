"""What a teacher decides on an essay: levels, comments, hidden findings, committing, release."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData

from api.class_order import read_order
from api.deciding import keep_said, read_said
from api.pages.access import CheckedForm, Teacher, own_essay, service_of
from api.pages.rendering import render
from api.reading import load_report_version, read_report
from api.sealing import is_sealed
from api.store.decisions import Standing, list_decisions, sum_up
from api.store.tables import Essay
from grader.model import Contest
from grader.report import Report

router = APIRouter()


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
        subjects = [str(subject) for subject in form.getlist("subject")]
        points, text = str(form.get("points", "")), str(form.get("text", ""))
        said = read_said(str(form.get("kind", "")), subjects, points, text, report, contest)
        keep_said(session, essay, user, said, contest)
        standing = sum_up(list_decisions(session, essay))
        shown = view_deciding(essay, report, contest, standing, is_sealed=is_sealed(essay, user, standing))
    return _answer(request, form, essay_id, shown)


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
