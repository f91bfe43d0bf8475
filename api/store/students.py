"""All that is kept about one student: handed over, or erased, in one action."""

import base64
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, delete, exists, func, select
from sqlalchemy.orm import Session

from api.store.audit import note
from api.store.blobs import drop_unused_blobs, read_blob
from api.store.lti_tables import LtiMember
from api.store.models import mark_stale
from api.store.rows import read_remarks
from api.store.student_tables import Connection, Draft, Enrolment, Rating, Reply
from api.store.tables import Contest, Decision, Essay, StoredReport, Student, User, read_clock

_FIELDS = ("name", "lms_id", "lms_user", "platform", "original_file", "handed_in", "is_late")


def export_student(session: Session, user: User, student: Student) -> dict[str, Any]:
    """Everything about one student, as JSON holds it: who it is, essays, reports, decisions, drafts and replies."""
    told = _list_same(session, student)
    essays = session.scalars(select(Essay).where(Essay.student_id.in_(told)).order_by(Essay.created_at)).all()
    drafts = session.scalars(
        select(Draft)
        .join(Enrolment, Draft.enrolment_id == Enrolment.id)
        .where(Enrolment.student_id.in_(told))
        .order_by(Draft.number)
    ).all()
    others = [session.get_one(Student, one) for one in told if one != student.id]
    note(session, user.id, "student.export", student.id, contest=_contest_of(session, told))
    return {
        "student": {name: getattr(student, name) for name in _FIELDS},
        "also": [{name: getattr(other, name) for name in _FIELDS} for other in others],
        "platform_ids": list(session.scalars(_list_subs(told))),
        "essays": [_describe(session, essay) for essay in essays],
        "drafts": [_describe_draft(session, draft) for draft in drafts],
    }


def _list_subs(students: Sequence[str]) -> Select[str]:
    """Under which ids learning platforms know a student."""
    members = select(LtiMember.sub).join(Enrolment, LtiMember.enrolment_id == Enrolment.id)
    return members.where(Enrolment.student_id.in_(students)).order_by(LtiMember.sub)


def _list_same(session: Session, student: Student) -> Sequence[str]:
    """Ids of the rows that are this one person: the one in the class, and those of the essays connected with it."""
    enrolments = select(Enrolment.id).where(Enrolment.student_id == student.id)
    written = (
        select(Connection.enrolment_id)
        .join(Essay, Connection.essay_id == Essay.id)
        .where(Essay.student_id == student.id)
    )
    known = session.scalars(enrolments.union(written)).all()
    in_class = session.scalars(select(Enrolment.student_id).where(Enrolment.id.in_(known))).all()
    of_essays = session.scalars(
        select(Essay.student_id)
        .join(Connection, Connection.essay_id == Essay.id)
        .where(Connection.enrolment_id.in_(known))
        .order_by(Essay.created_at)
    ).all()
    return list(dict.fromkeys([student.id, *in_class, *of_essays]))


def _contest_of(session: Session, students: Sequence[str]) -> str:
    by_essay = select(Essay.contest_id).where(Essay.student_id.in_(students))
    by_class = select(Enrolment.contest_id).where(Enrolment.student_id.in_(students))
    return session.scalars(by_essay.union(by_class)).first() or ""


def _describe(session: Session, essay: Essay) -> dict[str, Any]:
    stored = session.scalars(select(StoredReport).where(StoredReport.essay_id == essay.id)).one_or_none()
    said = session.scalars(select(Decision).where(Decision.essay_id == essay.id).order_by(Decision.id)).all()
    rated = session.scalars(select(Rating).where(Rating.essay_id == essay.id).order_by(Rating.id)).all()
    return {
        "code": essay.code,
        "received": essay.created_at.isoformat(),
        "report": stored.document if stored else None,
        "beside_the_class": read_remarks(session, essay),
        "decisions": [
            {"kind": d.kind, "subject": d.subject, "points": d.points, "text": d.text, "at": d.at.isoformat()}
            for d in said
        ],
        "ratings": [{"criterion": r.criterion, "points": r.points, "at": r.at.isoformat()} for r in rated],
    }


def _describe_draft(session: Session, draft: Draft) -> dict[str, Any]:
    said = session.scalars(select(Reply).where(Reply.draft_id == draft.id).order_by(Reply.at)).all()
    return {
        "number": draft.number,
        "received": draft.created_at.isoformat(),
        "file": draft.file,
        "content_base64": base64.b64encode(read_blob(session, draft.blob_hash)).decode(),
        "report": draft.document,
        "replies": [{"about": r.words, "text": r.text, "at": r.at.isoformat(), "answer": r.answer} for r in said],
    }


