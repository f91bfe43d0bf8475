"""What the teacher's pages need: summaries of a class, work besides grading, models, sealed suggestions."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_TABLES = (
    "essay_rows",
    "class_summaries",
    "contest_views",
    "chores",
    "shared_stretches",
    "earlier_reports",
    "learned_models",
    "measures",
)
_COLUMNS = (("contests", "is_sealed"), ("decisions", "seen_suggestion"), ("reports", "version_id"))


def upgrade() -> None:
    """Goes to this revision."""
    op.add_column("contests", sa.Column("is_sealed", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("decisions", sa.Column("seen_suggestion", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column("reports", sa.Column("version_id", sa.Text(), nullable=True))
    _make_summaries()
    _make_chores()
    _make_models()


def downgrade() -> None:
    """Goes back to the first tables."""
    for name in reversed(_TABLES):
        op.drop_table(name)
    for table, column in _COLUMNS:
        with op.batch_alter_table(table) as changed:
            changed.drop_column(column)


def _text(name: str, *rest: Any, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), *rest, **{"nullable": False, **options})


def _time(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _json(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.JSON(), nullable=False)


def _number(name: str, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), **{"nullable": False, **options})


def _bytes(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.LargeBinary(), nullable=False)


def _of(table: str) -> sa.ForeignKey:
    return sa.ForeignKey(f"{table}.id", ondelete="CASCADE")


def _make_summaries() -> None:
    op.create_table(
        "essay_rows",
        _text("essay_id", _of("essays"), primary_key=True),
        _text("batch_id", _of("batches"), index=True),
        _text("told"),
        _text("brief"),
        _text("standing"),
    )
    op.create_table("class_summaries", _text("batch_id", _of("batches"), primary_key=True), _text("told"))
    op.create_table("contest_views", _text("version_id", _of("contest_versions"), primary_key=True), _text("told"))
    op.create_table(
        "shared_stretches",
        _number("id", primary_key=True),
        _text("contest_id", _of("contests"), index=True),
        _text("essay_id", _of("essays"), index=True),
        _text("other_id", _of("essays"), index=True),
        *(_number(name) for name in ("starts_at", "ends_at", "other_starts_at", "other_ends_at", "words")),
    )
    op.create_table(
        "earlier_reports",
        _text("id", primary_key=True),
        _text("essay_id", _of("essays"), index=True),
        _text("version_id"),
        _text("document"),
        _text("shown", nullable=True),
        _time("created_at"),
    )


def _make_chores() -> None:
    op.create_table(
        "chores",
        _text("id", primary_key=True),
        _text("contest_id", _of("contests"), index=True),
        _text("user_id"),
        _text("kind"),
        _json("detail"),
        _text("state", index=True),
        _number("attempts"),
        _text("worker"),
        _time("lease_until", nullable=True),
        _json("result"),
        _text("reason"),
        _text("remedy"),
        _time("created_at"),
        _time("finished_at", nullable=True),
    )


def _make_models() -> None:
    op.create_table(
        "learned_models",
        _text("id", primary_key=True),
        _text("contest_id", _of("contests"), index=True),
        _text("version_id", _of("contest_versions"), index=True),
        _text("hash"),
        _json("learned"),
        _json("told"),
        sa.Column("is_stale", sa.Boolean(), nullable=False),
        _time("created_at"),
    )
    op.create_table(
        "measures",
        _text("essay_id", _of("essays"), primary_key=True),
        _text("material"),
        _text("hash"),
        _bytes("values"),
        _bytes("wording"),
    )
