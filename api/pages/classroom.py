"""A class as its teacher sees it: the way in, the rules for drafts, who came, and their data."""

import json

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy.orm import Session

from api.auth import hash_token
from api.codes import make_class_code, make_personal_code, show_code
from api.pages.access import CheckedForm, Teacher, demand_found, own_contest, service_of
from api.pages.rendering import render
from api.reading import load_version
from api.store.audit import note
from api.store.classes import find_enrolment, find_link, list_enrolments, set_link
from api.store.replies import count_unread
from api.store.student_tables import Enrolment
from api.store.students import erase_student, export_student
from api.store.tables import User

router = APIRouter()
MOST_DRAFTS_A_DAY = 20


@router.get("/contests/{contest_id}/students")
def show(request: Request, user: Teacher, contest_id: str) -> HTMLResponse:
    """The class: code and link, rules for drafts, and who came."""
    service = service_of(request)
    with service.database.transaction() as session:
        contest = own_contest(session, user, contest_id)
        note(session, user.id, "students.view", contest.id)
        link = find_link(session, contest)
        version = contest.versions[-1]
        rules = load_version(session, version, service.settings).rules
        page = render(
            "students.html",
            request,
            contest=contest,
            link=link,
            code=show_code(link.code) if link else "",
            address=f"{str(request.base_url).rstrip('/')}/join/{show_code(link.code)}" if link else "",
            feedback=rules.draft_feedback,
            is_blind=version.is_blind,
            enrolments=list_enrolments(session, contest),
            unread=count_unread(session, contest),
            most=MOST_DRAFTS_A_DAY,
        )
    return HTMLResponse(page)


@router.post("/contests/{contest_id}/students/link")
def steer_link(request: Request, user: Teacher, form: CheckedForm, contest_id: str) -> Response:
    """Makes or renews the code (`new`), closes the class (`close`), or opens it again with the same code (`open`)."""
    how = str(form.get("how", ""))
    with service_of(request).database.transaction() as session:
        contest = own_contest(session, user, contest_id)
        link = find_link(session, contest)
        if how == "new":
            set_link(session, contest, make_class_code())
        elif link and how in {"open", "close"}:
            link.is_open = how == "open"
        else:
            raise HTTPException(422, "Make a code first.")
        note(session, user.id, "class.link", contest.id, how=how)
    return RedirectResponse(f"/contests/{contest_id}/students", 303)


@router.post("/contests/{contest_id}/students/rules")
def set_rules(request: Request, user: Teacher, form: CheckedForm, contest_id: str) -> Response:
    """Sets how many drafts a student may send a day, and whether levels are shown."""
    given = str(form.get("drafts", ""))
    with service_of(request).database.transaction() as session:
        contest = own_contest(session, user, contest_id)
        link = find_link(session, contest)
        if link is None or not (given.isascii() and given.isdigit() and int(given[:4]) <= MOST_DRAFTS_A_DAY):
            raise HTTPException(422, "This number of drafts a day cannot be set.")
        link.drafts_a_day, link.shows_levels = int(given[:4]), form.get("levels") == "yes"
        note(session, user.id, "class.rules", contest.id, drafts=link.drafts_a_day, levels=link.shows_levels)
    return RedirectResponse(f"/contests/{contest_id}/students", 303)


def _own_enrolment(session: Session, user: User, enrolment_id: str) -> Enrolment:
    return demand_found(find_enrolment(session, user, enrolment_id))


@router.get("/enrolments/{enrolment_id}")
def show_student(request: Request, user: Teacher, enrolment_id: str) -> HTMLResponse:
    """What can be done for one student: a new code, and everything that is kept."""
    with service_of(request).database.reading() as session:
        enrolment = _own_enrolment(session, user, enrolment_id)
        return HTMLResponse(render("enrolment.html", request, code="", **_describe(enrolment)))


def _describe(enrolment: Enrolment) -> dict[str, object]:
    is_blind = enrolment.contest.versions[-1].is_blind
    return {"enrolment": enrolment, "name": enrolment.code if is_blind else enrolment.student.name}


@router.post("/enrolments/{enrolment_id}/code")
def renew_code(request: Request, user: Teacher, form: CheckedForm, enrolment_id: str) -> HTMLResponse:  # noqa: ARG001
    """Gives a student who lost the personal code a new one; the old one leads nowhere any more."""
    service = service_of(request)
    with service.database.transaction() as session:
        enrolment = _own_enrolment(session, user, enrolment_id)
        enrolment.renewals += 1
        code = make_personal_code(service.key, enrolment.id, enrolment.renewals)
        enrolment.personal_hash = hash_token(code)
        note(session, user.id, "student.code", enrolment.id)
        return HTMLResponse(render("enrolment.html", request, code=show_code(code), **_describe(enrolment)))


@router.get("/enrolments/{enrolment_id}/data.json")
def hand_over(request: Request, user: Teacher, enrolment_id: str) -> Response:
    """Everything that is kept about the student, as a file."""
    with service_of(request).database.transaction() as session:
        enrolment = _own_enrolment(session, user, enrolment_id)
        told = export_student(session, user, enrolment.student)
        name = enrolment.code
    headers = {"Content-Disposition": f'attachment; filename="{name}.json"'}
    return Response(json.dumps(told, indent=1), media_type="application/json", headers=headers)


@router.post("/enrolments/{enrolment_id}/erase")
def erase(request: Request, user: Teacher, form: CheckedForm, enrolment_id: str) -> Response:
    """Erases the student with drafts, replies and all essays that are connected, when the box was ticked."""
    with service_of(request).database.transaction() as session:
        enrolment = _own_enrolment(session, user, enrolment_id)
        if form.get("sure") != "yes":
            raise HTTPException(422, "Tick the box first: what is erased cannot be brought back.")
        contest_id = enrolment.contest_id
        erase_student(session, user.id, enrolment.student)
    return RedirectResponse(f"/contests/{contest_id}/students", 303)
