"""Chores: what workers do besides grading. The store is the truth, as it is about essays: a worker may die at any time."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CursorResult, and_, or_, select, update
from sqlalchemy.orm import Session

from api.store.class_tables import Chore
from api.store.tables import read_clock
from grader.reports.languages import mark

MOST_ATTEMPTS = 2
_BROKE = mark("the work stopped the program twice")
_TELL = mark("Tell the maintainers what you did")


def add_chore(session: Session, contest_id: str, user_id: str, kind: str, **detail: Any) -> Chore:
    """Asks for a chore; one of the same kind that waits already is enough."""
    waiting = session.scalars(
        select(Chore).where(Chore.contest_id == contest_id, Chore.kind == kind, Chore.state == "pending")
    ).first()
    if waiting and waiting.detail == detail:
        return waiting
    chore = Chore(contest_id=contest_id, user_id=user_id, kind=kind, detail=detail)
    session.add(chore)
    session.flush()
    return chore


def claim_chore(session: Session, worker: str, lease: timedelta) -> Chore | None:
    """The next chore, which is this worker's until the lease ends; none when there is nothing to do."""
    now = read_clock()
    _give_up(session, now)
    is_free = or_(Chore.state == "pending", and_(Chore.state == "running", Chore.lease_until < now))
    chore = session.scalars(
        select(Chore).where(is_free).order_by(Chore.created_at, Chore.id).limit(1).with_for_update(skip_locked=True)
    ).one_or_none()
    if chore:
        chore.state, chore.worker, chore.lease_until = "running", worker, now + lease
        chore.attempts += 1
    return chore


def _give_up(session: Session, now: datetime) -> None:
    session.execute(
        update(Chore)
        .where(Chore.state == "running", Chore.lease_until < now, Chore.attempts >= MOST_ATTEMPTS)
        .values(state="failed", worker="", finished_at=now, reason=_BROKE, remedy=_TELL)
    )


def renew_chore(session: Session, chore_id: str, worker: str, lease: timedelta) -> bool:
    """Makes a worker's lease longer; false when the chore is no longer the worker's."""
    return _change(session, chore_id, worker, lease_until=read_clock() + lease)


def end_chore(session: Session, chore_id: str, worker: str, result: dict[str, Any]) -> bool:
    """Says that a chore is done; false when it is no longer the worker's."""
    return _change(session, chore_id, worker, state="done", worker="", finished_at=read_clock(), result=result)


def fail_chore(session: Session, chore_id: str, worker: str, reason: str, remedy: str) -> bool:
    """Says why a chore could not be done; false when it is no longer the worker's."""
    told = {"state": "failed", "worker": "", "finished_at": read_clock(), "reason": reason, "remedy": remedy}
    return _change(session, chore_id, worker, **told)


def _change(session: Session, chore_id: str, worker_name: str, **values: Any) -> bool:
    is_own = (Chore.id == chore_id, Chore.worker == worker_name, Chore.state == "running")
    changed = session.execute(update(Chore).where(*is_own).values(**values))
    return isinstance(changed, CursorResult) and changed.rowcount == 1


def find_chore(session: Session, contest_id: str, kind: str, state: str = "") -> Chore | None:
    """The newest chore of a kind, whatever became of it, or the newest in one state."""
    chosen = select(Chore).where(Chore.contest_id == contest_id, Chore.kind == kind)
    if state:
        chosen = chosen.where(Chore.state == state)
    return session.scalars(chosen.order_by(Chore.created_at.desc(), Chore.id).limit(1)).one_or_none()
