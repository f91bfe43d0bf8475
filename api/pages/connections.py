"""Whose essay is whose: a teacher connects essays with the students of the class, who then see what is released."""

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy.orm import Session
from starlette.datastructures import FormData

from api.pages.access import CheckedForm, Teacher, own_contest, service_of
from api.pages.rendering import render
from api.store.audit import note
from api.store.classes import list_enrolments
from api.store.connections import connect, count_unreleased, disconnect, list_connections, list_contest_essays
from api.store.student_tables import Enrolment
from api.store.tables import Contest, Essay, User
from grader.reports.languages import mark

router = APIRouter()


@router.get("/contests/{contest_id}/connections")
def show(request: Request, user: Teacher, contest_id: str) -> HTMLResponse:
    """Every student of the class with the essays that are theirs, and likely ones by name."""
    with service_of(request).database.transaction() as session:
        contest = own_contest(session, user, contest_id)
        note(session, user.id, "connections.view", contest.id)
        return HTMLResponse(render("connections.html", request, problems=[], **_view(session, contest)))


def _view(session: Session, contest: Contest) -> dict[str, Any]:
    """What the page shows; nothing but a number as long as names must stay covered."""
    waiting = _count_covered(session, contest)
    if waiting:
        return {"contest": contest, "waiting": waiting, "essays": [], "rows": []}
    essays = list_contest_essays(session, contest)
    connected = list_connections(session, contest)
    enrolments = [enrolment for enrolment, _ in list_enrolments(session, contest)]
    free = [essay for essay in essays if essay.id not in connected]
    rows = [
        {
            "enrolment": one,
            "essays": [essay for essay in essays if connected.get(essay.id) == one.id],
            "likely": find_likely(one, free) if one.id not in connected.values() else "",
        }
        for one in enrolments
    ]
    return {"contest": contest, "waiting": 0, "essays": free, "rows": rows}


def _count_covered(session: Session, contest: Contest) -> int:
    """How many essays keep the names of a blind contest covered: all that are not released."""
    return count_unreleased(session, contest) if contest.versions[-1].is_blind else 0


def find_likely(enrolment: Enrolment, essays: Sequence[Essay]) -> str:
    """The code of the one essay whose writer is called as the student calls itself; empty when there are none or several."""
    name = enrolment.student.name.casefold()
    known = [
        essay.code
        for essay in essays
        if name
        in {told.casefold() for told in (essay.student.name, essay.student.lms_id, essay.student.lms_user) if told}
    ]
    return known[0] if len(known) == 1 else ""


@router.post("/contests/{contest_id}/connections")
def change(request: Request, user: Teacher, form: CheckedForm, contest_id: str) -> Response:
    """Connects what the fields say, or takes one connection back."""
    with service_of(request).database.transaction() as session:
        contest = own_contest(session, user, contest_id)
        if _count_covered(session, contest):
            raise HTTPException(422, "This contest is judged blind: release every essay first.")
        back = str(form.get("back", ""))
        if back:
            if not disconnect(session, back, contest):
                raise HTTPException(404)
            note(session, user.id, "essay.disconnect", back)
        problems = [] if back else _connect(session, user, contest, form)
        if problems:
            page = render("connections.html", request, problems=problems, **_view(session, contest))
            return HTMLResponse(page, 422)
    return RedirectResponse(f"/contests/{contest_id}/connections", 303)


def _connect(session: Session, user: User, contest: Contest, form: FormData) -> list[tuple[str, str]]:
    """What could not be connected, for people, each with the code that was typed."""
    essays = {essay.code: essay for essay in list_contest_essays(session, contest)}
    problems = []
    for enrolment, _ in list_enrolments(session, contest):
        code = str(form.get(f"essay-{enrolment.id}", "")).strip().lower()
        if code and (problem := _connect_one(session, user, essays, code, enrolment)):
            problems.append((problem, code[:40]))
    return problems


def _connect_one(session: Session, user: User, essays: Mapping[str, Essay], code: str, enrolment: Enrolment) -> str:
    essay = essays.get(code)
    if essay is None:
        return mark("There is no such essay.")
    if not connect(session, essay, enrolment):
        return mark("This essay is somebody else’s already. Take that back first.")
    note(session, user.id, "essay.connect", essay.id, student=enrolment.id)
    return ""
