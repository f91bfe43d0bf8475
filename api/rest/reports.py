"""Reports: the very documents `grader.report/1`, always advisory."""

import asyncio
import re
import time
from datetime import datetime
from typing import Annotated, Any

from fastapi import Header, Request, Response
from fastapi.responses import JSONResponse
from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool

from api.pages.access import service_of
from api.problems import Refused
from api.reading import load_report_version
from api.rest.batches import BatchShown, show_batch
from api.rest.bodies import Shown
from api.rest.callers import Caller, CallerHere, caller_of, reach_batch, reach_essay
from api.rest.essays import EssayShown, show_essay
from api.rest.etags import make_tag
from api.rest.paging import Page, Walk, WalkHere
from api.rest.routes import asks, make_router
from api.sealing import is_sealed, seal_report
from api.store.audit import note
from api.store.class_tables import EarlierReport
from api.store.decisions import list_decisions, sum_up
from api.store.tables import ContestVersion, Essay, StoredReport
from grader.report import Report

router = make_router("reports")
MOST_SECONDS = 60
_LOOK_EVERY_SECONDS = 0.5
_WAIT = re.compile(r"(?:^|[,;\s])wait\s*=\s*(\d{1,4})", re.ASCII)
Prefer = Annotated[
    str | None,
    Header(
        description=f"`wait=20`: waits up to so many seconds (at most {MOST_SECONDS}) for work that is under way (RFC 7240).",
        max_length=200,
    ),
]
_REPORT: dict[int | str, dict[str, Any]] = {
    202: {"model": EssayShown, "description": "The essay is not graded yet; `Retry-After` says when to look again."},
}


class EarlierShown(Shown):
    """A report of an essay that may have been replaced since."""

    id: str = Field(description="Names the report.")
    version: int | None = Field(description="The contest’s version that it was made with.")
    is_newest: bool
    created_at: datetime
    report: Report


def read_seconds(prefer: str | None) -> int:
    """How long a program would like to wait."""
    found = _WAIT.search(prefer or "")
    return min(int(found[1]), MOST_SECONDS) if found else 0


@router.get(
    "/essays/{essay_id}/report",
    response_model=Report,
    operation_id="read_report",
    responses=_REPORT,
    **asks(("read",), may=(409, 422), headers=("ETag", "Retry-After")),
)
async def read(request: Request, response: Response, essay_id: str, prefer: Prefer = None) -> Any:
    """Read the report of an essay.

    In blind contests all that tells who wrote the essay is covered; where suggestions are sealed the essay stands alone until
    the key's teacher committed levels of their own. An essay that could not be graded is a problem (409) that says why.
    """
    until = time.monotonic() + read_seconds(prefer)
    while True:
        found = await run_in_threadpool(_look, request, essay_id)
        if isinstance(found, Report):
            response.headers["ETag"] = make_tag(found.to_json())
            return Response(found.to_json(), headers=dict(response.headers), media_type="application/json")
        if time.monotonic() >= until or await request.is_disconnected():
            return JSONResponse(found.model_dump(mode="json"), 202, {"Retry-After": "1"})
        await asyncio.sleep(_LOOK_EVERY_SECONDS)


def _look(request: Request, essay_id: str) -> Report | EssayShown:
    caller = caller_of(request)
    with service_of(request).database.reading() as session:
        essay = reach_essay(session, caller, essay_id)
        if essay.state == "failed":
            where = f"/api/v1/essays/{essay.id}"
            raise Refused(409, f"This essay could not be graded: {essay.reason}.", where, f"{essay.remedy}.")
        stored = session.scalars(select(StoredReport).where(StoredReport.essay_id == essay.id)).one_or_none()
        if stored is None:
            return show_essay(essay, caller)
    with service_of(request).database.transaction() as session:
        essay = reach_essay(session, caller, essay_id)
        return open_report(request, session, caller, essay, stored.shown or stored.document)


