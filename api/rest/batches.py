"""Batches: essays that came in together, how far the work on them is, and steering it."""

from datetime import datetime
from typing import Literal

from fastapi import Request, Response
from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from api.deciding import release_graded
from api.pages.access import service_of
from api.pages.batches import FIRST_FEW
from api.problems import Refused
from api.rest.bodies import Given, Shown
from api.rest.callers import CallerHere, reach_batch, reach_contest
from api.rest.contests import place
from api.rest.paging import Page, WalkHere
from api.rest.routes import asks, make_router
from api.store.audit import note
from api.store.essays import confirm, measure_progress
from api.store.queue import grade_again, try_again
from api.store.tables import Batch

router = make_router("batches")
How = Literal["all", "few", "stop", "retry", "again"]
_SOONEST, _LATEST = 1, 60
_SEEN_BY = ("read", "submit", "grade")


class ProgressShown(Shown):
    """How far the work on a batch is."""

    total: int = Field(ge=0)
    graded: int = Field(ge=0)
    failed: int = Field(ge=0)
    running: int = Field(ge=0)
    wanted: int = Field(description="How many are to be graded before the work stops.", ge=0)
    seconds_left: int | None = Field(description="An estimate; null while there is none.")
    is_over: bool = Field(description="Whether nothing is under way or waiting to be.")


class BatchShown(Shown):
    """Essays that came in together."""

    id: str = Field(description="Names the batch in addresses.")
    contest: str = Field(description="The contest’s id.")
    version: int = Field(description="The contest’s version that the essays are graded with.", ge=1)
    started: bool = Field(description="Whether grading was begun.")
    progress: ProgressShown
    left_out: list[str] = Field(description="Papers of a learning platform that are no essays.")
    created_at: datetime


class Steering(Given):
    """What is to be done with a batch."""

    how: How = Field(
        description="`all`: grade all of it; `few`: the first five; `stop`: before the next essay; `retry`: the failed ones "
        "once more; `again`: all of it with the contest’s newest version, keeping earlier reports.",
        examples=["all"],
    )


def show_batch(session: Session, batch: Batch) -> BatchShown:
    """A batch as it is now."""
    progress = measure_progress(session, batch)
    return BatchShown(
        id=batch.id,
        contest=batch.contest_id,
        version=batch.version.number,
        started=batch.confirmed_at is not None,
        progress=ProgressShown(
            total=progress.total,
            graded=progress.graded,
            failed=progress.failed,
            running=progress.running,
            wanted=progress.wanted,
            seconds_left=progress.seconds_left,
            is_over=progress.is_over and batch.confirmed_at is not None,
        ),
        left_out=[str(one) for one in batch.left_out],
        created_at=batch.created_at,
    )


def lead_to(request: Request, response: Response, batch: Batch) -> None:
    """Says where a batch can be watched, and when it is worth while."""
    response.headers["Location"] = place(request, f"batches/{batch.id}")
    response.headers["Retry-After"] = str(_SOONEST)


@router.get(
    "/contests/{contest_id}/batches",
    response_model=Page[BatchShown],
    operation_id="list_batches",
    **asks(_SEEN_BY),
)
def list_all(request: Request, caller: CallerHere, walk: WalkHere, contest_id: str) -> Page[BatchShown]:
    """List the batches of a contest, the oldest first."""
    with service_of(request).database.reading() as session:
        contest = reach_contest(session, caller, contest_id)
        chosen = select(Batch).where(Batch.contest_id == contest.id)
        rows, following = walk.read(session, chosen, Batch.created_at, Batch.id)
        return Page(items=[show_batch(session, one) for one in rows], next=following)


@router.get(
    "/batches/{batch_id}",
    response_model=BatchShown,
    operation_id="read_batch",
    **asks(_SEEN_BY, headers=("Retry-After",)),
)
def read(request: Request, response: Response, caller: CallerHere, batch_id: str) -> BatchShown:
    """Read how far the work on a batch is; `Retry-After` says when it is worth while to look again."""
    with service_of(request).database.reading() as session:
        shown = show_batch(session, reach_batch(session, caller, batch_id))
    if shown.started and not shown.progress.is_over:
        seconds = shown.progress.seconds_left or _SOONEST
        response.headers["Retry-After"] = str(max(_SOONEST, min(_LATEST, seconds)))
    return shown


@router.post(
    "/batches/{batch_id}/steering",
    status_code=202,
    response_model=BatchShown,
    operation_id="steer_batch",
    **asks(("grade",), headers=("Location", "Retry-After")),
)
def steer(request: Request, response: Response, caller: CallerHere, batch_id: str, asked: Steering) -> BatchShown:
    """Begin, stop, go on, try failed essays again, or grade with the contest's newest version."""
    with service_of(request).database.transaction() as session:
        batch = reach_batch(session, caller, batch_id)
        _steer(session, batch, asked.how)
        action = "batch.again" if asked.how == "again" else "batch.steer"
        note(session, caller.user.id, action, batch.id, how=asked.how, key=caller.key.hint)
        session.flush()
        lead_to(request, response, batch)
        return show_batch(session, batch)


def _steer(session: Session, batch: Batch, how: How) -> None:
    if batch.confirmed_at is None:
        if how not in {"all", "few"}:
            raise Refused(409, "The grading of this batch was not begun.", "body.how", "Send `all` or `few` first.")
        confirm(session, batch, {}, first=FIRST_FEW if how == "few" else None)
    elif how == "again":
        newest = batch.contest.versions[-1]
        if batch.version_id != newest.id:
            grade_again(session, batch, newest)
    else:
        batch.until = {"stop": 0, "few": FIRST_FEW}.get(how)
        if how == "retry":
            try_again(session, batch)


@router.post(
    "/batches/{batch_id}/release",
    response_model=BatchShown,
    operation_id="release_batch",
    **asks(("grade",)),
)
def release(request: Request, caller: CallerHere, batch_id: str) -> BatchShown:
    """Release every graded essay of a batch to its writer, with what was decided."""
    with service_of(request).database.transaction() as session:
        batch = reach_batch(session, caller, batch_id)
        release_graded(session, batch, caller.user)
        note(session, caller.user.id, "batch.release", batch.id, key=caller.key.hint)
        return show_batch(session, batch)
