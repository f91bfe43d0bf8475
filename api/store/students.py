"""All that is kept about one student: handed over, or erased, in one action."""

from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from api.store.audit import note
from api.store.blobs import drop_unused_blobs
from api.store.models import mark_stale
from api.store.tables import Contest, Decision, Essay, StoredReport, Student, User, read_clock

_FIELDS = ("name", "lms_id", "lms_user", "platform", "original_file", "handed_in", "is_late")


def export_student(session: Session, user: User, student: Student) -> dict[str, Any]:
    """Everything about one student, as JSON holds it: who it is, essays, reports and decisions."""
    essays = session.scalars(select(Essay).where(Essay.student_id == student.id).order_by(Essay.created_at)).all()
    note(session, user.id, "student.export", student.id)
    return {
        "student": {name: getattr(student, name) for name in _FIELDS},
        "essays": [_describe(session, essay) for essay in essays],
    }


def _describe(session: Session, essay: Essay) -> dict[str, Any]:
    stored = session.scalars(select(StoredReport).where(StoredReport.essay_id == essay.id)).one_or_none()
    said = session.scalars(select(Decision).where(Decision.essay_id == essay.id).order_by(Decision.id)).all()
    return {
        "code": essay.code,
        "received": essay.created_at.isoformat(),
        "report": stored.document if stored else None,
        "decisions": [
            {"kind": d.kind, "subject": d.subject, "points": d.points, "text": d.text, "at": d.at.isoformat()}
            for d in said
        ],
    }


def erase_student(session: Session, user_id: str, student: Student) -> None:
    """Erases a student with essays, reports and decisions; the audit log says that it was done, by an id alone.

    Models that learned from one of the essays are taken out of use and learned again by a worker.
    """
    erased = select(Essay.id).where(Essay.student_id == student.id).scalar_subquery()
    mark_stale(session, user_id, session.scalars(select(Essay.id).where(Essay.student_id == student.id)).all())
    session.execute(delete(StoredReport).where(StoredReport.essay_id.in_(erased)))
    session.execute(delete(Decision).where(Decision.essay_id.in_(erased)))
    session.execute(delete(Essay).where(Essay.student_id == student.id))
    session.execute(delete(Student).where(Student.id == student.id))
    drop_unused_blobs(session)
    note(session, user_id, "student.erase", student.id)


def erase_expired(session: Session) -> int:
    """Erases every student whose essay was kept as long as its contest says; how many."""
    erased = 0
    for contest in session.scalars(select(Contest)):
        limit = read_clock() - timedelta(days=contest.retention_days)
        old = select(Essay.student_id).where(Essay.contest_id == contest.id, Essay.created_at < limit)
        expired = session.scalars(select(Student).where(Student.id.in_(old))).all()
        for student in expired:
            erase_student(session, "", student)
        erased += len(expired)
    return erased
