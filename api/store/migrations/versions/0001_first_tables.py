"""First tables. Constraints and indexes get their names from the naming convention of `tables`."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_TABLES: tuple[str, ...] = (
    "audit",
    "users",
    "invitations",
    "sessions",
    "failed_logins",
    "blobs",
    "contests",
    "contest_versions",
)
_TABLES += ("contest_files", "batches", "students", "essays", "reports", "decisions")


def upgrade() -> None:
    """Goes to this revision."""
    _make_log()
    _make_accounts()
    _make_contests()
    _make_essays()
    _make_reports()


def downgrade() -> None:
    """Goes back to no tables at all."""
    for name in reversed(_TABLES):
        op.drop_table(name)


def _text(name: str, *rest: Any, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), *rest, **{"nullable": False, **options})


def _time(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _json(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.JSON(), nullable=False)


def _flag(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _number(name: str, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), **{"nullable": False, **options})


def _of(table: str, *, cascades: bool = False) -> sa.ForeignKey:
    return sa.ForeignKey(f"{table}.{'hash' if table == 'blobs' else 'id'}", ondelete="CASCADE" if cascades else None)


def _id() -> sa.Column[Any]:
    return _text("id", primary_key=True)


def _make_log() -> None:
    op.create_table(
        "audit",
        _number("id", primary_key=True),
        _time("at"),
        _text("user_id"),
        _text("action"),
        _text("subject"),
        _json("detail"),
    )


def _make_accounts() -> None:
    op.create_table(
        "users",
        _id(),
        _text("login", unique=True),
        _text("name"),
        _text("password"),
        _text("role"),
        _time("created_at"),
    )
    op.create_table("invitations", _text("token_hash", primary_key=True), _text("role"), _time("expires_at"))
    op.create_table(
        "sessions",
        _text("token_hash", primary_key=True),
        _text("user_id", _of("users", cascades=True), index=True),
        _time("expires_at"),
    )
    op.create_table("failed_logins", _number("id", primary_key=True), _text("key", index=True), _time("at"))


def _make_contests() -> None:
    op.create_table("blobs", _text("hash", primary_key=True), sa.Column("content", sa.LargeBinary(), nullable=False))
    op.create_table(
        "contests",
        _id(),
        _text("user_id", _of("users"), index=True),
        _text("title"),
        _number("retention_days"),
        _time("created_at"),
    )
    op.create_table(
        "contest_versions",
        _id(),
        _text("contest_id", _of("contests", cascades=True)),
        _number("number"),
        _text("hash"),
        _flag("is_blind"),
        _json("facts"),
        _time("created_at"),
        sa.UniqueConstraint("contest_id", "number"),
    )
    op.create_table(
        "contest_files",
        _text("version_id", _of("contest_versions", cascades=True), primary_key=True),
        _text("path", primary_key=True),
        _text("blob_hash", _of("blobs"), index=True),
    )


def _make_essays() -> None:
    op.create_table(
        "batches",
        _id(),
        _text("contest_id", _of("contests", cascades=True), index=True),
        _text("version_id", _of("contest_versions", cascades=True), index=True),
        _number("until", nullable=True),
        _json("left_out"),
        _time("created_at"),
        _time("confirmed_at", nullable=True),
    )
    told = (_text(name) for name in ("name", "lms_id", "lms_user", "platform", "original_file", "handed_in"))
    op.create_table("students", _id(), *told, _flag("is_late"), _json("hints"))
    op.create_table(
        "essays",
        _id(),
        _text("contest_id", _of("contests", cascades=True)),
        _text("batch_id", _of("batches", cascades=True), index=True),
        _text("student_id", _of("students"), index=True),
        _text("code"),
        _text("file"),
        _text("kind"),
        _number("position"),
        _text("blob_hash", _of("blobs"), index=True),
        _text("state"),
        _number("attempts"),
        _text("worker"),
        _time("lease_until", nullable=True),
        _time("finished_at", nullable=True),
        _text("reason"),
        _text("remedy"),
        _time("created_at"),
        sa.UniqueConstraint("contest_id", "code"),
        sa.Index("ix_essays_state_batch", "state", "batch_id", "position"),
    )


def _make_reports() -> None:
    op.create_table(
        "reports",
        _id(),
        _text("essay_id", _of("essays", cascades=True), unique=True),
        _text("document"),
        _text("shown", nullable=True),
        _text("digest"),
        _time("created_at"),
    )
    op.create_table(
        "decisions",
        _number("id", primary_key=True),
        _text("essay_id", _of("essays", cascades=True), index=True),
        _text("user_id", _of("users")),
        _text("kind"),
        _text("subject"),
        sa.Column("points", sa.Double(), nullable=True),
        _text("text"),
        _time("at"),
    )
