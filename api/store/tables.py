"""The tables of the store. Names of students stand in `students` and in no other table."""

import uuid
from datetime import UTC, datetime
from typing import Any, Literal, TypeAlias

from sqlalchemy import (
    JSON,
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
    true,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

Role: TypeAlias = Literal["owner", "teacher", "judge", "student"]
State: TypeAlias = Literal["pending", "running", "graded", "failed"]


class Instant(TypeDecorator[datetime]):
    """A point in time: given and taken in UTC, also by databases that know no zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Refuses times without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Gives the zone back that SQLite loses."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def read_clock() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


def make_id() -> str:
    """A name that nobody can guess."""
    return uuid.uuid4().hex


class Table(DeclarativeBase):
    """What all tables share: constraints have names, so that migrations can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: Instant, dict[str, Any]: JSON, list[Any]: JSON, str: Text}  # noqa: RUF012 - SQLAlchemy's shape


class User(Table):
    """An account. `login` is kept in lower case; `password` is an argon2 hash."""

    __tablename__ = "users"
    id: Mapped[str] = mapped_column(primary_key=True, default=make_id)
    login: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password: Mapped[str]
    role: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=read_clock)


class Invitation(Table):
    """A link with which one account may be made; the link itself is stored as a hash. Judges are invited to a contest."""

    __tablename__ = "invitations"
    token_hash: Mapped[str] = mapped_column(primary_key=True)
    role: Mapped[str]
    expires_at: Mapped[datetime]
    contest_id: Mapped[str | None] = mapped_column(ForeignKey("contests.id", ondelete="CASCADE"))


class Session(Table):
    """Somebody who logged in; the cookie's token is stored as a hash."""

    __tablename__ = "sessions"
    token_hash: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    expires_at: Mapped[datetime]
    user: Mapped[User] = relationship(lazy="joined")


class FailedLogin(Table):
    """A wrong password; `key` hashes the name or the address that it came from."""

    __tablename__ = "failed_logins"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime] = mapped_column(default=read_clock)


class Blob(Table):
    """A file's content, named by its SHA-256."""

    __tablename__ = "blobs"
    hash: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Contest(Table):
    """A contest of a teacher; what it asks stands in its versions. `retention_days` counts from an essay's coming in.

    `is_sealed` keeps suggestions from a teacher until they have committed their own levels.
    """

    __tablename__ = "contests"
    id: Mapped[str] = mapped_column(primary_key=True, default=make_id)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    title: Mapped[str]
    retention_days: Mapped[int] = mapped_column(default=365)
    is_sealed: Mapped[bool] = mapped_column(default=False, server_default=false())
    created_at: Mapped[datetime] = mapped_column(default=read_clock)
    versions: Mapped[list["ContestVersion"]] = relationship(order_by="ContestVersion.number", back_populates="contest")
    batches: Mapped[list["Batch"]] = relationship(order_by="Batch.created_at.desc()", back_populates="contest")


class ContestVersion(Table):
    """What a contest is from one change to the next; never altered.

    `hash` is the one that its reports name, `facts` what the contest's page tells of it.
    """

    __tablename__ = "contest_versions"
    __table_args__ = (UniqueConstraint("contest_id", "number"),)
    id: Mapped[str] = mapped_column(primary_key=True, default=make_id)
    contest_id: Mapped[str] = mapped_column(ForeignKey("contests.id", ondelete="CASCADE"))
    number: Mapped[int]
    hash: Mapped[str]
    is_blind: Mapped[bool]
    facts: Mapped[dict[str, Any]]
    created_at: Mapped[datetime] = mapped_column(default=read_clock)
    contest: Mapped[Contest] = relationship(back_populates="versions")
    files: Mapped[list["ContestFile"]] = relationship(order_by="ContestFile.path")


class ContestFile(Table):
    """A file of a version by its path in the contest's folder."""

    __tablename__ = "contest_files"
    version_id: Mapped[str] = mapped_column(ForeignKey("contest_versions.id", ondelete="CASCADE"), primary_key=True)
    path: Mapped[str] = mapped_column(primary_key=True)
    blob_hash: Mapped[str] = mapped_column(ForeignKey("blobs.hash"), index=True)


