"""Essays that students hand in themselves: each goes into the contest's batch for such essays and is graded at once."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from api.store.blobs import keep_blob
from api.store.connections import connect
from api.store.essays import find_highest
from api.store.lti_tables import LtiBatch
from api.store.student_tables import Connection, Enrolment
from api.store.tables import Batch, Contest, Essay, Student, make_id, read_clock

MOST_HAND_INS = 10


def hand_in(
    session: Session, contest: Contest, enrolment: Enrolment | None, file: tuple[bytes, str], **told: object
) -> Essay:
    """An essay that was handed in, waiting for a worker and connected with its student.

    Args:
        session: the transaction.
        contest: what it was written for; it is graded with the contest's version of now.
        enrolment: whose it is; none when the class was full.
        file: content, and suffix such as `.docx`.
        told: what else is kept of the coming in, by column of `Student`: `is_late`, `lms_user`.
    """
    batch = _find_batch(session, contest)
    content, suffix = file
    code = f"essay-{find_highest(session, contest) + 1:03}"
    name = enrolment.student.name if enrolment else ""
    essay = Essay(
        id=make_id(),
        contest_id=contest.id,
        batch=batch,
        student=Student(name=name, handed_in=read_clock().date().isoformat(), **told),
        code=code,
        file=f"{code}{suffix}",
        kind="file",
        position=(session.scalar(select(func.max(Essay.position)).where(Essay.batch_id == batch.id)) or 0) + 1,
        blob_hash=keep_blob(session, content),
    )
    session.add(essay)
    session.flush()
    if enrolment:
        connect(session, essay, enrolment)
    return essay


def _find_batch(session: Session, contest: Contest) -> Batch:
    """The contest's batch of its newest version; locked, so that two students get two numbers."""
    version = contest.versions[-1]
    session.scalars(select(Contest).where(Contest.id == contest.id).with_for_update()).one()
    known = session.get(LtiBatch, contest.id)
    batch = session.get(Batch, known.batch_id) if known else None
    if batch is None or batch.version_id != version.id:
        batch = Batch(contest=contest, version=version, confirmed_at=read_clock())
        session.add(batch)
        session.flush()
        batch.until = None  # a new row would get the column's default instead
        if known:
            known.batch_id = batch.id
        else:
            session.add(LtiBatch(contest_id=contest.id, batch_id=batch.id))
    return batch


def list_handed_in(session: Session, enrolment: Enrolment) -> Sequence[Essay]:
    """The essays of a student, the newest first."""
    return session.scalars(
        select(Essay)
        .join(Connection, Connection.essay_id == Essay.id)
        .where(Connection.enrolment_id == enrolment.id)
        .order_by(Essay.created_at.desc(), Essay.id)
        .options(joinedload(Essay.student))
    ).all()
