"""Which essay was handed in by which student of a class, as a teacher confirmed."""

from collections.abc import Mapping, Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, joinedload

from api.store.decisions import list_decisions, sum_up
from api.store.student_tables import Connection, Enrolment
from api.store.tables import Contest, Decision, Essay, StoredReport


def list_contest_essays(session: Session, contest: Contest) -> Sequence[Essay]:
    """All essays of a contest by their codes, with their students."""
    return session.scalars(
        select(Essay).where(Essay.contest_id == contest.id).order_by(Essay.code).options(joinedload(Essay.student))
    ).all()


def list_connections(session: Session, contest: Contest) -> Mapping[str, str]:
    """The enrolment of each connected essay of a contest, by essay id."""
    rows = session.execute(
        select(Connection.essay_id, Connection.enrolment_id)
        .join(Essay, Connection.essay_id == Essay.id)
        .where(Essay.contest_id == contest.id)
    )
    return {row[0]: row[1] for row in rows}


def connect(session: Session, essay: Essay, enrolment: Enrolment) -> bool:
    """Says that a student wrote an essay; false when it is somebody else's already."""
    known = session.get(Connection, essay.id)
    if known is None:
        session.add(Connection(essay_id=essay.id, enrolment_id=enrolment.id))
        session.flush()
    return known is None or known.enrolment_id == enrolment.id


def disconnect(session: Session, essay_id: str, contest: Contest) -> bool:
    """Takes a connection back; false when there is none in this contest."""
    essays = select(Essay.id).where(Essay.id == essay_id, Essay.contest_id == contest.id)
    known = session.scalars(select(Connection).where(Connection.essay_id.in_(essays))).one_or_none()
    if known:
        session.execute(delete(Connection).where(Connection.essay_id == known.essay_id))
    return known is not None


def count_unreleased(session: Session, contest: Contest) -> int:
    """How many graded essays of a contest their writers may not see yet."""
    graded = select(Essay.id).where(Essay.contest_id == contest.id, Essay.state == "graded")
    last = {
        row.essay_id: row.kind
        for row in session.scalars(
            select(Decision)
            .where(Decision.essay_id.in_(graded), Decision.kind.in_(("release", "withdraw")))
            .order_by(Decision.id)
        )
    }
    return sum(last.get(essay_id) != "release" for essay_id in session.scalars(graded))


def list_results(session: Session, enrolment: Enrolment) -> Sequence[Essay]:
    """The essays of a student that are released, the newest first."""
    essays = session.scalars(
        select(Essay)
        .join(Connection, Connection.essay_id == Essay.id)
        .join(StoredReport, StoredReport.essay_id == Essay.id)
        .where(Connection.enrolment_id == enrolment.id)
        .order_by(Essay.created_at.desc(), Essay.id)
    ).all()
    return [essay for essay in essays if sum_up(list_decisions(session, essay)).is_released]


def find_result(session: Session, enrolment: Enrolment, essay_id: str) -> Essay | None:
    """A released essay of this student; none for everybody else, and none when it was taken back."""
    return next((essay for essay in list_results(session, enrolment) if essay.id == essay_id), None)
