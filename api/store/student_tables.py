"""The tables of a class: how students join, their drafts, what they reply, whose essay is whose, and who judges."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from api.store.tables import Contest, ContestVersion, Student, Table, User, make_id, read_clock


class ClassLink(Table):
    """The way into a class. Who has the code may join while it is open; `drafts_a_day` counts over 24 hours.

    `shows_levels` says whether students see suggested levels, where the contest lets them see more than language.
    """

    __tablename__ = "class_links"
    contest_id: Mapped[str] = mapped_column(ForeignKey("contests.id", ondelete="CASCADE"), primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    is_open: Mapped[bool] = mapped_column(default=True)
    drafts_a_day: Mapped[int] = mapped_column(default=3)
    shows_levels: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=read_clock)
    contest: Mapped[Contest] = relationship()


class Enrolment(Table):
    """A student in a class, under a number; the pseudonym stands in `students` as all names do.

    The personal code is made of the service's key, the id and `renewals`; only its hash is kept.
    """

    __tablename__ = "enrolments"
    __table_args__ = (UniqueConstraint("contest_id", "number"),)
    id: Mapped[str] = mapped_column(primary_key=True, default=make_id)
    contest_id: Mapped[str] = mapped_column(ForeignKey("contests.id", ondelete="CASCADE"))
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), unique=True)
    student_id: Mapped[str] = mapped_column(ForeignKey("students.id"), unique=True)
    number: Mapped[int]
    personal_hash: Mapped[str] = mapped_column(unique=True)
    renewals: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=read_clock)
    contest: Mapped[Contest] = relationship()
    user: Mapped[User] = relationship()
    student: Mapped[Student] = relationship()

    @property
    def code(self) -> str:
        """What pages that show no names call the student."""
        return f"student-{self.number:03}"


class Draft(Table):
    """A draft, how far the work on it is, and its report as `grader.report/1` once there is one."""

    __tablename__ = "drafts"
    __table_args__ = (
        UniqueConstraint("enrolment_id", "number"),
        Index("ix_drafts_state_created_at", "state", "created_at"),
    )
    id: Mapped[str] = mapped_column(primary_key=True, default=make_id)
    enrolment_id: Mapped[str] = mapped_column(ForeignKey("enrolments.id", ondelete="CASCADE"))
    version_id: Mapped[str] = mapped_column(ForeignKey("contest_versions.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    file: Mapped[str]
    blob_hash: Mapped[str] = mapped_column(ForeignKey("blobs.hash"), index=True)
    state: Mapped[str] = mapped_column(default="pending")
    attempts: Mapped[int] = mapped_column(default=0)
    worker: Mapped[str] = mapped_column(default="")
    lease_until: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")
    remedy: Mapped[str] = mapped_column(default="")
    document: Mapped[str | None] = mapped_column(deferred=True)
    created_at: Mapped[datetime] = mapped_column(default=read_clock)
    enrolment: Mapped[Enrolment] = relationship()
    version: Mapped[ContestVersion] = relationship()


class Reply(Table):
    """What a student says to a finding of a draft, and the teacher's answer; `subject` is such as `finding:f3`.

    `words` and `passage` are what it is about: the finding's words and the student's own.
    """

    __tablename__ = "replies"
    __table_args__ = (UniqueConstraint("draft_id", "subject"),)
    id: Mapped[str] = mapped_column(primary_key=True, default=make_id)
    draft_id: Mapped[str] = mapped_column(ForeignKey("drafts.id", ondelete="CASCADE"))
    subject: Mapped[str]
    words: Mapped[str]
    passage: Mapped[str]
    text: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=read_clock)
    answer: Mapped[str] = mapped_column(default="")
    read_at: Mapped[datetime | None]
    draft: Mapped[Draft] = relationship()


class Connection(Table):
    """An essay that was handed in and the student of the class who wrote it, as a teacher confirmed."""

    __tablename__ = "connections"
    essay_id: Mapped[str] = mapped_column(ForeignKey("essays.id", ondelete="CASCADE"), primary_key=True)
    enrolment_id: Mapped[str] = mapped_column(ForeignKey("enrolments.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(default=read_clock)
    enrolment: Mapped[Enrolment] = relationship()


class Judge(Table):
    """Somebody who judges the essays of a contest blind."""

    __tablename__ = "judges"
    contest_id: Mapped[str] = mapped_column(ForeignKey("contests.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), primary_key=True)
    created_at: Mapped[datetime] = mapped_column(default=read_clock)
    contest: Mapped[Contest] = relationship()
    user: Mapped[User] = relationship()


class Rating(Table):
    """A judge's level for a criterion; appended, never altered. The last one holds; points none: taken back."""

    __tablename__ = "ratings"
    id: Mapped[int] = mapped_column(primary_key=True)
    essay_id: Mapped[str] = mapped_column(ForeignKey("essays.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"))
    criterion: Mapped[str]
    points: Mapped[float | None]
    at: Mapped[datetime] = mapped_column(default=read_clock)
