"""Drafts: handed in by students, a few a day, graded before anything else, forgotten with their class."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.orm import Session

from api.store.blobs import keep_blob
from api.store.database import count_rows
from api.store.queue import BROKE, MOST_ATTEMPTS
from api.store.student_tables import Draft, Enrolment
from api.store.tables import ContestVersion, read_clock

DAY = timedelta(days=1)
_ANOTHER_FILE = "Paste the text into the field instead, or save the file as .docx or PDF"


def add_draft(session: Session, enrolment: Enrolment, version: ContestVersion, content: bytes, suffix: str) -> Draft:
    """The next draft of a student, waiting for a worker; its file is called by its number alone."""
    last = session.scalar(select(func.max(Draft.number)).where(Draft.enrolment_id == enrolment.id)) or 0
    draft = Draft(
        enrolment_id=enrolment.id,
        version_id=version.id,
        number=last + 1,
        file=f"draft-{last + 1}{suffix}",
        blob_hash=keep_blob(session, content),
    )
    session.add(draft)
    session.flush()
    return draft


def list_drafts(session: Session, enrolment: Enrolment) -> Sequence[Draft]:
    """A student's drafts, the newest first."""
    return session.scalars(select(Draft).where(Draft.enrolment_id == enrolment.id).order_by(Draft.number.desc())).all()


def find_draft(session: Session, enrolment: Enrolment, draft_id: str) -> Draft | None:
    """A draft of this student; none for everybody else."""
    return session.scalars(select(Draft).where(Draft.id == draft_id, Draft.enrolment_id == enrolment.id)).one_or_none()


def find_earlier(session: Session, draft: Draft) -> Draft | None:
    """The last graded draft before this one."""
    return session.scalars(
        select(Draft)
        .where(Draft.enrolment_id == draft.enrolment_id, Draft.number < draft.number, Draft.state == "graded")
        .order_by(Draft.number.desc())
        .limit(1)
    ).one_or_none()


def next_draft_at(drafts: Sequence[Draft], drafts_a_day: int) -> datetime | None:
    """When the student may send the next draft; none: now. Drafts that could not be read do not count.

    Args:
        drafts: all of a student, the newest first.
        drafts_a_day: how many there may be within 24 hours; 0 none at all, and then the time is that of the far end.
    """
    if drafts_a_day < 1:
        return datetime.max.replace(tzinfo=read_clock().tzinfo)
    since = read_clock() - DAY
    recent = [draft.created_at for draft in drafts if draft.state != "failed" and draft.created_at > since]
    return recent[drafts_a_day - 1] + DAY if len(recent) >= drafts_a_day else None


def claim_draft(session: Session, worker: str, lease: timedelta) -> Draft | None:
    """The draft that waits longest, which is this worker's until the lease ends; none when none waits."""
    now = read_clock()
    is_lost = and_(Draft.state == "running", Draft.lease_until < now)
    told = {"reason": BROKE, "remedy": _ANOTHER_FILE}
    session.execute(
        update(Draft)
        .where(is_lost, Draft.attempts >= MOST_ATTEMPTS)
        .values(state="failed", worker="", finished_at=now, **told)
    )
    draft = session.scalars(
        select(Draft)
        .where(or_(Draft.state == "pending", is_lost))
        .order_by(Draft.created_at)
        .limit(1)
        .with_for_update(skip_locked=True, of=Draft)
    ).one_or_none()
    if draft:
        draft.state, draft.worker, draft.lease_until = "running", worker, now + lease
        draft.attempts += 1
    return draft


def renew_draft(session: Session, draft_id: str, worker: str, lease: timedelta) -> bool:
    """Makes a worker's lease longer; false when the draft is no longer the worker's."""
    return _change(session, draft_id, worker, {"lease_until": read_clock() + lease})


def keep_draft_report(session: Session, draft_id: str, worker: str, document: str) -> bool:
    """Stores a draft's report and ends the work; false when the draft is no longer the worker's."""
    return _end(session, draft_id, worker, state="graded", document=document)


def keep_draft_failure(session: Session, draft_id: str, worker: str, reason: str, remedy: str) -> bool:
    """Says why a draft could not be graded; false when the draft is no longer the worker's."""
    return _end(session, draft_id, worker, state="failed", reason=reason, remedy=remedy)


def _end(session: Session, draft_id: str, worker: str, **told: str) -> bool:
    return _change(session, draft_id, worker, {"worker": "", "finished_at": read_clock(), **told})


def _change(session: Session, draft_id: str, worker: str, values: dict[str, Any]) -> bool:
    own = (Draft.id == draft_id, Draft.worker == worker, Draft.state == "running")
    return count_rows(session.execute(update(Draft).where(*own).values(**values))) == 1
