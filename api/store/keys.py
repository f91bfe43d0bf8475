"""Keys of the REST interface, by the hashes of their secrets."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Literal, TypeAlias, get_args

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.auth import hash_token, make_token
from api.store.audit import note
from api.store.key_tables import ApiKey
from api.store.tables import Contest, User, read_clock

Scope: TypeAlias = Literal["read", "submit", "grade", "admin"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
PREFIX = "grk_"
MOST_DAYS, USUAL_DAYS = 730, 90
LONGEST_KEY_NAME = 80
_HINT, _SEEN_EVERY = 4, timedelta(minutes=1)


def add_key(
    session: Session,
    user: User,
    name: str,
    scopes: Collection[str],
    contests: Collection[str] | None,
    days: int,
) -> tuple[ApiKey, str]:
    """A new key, and its secret, which is known to nobody afterwards.

    Args:
        session: the transaction.
        user: the teacher for whom programs will act.
        name: what people call it.
        scopes: what it allows; see `SCOPES`.
        contests: ids of the contests that it reaches; none: all of the teacher's, also those to come.
        days: until it expires.
    """
    secret = PREFIX + make_token()
    key = ApiKey(
        user_id=user.id,
        name=" ".join(name.split())[:LONGEST_KEY_NAME] or "key",
        secret_hash=hash_token(secret),
        hint=secret[-_HINT:],
        scopes=[scope for scope in SCOPES if scope in scopes],
        contests=None if contests is None else sorted(contests),
        expires_at=read_clock() + timedelta(days=days),
    )
    session.add(key)
    session.flush()
    for contest in key.contests or [""]:
        note(session, user.id, "key.make", key.id, contest=contest, scopes=" ".join(key.scopes), days=days)
    return key, secret


def find_secret(session: Session, secret: str) -> ApiKey | None:
    """The key of a secret, whether or not it may still be used."""
    return session.scalars(select(ApiKey).where(ApiKey.secret_hash == hash_token(secret))).one_or_none()


def find_key(session: Session, user: User, key_id: str) -> ApiKey | None:
    """A key of this teacher; none for everybody else."""
    return session.scalars(select(ApiKey).where(ApiKey.id == key_id, ApiKey.user_id == user.id)).one_or_none()


def list_keys(session: Session, user: User, contest: Contest | None = None) -> Sequence[ApiKey]:
    """A teacher's keys, the newest first; with a contest those that reach it."""
    keys = session.scalars(
        select(ApiKey).where(ApiKey.user_id == user.id).order_by(ApiKey.created_at.desc(), ApiKey.id)
    )
    return [key for key in keys if contest is None or key.contests is None or contest.id in key.contests]


def why_useless(key: ApiKey) -> str:
    """Why a key opens nothing any more: `revoked`, `expired`, or empty when it opens something."""
    if key.revoked_at is not None:
        return "revoked"
    return "expired" if key.expires_at <= read_clock() else ""


def is_seen_lately(key: ApiKey) -> bool:
    """Whether a key's last use is known well enough already."""
    return key.last_used_at is not None and read_clock() - key.last_used_at < _SEEN_EVERY


def revoke(session: Session, user_id: str, key: ApiKey) -> None:
    """Takes a key out of use for ever; revoking it again changes nothing."""
    if key.revoked_at is None:
        key.revoked_at = read_clock()
        for contest in key.contests or [""]:
            note(session, user_id, "key.revoke", key.id, contest=contest)
