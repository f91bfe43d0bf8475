"""Accounts, invitations, sessions and failed logins, by the hashes of their secrets."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, exists, func, select
from sqlalchemy.orm import Session

from api.store.lti_tables import LtiVisit
from api.store.tables import FailedLogin, Invitation, Role, User, read_clock
from api.store.tables import Session as Login

INVITED_FOR = timedelta(days=2)
LOGGED_IN_FOR = timedelta(hours=12)
_COUNTED_FOR = timedelta(minutes=15)


def has_users(session: Session) -> bool:
    """Whether anybody can log in."""
    return bool(session.scalar(select(exists().where(User.password != ""))))  # nosec B105 - students have none


def find_user(session: Session, login: str) -> User | None:
    """An account by the name that people log in with."""
    return session.scalars(select(User).where(User.login == login.strip().lower())).one_or_none()


def add_user(session: Session, login: str, name: str, password: str, role: Role) -> User:
    """An account; `password` is a hash."""
    user = User(login=login.strip().lower(), name=name.strip(), password=password, role=role)
    session.add(user)
    session.flush()
    return user


def claim_owner(session: Session, login: str, name: str, password: str) -> User:
    """The first account, to which contests belong already when programs made some before anybody logged in."""
    waiting = session.scalars(select(User).where(User.role == "owner", User.password == "")).first()  # nosec B105
    if waiting is None:
        return add_user(session, login, name, password, "owner")
    waiting.login, waiting.name, waiting.password = login.strip().lower(), name.strip(), password
    return waiting


def list_teachers(session: Session) -> Sequence[User]:
    """Everybody who may have contests, in the order in which they came."""
    return session.scalars(select(User).where(User.role.in_(("owner", "teacher"))).order_by(User.created_at)).all()


def invite(session: Session, token_hash: str, role: Role, contest_id: str | None = None) -> None:
    """Allows one account to be made by whoever has the token; a judge's is for a contest."""
    expires_at = read_clock() + INVITED_FOR
    session.add(Invitation(token_hash=token_hash, role=role, expires_at=expires_at, contest_id=contest_id))


def find_invitation(session: Session, token_hash: str, *roles: Role) -> Invitation | None:
    """An invitation for one of the roles that was not used and is not too old."""
    found = session.get(Invitation, token_hash, with_for_update=True)
    return found if found and found.role in roles and found.expires_at > read_clock() else None


def drop_invitations(session: Session, role: Role) -> None:
    """Takes back all invitations for a role."""
    session.execute(delete(Invitation).where(Invitation.role == role))


def log_in(session: Session, user: User, token_hash: str) -> None:
    """Remembers that somebody logged in, and forgets sessions that ended."""
    session.execute(delete(Login).where(Login.expires_at < read_clock()))
    session.add(Login(token_hash=token_hash, user_id=user.id, expires_at=read_clock() + LOGGED_IN_FOR))


def find_session(session: Session, token_hash: str) -> Login | None:
    """Who has this token, while it holds."""
    found = session.get(Login, token_hash)
    return found if found and found.expires_at > read_clock() else None


def log_out(session: Session, token_hash: str) -> None:
    """Ends a session, and the visit from a learning platform that it was."""
    session.execute(delete(LtiVisit).where(LtiVisit.token_hash == token_hash))
    session.execute(delete(Login).where(Login.token_hash == token_hash))


def note_failed_login(session: Session, key: str) -> int:
    """Remembers a wrong password, and forgets the old ones; the number of what it remembers."""
    session.execute(delete(FailedLogin).where(FailedLogin.at < _since()))
    failed = FailedLogin(key=key)
    session.add(failed)
    session.flush()
    return failed.id


def forget_failed_logins(session: Session, numbers: Sequence[int]) -> None:
    """Forgets tries that turned out to be none."""
    session.execute(delete(FailedLogin).where(FailedLogin.id.in_(numbers)))


def count_failed_logins(session: Session, key: str) -> int:
    """Wrong passwords of the last quarter of an hour."""
    counted = select(func.count()).where(FailedLogin.key == key, FailedLogin.at >= _since())
    return session.scalar(counted) or 0


def _since() -> datetime:
    return read_clock() - _COUNTED_FOR
