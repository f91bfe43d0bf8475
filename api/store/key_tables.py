"""The tables of the REST interface: keys, and the answers that are given again to a request that comes again."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from api.store.tables import Table, User, make_id, read_clock


class ApiKey(Table):
    """A key with which programs act for a teacher; the secret is stored as a hash.

    `contests` are ids of the contests that it reaches, none: all of its teacher's. `hint` is the secret's end, by which
    people tell keys apart.
    """

    __tablename__ = "api_keys"
    id: Mapped[str] = mapped_column(primary_key=True, default=make_id)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    secret_hash: Mapped[str] = mapped_column(unique=True)
    hint: Mapped[str]
    scopes: Mapped[list[Any]]
    contests: Mapped[list[Any] | None]
    expires_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=read_clock)
    user: Mapped[User] = relationship(lazy="joined")


class IdempotentAnswer(Table):
    """What a request with an Idempotency-Key was answered; `answer` is none while it is being done.

    The answer is encrypted with what only the caller knows, so that the store holds no secret and no words of an essay.
    """

    __tablename__ = "idempotent_answers"
    key_id: Mapped[str] = mapped_column(ForeignKey("api_keys.id", ondelete="CASCADE"), primary_key=True)
    name_hash: Mapped[str] = mapped_column(primary_key=True)
    request_hash: Mapped[str]
    answer: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(default=read_clock, index=True)