def erase_student(session: Session, user_id: str, student: Student) -> None:
    """Erases a student with essays, drafts, reports, replies and decisions, under whichever name they came in."""
    for one in _list_same(session, student):
        _erase_row(session, user_id, session.get_one(Student, one))


def erase_place(session: Session, user_id: str, enrolment: Enrolment) -> None:
    """Erases a student's place in a class with drafts, replies and account; essays that were handed in stay."""
    _erase_row(session, user_id, enrolment.student)


def _erase_row(session: Session, user_id: str, student: Student) -> None:
    """Erases what belongs to a row of students; the audit log says that it was done, and of which ids.

    Models that learned from one of the essays are taken out of use and learned again by a worker.
    """
    contest = _contest_of(session, [student.id])
    essays = session.scalars(select(Essay.id).where(Essay.student_id == student.id)).all()
    mark_stale(session, user_id, essays)
    for table in (StoredReport, Decision, Rating, Connection):
        session.execute(delete(table).where(table.essay_id.in_(essays)))
    session.execute(delete(Essay).where(Essay.id.in_(essays)))
    enrolment = session.scalars(select(Enrolment).where(Enrolment.student_id == student.id)).one_or_none()
    drafts = _erase_enrolment(session, enrolment) if enrolment else []
    session.execute(delete(Student).where(Student.id == student.id))
    drop_unused_blobs(session)
    erased = [*essays, *drafts, *([enrolment.id, enrolment.user_id] if enrolment else [])]
    note(session, user_id, "student.erase", student.id, contest=contest, erased=erased)


def _erase_enrolment(session: Session, enrolment: Enrolment) -> list[str]:
    """Erases a student's place in a class with drafts, replies and account; the drafts' ids."""
    drafts = list(session.scalars(select(Draft.id).where(Draft.enrolment_id == enrolment.id)))
    session.execute(delete(Reply).where(Reply.draft_id.in_(drafts)))
    session.execute(delete(Draft).where(Draft.id.in_(drafts)))
    session.execute(delete(Connection).where(Connection.enrolment_id == enrolment.id))
    session.execute(delete(Enrolment).where(Enrolment.id == enrolment.id))
    session.execute(delete(User).where(User.id == enrolment.user_id))
    return drafts


def erase_expired(session: Session) -> int:
    """Erases whatever of a student was kept as long as the contest says; how many essays' writers and class members."""
    erased = 0
    for contest in session.scalars(select(Contest)).all():
        limit = read_clock() - timedelta(days=contest.retention_days)
        old = select(Essay.student_id).where(Essay.contest_id == contest.id, Essay.created_at < limit)
        expired = session.scalars(
            select(Student).where(Student.id.in_(old) | Student.id.in_(_list_idle(session, contest, limit)))
        ).all()
        for student in expired:
            _erase_row(session, "", student)
        erased += len(expired)
        _erase_old_drafts(session, contest, limit)
    return erased


def _list_idle(session: Session, contest: Contest, limit: datetime) -> Sequence[str]:
    """Students of a class who came before the limit, sent nothing since, and of whom no essay is kept."""
    newest = select(func.max(Draft.created_at)).where(Draft.enrolment_id == Enrolment.id).scalar_subquery()
    rows = session.execute(
        select(Enrolment.student_id, newest).where(
            Enrolment.contest_id == contest.id,
            Enrolment.created_at < limit,
            ~exists().where(Connection.enrolment_id == Enrolment.id),
        )
    ).all()
    return [row[0] for row in rows if row[1] is None or row[1] < limit]


def _erase_old_drafts(session: Session, contest: Contest, limit: datetime) -> None:
    """Erases single drafts of students who go on writing."""
    old = list(
        session.scalars(
            select(Draft.id)
            .join(Enrolment, Draft.enrolment_id == Enrolment.id)
            .where(Enrolment.contest_id == contest.id, Draft.created_at < limit)
        )
    )
    if old:
        session.execute(delete(Reply).where(Reply.draft_id.in_(old)))
        session.execute(delete(Draft).where(Draft.id.in_(old)))
        drop_unused_blobs(session)
        note(session, "", "drafts.erase", contest.id, contest=contest.id, erased=old)
