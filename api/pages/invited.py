"""One-time links: a teacher or a judge makes an account, or judges one more contest with the account there is."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session

from api.auth import SHORTEST_PASSWORD, find_problem, hash_password, hash_token
from api.pages.access import CheckedForm, CurrentVisit, Visit, greet, let_in, service_of
from api.pages.rendering import render
from api.store.audit import note
from api.store.judging import add_judge
from api.store.tables import Contest, Invitation, Role, User
from api.store.users import add_user, find_invitation, find_user
from grader.reports.languages import mark

router = APIRouter()
_LONGEST_NAME = 100
_USED = mark("This link was used already, or it is too old. Ask for another.")
_TAKEN = mark("Somebody logs in with this name already. Choose another, or log in first and open the link again.")


@router.get("/invited/{token}")
def show(request: Request, visit: CurrentVisit, token: str) -> Response:
    """The form for a new account; judges who are logged in need none."""
    with service_of(request).database.transaction() as session:
        invitation = _demand(session, token)
        return _greet(request, visit, session, invitation)


def _demand(session: Session, token: str) -> Invitation:
    invitation = find_invitation(session, hash_token(token), "teacher", "judge")
    if invitation is None:
        raise HTTPException(404, _USED)
    return invitation


def _greet(
    request: Request,
    visit: Visit,
    session: Session,
    invitation: Invitation,
    problem: str = "",
    shown: dict[str, str] | None = None,
) -> Response:
    contest = session.get(Contest, invitation.contest_id) if invitation.contest_id else None
    page = render(
        "invited.html",
        request,
        problem=problem,
        shown=shown or {},
        shortest=SHORTEST_PASSWORD,
        title=contest.title if contest else "",
        is_known=_is_known(visit, invitation),
    )
    return greet(request, visit, page, 422 if problem else 200)


def _is_known(visit: Visit, invitation: Invitation) -> bool:
    return visit.user is not None and visit.user.role == "judge" and invitation.role == "judge"


@router.post("/invited/{token}")
def accept(request: Request, visit: CurrentVisit, form: CheckedForm, token: str) -> Response:
    """Makes the account that the link is for, or adds the contest to a judge's own."""
    shown = {field: str(form.get(field, "")).strip()[:_LONGEST_NAME] for field in ("name", "login")}
    password = str(form.get("password", ""))
    problem = find_problem(shown, password)
    hashed = hash_password(password) if not problem else ""
    with service_of(request).database.transaction() as session:
        invitation = _demand(session, token)
        if _is_known(visit, invitation) and visit.user:
            user = session.get_one(User, visit.user.id)
        elif problem or find_user(session, shown["login"]):
            return _greet(request, visit, session, invitation, problem or _TAKEN, shown)
        else:
            role: Role = "judge" if invitation.role == "judge" else "teacher"
            user = add_user(session, shown["login"], shown["name"], hashed, role)
            note(session, user.id, "account.make", user.id)
        if invitation.contest_id:
            add_judge(session, invitation.contest_id, user)
            note(session, user.id, "judge.accept", invitation.contest_id)
        session.delete(invitation)
    return let_in(request, user, "/judging" if user.role == "judge" else "/")