def open_report(
    request: Request, session: Session, caller: Caller, essay: Essay, document: str, *, is_noted: bool = True
) -> Report:
    """A report as the key's teacher may see it; that it was seen goes into the audit log."""
    report = Report.model_validate_json(document)
    sealed = is_sealed(essay, caller.user, sum_up(list_decisions(session, essay)))
    if is_noted:
        note(session, caller.user.id, "essay.sealed" if sealed else "essay.view", essay.id, key=caller.key.hint)
    if not sealed:
        return report
    return seal_report(report, load_report_version(session, essay, service_of(request).settings))


@router.get(
    "/batches/{batch_id}/reports",
    response_model=Page[Report],
    operation_id="list_batch_reports",
    responses={
        202: {"model": BatchShown, "description": "Nothing is graded yet; `Retry-After` says when to look again."}
    },
    **asks(("read",), headers=("Retry-After",)),
)
async def list_of_batch(request: Request, walk: WalkHere, batch_id: str, prefer: Prefer = None) -> Any:
    """List the reports of a batch in the order of its essays; those that are not graded yet are missing.

    With `Prefer: wait=60` the answer waits until the whole batch is done.
    """
    until = time.monotonic() + read_seconds(prefer)
    while True:
        shown = await run_in_threadpool(_look_at_batch, request, batch_id)
        is_late = time.monotonic() >= until or await request.is_disconnected()
        if shown.progress.is_over or (is_late and shown.progress.graded):
            return await run_in_threadpool(_list_reports, request, walk, batch_id)
        if is_late:
            return JSONResponse(shown.model_dump(mode="json"), 202, {"Retry-After": "1"})
        await asyncio.sleep(_LOOK_EVERY_SECONDS)


def _look_at_batch(request: Request, batch_id: str) -> BatchShown:
    with service_of(request).database.reading() as session:
        return show_batch(session, reach_batch(session, caller_of(request), batch_id))


def _list_reports(request: Request, walk: Walk, batch_id: str) -> Page[Report]:
    caller = caller_of(request)
    with service_of(request).database.transaction() as session:
        batch = reach_batch(session, caller, batch_id)
        graded = select(StoredReport.essay_id)
        chosen = select(Essay).where(Essay.batch_id == batch.id, Essay.id.in_(graded))
        essays, following = walk.read(session, chosen, Essay.position, Essay.id)
        found = select(StoredReport).where(StoredReport.essay_id.in_([essay.id for essay in essays]))
        stored = {one.essay_id: one.shown or one.document for one in session.scalars(found)}
        reports = [open_report(request, session, caller, essay, stored[essay.id]) for essay in essays]
        return Page(items=reports, next=following)


@router.get(
    "/essays/{essay_id}/reports",
    response_model=Page[EarlierShown],
    operation_id="list_reports",
    **asks(("read",)),
)
def list_of_essay(request: Request, caller: CallerHere, walk: WalkHere, essay_id: str) -> Page[EarlierShown]:
    """List all reports of an essay, the newest last; a changed contest never alters those that were made before."""
    with service_of(request).database.transaction() as session:
        essay = reach_essay(session, caller, essay_id)
        newest = session.scalars(select(StoredReport).where(StoredReport.essay_id == essay.id)).all()
        earlier = session.scalars(
            select(EarlierReport)
            .where(EarlierReport.essay_id == essay.id)
            .order_by(EarlierReport.created_at, EarlierReport.id)
        ).all()
        everything: list[StoredReport | EarlierReport] = [*earlier, *newest]
        rows, following = walk.cut(everything)
        return Page(items=[_show(request, session, caller, essay, one) for one in rows], next=following)


def _show(
    request: Request, session: Session, caller: Caller, essay: Essay, stored: StoredReport | EarlierReport
) -> EarlierShown:
    version = session.get(ContestVersion, stored.version_id or essay.batch.version_id)
    return EarlierShown(
        id=stored.id,
        version=version.number if version else None,
        is_newest=isinstance(stored, StoredReport),
        created_at=stored.created_at,
        report=open_report(request, session, caller, essay, stored.shown or stored.document),
    )
