"""Essays: handed in as text or as files, and how far the work on each is."""

import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from fastapi import Request, Response
from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload
from starlette.concurrency import run_in_threadpool

from api.handing_in import take_files
from api.pages.access import service_of
from api.rest.batches import BatchShown, lead_to, show_batch
from api.rest.bodies import FORM, Given, Line, Shown, Words, kind_of, read_form, read_json
from api.rest.callers import Caller, CallerHere, caller_of, reach_batch, reach_contest, reach_essay
from api.rest.paging import Page, WalkHere
from api.rest.routes import asks, make_router
from api.store.audit import note
from api.store.essays import add_batch, confirm
from api.store.tables import Batch, Essay, State, Student
from api.uploads import lay_down
from grader.intake import Intake

router = make_router("essays")
MOST_ESSAYS = 1_000
SEEN_BY = ("read", "submit", "grade")


class EssayGiven(Given):
    """An essay as text."""

    text: Words = Field(description="The whole essay: title, text, notes and bibliography.", min_length=1)
    name: Line = Field("", description="Who wrote it; kept apart from reports, and covered in blind contests.")
    lms_id: Line = Field("", description="The submission’s id in your system; it comes back in `student`.")
    lms_user: Line = Field("", description="The writer’s id in your system; it comes back in `student`.")


class EssaysGiven(Given):
    """Essays that are handed in together."""

    essays: list[EssayGiven] = Field(
        min_length=1,
        max_length=MOST_ESSAYS,
        examples=[
            [{"text": "A Lamp Gone Out\n\nI believe that the council treated Tom Hill unfairly.", "lms_id": "4711"}]
        ],
    )
    start: bool = Field(default=True, description="Whether grading begins at once; else with `steer_batch`.")


class StudentShown(Shown):
    """Who wrote an essay, as far as it is known."""

    name: str
    lms_id: str
    lms_user: str
    original_file: str = Field(description="The file’s name as it was handed in.")
    is_late: bool


class EssayShown(Shown):
    """An essay, and how far the work on it is."""

    id: str = Field(description="Names the essay in addresses.")
    code: str = Field(description="What reports and files call it.", examples=["essay-001"])
    contest: str = Field(description="The contest’s id.")
    batch: str = Field(description="The id of the batch that it came in with.")
    state: State = Field(description="`pending`, `running`, `graded` or `failed`.")
    reason: str = Field(description="Why it could not be graded; else empty.")
    remedy: str = Field(description="What helps; else empty.")
    lms_id: str = Field(description="The submission’s id in your system; empty in blind contests.")
    student: StudentShown | None = Field(
        description="Only for keys with the scope `grade`, and never in blind contests."
    )
    created_at: datetime
    finished_at: datetime | None


def show_essay(essay: Essay, caller: Caller) -> EssayShown:
    """An essay as a key may see it."""
    is_blind = essay.batch.version.is_blind
    student = essay.student
    return EssayShown(
        id=essay.id,
        code=essay.code,
        contest=essay.contest_id,
        batch=essay.batch_id,
        state=_read_state(essay.state),
        reason=essay.reason,
        remedy=essay.remedy,
        lms_id="" if is_blind else student.lms_id,
        student=_show_student(student) if caller.may("grade") and not is_blind else None,
        created_at=essay.created_at,
        finished_at=essay.finished_at,
    )


def _read_state(state: str) -> State:
    known: dict[str, State] = {"running": "running", "graded": "graded", "failed": "failed"}
    return known.get(state, "pending")


def _show_student(student: Student) -> StudentShown:
    return StudentShown(
        name=student.name,
        lms_id=student.lms_id,
        lms_user=student.lms_user,
        original_file=student.original_file,
        is_late=student.is_late,
    )


_FILES = {
    "files": {
        "type": "array",
        "items": {"type": "string", "format": "binary"},
        "description": "Word files, PDFs, texts or web pages, or a learning platform’s zip as it is.",
    },
    "start": {"type": "string", "enum": ["yes", "no"], "description": "Whether grading begins at once; it does."},
}


@router.post(
    "/contests/{contest_id}/essays",
    status_code=202,
    response_model=BatchShown,
    operation_id="hand_in_essays",
    **asks(
        ("submit",),
        json=EssaysGiven,
        form=_FILES,
        headers=("Location", "Retry-After"),
        links={
            name: {"batch_id": "$response.body#/id"}
            for name in ("read_batch", "list_batch_essays", "list_batch_reports", "steer_batch", "export_batch")
        },
    ),
)
async def hand_in(request: Request, response: Response, contest_id: str) -> BatchShown:
    """Hand essays in, as text or as files; workers grade them.

    The answer names the batch; `Location` leads to it, and `Retry-After` says when to look again.

    Essays of a batch come in an order that says nothing: know yours by `lms_id`, or, where a blind contest
    hides it, by handing them in one by one.
    """
    if kind_of(request) == FORM:
        form = await read_form(request)
        starts = form.get("start") != "no"
        return await run_in_threadpool(_take_form, request, response, contest_id, form, starts=starts)
    given = await read_json(request, EssaysGiven)
    return await run_in_threadpool(_take_texts, request, response, contest_id, given)


