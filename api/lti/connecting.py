"""A platform's teacher and an account here: connected by its password, or by the owner, never by a name or an address."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy.orm import Session

from api.auth import check_login, hash_token, make_token
from api.lti.arrival import CONNECTING, find_place
from api.lti.frames import keep_visit
from api.lti.visits import Here
from api.pages.access import CheckedForm, CurrentVisit, address_of, service_of
from api.pages.rendering import render
from api.store.audit import note
from api.store.classes import clean_pseudonym
from api.store.lti import add_visit, connect_teacher, find_teacher
from api.store.lti_tables import LtiLink, LtiTeacher, LtiVisit
from api.store.tables import User
from api.store.users import log_in
from grader.reports.languages import mark

router = APIRouter()
_WRONG = mark("This name and password do not belong together.")


def _demand_new(here: LtiVisit) -> None:
    if here.role != "teacher":
        raise HTTPException(404)


@router.get(CONNECTING)
def show(request: Request, here: Here) -> Response:
    """How a platform's teacher gets to an account; who has one is led on."""
    _demand_new(here)
    with service_of(request).database.transaction() as session:
        known = find_teacher(session, here.platform_id, here.sub)
        user = session.get(User, known.user_id) if known and known.user_id else None
        if user:  # the owner agreed while this page was open
            return _let_on(request, session, here, user)
    return _show(request, here, has_asked=known is not None)


def _show(request: Request, here: LtiVisit, problem: str = "", *, has_asked: bool = False) -> Response:
    shown = {"platform": here.platform.name, "name": here.message.get("name", ""), "has_asked": has_asked}
    return HTMLResponse(render("lti_connect.html", request, problem=problem, **shown), 401 if problem else 200)


@router.post(CONNECTING)
def connect(request: Request, here: Here, form: CheckedForm) -> Response:
    """Connects the account whose password is given."""
    _demand_new(here)
    service = service_of(request)
    user = check_login(service.database, str(form.get("login", "")), str(form.get("password", "")), address_of(request))
    if user is None or user.role not in {"owner", "teacher"}:
        return _show(request, here, _WRONG)
    with service.database.transaction() as session:
        connect_teacher(session, here.platform_id, here.sub, user.id)
        note(session, user.id, "lti.connect", user.id, platform=here.platform_id)
        return _let_on(request, session, here, user)


def _let_on(request: Request, session: Session, here: LtiVisit, user: User) -> Response:
    """Logs in with a new token, so that one from before cannot be used, and leads on."""
    token, link = make_token(), session.get(LtiLink, here.link_id) if here.link_id else None
    kept = ("platform_id", "link_id", "sub", "role", "message", "origins")
    made = LtiVisit(token_hash=hash_token(token), **{name: getattr(here, name) for name in kept})
    made.place = find_place(session, made, user, link)
    add_visit(session, made)
    session.delete(session.merge(here))
    log_in(session, user, made.token_hash)
    response = RedirectResponse(made.place, 303)
    keep_visit(request, response, token)
    return response


@router.post(f"{CONNECTING}/ask")
def ask(request: Request, here: Here, visit: CurrentVisit, form: CheckedForm) -> Response:
    """Asks the owner for an account."""
    _demand_new(here)
    if visit.user is None:
        with service_of(request).database.transaction() as session:
            if find_teacher(session, here.platform_id, here.sub) is None:
                name = clean_pseudonym(str(form.get("name", ""))) or "?"
                session.add(LtiTeacher(platform_id=here.platform_id, sub=here.sub, name=name))
    return RedirectResponse(CONNECTING, 303)
