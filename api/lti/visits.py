"""Who may see what of a visit from a platform: nothing is shown without the visit that it belongs to."""

from typing import Annotated

from fastapi import Depends, HTTPException, Request
from sqlalchemy.orm import Session

from api.auth import hash_token
from api.errors import LoginNeeded
from api.lti.arrival import CONNECTING
from api.pages.access import CurrentVisit, service_of
from api.store.lti import find_visit
from api.store.lti_tables import LtiLink, LtiVisit
from api.store.tables import Contest, User


def demand_here(request: Request, visit: CurrentVisit) -> LtiVisit:
    """The visit from a platform.

    Raises:
        HTTPException: whoever looks did not come from one.
    """
    with service_of(request).database.reading() as session:
        here = find_visit(session, hash_token(visit.token))
    if here is None:
        raise HTTPException(404)
    return here


Here = Annotated[LtiVisit, Depends(demand_here)]


def demand_teacher_here(here: Here, visit: CurrentVisit) -> User:
    """The teacher who came from a platform.

    Raises:
        LoginNeeded: the platform's teacher has no account here yet.
        HTTPException: it is somebody for whom these pages are not.
    """
    if here.role != "teacher":
        raise HTTPException(404)
    if visit.user is None:
        raise LoginNeeded(CONNECTING)
    if visit.user.role not in {"owner", "teacher"}:
        raise HTTPException(404)
    return visit.user


TeacherFromThere = Annotated[User, Depends(demand_teacher_here)]


def demand_student_here(here: Here, visit: CurrentVisit) -> User:
    """The student who came from a platform.

    Raises:
        HTTPException: it is somebody for whom these pages are not.
    """
    if here.role != "student" or visit.user is None or visit.user.role != "student":
        raise HTTPException(404)
    return visit.user


StudentFromThere = Annotated[User, Depends(demand_student_here)]


def demand_link(session: Session, here: LtiVisit) -> LtiLink:
    """The link in the course by which a visit came.

    Raises:
        HTTPException: it came by none.
    """
    link = session.get(LtiLink, here.link_id) if here.link_id else None
    if link is None:
        raise HTTPException(404)
    return link


def demand_own_link(session: Session, here: LtiVisit, user: User) -> tuple[LtiLink, Contest]:
    """The link of a visit, and its contest, of this teacher.

    Raises:
        HTTPException: it leads to no contest, or to somebody else's.
    """
    link = demand_link(session, here)
    contest = session.get(Contest, link.contest_id) if link.contest_id else None
    if contest is None or contest.user_id != user.id:
        raise HTTPException(404)
    return link, contest
