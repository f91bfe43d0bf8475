"""The worker: takes essays from the store one by one, grades them, and puts the reports back.

Work is never done in the web process. A worker that dies loses its lease, and another one takes the essay up again.
"""

import os
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from threading import Event, Thread
from typing import Any, cast

from api.settings import Settings
from api.store.blobs import read_blob
from api.store.contests import unpack_version
from api.store.database import Database
from api.store.queue import claim, keep_failure, keep_report, renew
from api.store.students import erase_expired
from api.store.tables import Essay, StoredReport, make_id, read_clock
from grader.batch import Done, Failure, run_tasks
from grader.cli.grading import digest_report, keep_resident, open_contest, open_model
from grader.errors import InvalidConfig
from grader.intake import Task, read_task
from grader.pipeline import grade
from grader.reports import mask_report

LEASE = timedelta(seconds=60)
_RENEWALS = 4
_SWEEP_EVERY = timedelta(hours=1)
_PAUSE_SECONDS = 1.0
_MODEL = "model.skops"


@dataclass(frozen=True, slots=True)
class Job:
    """An essay that this worker holds, as files that the grader reads."""

    essay_id: str
    task: Task
    contest: Path


def work(database: Database, settings: Settings, is_stopped: Callable[[], bool], lease: timedelta = LEASE) -> None:
    """Grades until it is stopped; waits while there is nothing to do. Once an hour what was kept long enough is erased."""
    worker = f"{socket.gethostname()}:{os.getpid()}:{make_id()[:8]}"
    pause = Event()
    swept_at = datetime.min.replace(tzinfo=UTC)
    while not is_stopped():
        if read_clock() - swept_at > _SWEEP_EVERY:
            with database.transaction() as session:
                erase_expired(session)
            swept_at = read_clock()
        if not work_once(database, settings, worker, lease):
            pause.wait(_PAUSE_SECONDS)


def work_once(database: Database, settings: Settings, worker: str, lease: timedelta = LEASE) -> bool:
    """Grades one essay, if there is one to grade; whether there was."""
    with tempfile.TemporaryDirectory(prefix="grader-") as folder:
        job = _take(database, settings, worker, lease, Path(folder))
        if job is None:
            return False
        with _holding(database, job.essay_id, worker, lease):
            done = _run(job)
    with database.transaction() as session:
        if done.result:
            keep_report(session, job.essay_id, worker, done.result)
        elif done.failure:
            keep_failure(session, job.essay_id, worker, done.failure.cause, done.failure.remedy)
    return True


def _run(job: Job) -> Done[StoredReport]:
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
    return Job(essay.id, task, contest)


def _make_task(essay: Essay, folder: Path) -> Task:
    """The essay as `grader.intake` knows it; its file is called by its code."""
    path = folder / essay.file
    return Task(essay.code, essay.file, str(path), kind=cast("Any", essay.kind), hints=tuple(essay.student.hints))


def _grade(task: Task, contest: Path) -> StoredReport:
    """Reads and grades one essay; what comes of it, ready to be stored."""
    loaded = open_contest(str(contest))
    model = str(contest / _MODEL) if (contest / _MODEL).is_file() else ""
    report = grade(read_task(task), loaded, None, open_model(model))
    keep_resident(loaded)
    shown = mask_report(report, loaded, task.hints)
    return StoredReport(
        document=report.to_json(),
        shown=shown.to_json() if loaded.rules.blind else None,
        digest=digest_report(shown).to_json(),
    )


@contextmanager
def _holding(database: Database, essay_id: str, worker: str, lease: timedelta) -> Iterator[None]:
    """Renews the lease as long as the work goes on."""
    is_done = Event()

    def renew_often() -> None:
        while not is_done.wait(lease.total_seconds() / _RENEWALS):
            with database.transaction() as session:
                renew(session, essay_id, worker, lease)

    thread = Thread(target=renew_often, daemon=True)
    thread.start()
    try:
        yield
    finally:
        is_done.set()
        thread.join()
