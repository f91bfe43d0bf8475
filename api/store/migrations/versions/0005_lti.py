"""LTI: platforms, keys, launches, links, whose people are whose, what platforms were told."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_TABLES = (
    "lti_platforms",
    "lti_deployments",
    "lti_invites",
    "lti_keys",
    "lti_states",
    "lti_nonces",
    "lti_links",
    "lti_visits",
    "lti_teachers",
    "lti_members",
    "lti_batches",
    "lti_scores",
    "lti_assets",
)


def upgrade() -> None:
    """Goes to this revision."""
    _make_platforms()
    _make_launches()
    _make_people()
    _make_messages()


def downgrade() -> None:
    """Goes back to a service that no platform knows."""
    for name in reversed(_TABLES):
        op.drop_table(name)


def _text(name: str, *rest: Any, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), *rest, **{"nullable": False, **options})


def _time(name: str, *, nullable: bool = False, index: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable, index=index)


def _json(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.JSON(), nullable=False)


def _of(table: str, column: str = "id", *, ondelete: str = "CASCADE") -> sa.ForeignKey:
    return sa.ForeignKey(f"{table}.{column}", ondelete=ondelete)


def _platform(**options: Any) -> sa.Column[Any]:
    return _text("platform_id", _of("lti_platforms"), **options)


def _make_platforms() -> None:
    op.create_table(
        "lti_platforms",
        _text("id", primary_key=True),
        *(_text(name) for name in ("name", "issuer", "client_id", "auth_url", "token_url", "keys_url", "audience")),
        _json("origins"),
        _time("created_at"),
        sa.UniqueConstraint("issuer", "client_id"),
    )
    op.create_table(
        "lti_deployments",
        _platform(primary_key=True),
        _text("deployment_id", primary_key=True),
        sa.Column("is_allowed", sa.Boolean(), nullable=False),
        _time("created_at"),
    )
    op.create_table("lti_invites", _text("token_hash", primary_key=True), _time("expires_at"))
    op.create_table(
        "lti_keys",
        _text("kid", primary_key=True),
        _json("public"),
        _text("private"),
        _time("created_at"),
        _time("retired_at", nullable=True),
    )


def _make_launches() -> None:
    op.create_table(
        "lti_states",
        _text("state_hash", primary_key=True),
        _platform(),
        _text("nonce_hash"),
        _text("proof_hash"),
        _json("login"),
        _time("expires_at", index=True),
        _time("used_at", nullable=True),
    )
    op.create_table(
        "lti_nonces",
        _platform(primary_key=True),
        _text("nonce_hash", primary_key=True),
        _time("expires_at", index=True),
    )
    op.create_table(
        "lti_links",
        _text("id", primary_key=True),
        _platform(),
        *(_text(name) for name in ("deployment_id", "context_id", "resource_id")),
        _text("contest_id", _of("contests"), nullable=True, index=True),
        _json("services"),
        _time("created_at"),
        sa.UniqueConstraint("platform_id", "deployment_id", "context_id", "resource_id"),
    )
    op.create_table(
        "lti_visits",
        _text("token_hash", primary_key=True),
        _platform(index=True),
        _text("link_id", _of("lti_links"), nullable=True),
        _text("sub"),
        _text("role"),
        _json("message"),
        _json("origins"),
        _text("place"),
        _time("expires_at", index=True),
    )


def _make_people() -> None:
    op.create_table(
        "lti_teachers",
        _text("id", unique=True),
        _platform(primary_key=True),
        _text("sub", primary_key=True),
        _text("user_id", _of("users"), nullable=True, index=True),
        _text("name"),
        _time("asked_at"),
    )
    op.create_table(
        "lti_members",
        _platform(primary_key=True),
        _text("sub", primary_key=True),
        _text("contest_id", _of("contests"), primary_key=True),
        _text("enrolment_id", _of("enrolments"), unique=True),
        _text("link_id", _of("lti_links", ondelete="SET NULL"), nullable=True),
    )


def _make_messages() -> None:
    op.create_table(
        "lti_batches",
        _text("contest_id", _of("contests"), primary_key=True),
        _text("batch_id", _of("batches")),
    )
    op.create_table(
        "lti_scores",
        _text("essay_id", _of("essays"), primary_key=True),
        _text("kind"),
        sa.Column("points", sa.Double(), nullable=True),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        _time("told_at", nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        _time("due_at", nullable=True),
        _text("problem"),
    )
    op.create_table(
        "lti_assets",
        _text("id", primary_key=True),
        _platform(),
        _text("contest_id", _of("contests"), index=True),
        _text("essay_id", _of("essays"), nullable=True, index=True),
        *(_text(name) for name in ("asset_id", "sub", "url", "report_url", "suffix", "checksum")),
        _text("state", index=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        _time("due_at", nullable=True),
        _time("told_at", nullable=True),
        _text("problem"),
        sa.UniqueConstraint("platform_id", "asset_id", "report_url"),
    )
