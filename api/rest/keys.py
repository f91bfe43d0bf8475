"""Keys: made by a teacher or by another key, never with more than that one has; shown once."""

from datetime import datetime

from fastapi import Request, Response
from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from api.pages.access import service_of
from api.problems import Refused
from api.rest.bodies import Given, Line, Shown
from api.rest.callers import NOTHING, Caller, CallerHere, reach_contest, read_id
from api.rest.contests import place
from api.rest.paging import Page, WalkHere
from api.rest.routes import ANY, asks, make_router
from api.store.key_tables import ApiKey
from api.store.keys import LONGEST_KEY_NAME, MOST_DAYS, SCOPES, USUAL_DAYS, Scope, add_key, find_key, revoke

router = make_router("keys")


class KeyShown(Shown):
    """A key, without its secret."""

    id: str = Field(description="Names the key in addresses; it opens nothing.")
    name: str
    hint: str = Field(description="The last four characters of the secret.")
    scopes: list[Scope]
    contests: list[str] | None = Field(
        description="Ids of the contests that it reaches; null: all of its teacher’s, also those to come."
    )
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None = Field(description="To the minute.")
    revoked_at: datetime | None


class KeyMade(KeyShown):
    """A new key with its secret, which is shown this once."""

    secret: str = Field(description="Send it as `Authorization: Bearer grk_…`.", examples=["grk_…"])


class KeyGiven(Given):
    """What a new key is to allow."""

    name: Line = Field(
        description="What people call it.", min_length=1, max_length=LONGEST_KEY_NAME, examples=["Canvas"]
    )
    scopes: list[Scope] = Field(
        min_length=1,
        max_length=len(SCOPES),
        description="Not more than the asking key has.",
        examples=[["read", "submit"]],
    )
    contests: list[Line] | None = Field(
        None, min_length=1, max_length=100, description="Ids of contests; null: all that the asking key reaches."
    )
    days: int = Field(USUAL_DAYS, ge=1, le=MOST_DAYS, description="Until it expires; not later than the asking key.")


def _show(key: ApiKey) -> KeyShown:
    names = ("id", "name", "hint", "scopes", "contests", "created_at", "expires_at", "last_used_at", "revoked_at")
    return KeyShown(**{name: getattr(key, name) for name in names})


@router.get("/keys", response_model=Page[KeyShown], operation_id="list_keys", **asks(("admin",)))
def list_all(request: Request, caller: CallerHere, walk: WalkHere) -> Page[KeyShown]:
    """List the keys of the teacher that reach no further than this one, the oldest first."""
    with service_of(request).database.reading() as session:
        chosen = select(ApiKey).where(ApiKey.user_id == caller.user.id)
        if caller.contests is not None:
            within = [key.id for key in session.scalars(chosen) if _is_within(key, caller)]
            chosen = chosen.where(ApiKey.id.in_(within))
        rows, following = walk.read(session, chosen, ApiKey.created_at, ApiKey.id)
        return Page(items=[_show(key) for key in rows], next=following)


def _is_within(key: ApiKey, caller: Caller) -> bool:
    """Whether a key reaches no contest beyond those of the asking one."""
    return caller.contests is None or (key.contests is not None and set(key.contests) <= caller.contests)


@router.post(
    "/keys",
    status_code=201,
    response_model=KeyMade,
    operation_id="make_key",
    **asks(("admin",), headers=("Location",), links={"read_key": {"key_id": "$response.body#/id"}}),
)
def make(request: Request, response: Response, caller: CallerHere, asked: KeyGiven) -> KeyMade:
    """Make a key that allows no more, reaches no further and lasts no longer than this one; its secret is shown this once."""
    if not caller.may(*asked.scopes):
        raise Refused(403, "This key cannot give scopes that it has not.", "body.scopes")
    with service_of(request).database.transaction() as session:
        contests = _read_contests(session, caller, asked)
        key, secret = add_key(session, caller.user, asked.name, asked.scopes, contests, asked.days)
        key.expires_at = min(key.expires_at, caller.key.expires_at)
        response.headers["Location"] = place(request, f"keys/{key.id}")
        return KeyMade(**_show(key).model_dump(), secret=secret)


def _read_contests(session: Session, caller: Caller, asked: KeyGiven) -> list[str] | None:
    if asked.contests is None:
        return None if caller.contests is None else sorted(caller.contests)
    try:
        return [reach_contest(session, caller, contest_id).id for contest_id in asked.contests]
    except Refused:
        raise Refused(422, "The key does not reach a contest of this list.", "body.contests") from None


@router.get("/keys/self", response_model=KeyShown, operation_id="read_own_key", **asks(ANY))
def read_own(caller: CallerHere) -> KeyShown:
    """Read what this key allows, whatever that is."""
    return _show(caller.key)


@router.get("/keys/{key_id}", response_model=KeyShown, operation_id="read_key", **asks(("admin",)))
def read(request: Request, caller: CallerHere, key_id: str) -> KeyShown:
    """Read a key, without its secret."""
    with service_of(request).database.reading() as session:
        return _show(_reach_key(session, caller, key_id))


def _reach_key(session: Session, caller: Caller, key_id: str) -> ApiKey:
    key = find_key(session, caller.user, read_id(key_id))
    if key is None or not _is_within(key, caller):
        raise Refused(404, NOTHING)
    return key


@router.delete("/keys/{key_id}", status_code=204, operation_id="revoke_key", **asks(("admin",)))
def take_back(request: Request, caller: CallerHere, key_id: str) -> None:
    """Revoke a key: it opens nothing any more, for ever."""
    with service_of(request).database.transaction() as session:
        revoke(session, caller.user.id, _reach_key(session, caller, key_id))
