"""Keys with which programs act for a teacher: made, shown once, and revoked."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy.orm import Session
from starlette.datastructures import FormData

from api.pages.access import CheckedForm, Teacher, demand_found, own_contest, service_of
from api.pages.rendering import render
from api.store.keys import MOST_DAYS, SCOPES, USUAL_DAYS, add_key, find_key, list_keys, revoke, why_useless
from api.store.tables import Contest, User
from grader.errors import InvalidConfig
from grader.reports.languages import mark

router = APIRouter()
_DAYS = (30, USUAL_DAYS, 365, MOST_DAYS)
_ALLOWS = {
    "read": mark("read the contest, essays by their codes, reports and decisions"),
    "submit": mark("hand essays and drafts in, and see how far the work is"),
    "grade": mark("decide, release, steer the grading, and see names where the contest is not judged blind"),
    "admin": mark("change the contest, make keys, and erase students’ data"),
}


@router.get("/contests/{contest_id}/programs")
def show(request: Request, user: Teacher, contest_id: str) -> HTMLResponse:
    """The keys that reach a contest."""
    with service_of(request).database.reading() as session:
        return _show(request, session, user, own_contest(session, user, contest_id))


def _show(request: Request, session: Session, user: User, contest: Contest, made: str = "") -> HTMLResponse:
    keys = [(key, why_useless(key)) for key in list_keys(session, user, contest)]
    shown = {"contest": contest, "keys": keys, "made": made, "allows": _ALLOWS, "days": _DAYS, "usual": USUAL_DAYS}
    return HTMLResponse(render("api_keys.html", request, **shown))


@router.post("/contests/{contest_id}/programs")
def steer(request: Request, user: Teacher, form: CheckedForm, contest_id: str) -> Response:
    """Makes a key, whose secret is shown this once; or revokes one (`revoke`)."""
    with service_of(request).database.transaction() as session:
        contest = own_contest(session, user, contest_id)
        if revoked := str(form.get("revoke", "")):
            revoke(session, user.id, demand_found(find_key(session, user, revoked)))
            return RedirectResponse(f"/contests/{contest_id}/programs", 303)
        return _show(request, session, user, contest, _make(session, user, contest, form))


def _make(session: Session, user: User, contest: Contest, form: FormData) -> str:
    scopes, given = [scope for scope in SCOPES if form.get(scope) == "yes"], str(form.get("days", ""))
    if not scopes or given not in {str(days) for days in _DAYS}:
        raise InvalidConfig("", "this key would allow nothing", "Choose what it may do, and how long")
    contests = None if form.get("reach") == "all" else [contest.id]
    return add_key(session, user, str(form.get("name", "")), scopes, contests, int(given))[1]
