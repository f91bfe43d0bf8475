"""The audit log of a contest: every entry about it or about anything that belongs, or belonged, to it."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from api.store.student_tables import Draft, Enrolment
from api.store.tables import AuditEntry, Batch, Contest, Essay, User

PAGE = 100
_tells_erased = AuditEntry.action.in_(("student.erase", "drafts.erase"))


def list_entries(session: Session, contest: Contest, before: int | None = None) -> Sequence[AuditEntry]:
    """The newest entries of a contest, one more than a page if there are more; `before` goes on behind an entry."""
    wanted = select(AuditEntry).where(_is_about(session, contest)).order_by(AuditEntry.id.desc()).limit(PAGE + 1)
    return session.scalars(wanted if before is None else wanted.where(AuditEntry.id < before)).all()


def _is_about(session: Session, contest: Contest) -> ColumnElement[bool]:
    """Whether an entry is about the contest; what was erased is known by the entries that say so."""
    named = AuditEntry.detail["contest"].as_string() == contest.id
    erased = [
        one
        for entry in session.scalars(select(AuditEntry).where(named, _tells_erased))
        for one in entry.detail.get("erased", [])
    ]
    return or_(
        named,
        AuditEntry.subject == contest.id,
        AuditEntry.subject.in_(erased),
        AuditEntry.subject.in_(select(Batch.id).where(Batch.contest_id == contest.id)),
        AuditEntry.subject.in_(select(Essay.id).where(Essay.contest_id == contest.id)),
        AuditEntry.subject.in_(select(Essay.student_id).where(Essay.contest_id == contest.id)),
        AuditEntry.subject.in_(select(Enrolment.id).where(Enrolment.contest_id == contest.id)),
        AuditEntry.subject.in_(select(Enrolment.student_id).where(Enrolment.contest_id == contest.id)),
        AuditEntry.subject.in_(
            select(Draft.id)
            .join(Enrolment, Draft.enrolment_id == Enrolment.id)
            .where(Enrolment.contest_id == contest.id)
        ),
    )


def name_people(session: Session, entries: Sequence[AuditEntry]) -> dict[str, str]:
    """Who did it, by id: accounts by their names, students of the class by their codes; who is gone is left out."""
    ids = {entry.user_id for entry in entries if entry.user_id}
    users = session.scalars(select(User).where(User.id.in_(ids), User.role != "student"))
    students = session.scalars(select(Enrolment).where(Enrolment.user_id.in_(ids)))
    return {user.id: user.name for user in users} | {one.user_id: one.code for one in students}


def name_subjects(session: Session, entries: Sequence[AuditEntry]) -> dict[str, str]:
    """What it was done to, by id: essays and students of the class by their codes, drafts by number; no names."""
    ids = {entry.subject for entry in entries}
    essays = session.scalars(select(Essay).where(Essay.id.in_(ids) | Essay.student_id.in_(ids))).all()
    enrolments = session.scalars(select(Enrolment).where(Enrolment.id.in_(ids) | Enrolment.student_id.in_(ids))).all()
    drafts = session.execute(
        select(Draft.id, Draft.number, Enrolment)
        .join(Enrolment, Draft.enrolment_id == Enrolment.id)
        .where(Draft.id.in_(ids))
    )
    names: dict[str, str] = {}
    for essay in essays:
        names |= {essay.id: essay.code, essay.student_id: essay.code}
    for one in enrolments:
        names |= {one.id: one.code, one.student_id: one.code}
    return names | {row[0]: f"{row[2].code}, draft {row[1]}" for row in drafts}
