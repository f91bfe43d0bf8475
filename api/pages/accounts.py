"""The first account, logging in and out."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from api.auth import SHORTEST_PASSWORD, check_login, find_problem, hash_password, hash_token
from api.pages.access import COOKIE, CheckedForm, CurrentVisit, address_of, greet, let_in, service_of
from api.pages.rendering import render
from api.store.audit import note
from api.store.users import claim_owner, find_invitation, log_out
from grader.reports.languages import mark

router = APIRouter()
_LONGEST_NAME = 100


@router.get("/healthz")
def health() -> dict[str, str]:
    """Says that the service is up."""
    return {"status": "ok"}


@router.get("/first/{token}")
def show_first(request: Request, visit: CurrentVisit, token: str) -> Response:
    """The form for the first account, for who has the one-time link."""
    with service_of(request).database.transaction() as session:
        if find_invitation(session, hash_token(token), "owner") is None:
            raise HTTPException(
                404, "This link was used already, or it is too old. Start the service again for another."
            )
    page = render("first.html", request, problem="", shown={}, shortest=SHORTEST_PASSWORD)
    return greet(request, visit, page)


@router.post("/first/{token}")
def make_first(request: Request, visit: CurrentVisit, form: CheckedForm, token: str) -> Response:
    """Makes the first account and logs its owner in."""
    shown = {field: str(form.get(field, "")).strip()[:_LONGEST_NAME] for field in ("name", "login")}
    password = str(form.get("password", ""))
    if problem := find_problem(shown, password):
        page = render("first.html", request, problem=problem, shown=shown, shortest=SHORTEST_PASSWORD)
        return greet(request, visit, page, 422)
    hashed = hash_password(password)
    with service_of(request).database.transaction() as session:
        invitation = find_invitation(session, hash_token(token), "owner")
        if invitation is None:
            raise HTTPException(
                404, "This link was used already, or it is too old. Start the service again for another."
            )
        user = claim_owner(session, shown["login"], shown["name"], hashed)
        session.delete(invitation)
        note(session, user.id, "account.make", user.id)
    return let_in(request, user, "/")


@router.get("/login")
def show_login(request: Request, visit: CurrentVisit) -> Response:
    """The form to log in."""
    if visit.user:
        return RedirectResponse("/", 303)
    return greet(request, visit, render("login.html", request, problem="", login=""))


@router.post("/login")
def enter(request: Request, visit: CurrentVisit, form: CheckedForm) -> Response:
    """Logs in by name and password."""
    login, password = str(form.get("login", "")), str(form.get("password", ""))
    address = address_of(request)
    database = service_of(request).database
    user = check_login(database, login, password, address)
    with database.transaction() as session:
        note(session, user.id if user else "", "login" if user else "login.refused", user.id if user else "")
    if user is None:
        problem = mark("This name and password do not belong together.")
        return greet(request, visit, render("login.html", request, problem=problem, login=login), 401)
    return let_in(request, user, "/")


@router.post("/logout")
def leave(request: Request, visit: CurrentVisit, form: CheckedForm) -> Response:  # noqa: ARG001 - the form is checked
    """Ends the session, in the store as well as in the browser."""
    with service_of(request).database.transaction() as session:
        log_out(session, hash_token(visit.token))
    response = RedirectResponse("/login", 303)
    response.delete_cookie(COOKIE)
    return response
