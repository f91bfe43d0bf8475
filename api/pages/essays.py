"""The report of one essay with the teacher's column: levels, comments, hidden findings, release."""

import json
from typing import Any, get_args

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy.orm import Session
from starlette.datastructures import FormData

from api.class_order import read_order
from api.decided import is_known_subject, put_into_words
from api.pages.access import CheckedForm, Teacher, own_essay, service_of
from api.pages.rendering import render
from api.reading import load_version, read_report
from api.store.audit import note
from api.store.decisions import Kind, Standing, decide, list_decisions, sum_up
from api.store.rows import read_rows
from api.store.students import erase_student, export_student
from api.store.tables import Essay, User
from grader.model import Contest, Criterion
from grader.report import Report
from grader.reports.html import view_report

router = APIRouter()
_LONGEST_COMMENT = 5_000


@router.get("/essays/{essay_id}")
def show(request: Request, user: Teacher, essay_id: str) -> HTMLResponse:
    """The report, the same as in the files, and what the teacher decides beside it."""
    service = service_of(request)
    with service.database.transaction() as session:
        essay = own_essay(session, user, essay_id)
        note(session, user.id, "essay.view", essay.id)
        contest = load_version(session, essay.batch.version, service.settings)
        report = read_report(session, essay)
        if report is None:
            raise HTTPException(404, "This essay is not graded yet. The page of its batch shows how far the work is.")
        standing = sum_up(list_decisions(session, essay))
        near = _find_way(request, session, essay, user)
    view = view_report(report, contest, put_into_words(standing, contest.rubric))
    shown = {**view, "is_deciding": True, **_view_deciding(essay, report, contest, standing), **near}
    return HTMLResponse(render("essay.html", request, **shown))


def _view_deciding(essay: Essay, report: Report, contest: Contest, standing: Standing) -> dict[str, Any]:
    return {
        "essay": essay,
        "standing": standing,
        "criteria": {criterion.id: criterion for criterion in contest.rubric.criteria},
        "suggested": {score.criterion: score.points for score in report.scores},
    }


def _find_way(request: Request, session: Session, essay: Essay, user: User) -> dict[str, str]:
    """Ids of the essays before and after this one in the order that was chosen in the overview, and that order."""
    order = read_order(request.query_params)
    before, after = order.find_neighbours(read_rows(session, essay.batch, user), essay.id)
    return {"before": before, "after": after, "query": f"?{order.query}" if order.query else ""}


@router.post("/essays/{essay_id}/decisions")
def add_decision(request: Request, user: Teacher, form: CheckedForm, essay_id: str) -> Response:
    """Appends what the teacher decided; a page with scripts gets the changed piece, others the whole page again."""
    service = service_of(request)
    with service.database.transaction() as session:
        essay = own_essay(session, user, essay_id)
        contest = load_version(session, essay.batch.version, service.settings)
        report = read_report(session, essay)
        if report is None:
            raise HTTPException(404)
        for kind, subject, points, text in _read_decisions(form, report, contest):
            decide(session, essay, user, kind, subject, points, text)
            note(session, user.id, f"decision.{kind}", essay.id, on=subject)
        session.flush()
        standing = sum_up(list_decisions(session, essay))
    anchor = str(form.get("anchor", ""))[:40]
    if "hx-request" not in request.headers or not anchor.startswith("c"):
        place = f"#{anchor}" if anchor.isalnum() else ""
        query = read_order(request.query_params).query
        return RedirectResponse(f"/essays/{essay_id}{'?' if query else ''}{query}{place}", 303)
    shown = _view_deciding(essay, report, contest, standing)
    return HTMLResponse(
        render("decide_row.html", request, criterion_id=str(form.get("subject")), anchor=anchor, **shown)
    )


def _read_decisions(form: FormData, report: Report, contest: Contest) -> list[tuple[Kind, str, float | None, str]]:
    """The decisions of a form.

    Raises:
        HTTPException: it names a criterion, level or finding that there is not.
    """
    kind = str(form.get("kind", ""))
    if kind not in get_args(Kind):
        raise HTTPException(422, "This decision is not known.")
    subjects = [str(subject) for subject in form.getlist("subject")] or [""]
    criteria = {criterion.id: criterion for criterion in contest.rubric.criteria}
    if kind == "level":
        return [("level", s, _read_points(str(form.get("points", "")), criteria.get(s)), "") for s in subjects]
    if kind == "comment":
        if any(subject and subject not in criteria for subject in subjects):
            raise HTTPException(422, "This criterion is not in the rubric.")
        return [("comment", s, None, str(form.get("text", "")).strip()[:_LONGEST_COMMENT]) for s in subjects]
    if kind in {"hide", "show"}:
        if not all(is_known_subject(report, subject) for subject in subjects):
            raise HTTPException(422, "This finding is not in the report.")
        return [("hide" if kind == "hide" else "show", subject, None, "") for subject in subjects]
    return [("release" if kind == "release" else "withdraw", "", None, "")]


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


@router.get("/essays/{essay_id}/history")
def show_history(request: Request, user: Teacher, essay_id: str) -> HTMLResponse:
    """Everything that was decided on an essay, by whom and when."""
    with service_of(request).database.reading() as session:
        essay = own_essay(session, user, essay_id)
        rows = [(one, session.get_one(User, one.user_id).name) for one in list_decisions(session, essay)]
        return HTMLResponse(render("history.html", request, essay=essay, rows=rows))


@router.get("/essays/{essay_id}/student")
def show_student(request: Request, user: Teacher, essay_id: str) -> HTMLResponse:
    """What can be done with the data of the student who wrote an essay."""
    with service_of(request).database.reading() as session:
        essay = own_essay(session, user, essay_id)
        return HTMLResponse(render("student_data.html", request, essay=essay))


@router.get("/essays/{essay_id}/student.json")
def hand_over_student(request: Request, user: Teacher, essay_id: str) -> Response:
    """Everything that is kept about the student, as a file."""
    with service_of(request).database.transaction() as session:
        essay = own_essay(session, user, essay_id)
        told = export_student(session, user, essay.student)
    headers = {"Content-Disposition": f'attachment; filename="{essay.code}.json"'}
    return Response(json.dumps(told, indent=1), media_type="application/json", headers=headers)


@router.post("/essays/{essay_id}/erase")
def erase(request: Request, user: Teacher, form: CheckedForm, essay_id: str) -> Response:
    """Erases the student with all essays, reports and decisions, when the box was ticked."""
    with service_of(request).database.transaction() as session:
        essay = own_essay(session, user, essay_id)
        if form.get("sure") != "yes":
            raise HTTPException(422, "Tick the box first: what is erased cannot be brought back.")
        batch_id = essay.batch_id
        erase_student(session, user.id, essay.student)
    return RedirectResponse(f"/batches/{batch_id}", 303)
