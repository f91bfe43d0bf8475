"""A student's own pages: drafts so far and the next one, the code to come back with, and all that is kept."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy.orm import Session
from starlette.datastructures import FormData, UploadFile

from api.codes import make_personal_code, show_code
from api.draft_rules import ENOUGH, LARGEST_FILE, LONGEST_DRAFT, count_hours, count_recent, find_closed
from api.pages.access import CheckedForm, StudentHere, demand_found, service_of
from api.pages.rendering import render
from api.reading import load_version
from api.store.audit import note
from api.store.classes import find_enrolment_of
from api.store.connections import list_results
from api.store.drafts import add_draft, list_drafts, next_draft_at
from api.store.student_tables import ClassLink, Draft, Enrolment
from api.store.students import erase_place, export_student
from api.store.tables import Essay, User
from grader.documents.formats import is_known_suffix
from grader.model import Contest
from grader.reports.languages import mark

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Desk:
    """What a student has before them.

    Attributes:
        contest: the contest as it is now.
        drafts: the newest first.
        closed: why no draft can be sent, for people; empty when one can.
        left: how many drafts may still be sent now.
        hours: until the next draft may be sent, when all of a day are; else 0.
        results: essays that were handed in and are released.
    """

    enrolment: Enrolment
    contest: Contest
    drafts: Sequence[Draft]
    closed: str
    left: int
    results: Sequence[Essay]
    hours: int


def open_desk(session: Session, request: Request, user: User, *, locks: bool = False) -> Desk:
    """A student's desk; `locks` makes other requests of the same student wait."""
    enrolment = demand_found(find_enrolment_of(session, user, locks=locks))
    contest = load_version(session, enrolment.contest.versions[-1], service_of(request).settings)
    drafts = list_drafts(session, enrolment)
    link = session.get(ClassLink, enrolment.contest_id)
    a_day = link.drafts_a_day if link else 0
    free_at = next_draft_at(drafts, a_day)
    closed = find_closed(contest, a_day, free_at)
    return Desk(
        enrolment,
        contest,
        drafts,
        closed,
        left=0 if free_at else max(0, a_day - count_recent(drafts)),
        results=list_results(session, enrolment),
        hours=count_hours(free_at) if closed == ENOUGH else 0,
    )


@router.get("/my")
def show(request: Request, user: StudentHere) -> HTMLResponse:
    """The question, the field for the next draft, and the drafts so far."""
    with service_of(request).database.reading() as session:
        desk = open_desk(session, request, user)
        return HTMLResponse(render("my.html", request, problem="", draft="", longest=LONGEST_DRAFT, desk=desk))


@router.post("/my/drafts")
def send(request: Request, user: StudentHere, form: CheckedForm) -> Response:
    """Takes a draft, pasted or as a file; a worker grades it."""
    service = service_of(request)
    with service.database.transaction() as session:
        desk = open_desk(session, request, user, locks=True)
        content, suffix, problem = read_draft(form)
        if problem or desk.closed:
            shown = {"draft": str(form.get("draft", ""))[:LONGEST_DRAFT], "longest": LONGEST_DRAFT}
            page = render("my.html", request, problem=problem, desk=desk, **shown)
            return HTMLResponse(page, 422 if problem else 409)
        version = desk.enrolment.contest.versions[-1]
        made = add_draft(session, desk.enrolment, version, content, suffix)
        note(session, user.id, "draft.send", made.id, number=made.number)
    return RedirectResponse(f"/drafts/{made.id}", 303)


def read_draft(form: FormData) -> tuple[bytes, str, str]:
    """Content and suffix of a draft, or what is wrong with it."""
    file = form.get("file")
    if isinstance(file, UploadFile) and file.filename:
        content = file.file.read(LARGEST_FILE + 1)
        suffix = PurePosixPath(file.filename.lower()).suffix
        if len(content) > LARGEST_FILE:
            return b"", "", mark("The file is larger than 10 MB. Send the text alone, without pictures.")
        return content, suffix if is_known_suffix(suffix) else "", ""
    text = str(form.get("draft", ""))
    if not text.strip():
        return b"", "", mark("There is no text yet. Paste it into the field, or choose a file.")
    if len(text) > LONGEST_DRAFT:
        return b"", "", mark("This is longer than any essay. Paste your essay alone.")
    return text.encode("utf-8", "replace"), ".txt", ""


@router.get("/my/code")
def show_own_code(request: Request, user: StudentHere) -> HTMLResponse:
    """The code with which the student comes back, on any machine."""
    service = service_of(request)
    with service.database.reading() as session:
        enrolment = demand_found(find_enrolment_of(session, user))
        code = show_code(make_personal_code(service.key, enrolment.id, enrolment.renewals))
        return HTMLResponse(render("my_code.html", request, code=code, name=enrolment.student.name))


@router.get("/my/data")
def show_data(request: Request, user: StudentHere) -> HTMLResponse:
    """What is kept, and how to take it away or have it erased."""
    with service_of(request).database.reading() as session:
        enrolment = demand_found(find_enrolment_of(session, user))
        return HTMLResponse(render("my_data.html", request, days=enrolment.contest.retention_days))


@router.get("/my/data.json")
def hand_over(request: Request, user: StudentHere) -> Response:
    """Everything that is kept about the student in this class, as a file."""
    with service_of(request).database.transaction() as session:
        enrolment = demand_found(find_enrolment_of(session, user))
        told = export_student(session, user, enrolment.student)
    told = {"student": {"name": told["student"]["name"]}, "drafts": told["drafts"]}
    headers = {"Content-Disposition": 'attachment; filename="my-drafts.json"'}
    return Response(json.dumps(told, indent=1), media_type="application/json", headers=headers)


@router.post("/my/erase")
def erase(request: Request, user: StudentHere, form: CheckedForm) -> Response:
    """Erases the student's place in the class with all drafts, when the box was ticked; essays stay the teacher's."""
    if form.get("sure") != "yes":
        raise HTTPException(422, "Tick the box first: what is erased cannot be brought back.")
    with service_of(request).database.transaction() as session:
        enrolment = demand_found(find_enrolment_of(session, user, locks=True))
        erase_place(session, user.id, enrolment)
    return RedirectResponse("/join", 303)
