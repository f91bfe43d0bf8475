"""Who is looking, and whether a form really comes from one of our pages."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, TypeVar, cast

from fastapi import Depends, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy.orm import Session
from starlette.datastructures import FormData

from api.auth import hash_token, is_form_token, make_form_token, make_token, read_signed, sign
from api.errors import LoginNeeded, OtherHome
from api.store.contests import find_contest
from api.store.essays import find_batch, find_essay
from api.store.lti import find_visit
from api.store.tables import Batch, Contest, Essay, User
from api.store.users import LOGGED_IN_FOR, find_session, log_in

if TYPE_CHECKING:
    from api.app import Service

Found = TypeVar("Found")
COOKIE = "grader_session"
FRAME_COOKIE = "grader_frame"
"""The cookie of a visit inside a learning platform's page; see `api.lti.frames`."""
_HOMES = {"student": "/my", "judge": "/judging"}
_MOST_FILES, _MOST_FIELDS, _LARGEST_FIELD = 10_000, 50_000, 1_000_000


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody's visit.

    Attributes:
        token: the session's secret; it is in the cookie, signed, and in no page.
        form_token: what forms bring along.
        user: who is logged in; none for a stranger.
        is_new: whether the cookie still has to be set.
    """

    token: str
    form_token: str
    user: User | None
    is_new: bool


def service_of(request: Request) -> "Service":
    """Settings, store and key."""
    return cast("Service", request.app.state.service)


def meet(request: Request) -> Visit:
    """Finds out who is looking, by the cookie."""
    service = service_of(request)
    known = _find_framed(request) or read_signed(service.key, request.cookies.get(COOKIE, ""))
    token = known or make_token()
    user = None
    if known:
        with service.database.reading() as session:
            login = find_session(session, hash_token(token))
            user = login.user if login else None
    visit = Visit(token, make_form_token(service.key, token), user, not known)
    request.state.visit = visit
    return visit


def _find_framed(request: Request) -> str:
    """The token of a visit from a learning platform, whose pages may then frame the answer; empty when it is none."""
    token = read_signed(service_of(request).key, request.cookies.get(FRAME_COOKIE, ""))
    if not token:
        return ""
    with service_of(request).database.reading() as session:
        visit = find_visit(session, hash_token(token))
    if visit is None:
        return ""
    request.state.framed_by = " ".join(visit.origins)
    return token


CurrentVisit = Annotated[Visit, Depends(meet)]


def demand_teacher(visit: CurrentVisit) -> User:
    """The teacher who is logged in.

    Raises:
        LoginNeeded: nobody is.
        HTTPException: it is somebody for whom these pages are not.
    """
    if visit.user is None:
        raise LoginNeeded
    if visit.user.role not in {"owner", "teacher"}:
        raise HTTPException(404)
    return visit.user


Teacher = Annotated[User, Depends(demand_teacher)]


def demand_teacher_at_home(visit: CurrentVisit) -> User:
    """The teacher who is logged in; everybody else is led to the pages that are theirs."""
    if visit.user and visit.user.role in _HOMES:
        raise OtherHome(_HOMES[visit.user.role])
    return demand_teacher(visit)


TeacherAtHome = Annotated[User, Depends(demand_teacher_at_home)]


def demand_student(visit: CurrentVisit) -> User:
    """The student who is logged in.

    Raises:
        LoginNeeded: nobody is.
        HTTPException: it is somebody for whom these pages are not.
    """
    return _demand_role(visit, "student", "/join")


def demand_judge(visit: CurrentVisit) -> User:
    """The judge who is logged in.

    Raises:
        LoginNeeded: nobody is.
        HTTPException: it is somebody for whom these pages are not.
    """
    return _demand_role(visit, "judge", "/login")


def _demand_role(visit: Visit, role: str, door: str) -> User:
    if visit.user is None:
        raise LoginNeeded(door)
    if visit.user.role != role:
        raise HTTPException(404)
    return visit.user


StudentHere = Annotated[User, Depends(demand_student)]
JudgeHere = Annotated[User, Depends(demand_judge)]


async def read_form(request: Request, visit: CurrentVisit) -> AsyncIterator[FormData]:
    """The fields and files of a form of ours.

    Raises:
        HTTPException: it does not come from a page of this visit.
    """
    limits = {"max_files": _MOST_FILES, "max_fields": _MOST_FIELDS, "max_part_size": _LARGEST_FIELD}
    async with request.form(**limits) as form:
        given = str(form.get("form_token", ""))
        if not is_form_token(service_of(request).key, visit.token, given):
            raise HTTPException(
                403, "The form is too old or comes from elsewhere. Go back, reload the page, try again."
            )
        yield form


CheckedForm = Annotated[FormData, Depends(read_form)]


def address_of(request: Request) -> str:
    """Where a request comes from."""
    return request.client.host if request.client else ""


def let_in(request: Request, user: User, place: str) -> Response:
    """Logs somebody in, with a new token, so that one from before cannot be used, and leads on."""
    token = make_token()
    with service_of(request).database.transaction() as session:
        log_in(session, user, hash_token(token))
    response = RedirectResponse(place, 303)
    set_cookie(request, response, token)
    return response


def set_cookie(request: Request, response: Response, token: str) -> None:
    """Gives a visit its cookie: signed, out of reach of scripts, and not sent along from other sites' forms."""
    service = service_of(request)
    response.set_cookie(
        COOKIE,
        sign(service.key, token),
        max_age=int(LOGGED_IN_FOR.total_seconds()),
        httponly=True,
        secure=service.settings.is_https,
        samesite="lax",
    )


def greet(request: Request, visit: Visit, page: str, status: int = 200) -> Response:
    """A page for somebody who may have no cookie yet."""
    response = HTMLResponse(page, status)
    if visit.is_new:
        set_cookie(request, response, visit.token)
    return response


def own_contest(session: Session, user: User, contest_id: str) -> Contest:
    """A contest of this teacher; for everybody else it does not exist (404)."""
    return demand_found(find_contest(session, user, contest_id))


def own_batch(session: Session, user: User, batch_id: str) -> Batch:
    """A batch of a contest of this teacher, or 404."""
    return demand_found(find_batch(session, user, batch_id))


def own_essay(session: Session, user: User, essay_id: str) -> Essay:
    """An essay of a contest of this teacher, or 404."""
    return demand_found(find_essay(session, user, essay_id))


def demand_found(found: Found | None) -> Found:
    """What was found, or 404."""
    if found is None:
        raise HTTPException(404)
    return found
