"""How students come in: by the code of their class and a pseudonym, later by a code of their own."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.orm import Session

from api.auth import hash_token
from api.codes import (
    demand_patience,
    is_personal,
    make_personal_code,
    note_joined,
    note_wrong_code,
    read_code,
    show_code,
)
from api.pages.access import CheckedForm, CurrentVisit, Visit, address_of, greet, let_in, service_of
from api.pages.rendering import render
from api.store.audit import note
from api.store.classes import (
    LONGEST_PSEUDONYM,
    clean_pseudonym,
    enrol,
    find_by_personal_code,
    find_enrolment_of,
    find_open_link,
    is_full,
)
from api.store.student_tables import ClassLink, Enrolment
from api.store.tables import User, make_id
from grader.reports.languages import mark

router = APIRouter()
_NOWHERE = mark(
    "This code leads nowhere. Look at every letter and digit, or ask your teacher for the code as it is now."
)
_FULL = mark("This class is full. Tell your teacher.")
_UNNAMED = mark("Please choose a name for yourself.")


@router.get("/join")
def show_door(request: Request, visit: CurrentVisit) -> Response:
    """The field for a code: of the class, or a student's own."""
    if visit.user and visit.user.role == "student":
        return RedirectResponse("/my", 303)
    return greet(request, visit, render("join.html", request, problem=""))


@router.post("/join")
def knock(request: Request, visit: CurrentVisit, form: CheckedForm) -> Response:
    """Leads who has a class's code to the choice of a name, and lets in who has a code of their own."""
    code = read_code(str(form.get("code", "")))
    with service_of(request).database.transaction() as session:
        demand_patience(session, address_of(request))
        known = find_by_personal_code(session, hash_token(code)) if is_personal(code) else None
        if known:
            note(session, known.user_id, "student.return", known.id)
            user = session.get_one(User, known.user_id)
        elif not find_open_link(session, code):
            note_wrong_code(session, address_of(request))
            page = render("join.html", request, problem=_NOWHERE)
            return greet(request, visit, page, 404)
    return let_in(request, user, "/my") if known else RedirectResponse(f"/join/{show_code(code)}", 303)


@router.get("/join/{code}")
def show_class(request: Request, visit: CurrentVisit, code: str) -> Response:
    """The choice of a name, for who has the class's code or link."""
    with service_of(request).database.transaction() as session:
        link = _find_link(session, request, code)
        if link is None:
            return greet(request, visit, render("join.html", request, problem=_NOWHERE), 404)
        if _is_member(session, visit, link):
            return RedirectResponse("/my", 303)
    return _ask_name(request, visit, link)


def _find_link(session: Session, request: Request, code: str, *, locks: bool = False) -> ClassLink | None:
    """The open class of a code; none, and the failure is counted, when there is none."""
    demand_patience(session, address_of(request))
    link = find_open_link(session, read_code(code), locks=locks)
    if link is None:
        note_wrong_code(session, address_of(request))
    return link


def _is_member(session: Session, visit: Visit, link: ClassLink) -> bool:
    known = find_enrolment_of(session, visit.user) if visit.user else None
    return known is not None and known.contest_id == link.contest_id


def _ask_name(request: Request, visit: Visit, link: ClassLink, problem: str = "", status: int = 200) -> Response:
    page = render(
        "join_name.html",
        request,
        problem=problem,
        title=link.contest.title,
        code=show_code(link.code),
        longest=LONGEST_PSEUDONYM,
        days=link.contest.retention_days,
    )
    return greet(request, visit, page, status)


@router.post("/join/{code}")
def join(request: Request, visit: CurrentVisit, form: CheckedForm, code: str) -> Response:
    """Makes a place in the class for a pseudonym, and lets its student in."""
    pseudonym = clean_pseudonym(str(form.get("pseudonym", "")))
    with service_of(request).database.transaction() as session:
        link = _find_link(session, request, code, locks=True)
        if link is None:
            return greet(request, visit, render("join.html", request, problem=_NOWHERE), 404)
        if not pseudonym:
            return _ask_name(request, visit, link, _UNNAMED, 422)
        if is_full(session, link.contest_id):
            return _ask_name(request, visit, link, _FULL, 409)
        made = _make_place(session, request, link, pseudonym)
        user = session.get_one(User, made.user_id)
    return let_in(request, user, "/my/code")


def _make_place(session: Session, request: Request, link: ClassLink, pseudonym: str) -> Enrolment:
    enrolment_id = make_id()
    personal = make_personal_code(service_of(request).key, enrolment_id, 0)
    made = enrol(session, link.contest_id, pseudonym, hash_token(personal), enrolment_id)
    note_joined(session, address_of(request))
    note(session, made.user_id, "student.join", made.id)
    return made
