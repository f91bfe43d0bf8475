"""Drafts: sent for a student before the deadline, graded before anything else, with feedback as the contest allows."""

from datetime import datetime
from typing import Any

from fastapi import Request, Response
from fastapi.responses import JSONResponse
from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from api.auth import hash_token
from api.codes import make_personal_code
from api.draft_rules import LONGEST_DRAFT, find_closed
from api.feedback import read_feedback
from api.pages.access import service_of
from api.problems import Refused
from api.reading import load_version
from api.rest.bodies import Given, Line, Shown, Words
from api.rest.callers import NOTHING, Caller, CallerHere, reach_contest, read_id
from api.rest.contests import place
from api.rest.paging import Page, WalkHere
from api.rest.routes import asks, make_router
from api.store.audit import note
from api.store.classes import enrol, find_link, is_full
from api.store.drafts import add_draft, list_drafts, next_draft_at
from api.store.student_tables import Draft, Enrolment
from api.store.tables import Contest, State, Student, make_id
from grader.report import Report
from grader.reports.students import keep_allowed

router = make_router("drafts")
PLATFORM = "rest"
"""What stands in a student's row as the platform whose id `lms_id` is."""
USUAL_DRAFTS_A_DAY = 3
_SEEN_BY = ("read", "submit")


class DraftGiven(Given):
    """A student's draft."""

    student: Line = Field(
        min_length=1,
        max_length=100,
        description="Your own id of the student, always the same one; a pseudonym will do. It is kept with names, and erased "
        "with them.",
        examples=["pupil-17"],
    )
    text: Words = Field(min_length=1, max_length=LONGEST_DRAFT, examples=["A Lamp Gone Out\n\nI believe that …"])


class DraftShown(Shown):
    """A draft, and how far the work on it is."""

    id: str = Field(description="Names the draft in addresses.")
    contest: str = Field(description="The contest’s id.")
    code: str = Field(description="What pages call the student.", examples=["student-003"])
    number: int = Field(description="Counts the student’s drafts from 1.", ge=1)
    state: State
    reason: str = Field(description="Why it could not be graded; else empty.")
    remedy: str = Field(description="What helps; else empty.")
    created_at: datetime
    finished_at: datetime | None


def _show(draft: Draft) -> DraftShown:
    names = ("id", "number", "state", "reason", "remedy", "created_at", "finished_at")
    told = {name: getattr(draft, name) for name in names}
    return DraftShown(contest=draft.enrolment.contest_id, code=draft.enrolment.code, **told)


def reach_draft(session: Session, caller: Caller, draft_id: str) -> Draft:
    """A draft that a program sent for a contest that the key reaches, or 404; what students sent themselves is theirs."""
    draft = session.get(Draft, read_id(draft_id))
    if draft is None or draft.enrolment.student.platform != PLATFORM:
        raise Refused(404, NOTHING)
    reach_contest(session, caller, draft.enrolment.contest_id)
    return draft


@router.post(
    "/contests/{contest_id}/drafts",
    status_code=202,
    response_model=DraftShown,
    operation_id="send_draft",
    **asks(
        ("submit",),
        headers=("Location", "Retry-After"),
        links={name: {"draft_id": "$response.body#/id"} for name in ("read_draft", "read_feedback", "erase_drafter")},
    ),
)
def send(request: Request, response: Response, caller: CallerHere, contest_id: str, asked: DraftGiven) -> DraftShown:
    """Send a draft for a student; a worker grades it before anything else.

    As on the students' pages there are so many a day, none after the deadline, and none where the contest gives no feedback.
    """
    service = service_of(request)
    with service.database.transaction() as session:
        contest = reach_contest(session, caller, contest_id)
        enrolment = _find_student(session, contest, asked.student)
        if enrolment is None:
            enrolment = _enrol(request, session, contest, asked.student)
        _demand_open(request, session, contest, enrolment)
        draft = add_draft(session, enrolment, contest.versions[-1], asked.text.encode(), ".txt")
        note(session, caller.user.id, "draft.send", draft.id, number=draft.number, key=caller.key.hint)
        response.headers["Location"] = place(request, f"drafts/{draft.id}")
        response.headers["Retry-After"] = "1"
        return _show(draft)


