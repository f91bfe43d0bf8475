"""The tables of webhooks: who wants to hear of what, and what was to be said."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from api.store.tables import Table, make_id, read_clock


class Hook(Table):
    """An address that is told of events of one contest, or of all contests of a teacher; no events named: all of them.

    Its secret is made of the service's key, the id and `renewals`, and stands in no table; `key_print` tells whose key.
    Until `earlier_until` messages are signed with the secret before, too. `stopped` says why nothing is sent any more.
    """

    __tablename__ = "hooks"
    id: Mapped[str] = mapped_column(primary_key=True, default=make_id)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    contest_id: Mapped[str | None] = mapped_column(ForeignKey("contests.id", ondelete="CASCADE"), index=True)
    url: Mapped[str]
    events: Mapped[list[Any]]
    key_print: Mapped[str]
    renewals: Mapped[int] = mapped_column(default=0)
    earlier_until: Mapped[datetime | None]
    stopped: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=read_clock)


class Delivery(Table):
    """A message to a hook: waiting, under way, sent, or given up (`dead`). `body` holds ids and states, never names."""

    __tablename__ = "deliveries"
    __table_args__ = (Index("ix_deliveries_state_due_at", "state", "due_at"),)
    id: Mapped[str] = mapped_column(primary_key=True, default=lambda: f"msg_{make_id()}")
    hook_id: Mapped[str] = mapped_column(ForeignKey("hooks.id", ondelete="CASCADE"), index=True)
    event: Mapped[str]
    body: Mapped[str]
    state: Mapped[str] = mapped_column(default="pending")
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime] = mapped_column(default=read_clock)
    worker: Mapped[str] = mapped_column(default="")
    status: Mapped[int | None]
    reason: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=read_clock)
    finished_at: Mapped[datetime | None]
    hook: Mapped[Hook] = relationship(lazy="joined")
