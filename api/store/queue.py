"""The queue of essays to be graded. The store is the truth: a worker may die at any time."""

from datetime import datetime, timedelta

from sqlalchemy import Update, and_, func, or_, select, update
from sqlalchemy.orm import Session

from api.store.class_tables import EarlierReport
from api.store.database import count_rows
from api.store.hooks import emit
from api.store.tables import Batch, ContestVersion, Essay, StoredReport, read_clock
from grader.reports.languages import mark

MOST_ATTEMPTS = 3
BROKE = mark("reading or grading this essay stopped the program several times")
_BY_HAND = mark("Open the file and save it as .docx or PDF, or grade it by hand")


def claim(session: Session, worker: str, lease: timedelta) -> Essay | None:
    """The next essay to be graded, which is this worker's until the lease ends; none when there is nothing to do.

    An essay whose lease ended is taken up again, at most `MOST_ATTEMPTS` times; then it has failed.
    """
    now = read_clock()
    _give_up(session, now)
    is_free = or_(Essay.state == "pending", and_(Essay.state == "running", Essay.lease_until < now))
    is_wanted = or_(Batch.until.is_(None), Essay.position <= Batch.until)
    essay = session.scalars(
        select(Essay)
        .join(Batch, Essay.batch_id == Batch.id)
        .where(is_free, is_wanted)
        .order_by(Batch.confirmed_at, Essay.position)
        .limit(1)
        .with_for_update(skip_locked=True, of=Essay)
    ).one_or_none()
    if essay:
        essay.state, essay.worker, essay.lease_until = "running", worker, now + lease
        essay.attempts += 1
    return essay


def _give_up(session: Session, now: datetime) -> None:
    broken = (Essay.state == "running", Essay.lease_until < now, Essay.attempts >= MOST_ATTEMPTS)
    for essay in session.scalars(select(Essay).where(*broken).with_for_update(skip_locked=True, of=Essay)):
        essay.state, essay.worker, essay.finished_at = "failed", "", now
        essay.reason, essay.remedy = BROKE, _BY_HAND
        emit(session, essay.batch.contest, "essay.failed", batch=essay.batch_id, essay=essay.id)


def renew(session: Session, essay_id: str, worker: str, lease: timedelta) -> bool:
    """Makes a worker's lease longer; false when the essay is no longer the worker's."""
    renewed = session.execute(_own(essay_id, worker).values(lease_until=read_clock() + lease))
    return count_rows(renewed) == 1


def keep_report(session: Session, essay_id: str, worker: str, report: StoredReport) -> bool:
    """Stores a report and ends the work; false, and nothing is stored, when the essay is no longer the worker's."""
    ended = session.execute(_own(essay_id, worker).values(state="graded", worker="", finished_at=read_clock()))
    if count_rows(ended) != 1:
        return False
    _put_aside(session, essay_id)
    report.essay_id = essay_id
    session.add(report)
    return True


def _put_aside(session: Session, essay_id: str) -> None:
    """Keeps the report that another one replaces."""
    old = session.scalars(select(StoredReport).where(StoredReport.essay_id == essay_id)).one_or_none()
    if old is None:
        return
    version = old.version_id or session.get_one(Essay, essay_id).batch.version_id
    session.add(
        EarlierReport(
            id=old.id,
            essay_id=essay_id,
            version_id=version,
            document=old.document,
            shown=old.shown,
            created_at=old.created_at,
        )
    )
    session.delete(old)
    session.flush()


def grade_again(session: Session, batch: Batch, version: ContestVersion) -> int:
    """Grades the essays of a batch again with another version; until then their reports stay. How many there are.

    What waits goes on waiting: names that are not confirmed, and the essays of a batch that was stopped.
    """
    batch.version = version
    is_done = (Essay.batch_id == batch.id, Essay.state == "graded")
    if batch.until is not None:
        batch.until = session.scalar(select(func.max(Essay.position)).where(*is_done)) or batch.until
    again = {"state": "pending", "attempts": 0, "finished_at": None}
    return count_rows(session.execute(update(Essay).where(*is_done).values(**again)))


def keep_failure(session: Session, essay_id: str, worker: str, reason: str, remedy: str) -> bool:
    """Says why an essay could not be graded; false when the essay is no longer the worker's."""
    told = {"state": "failed", "worker": "", "finished_at": read_clock(), "reason": reason, "remedy": remedy}
    return count_rows(session.execute(_own(essay_id, worker).values(**told))) == 1


def _own(essay_id: str, worker: str) -> Update:
    return update(Essay).where(Essay.id == essay_id, Essay.worker == worker, Essay.state == "running")


def try_again(session: Session, batch: Batch, essay_id: str = "") -> int:
    """Puts the failed essays of a batch back into the queue, or one of them; how many."""
    is_failed = [Essay.batch_id == batch.id, Essay.state == "failed", *([Essay.id == essay_id] if essay_id else [])]
    fresh = {"state": "pending", "attempts": 0, "reason": "", "remedy": "", "finished_at": None}
    return count_rows(session.execute(update(Essay).where(*is_failed).values(**fresh)))
