"""The worker: takes drafts and essays from the store one by one, grades them, and puts the reports back.

Work is never done in the web process. A worker that dies loses its lease, and another one takes the work up again.
"""

import os
import socket
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any, cast

from sqlalchemy.orm import Session

from api.chores import CHORES
from api.chores.errand import Errand
from api.class_rows import Told, count_hideable, tell_row
from api.contest_views import write_view
from api.draft_jobs import grade_next_draft
from api.leases import holding
from api.lti.planning import plan_messages
from api.settings import Settings
from api.store.answers import forget_answers
from api.store.blobs import read_blob
from api.store.chores import add_chore, claim_chore, end_chore, fail_chore, renew_chore
from api.store.contests import unpack_version
from api.store.database import Database
from api.store.essays import measure_progress
from api.store.hooks import emit, forget_deliveries
from api.store.queue import claim, keep_failure, keep_report, renew
from api.store.rows import keep_row, keep_view, read_summary
from api.store.students import erase_expired
from api.store.tables import Essay, StoredReport, make_id, read_clock
from grader.batch import Done, Failure, run_tasks
from grader.cli.grading import digest_report, keep_resident, open_contest, open_model
from grader.errors import GraderError, InvalidConfig
from grader.intake import Task, read_task
from grader.pipeline import grade
from grader.reports import mask_report

LEASE = timedelta(seconds=60)
_SWEEP_EVERY, _PLAN_EVERY = timedelta(hours=1), timedelta(seconds=10)
_PAUSE_SECONDS = 1.0
_MODEL = "model.skops"


@dataclass(frozen=True, slots=True)
class Job:
    """An essay that this worker holds, as files that the grader reads."""

    essay_id: str
    version_id: str
    task: Task
    contest: Path


@dataclass(frozen=True, slots=True)
class Graded:
    """What comes of an essay: its report, and its row of the class overview."""

    report: StoredReport
    row: Told


def work(database: Database, settings: Settings, is_stopped: Callable[[], bool], lease: timedelta = LEASE) -> None:
    """Grades until it is stopped; waits while there is nothing to do. Once an hour what was kept long enough is erased."""
    worker = f"{socket.gethostname()}:{os.getpid()}:{make_id()[:8]}"
    pause = Event()
    swept_at = planned_at = datetime.min.replace(tzinfo=UTC)
    while not is_stopped():
        if read_clock() - swept_at > _SWEEP_EVERY:
            with database.transaction() as session:
                erase_expired(session)
                forget_deliveries(session)
                forget_answers(session)
            swept_at = read_clock()
        if read_clock() - planned_at > _PLAN_EVERY:
            plan_messages(database)
            planned_at = read_clock()
        if not (do_chore(database, settings, worker, lease) or work_once(database, settings, worker, lease)):
            pause.wait(_PAUSE_SECONDS)


def work_once(database: Database, settings: Settings, worker: str, lease: timedelta = LEASE) -> bool:
    """Grades one draft or one essay, if there is one to grade; whether there was."""
    if grade_next_draft(database, settings, worker, lease):
        return True
    with tempfile.TemporaryDirectory(prefix="grader-") as folder:
        job = _take(database, settings, worker, lease, Path(folder))
        if job is None:
            return False
        with holding(database, lease, partial(renew, essay_id=job.essay_id, worker=worker, lease=lease)):
            done = _run(job)
    with database.transaction() as session:
        _keep(session, job, worker, done)
    return True


def _keep(session: Session, job: Job, worker: str, done: Done[Graded]) -> None:
    """Puts back what came of an essay, and what pages show of it; after the last one what all of them say together."""
    essay = session.get_one(Essay, job.essay_id)
    batch = essay.batch
    if done.failure:
        if keep_failure(session, essay.id, worker, done.failure.cause, done.failure.remedy):
            emit(session, batch.contest, "essay.failed", batch=batch.id, essay=essay.id)
    elif done.result:
        done.result.report.version_id = job.version_id
        if keep_report(session, essay.id, worker, done.result.report):
            keep_row(session, essay, done.result.row)
            keep_view(session, job.version_id, lambda: write_view(open_contest(str(job.contest))))
            emit(session, batch.contest, "essay.graded", batch=batch.id, essay=essay.id)
    progress = measure_progress(session, batch)
    if not progress.is_over:
        return
    emit(session, batch.contest, "batch.graded", batch=batch.id)
    if progress.graded:  # whether or not the last one could be
        with suppress(InvalidConfig):  # an essay that met it was told so
            read_summary(session, batch, open_contest(str(job.contest)))
            add_chore(session, batch.contest_id, "", "compare")


def _run(job: Job) -> Done[Graded]:
    try:
        (done,) = run_tasks([job.task], partial(_grade, contest=job.contest), 1)
    except InvalidConfig as error:
        return Done(job.task, None, Failure(job.task.file, f"the contest cannot be used: {error.cause}", error.remedy))
    return done


def _take(database: Database, settings: Settings, worker: str, lease: timedelta, folder: Path) -> Job | None:
    with database.transaction() as session:
        essay = claim(session, worker, lease)
        if essay is None:
            return None
        contest = unpack_version(session, essay.batch.version, settings.data / "contests")
        content = read_blob(session, essay.blob_hash)
        task = _make_task(essay, folder)
    Path(task.path).write_bytes(content)
    return Job(essay.id, essay.batch.version_id, task, contest)


def _make_task(essay: Essay, folder: Path) -> Task:
    """The essay as `grader.intake` knows it; its file is called by its code."""
    path = folder / essay.file
    return Task(essay.code, essay.file, str(path), kind=cast("Any", essay.kind), hints=tuple(essay.student.hints))


def _grade(task: Task, contest: Path) -> Graded:
    """Reads and grades one essay; what comes of it, ready to be stored."""
    loaded = open_contest(str(contest))
    model = str(contest / _MODEL) if (contest / _MODEL).is_file() else ""
    report = grade(read_task(task), loaded, None, open_model(model))
    keep_resident(loaded)
    shown = mask_report(report, loaded, task.hints)
    digest = digest_report(shown)
    stored = StoredReport(
        document=report.to_json(), shown=shown.to_json() if loaded.rules.blind else None, digest=digest.to_json()
    )
    return Graded(stored, tell_row(digest, count_hideable(shown)))


def do_chore(database: Database, settings: Settings, worker: str, lease: timedelta = LEASE) -> bool:
    """Does one chore, if there is one; whether there was."""
    with database.transaction() as session:
        chore = claim_chore(session, worker, lease)
    if chore is None:
        return False
    errand = Errand(database, settings, chore.contest_id, chore.user_id, chore.detail)
    try:
        with holding(database, lease, partial(renew_chore, chore_id=chore.id, worker=worker, lease=lease)):
            outcome = CHORES[chore.kind](errand)
    except GraderError as error:
        with database.transaction() as session:
            fail_chore(session, chore.id, worker, error.cause, error.remedy)
        return True
    with database.transaction() as session:
        if end_chore(session, chore.id, worker, outcome.result):
            outcome.keep(session)
    return True
