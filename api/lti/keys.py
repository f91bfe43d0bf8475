"""Our keys: the newest one signs, older ones stay published until nothing that they signed counts any more.

The private half lies in the store, encrypted (JWE, A256GCM) with a key that is made of the service's own. A machine whose
`secret.key` is another one makes a key of its own; all of them are published.
"""

import hashlib
import hmac
import json
from datetime import timedelta
from functools import lru_cache
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from joserfc import jwe, jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey, RSAKey
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from api.pages.access import service_of
from api.store.lti_tables import LtiKey
from api.store.tables import read_clock

router = APIRouter()
PUBLISHED_FOR = timedelta(days=1)
"""How long a key that no longer signs can be fetched: tokens end after minutes, caches of platforms after hours."""
_BITS = 2048


def _wrapping(secret: bytes) -> OctKey:
    return OctKey.import_key(hmac.new(secret, b"lti keys", hashlib.sha256).digest())


def make_key(session: Session, secret: bytes) -> LtiKey:
    """A new key that signs from now on."""
    made = RSAKey.generate_key(_BITS, auto_kid=True)
    private = json.dumps(made.as_dict(private=True)).encode()
    sealed = jwe.encrypt_compact({"alg": "dir", "enc": "A256GCM"}, private, _wrapping(secret))
    public = {**made.as_dict(private=False), "alg": "RS256", "use": "sig"}
    row = LtiKey(kid=str(made.kid), public=public, private=sealed)
    session.add(row)
    session.flush()
    return row


def rotate_keys(session: Session, secret: bytes) -> LtiKey:
    """Makes a new key; the others only stay published for a while, and are then forgotten."""
    now = read_clock()
    session.execute(delete(LtiKey).where(LtiKey.retired_at < now - PUBLISHED_FOR))
    for row in session.scalars(select(LtiKey).where(LtiKey.retired_at.is_(None))):
        row.retired_at = now
    return make_key(session, secret)


def sign_claims(session: Session, secret: bytes, claims: dict[str, Any]) -> str:
    """A token of ours; the first one ever makes the key."""
    newest = select(LtiKey).where(LtiKey.retired_at.is_(None)).order_by(LtiKey.created_at.desc(), LtiKey.kid)
    for row in session.scalars(newest).all():
        key = _open(row, secret)
        if key:
            return jwt.encode({"alg": "RS256", "kid": row.kid}, claims, key, algorithms=["RS256"])
    made = make_key(session, secret)
    return sign_claims(session, secret, claims) if _open(made, secret) else ""


def _open(row: LtiKey, secret: bytes) -> RSAKey | None:
    """The private key; none when another machine, or an earlier `secret.key`, made it."""
    return _unseal(row.private, secret)


@lru_cache(maxsize=4)
def _unseal(sealed: str, secret: bytes) -> RSAKey | None:
    # To read a private key is to prove that its numbers are primes, which takes longer than many signatures.
    try:
        return RSAKey.import_key(json.loads(jwe.decrypt_compact(sealed, _wrapping(secret)).plaintext or b""))
    except (JoseError, ValueError):
        return None


def list_public(session: Session) -> list[dict[str, Any]]:
    """The public halves of all keys whose signatures may still count."""
    still = LtiKey.retired_at.is_(None) | (LtiKey.retired_at > read_clock() - PUBLISHED_FOR)
    return [dict(row.public) for row in session.scalars(select(LtiKey).where(still).order_by(LtiKey.created_at.desc()))]


@router.get("/lti/keys")
def publish(request: Request) -> JSONResponse:
    """Our public keys as a JWKS; the first who asks makes the first key."""
    service = service_of(request)
    with service.database.reading() as session:
        known = list_public(session)
    if not known:
        with service.database.transaction() as session:
            known = list_public(session) or [dict(make_key(session, service.key).public)]
    return JSONResponse({"keys": known})
