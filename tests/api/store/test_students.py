"""A student's data: exported and erased whole, while others' and the log stay."""

from datetime import timedelta

from sqlalchemy import func, select

from api.store.decisions import decide
from api.store.essays import confirm, list_essays
from api.store.queue import claim, keep_report
from api.store.students import erase_expired, erase_student, export_student
from api.store.tables import AuditEntry, Batch, Blob, Decision, Essay, StoredReport, Student, User
from tests.api.store.test_essays import LEASE, batch, report

__all__ = ["batch"]


def count(session, table):
    return session.scalar(select(func.count()).select_from(table))


def grade_first(session, batch):
    confirm(session, session.get(Batch, batch.id), {})
    essay = claim(session, "w", LEASE)
    assert essay
    keep_report(session, essay.id, "w", report())
    teacher = session.scalars(select(User)).one()
    decide(session, essay, teacher, "comment", text="Well told.")
    session.flush()
    return essay, teacher


def test_a_student_is_exported_whole(database, batch):
    with database.transaction() as session:
        essay, teacher = grade_first(session, batch)
        told = export_student(session, teacher, essay.student)
        assert told["student"]["original_file"] == essay.student.original_file
        assert told["essays"][0]["report"] == "{}"
        assert told["essays"][0]["decisions"][0]["text"] == "Well told."
        assert [entry.action for entry in session.scalars(select(AuditEntry))] == ["student.export"]


def test_a_student_is_erased_whole(database, batch):
    with database.transaction() as session:
        essay, teacher = grade_first(session, batch)
        erase_student(session, teacher.id, essay.student)
    with database.reading() as session:
        assert [count(session, table) for table in (Student, Essay, StoredReport, Decision)] == [2, 2, 0, 0]
        assert count(session, Blob) == 3
        (entry,) = session.scalars(select(AuditEntry))
        assert (entry.action, entry.subject) == ("student.erase", essay.student_id)
        assert "Lee" not in f"{entry.detail}{entry.subject}"


def test_what_was_kept_long_enough_is_erased(database, batch):
    with database.transaction() as session:
        assert erase_expired(session) == 0
        old = list_essays(session, batch)[1]
        old.created_at -= timedelta(days=366)
    with database.transaction() as session:
        assert erase_expired(session) == 1
        assert count(session, Essay) == 2
