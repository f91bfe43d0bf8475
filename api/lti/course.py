"""A link in a course as its teacher sees it: what was handed in, what the platform was told, who is there."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy import func, select

from api.lti import claims as names
from api.lti.arrival import CHOOSING, WAITING
from api.lti.visits import Here, TeacherFromThere, demand_link, demand_own_link
from api.pages.access import CheckedForm, service_of
from api.pages.rendering import render
from api.store.audit import note
from api.store.chores import add_chore, find_chore
from api.store.lti_scores import NAMES, ask_for_chores, list_scores
from api.store.lti_tables import LtiBatch, LtiMember
from api.store.tables import Contest, Essay, read_clock

router = APIRouter()


@router.get("/lti/course")
def show(request: Request, here: Here, user: TeacherFromThere) -> Response:
    """The contest of the link, with everything that concerns the platform."""
    with service_of(request).database.transaction() as session:
        link = demand_link(session, here)
        contest = session.get(Contest, link.contest_id) if link.contest_id else None
        if contest is None:
            return RedirectResponse(CHOOSING, 303)
        if contest.user_id != user.id:  # a colleague's
            return RedirectResponse(WAITING, 303)
        note(session, user.id, "lti.course", contest.id)
        members = select(func.count()).where(LtiMember.contest_id == contest.id)
        batch = session.get(LtiBatch, contest.id)
        handed_in = select(func.count()).where(Essay.batch_id == (batch.batch_id if batch else ""))
        shown = {
            "contest": contest,
            "platform": here.platform.name,
            "title": link.services.get("title", ""),
            "has_grades": names.SCORE in link.services.get("scopes", ()),
            "has_members": bool(link.services.get("members")),
            "rows": list_scores(session, contest.id, here.platform_id),
            "members": session.scalar(members) or 0,
            "handed_in": session.scalar(handed_in) or 0,
            "batch_id": batch.batch_id if batch else "",
            "names": find_chore(session, contest.id, NAMES),
        }
        return HTMLResponse(render("lti_course.html", request, **shown))


@router.post("/lti/course/names")
def fill_class(request: Request, here: Here, user: TeacherFromThere, form: CheckedForm) -> Response:  # noqa: ARG001
    """Asks a worker to read who is in the course."""
    with service_of(request).database.transaction() as session:
        link, contest = demand_own_link(session, here, user)
        add_chore(session, contest.id, user.id, NAMES, link=link.id)
        note(session, user.id, "lti.names", contest.id)
    return RedirectResponse("/lti/course", 303)


@router.post("/lti/course/scores")
def send_again(request: Request, here: Here, user: TeacherFromThere, form: CheckedForm) -> Response:  # noqa: ARG001
    """Sends at once what could not be sent, or was not, since the link took no points then."""
    with service_of(request).database.transaction() as session:
        _, contest = demand_own_link(session, here, user)
        for row, _essay in list_scores(session, contest.id, here.platform_id):
            if row.problem or not row.kind:
                row.due_at, row.attempts = read_clock(), 0
        session.flush()
        ask_for_chores(session)
        note(session, user.id, "lti.scores", contest.id)
    return RedirectResponse("/lti/course", 303)


@router.post("/lti/course/leave")
def leave(request: Request, here: Here, user: TeacherFromThere, form: CheckedForm) -> Response:  # noqa: ARG001
    """Lets the link open no contest, so that another one can be chosen."""
    with service_of(request).database.transaction() as session:
        link, contest = demand_own_link(session, here, user)
        link.contest_id = None
        note(session, user.id, "lti.leave", contest.id)
    return RedirectResponse(CHOOSING, 303)
