"""A student inside the platform: hands an essay in, and sees what came back."""

from collections.abc import Sequence
from datetime import timedelta

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy.orm import Session

from api.draft_rules import LONGEST_DRAFT
from api.lti.arrival import WAITING, find_asset_essay
from api.lti.visits import Here, StudentFromThere
from api.pages.access import CheckedForm, demand_found, service_of
from api.pages.rendering import render
from api.pages.student import read_draft
from api.reading import load_version
from api.store.audit import note
from api.store.classes import find_enrolment_of
from api.store.connections import find_result, list_results
from api.store.decisions import list_decisions
from api.store.hand_ins import MOST_HAND_INS, hand_in, list_handed_in
from api.store.lti_tables import LtiVisit
from api.store.student_tables import Enrolment
from api.store.tables import Essay, User, read_clock
from grader.model import Contest
from grader.reports.languages import mark

router = APIRouter()
_ENOUGH = mark("You handed in as often as is possible. Tell your teacher.")
_DECIDED = mark("Your teacher has begun to decide; what you handed in counts.")
_LAST_ZONE = timedelta(hours=12)


def _demand_enrolment(session: Session, here: LtiVisit, user: User, *, locks: bool = False) -> Enrolment:
    """The student's place in the class of the contest that the visit's link opens now."""
    enrolment = demand_found(find_enrolment_of(session, user, locks=locks))
    if here.link is not None and here.link.contest_id not in {None, enrolment.contest_id}:
        raise HTTPException(404)
    return enrolment


@router.get("/lti/essay")
def show(request: Request, here: Here, user: StudentFromThere) -> Response:
    """The question, what was handed in, and the field for the essay."""
    with service_of(request).database.reading() as session:
        return _show(request, session, _demand_enrolment(session, session.merge(here), user))


def _show(request: Request, session: Session, enrolment: Enrolment, problem: str = "", draft: str = "") -> Response:
    contest = load_version(session, enrolment.contest.versions[-1], service_of(request).settings)
    essays = list_handed_in(session, enrolment)
    shown = {
        "contest": contest,
        "essays": essays,
        "results": list_results(session, enrolment),
        "closed": _find_closed(session, essays),
        "is_late": _is_late(contest),
        "longest": LONGEST_DRAFT,
    }
    page = render("lti_essay.html", request, problem=problem, draft=draft, **shown)
    return HTMLResponse(page, 422 if problem else 200)


def _find_closed(session: Session, handed_in: Sequence[Essay]) -> str:
    """Why nothing more can be handed in, for people; empty when it can."""
    if len(handed_in) >= MOST_HAND_INS:
        return _ENOUGH
    is_decided = any(one.kind != "private" for essay in handed_in[:1] for one in list_decisions(session, essay))
    return _DECIDED if is_decided else ""


def _is_late(contest: Contest) -> bool:
    # A day ends last twelve hours west of Greenwich; before that nobody is late.
    deadline = contest.rules.deadline
    return deadline is not None and (read_clock() - _LAST_ZONE).date() > deadline


@router.post("/lti/essay")
def take(request: Request, here: Here, user: StudentFromThere, form: CheckedForm) -> Response:
    """Takes an essay, pasted or as a file; a worker grades it, and the teacher decides."""
    service = service_of(request)
    with service.database.transaction() as session:
        enrolment = _demand_enrolment(session, session.merge(here), user, locks=True)
        content, suffix, problem = read_draft(form)
        closed = _find_closed(session, list_handed_in(session, enrolment))
        if problem or closed:
            return _show(request, session, enrolment, problem or closed, str(form.get("draft", ""))[:LONGEST_DRAFT])
        contest = load_version(session, enrolment.contest.versions[-1], service.settings)
        told = {"is_late": _is_late(contest), "lms_user": here.sub}
        essay = hand_in(session, enrolment.contest, enrolment, (content, suffix), **told)
        note(session, user.id, "essay.hand_in", essay.id)
    return RedirectResponse("/lti/essay", 303)


@router.get("/lti/result")
def show_result(request: Request, here: Here, user: StudentFromThere) -> Response:
    """Leads to the report on the file that the platform named, once the teacher released it."""
    with service_of(request).database.reading() as session:
        enrolment = _demand_enrolment(session, session.merge(here), user)
        essay = find_asset_essay(session, here.platform_id, here.message.get("asset", ""))
        result = find_result(session, enrolment, essay.id) if essay else None
    return RedirectResponse(f"/my/results/{result.id}" if result else WAITING, 303)


@router.get(WAITING)
def wait(request: Request, here: Here) -> Response:
    """Says that there is nothing to be seen yet."""
    return HTMLResponse(render("lti_wait.html", request, role=here.role, platform=here.platform.name))