def _take_form(request: Request, response: Response, contest_id: str, form: Any, *, starts: bool) -> BatchShown:
    _demand_contest(request, contest_id)
    with tempfile.TemporaryDirectory(prefix="grader-") as scratch:
        intake = take_files(lay_down(form, Path(scratch) / "uploaded"), Path(scratch))
        return _keep(request, response, contest_id, intake, (), starts=starts)


def _take_texts(request: Request, response: Response, contest_id: str, given: EssaysGiven) -> BatchShown:
    _demand_contest(request, contest_id)
    with tempfile.TemporaryDirectory(prefix="grader-") as scratch:
        files = []
        for number, one in enumerate(given.essays):
            path = Path(scratch) / f"{number:04}.txt"
            path.write_text(one.text, encoding="utf-8", newline="")
            files.append((path.name, path))
        intake = take_files(files, Path(scratch))
        return _keep(request, response, contest_id, intake, given.essays, starts=given.start)


def _demand_contest(request: Request, contest_id: str) -> None:
    with service_of(request).database.reading() as session:
        reach_contest(session, caller_of(request), contest_id)


def _keep(
    request: Request,
    response: Response,
    contest_id: str,
    intake: Intake,
    given: Sequence[EssayGiven],
    *,
    starts: bool,
) -> BatchShown:
    caller = caller_of(request)
    with service_of(request).database.transaction() as session:
        contest = reach_contest(session, caller, contest_id)
        batch = add_batch(session, contest, contest.versions[-1], intake)
        _name_writers(session, batch, intake, given)
        note(session, caller.user.id, "essays.upload", batch.id, count=len(intake.tasks), key=caller.key.hint)
        if starts:
            confirm(session, batch, {})
            note(session, caller.user.id, "batch.start", batch.id, key=caller.key.hint)
        lead_to(request, response, batch)
        session.flush()
        return show_batch(session, batch)


def _name_writers(session: Session, batch: Batch, intake: Intake, given: Sequence[EssayGiven]) -> None:
    """Keeps who wrote texts; files tell it themselves."""
    if not given:
        return
    essays = session.scalars(select(Essay).where(Essay.batch_id == batch.id).order_by(Essay.position))
    for essay, task in zip(essays, intake.tasks, strict=True):
        told = given[int(Path(task.path).stem)]
        name = " ".join(told.name.split())
        essay.student.name, essay.student.hints = name, [name] if name else []
        essay.student.lms_id, essay.student.lms_user, essay.student.original_file = told.lms_id, told.lms_user, ""


@router.get(
    "/contests/{contest_id}/essays",
    response_model=Page[EssayShown],
    operation_id="list_essays",
    **asks(SEEN_BY),
)
def list_of_contest(request: Request, caller: CallerHere, walk: WalkHere, contest_id: str) -> Page[EssayShown]:
    """List the essays of a contest by their codes."""
    with service_of(request).database.reading() as session:
        reach_contest(session, caller, contest_id)
        chosen = select(Essay).where(Essay.contest_id == contest_id).options(joinedload(Essay.student))
        rows, following = walk.read(session, chosen, Essay.created_at, Essay.code, Essay.id)
        return Page(items=[show_essay(one, caller) for one in rows], next=following)


@router.get(
    "/batches/{batch_id}/essays",
    response_model=Page[EssayShown],
    operation_id="list_batch_essays",
    **asks(SEEN_BY),
)
def list_of_batch(request: Request, caller: CallerHere, walk: WalkHere, batch_id: str) -> Page[EssayShown]:
    """List the essays of a batch in their order."""
    with service_of(request).database.reading() as session:
        batch = reach_batch(session, caller, batch_id)
        chosen = select(Essay).where(Essay.batch_id == batch.id).options(joinedload(Essay.student))
        rows, following = walk.read(session, chosen, Essay.position, Essay.id)
        return Page(items=[show_essay(one, caller) for one in rows], next=following)


@router.get("/essays/{essay_id}", response_model=EssayShown, operation_id="read_essay", **asks(SEEN_BY))
def read(request: Request, caller: CallerHere, essay_id: str) -> EssayShown:
    """Read how far the work on an essay is."""
    with service_of(request).database.reading() as session:
        return show_essay(reach_essay(session, caller, essay_id), caller)
