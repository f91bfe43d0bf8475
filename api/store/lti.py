"""Platforms, their deployments, launches under way, and the links in their courses."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from api.store.lti_tables import (
    LtiDeployment,
    LtiInvite,
    LtiLink,
    LtiMember,
    LtiNonce,
    LtiPlatform,
    LtiState,
    LtiTeacher,
    LtiVisit,
)
from api.store.tables import Session as Login
from api.store.tables import read_clock
from api.store.users import LOGGED_IN_FOR

LOGIN_FOR = timedelta(minutes=10)
INVITED_FOR = timedelta(days=2)
_MOST_UNKNOWN = 20


def find_platform(session: Session, issuer: str, client_id: str) -> LtiPlatform | None:
    """A platform by its issuer; without a client id only when it is the issuer's only registration."""
    chosen = select(LtiPlatform).where(LtiPlatform.issuer == issuer)
    found = session.scalars(chosen.where(LtiPlatform.client_id == client_id) if client_id else chosen).all()
    return found[0] if len(found) == 1 else None


def list_platforms(session: Session) -> Sequence[LtiPlatform]:
    """All platforms in the order in which they came."""
    return session.scalars(select(LtiPlatform).order_by(LtiPlatform.created_at, LtiPlatform.id)).all()


def remove_platform(session: Session, platform: LtiPlatform) -> None:
    """Forgets a platform with its links, and ends the sessions of everybody who came from it; classes and essays stay."""
    visits = select(LtiVisit.token_hash).where(LtiVisit.platform_id == platform.id)
    session.execute(delete(Login).where(Login.token_hash.in_(visits)))
    session.delete(platform)


def list_deployments(session: Session) -> Sequence[LtiDeployment]:
    """All deployments, those that wait to be allowed among them."""
    return session.scalars(select(LtiDeployment).order_by(LtiDeployment.created_at)).all()


def is_deployment(session: Session, platform_id: str, deployment_id: str) -> bool:
    """Whether the owner allowed this deployment."""
    found = session.get(LtiDeployment, (platform_id, deployment_id))
    return found is not None and found.is_allowed


def note_deployment(session: Session, platform_id: str, deployment_id: str) -> None:
    """Remembers that a deployment is not known, so that the owner can allow it; a few of a platform are enough."""
    if session.get(LtiDeployment, (platform_id, deployment_id)):
        return
    waiting = (LtiDeployment.platform_id == platform_id, LtiDeployment.is_allowed.is_(False))
    if (session.scalar(select(func.count()).where(*waiting)) or 0) < _MOST_UNKNOWN:
        session.add(LtiDeployment(platform_id=platform_id, deployment_id=deployment_id, is_allowed=False))


def allow_deployment(session: Session, platform_id: str, deployment_id: str) -> None:
    """Lets launches of a deployment in."""
    found = session.get(LtiDeployment, (platform_id, deployment_id))
    if found:
        found.is_allowed = True
    else:
        session.add(LtiDeployment(platform_id=platform_id, deployment_id=deployment_id, is_allowed=True))


def add_invite(session: Session, token_hash: str) -> None:
    """Allows one platform to be registered by whoever has the token."""
    session.add(LtiInvite(token_hash=token_hash, expires_at=read_clock() + INVITED_FOR))


def find_invite(session: Session, token_hash: str) -> LtiInvite | None:
    """An invitation of a platform that was not used and is not too old."""
    found = session.get(LtiInvite, token_hash, with_for_update=True)
    return found if found and found.expires_at > read_clock() else None


def add_state(session: Session, platform: LtiPlatform, hashes: tuple[str, str, str], login: dict[str, Any]) -> LtiState:
    """Remembers a login under way, by the hashes of state, nonce and proof, and forgets those that never came back."""
    session.execute(delete(LtiState).where(LtiState.expires_at < read_clock()))
    state_hash, nonce_hash, proof_hash = hashes
    made = LtiState(state_hash=state_hash, platform_id=platform.id, nonce_hash=nonce_hash, proof_hash=proof_hash)
    made.login, made.expires_at = login, read_clock() + LOGIN_FOR
    session.add(made)
    session.flush()
    return made


def find_state(session: Session, state_hash: str, *, locks: bool = False) -> LtiState | None:
    """A login that began less than ten minutes ago, used or not."""
    chosen = select(LtiState).where(LtiState.state_hash == state_hash, LtiState.expires_at > read_clock())
    return session.scalars(chosen.with_for_update(of=LtiState) if locks else chosen).one_or_none()


def claim_nonce(session: Session, platform_id: str, nonce_hash: str, until: datetime) -> bool:
    """Takes a nonce; false when somebody took it before. Those whose tokens ended are forgotten."""
    session.execute(delete(LtiNonce).where(LtiNonce.expires_at < read_clock()))
    try:
        with session.begin_nested():
            session.add(LtiNonce(platform_id=platform_id, nonce_hash=nonce_hash, expires_at=until))
    except IntegrityError:
        return False
    return True


def find_or_add_link(session: Session, platform_id: str, deployment: str, context: str, resource: str) -> LtiLink:
    """A link in a course; one that nobody opened before leads to no contest yet."""
    key = {"deployment_id": deployment, "context_id": context, "resource_id": resource}
    chosen = select(LtiLink).filter_by(platform_id=platform_id, **key)
    found = session.scalars(chosen).one_or_none()
    if found is None:
        try:
            with session.begin_nested():
                session.add(LtiLink(platform_id=platform_id, services={}, **key))
        except IntegrityError:
            pass  # a classmate opened it at the same moment
        found = session.scalars(chosen).one()
    return found


def add_visit(session: Session, visit: LtiVisit) -> None:
    """Remembers who came from a platform, and forgets visits that ended."""
    session.execute(delete(LtiVisit).where(LtiVisit.expires_at < read_clock()))
    visit.expires_at = read_clock() + LOGGED_IN_FOR
    session.add(visit)
    session.flush()


def find_visit(session: Session, token_hash: str) -> LtiVisit | None:
    """The visit from a platform of a cookie, while it lasts."""
    found = session.get(LtiVisit, token_hash)
    return found if found and found.expires_at > read_clock() else None


def find_teacher(session: Session, platform_id: str, sub: str) -> LtiTeacher | None:
    """What is known of a platform's teacher: an account, or that the owner was asked for one."""
    return session.get(LtiTeacher, (platform_id, sub))


def connect_teacher(session: Session, platform_id: str, sub: str, user_id: str) -> None:
    """Says that a platform's teacher and an account are one person."""
    found = find_teacher(session, platform_id, sub)
    if found:
        found.user_id, found.name = user_id, ""
    else:
        session.add(LtiTeacher(platform_id=platform_id, sub=sub, user_id=user_id))


def list_asking(session: Session) -> Sequence[LtiTeacher]:
    """Teachers who asked the owner for an account."""
    return session.scalars(select(LtiTeacher).where(LtiTeacher.user_id.is_(None)).order_by(LtiTeacher.asked_at)).all()


def find_member(session: Session, platform_id: str, sub: str, contest_id: str) -> LtiMember | None:
    """A platform's student in the class of a contest."""
    return session.get(LtiMember, (platform_id, sub, contest_id))
