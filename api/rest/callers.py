"""Who asks: a program with a teacher's key, what the key allows, and which things it reaches."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, Request
from sqlalchemy.orm import Session

from api.pages.access import address_of, service_of
from api.problems import Refused
from api.rest.limits import Limits
from api.store.contests import find_contest
from api.store.essays import find_batch, find_essay
from api.store.key_tables import ApiKey
from api.store.keys import PREFIX, Scope, find_secret, is_seen_lately, why_useless
from api.store.tables import Batch, Contest, Essay, User, read_clock

NOTHING = "There is nothing here for this key."
_CHALLENGE = {"WWW-Authenticate": 'Bearer realm="grader"'}
_LONGEST_SECRET, _LONGEST_ID = 200, 64


@dataclass(frozen=True, slots=True)
class Caller:
    """A program that asks.

    Attributes:
        secret: of its key.
        key: as the store has it.
        user: the teacher for whom it acts.
        scopes: what the key allows.
        contests: ids of the contests that it reaches; none: all of the teacher's.
    """

    secret: str
    key: ApiKey
    user: User
    scopes: frozenset[str]
    contests: frozenset[str] | None

    def may(self, *scopes: Scope) -> bool:
        """Whether the key has all of these scopes."""
        return set(scopes) <= self.scopes

    def reaches(self, contest_id: str) -> bool:
        """Whether the key is for a contest, as long as the contest is its teacher's."""
        return self.contests is None or contest_id in self.contests


def admit(request: Request, scopes: Collection[Scope]) -> Caller:
    """Finds out who asks, by the key, and counts the request.

    Raises:
        Refused: 401 no key or one that opens nothing, 403 none of the scopes, 429 too many requests or wrong keys.
    """
    limits, address = cast("Limits", request.app.state.limits), address_of(request)
    if wait := limits.tell_wrong(address):
        said = "Too many keys from this address opened nothing."
        raise Refused(429, said, "Authorization", headers={"Retry-After": str(wait)})
    secret = _read_secret(request)
    key = _find_key(request, secret)
    why = "unknown" if key is None else why_useless(key)
    if key is None or why:
        limits.count_wrong(address)
        raise Refused(401, f"This key is {why}.", "Authorization", headers=_CHALLENGE)
    _count(request, limits, key.id)
    if not set(scopes) & set(key.scopes):
        wanted = " or ".join(f"“{scope}”" for scope in scopes)
        raise Refused(403, f"This needs a key with the scope {wanted}.", "Authorization")
    contests = None if key.contests is None else frozenset(key.contests)
    return Caller(secret, key, key.user, frozenset(key.scopes), contests)


def _read_secret(request: Request) -> str:
    kind, _, secret = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not secret.startswith(PREFIX) or len(secret) > _LONGEST_SECRET:
        raise Refused(401, "There is no key in this request.", "Authorization", headers=_CHALLENGE)
    return secret


def _find_key(request: Request, secret: str) -> ApiKey | None:
    """The key, whose use is noted once a minute."""
    database = service_of(request).database
    with database.reading() as session:
        key = find_secret(session, secret)
    if key is not None and not why_useless(key) and not is_seen_lately(key):
        with database.transaction() as session:
            session.get_one(ApiKey, key.id).last_used_at = read_clock()
    return key


def _count(request: Request, limits: Limits, key_id: str) -> None:
    is_allowed = limits.count(key_id)
    remaining, seconds = limits.tell(key_id)
    told = {"Limit": limits.per_minute, "Remaining": remaining, "Reset": seconds}
    request.state.rate_headers = {f"RateLimit-{name}": str(value) for name, value in told.items()}
    if not is_allowed:
        raise Refused(429, "This key sent too many requests.", "Authorization", headers={"Retry-After": str(seconds)})


def caller_of(request: Request) -> Caller:
    """Who asks, once the route let them in."""
    return cast("Caller", request.state.caller)


CallerHere = Annotated[Caller, Depends(caller_of)]


def reach_contest(session: Session, caller: Caller, contest_id: str) -> Contest:
    """A contest that the key reaches; for all others it does not exist (404)."""
    contest = find_contest(session, caller.user, read_id(contest_id))
    if contest is None or not caller.reaches(contest.id):
        raise Refused(404, NOTHING)
    return contest


def reach_batch(session: Session, caller: Caller, batch_id: str) -> Batch:
    """A batch of a contest that the key reaches, or 404."""
    batch = find_batch(session, caller.user, read_id(batch_id))
    if batch is None or not caller.reaches(batch.contest_id):
        raise Refused(404, NOTHING)
    return batch


def reach_essay(session: Session, caller: Caller, essay_id: str) -> Essay:
    """An essay of a contest that the key reaches, or 404."""
    essay = find_essay(session, caller.user, read_id(essay_id))
    if essay is None or not caller.reaches(essay.contest_id):
        raise Refused(404, NOTHING)
    return essay


def read_id(given: str) -> str:
    """An id of an address; what cannot be one is not looked for (404)."""
    if not (given.isascii() and given.isalnum() and len(given) <= _LONGEST_ID):
        raise Refused(404, NOTHING)
    return given