def _find_student(session: Session, contest: Contest, name: str) -> Enrolment | None:
    return session.scalars(
        select(Enrolment)
        .join(Student, Enrolment.student_id == Student.id)
        .where(Enrolment.contest_id == contest.id, Student.platform == PLATFORM, Student.lms_id == name)
        .limit(1)
        .with_for_update(of=Enrolment)
    ).one_or_none()


def _enrol(request: Request, session: Session, contest: Contest, name: str) -> Enrolment:
    """A new student of the class; with the personal code, which a teacher can renew, they could come to the pages too."""
    if is_full(session, contest.id):
        raise Refused(409, "The class of this contest is full.", "body.student", "Erase students who are gone.")
    enrolment_id = make_id()
    code = make_personal_code(service_of(request).key, enrolment_id, 0)
    enrolment = enrol(session, contest.id, name, hash_token(code), enrolment_id)
    enrolment.student.platform, enrolment.student.lms_id = PLATFORM, name
    return enrolment


def _demand_open(request: Request, session: Session, contest: Contest, enrolment: Enrolment) -> None:
    loaded = load_version(session, contest.versions[-1], service_of(request).settings)
    link = find_link(session, contest)
    a_day = link.drafts_a_day if link else USUAL_DRAFTS_A_DAY
    closed = find_closed(loaded, a_day, next_draft_at(list_drafts(session, enrolment), a_day))
    if closed:
        remedy = "The rules of the contest and of its class say when drafts are taken."
        raise Refused(409, closed, "body.student", remedy)


@router.get(
    "/contests/{contest_id}/drafts",
    response_model=Page[DraftShown],
    operation_id="list_drafts",
    **asks(_SEEN_BY),
)
def list_all(request: Request, caller: CallerHere, walk: WalkHere, contest_id: str) -> Page[DraftShown]:
    """List the drafts that were sent for a class, the oldest first; what students sent is theirs."""
    with service_of(request).database.reading() as session:
        contest = reach_contest(session, caller, contest_id)
        is_sent = (Enrolment.contest_id == contest.id, Student.platform == PLATFORM)
        within = select(Enrolment.id).join(Student, Enrolment.student_id == Student.id).where(*is_sent)
        chosen = select(Draft).where(Draft.enrolment_id.in_(within))
        rows, following = walk.read(session, chosen, Draft.created_at, Draft.id)
        return Page(items=[_show(draft) for draft in rows], next=following)


@router.get("/drafts/{draft_id}", response_model=DraftShown, operation_id="read_draft", **asks(_SEEN_BY))
def read(request: Request, caller: CallerHere, draft_id: str) -> DraftShown:
    """Read how far the work on a draft is."""
    with service_of(request).database.reading() as session:
        return _show(reach_draft(session, caller, draft_id))


_FEEDBACK: dict[int | str, dict[str, Any]] = {
    202: {"model": DraftShown, "description": "The draft is not graded yet; `Retry-After` says when to look again."}
}


@router.get(
    "/drafts/{draft_id}/feedback",
    response_model=Report,
    responses=_FEEDBACK,
    operation_id="read_feedback",
    **asks(_SEEN_BY, may=(409,), headers=("Retry-After",)),
)
def read_allowed(request: Request, caller: CallerHere, draft_id: str) -> Any:
    """Read the feedback on a draft: a report that holds what the contest lets students see (`draft_feedback`), no more."""
    service = service_of(request)
    with service.database.transaction() as session:
        draft = reach_draft(session, caller, draft_id)
        if draft.state == "failed":
            raise Refused(409, f"This draft could not be graded: {draft.reason}.", "", f"{draft.remedy}.")
        if draft.state != "graded":
            shown = _show(draft).model_dump(mode="json")
            return JSONResponse(shown, 202, {"Retry-After": "1"})
        report, contest, shows_levels = read_feedback(session, draft, service.settings)
        note(session, caller.user.id, "draft.view", draft.id, key=caller.key.hint)
    return keep_allowed(report, contest, shows_levels=shows_levels)
