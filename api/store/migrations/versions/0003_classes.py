"""Classes: ways in, students, drafts, replies, whose essay is whose, judges and their levels."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_TABLES = ("class_links", "enrolments", "drafts", "replies", "connections", "judges", "ratings")


def upgrade() -> None:
    """Goes to this revision."""
    with op.batch_alter_table("invitations") as invitations:
        invitations.add_column(_text("contest_id", nullable=True))
        invitations.create_foreign_key(
            "fk_invitations_contest_id", "contests", ["contest_id"], ["id"], ondelete="CASCADE"
        )
    op.create_index("ix_audit_subject", "audit", ["subject"])
    _make_classes()
    _make_drafts()
    _make_judges()


def downgrade() -> None:
    """Goes back to contests without classes."""
    for name in reversed(_TABLES):
        op.drop_table(name)
    op.drop_index("ix_audit_subject", "audit")
    with op.batch_alter_table("invitations") as invitations:
        invitations.drop_constraint("fk_invitations_contest_id", type_="foreignkey")
        invitations.drop_column("contest_id")


def _text(name: str, *rest: Any, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), *rest, **{"nullable": False, **options})


def _time(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _number(name: str, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), **{"nullable": False, **options})


def _flag(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _of(table: str, column: str = "id", *, cascades: bool = False) -> sa.ForeignKey:
    return sa.ForeignKey(f"{table}.{column}", ondelete="CASCADE" if cascades else None)


def _make_classes() -> None:
    op.create_table(
        "class_links",
        _text("contest_id", _of("contests", cascades=True), primary_key=True),
        _text("code", unique=True),
        _flag("is_open"),
        _number("drafts_a_day"),
        _flag("shows_levels"),
        _time("created_at"),
    )
    op.create_table(
        "enrolments",
        _text("id", primary_key=True),
        _text("contest_id", _of("contests", cascades=True)),
        _text("user_id", _of("users"), unique=True),
        _text("student_id", _of("students"), unique=True),
        _number("number"),
        _text("personal_hash", unique=True),
        _number("renewals"),
        _time("created_at"),
        sa.UniqueConstraint("contest_id", "number"),
    )
    op.create_table(
        "connections",
        _text("essay_id", _of("essays", cascades=True), primary_key=True),
        _text("enrolment_id", _of("enrolments", cascades=True), index=True),
        _time("at"),
    )


def _make_drafts() -> None:
    op.create_table(
        "drafts",
        _text("id", primary_key=True),
        _text("enrolment_id", _of("enrolments", cascades=True)),
        _text("version_id", _of("contest_versions", cascades=True), index=True),
        _number("number"),
        _text("file"),
        _text("blob_hash", _of("blobs", "hash"), index=True),
        _text("state"),
        _number("attempts"),
        _text("worker"),
        _time("lease_until", nullable=True),
        _time("finished_at", nullable=True),
        _text("reason"),
        _text("remedy"),
        _text("document", nullable=True),
        _time("created_at"),
        sa.UniqueConstraint("enrolment_id", "number"),
        sa.Index("ix_drafts_state_created_at", "state", "created_at"),
    )
    op.create_table(
        "replies",
        _text("id", primary_key=True),
        _text("draft_id", _of("drafts", cascades=True)),
        _text("subject"),
        _text("words"),
        _text("passage"),
        _text("text"),
        _time("at"),
        _text("answer"),
        _time("read_at", nullable=True),
        sa.UniqueConstraint("draft_id", "subject"),
    )


def _make_judges() -> None:
    op.create_table(
        "judges",
        _text("contest_id", _of("contests", cascades=True), primary_key=True),
        _text("user_id", _of("users"), primary_key=True),
        _time("created_at"),
    )
    op.create_table(
        "ratings",
        _number("id", primary_key=True),
        _text("essay_id", _of("essays", cascades=True), index=True),
        _text("user_id", _of("users")),
        _text("criterion"),
        sa.Column("points", sa.Double(), nullable=True),
        _time("at"),
    )