class Batch(Table):
    """Essays that came in together. Only those up to the position `until` are graded; none: all of them."""

    __tablename__ = "batches"
    id: Mapped[str] = mapped_column(primary_key=True, default=make_id)
    contest_id: Mapped[str] = mapped_column(ForeignKey("contests.id", ondelete="CASCADE"), index=True)
    version_id: Mapped[str] = mapped_column(ForeignKey("contest_versions.id", ondelete="CASCADE"), index=True)
    until: Mapped[int | None] = mapped_column(default=0)
    left_out: Mapped[list[Any]] = mapped_column(default=list)
    created_at: Mapped[datetime] = mapped_column(default=read_clock)
    confirmed_at: Mapped[datetime | None]
    contest: Mapped[Contest] = relationship(back_populates="batches")
    version: Mapped[ContestVersion] = relationship()


class Student(Table):
    """Whose essay it is: the only table with names. `hints` are words that blind pages must not show."""

    __tablename__ = "students"
    id: Mapped[str] = mapped_column(primary_key=True, default=make_id)
    name: Mapped[str]
    lms_id: Mapped[str] = mapped_column(default="")
    lms_user: Mapped[str] = mapped_column(default="")
    platform: Mapped[str] = mapped_column(default="")
    original_file: Mapped[str] = mapped_column(default="")
    handed_in: Mapped[str] = mapped_column(default="")
    is_late: Mapped[bool] = mapped_column(default=False)
    hints: Mapped[list[Any]] = mapped_column(default=list)


class Essay(Table):
    """A text that was handed in, and how far the work on it is. `reason` says why it failed, `remedy` what helps."""

    __tablename__ = "essays"
    __table_args__ = (
        UniqueConstraint("contest_id", "code"),
        Index("ix_essays_state_batch", "state", "batch_id", "position"),
    )
    id: Mapped[str] = mapped_column(primary_key=True, default=make_id)
    contest_id: Mapped[str] = mapped_column(ForeignKey("contests.id", ondelete="CASCADE"))
    batch_id: Mapped[str] = mapped_column(ForeignKey("batches.id", ondelete="CASCADE"), index=True)
    student_id: Mapped[str] = mapped_column(ForeignKey("students.id"), index=True)
    code: Mapped[str]
    file: Mapped[str]
    kind: Mapped[str]
    position: Mapped[int]
    blob_hash: Mapped[str] = mapped_column(ForeignKey("blobs.hash"), index=True)
    state: Mapped[str] = mapped_column(default="pending")
    attempts: Mapped[int] = mapped_column(default=0)
    worker: Mapped[str] = mapped_column(default="")
    lease_until: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")
    remedy: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=read_clock)
    batch: Mapped[Batch] = relationship()
    student: Mapped[Student] = relationship()


class StoredReport(Table):
    """A report as `grader.report/1`, never altered.

    `shown` is the same with all that tells who wrote the essay covered, where the contest is judged blind; `digest` is what
    the class overview needs of the one that is shown. `version_id` is the version it was graded with (none: the batch's).
    """

    __tablename__ = "reports"
    id: Mapped[str] = mapped_column(primary_key=True, default=make_id)
    essay_id: Mapped[str] = mapped_column(ForeignKey("essays.id", ondelete="CASCADE"), unique=True)
    document: Mapped[str]
    shown: Mapped[str | None]
    digest: Mapped[str]
    version_id: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(default=read_clock)


class Decision(Table):
    """What a person said: appended, never altered. `kind` tells which of the other columns count; see `decisions`.

    `seen_suggestion` is false when the person could not know what was suggested: only such decisions train and measure.
    """

    __tablename__ = "decisions"
    id: Mapped[int] = mapped_column(primary_key=True)
    essay_id: Mapped[str] = mapped_column(ForeignKey("essays.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"))
    kind: Mapped[str]
    subject: Mapped[str] = mapped_column(default="")
    points: Mapped[float | None]
    text: Mapped[str] = mapped_column(default="")
    seen_suggestion: Mapped[bool] = mapped_column(default=True, server_default=true())
    at: Mapped[datetime] = mapped_column(default=read_clock)


class AuditEntry(Table):
    """Who saw and changed what. Never altered, never erased, and without names: people and essays are ids."""

    __tablename__ = "audit"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=read_clock)
    user_id: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str] = mapped_column(index=True)
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)


KEPT = (ContestVersion, ContestFile, Blob, StoredReport, Decision, AuditEntry)
"""Tables whose rows are written once; `database` refuses to alter them."""
