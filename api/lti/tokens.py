"""Tokens of platforms: whose they are, whether the platform signed them, for us, and not too long ago."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx2
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey
from joserfc.util import urlsafe_b64decode

from api.lti import sending
from api.lti.refusal import refuse
from api.settings import Settings
from api.store.lti_tables import LtiPlatform
from grader.errors import GraderError

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "ES256")
"""Only such that need a private key: with `none` or HS256 and our copy of the public key anybody could sign."""
LEEWAY = 60
LONGEST_TOKEN = 60_000
_KEPT_SECONDS, _PAUSE_SECONDS = 3600.0, 10.0
_KINDS: Mapping[str, type[RSAKey] | type[ECKey]] = {"RSA": RSAKey, "EC": ECKey}
Claims = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Keys:
    """A platform's public keys by their ids, and when they were fetched (seconds of a clock that only goes forward)."""

    by_id: dict[str, RSAKey | ECKey]
    at: float


_known: dict[str, _Keys] = {}


def read_token(settings: Settings, platform: LtiPlatform, token: str) -> Claims:
    """The claims of a token that this platform signed for us and that still holds.

    Raises:
        HTTPException: it did not, or it does not.
    """
    header = peek(token, 0)
    if header.get("alg") not in ALGORITHMS:
        raise refuse("The platform’s message is not signed in a way that is allowed.")
    key = _find_key(settings, platform, str(header.get("kid", "")))
    try:
        claims = jwt.decode(token, key, algorithms=list(ALGORITHMS)).claims
    except (JoseError, ValueError, TypeError):
        raise refuse("The platform’s message is not signed by the platform.") from None
    _demand_ours(platform, claims)
    _demand_fresh(claims)
    return claims


def peek(token: str, part: int) -> Claims:
    """A part of a token before anything of it is believed: 0 the header, 1 the claims.

    Raises:
        HTTPException: it is no token.
    """
    try:
        pieces = token.split(".")
        found = json.loads(urlsafe_b64decode(pieces[part].encode())) if len(token) <= LONGEST_TOKEN else None
        if len(pieces) == 3 and isinstance(found, dict):  # noqa: PLR2004 - header, claims, signature
            return found
    except (ValueError, IndexError, RecursionError):
        pass
    raise refuse("The platform’s message cannot be read.")


def list_audience(claims: Claims) -> list[Any]:
    """For whom a token is."""
    audience = claims.get("aud")
    return audience if isinstance(audience, list) else [audience]


def _demand_ours(platform: LtiPlatform, claims: Claims) -> None:
    """From this platform and for us; with several audiences `azp` has to name us (OpenID Connect Core 3.1.3.7)."""
    audience, party = list_audience(claims), claims.get("azp")
    is_ours = platform.client_id in audience and (party == platform.client_id or (party is None and len(audience) == 1))
    if claims.get("iss") != platform.issuer or not is_ours:
        raise refuse("The platform’s message is meant for somebody else.")


def _demand_fresh(claims: Claims) -> None:
    now, until, since = time.time(), _read_instant(claims, "exp"), _read_instant(claims, "iat")
    if until + LEEWAY <= now or since - LEEWAY > now:
        raise refuse("The platform’s message is too old, or a clock is wrong. Open the link again.")


def _read_instant(claims: Claims, name: str) -> float:
    found = claims.get(name)
    if isinstance(found, bool) or not isinstance(found, int | float):
        raise refuse("The platform’s message does not say when it was made.")
    return float(found)


def _find_key(settings: Settings, platform: LtiPlatform, kid: str) -> RSAKey | ECKey:
    """The platform's key of an id; its keys are fetched again when they are old, or do not hold it."""
    known, now = _known.get(platform.keys_url), time.monotonic()
    is_due = known is None or now - known.at > _KEPT_SECONDS
    is_missed = known is not None and kid not in known.by_id and now - known.at > _PAUSE_SECONDS
    if is_due or is_missed:
        try:
            known = _known[platform.keys_url] = _fetch_keys(settings, platform.keys_url)
        except GraderError:
            raise refuse("The platform’s keys cannot be fetched. Try again later.", 502) from None
    if known is None or not kid or kid not in known.by_id:
        raise refuse("The platform’s message is signed with a key that the platform does not publish.")
    return known.by_id[kid]


def _fetch_keys(settings: Settings, address: str) -> _Keys:
    told = sending.ask_json(settings, httpx2.Request("GET", address, headers={"Accept": "application/json"}))
    rows = told.get("keys") if isinstance(told, dict) else None
    found: dict[str, RSAKey | ECKey] = {}
    for row in rows if isinstance(rows, list) else ():
        kind = _KINDS.get(row.get("kty", "")) if isinstance(row, dict) else None
        if kind and row.get("kid") and row.get("use", "sig") == "sig":
            try:
                found[str(row["kid"])] = kind.import_key(row)
            except (JoseError, ValueError):
                continue  # a key of a kind that we do not know signs nothing for us
    return _Keys(found, time.monotonic())


def forget_keys() -> None:
    """Forgets all platforms' keys, as a new process would."""
    _known.clear()
