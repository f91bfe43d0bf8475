"""Keys of the REST interface, and answers that are given again."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Goes to this revision."""
    op.create_table(
        "api_keys",
        _text("id", primary_key=True),
        _text("user_id", sa.ForeignKey("users.id", ondelete="CASCADE"), index=True),
        _text("name"),
        _text("secret_hash", unique=True),
        _text("hint"),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("contests", sa.JSON(), nullable=True),
        _time("expires_at"),
        _time("last_used_at", nullable=True),
        _time("revoked_at", nullable=True),
        _time("created_at"),
    )
    op.create_table(
        "idempotent_answers",
        _text("key_id", sa.ForeignKey("api_keys.id", ondelete="CASCADE"), primary_key=True),
        _text("name_hash", primary_key=True),
        _text("request_hash"),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        _time("created_at", index=True),
    )


def downgrade() -> None:
    """Goes back to pages alone."""
    op.drop_table("idempotent_answers")
    op.drop_table("api_keys")


def _text(name: str, *rest: Any, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), *rest, **{"nullable": False, **options})


def _time(name: str, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), **{"nullable": False, **options})
