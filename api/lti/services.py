"""A platform's services: an access token for each, asked for with a token of ours (LTI security framework, 4.1)."""

import time
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import httpx2

from api.auth import make_token, read_key
from api.lti import sending
from api.lti.keys import sign_claims
from api.lti.sending import Unreachable
from api.settings import Settings
from api.store.database import Database
from api.store.lti_tables import LtiPlatform

_ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_SECONDS, _SPARE = 300, 60
_tokens: dict[tuple[str, str], tuple[str, float]] = {}


class Access:
    """What this service may do at a platform.

    Args:
        database: where our keys are.
        settings: of the installation.
        platform: whose services.
    """

    def __init__(self, database: Database, settings: Settings, platform: LtiPlatform) -> None:
        self._database, self._settings, self._platform = database, settings, platform

    def request(
        self, scopes: Iterable[str], method: str, address: str, headers: dict[str, str], body: Any = None
    ) -> httpx2.Request:
        """A request that may do what the scopes allow; `body` is sent as JSON under the content type of `headers`.

        Raises:
            Unreachable: the platform gives no token.
        """
        token = self._find_token(" ".join(sorted(scopes)))
        told = {**headers, "Authorization": f"Bearer {token}"}
        if body is None:
            return httpx2.Request(method, address, headers=told)
        return httpx2.Request(method, address, headers={"Content-Type": "application/json", **told}, json=body)

    def _find_token(self, scope: str) -> str:
        known = _tokens.get((self._platform.id, scope))
        if known and known[1] > time.monotonic():
            return known[0]
        given = sending.ask_json(self._settings, self._ask_token(scope))
        token = given.get("access_token") if isinstance(given, dict) else None
        if not isinstance(token, str) or not token.isascii() or not token.isprintable():
            host = urlsplit(self._platform.token_url).hostname or ""
            raise Unreachable(host, "the platform gives no access", "Ask its administrator for the scopes")
        lasts = given.get("expires_in")
        seconds = lasts if isinstance(lasts, int) else 0
        if seconds > _SPARE:
            _tokens[self._platform.id, scope] = (token, time.monotonic() + seconds - _SPARE)
        return token

    def _ask_token(self, scope: str) -> httpx2.Request:
        now = int(time.time())
        claims = {
            "iss": self._platform.client_id,
            "sub": self._platform.client_id,
            "aud": self._platform.audience or self._platform.token_url,
            "iat": now,
            "exp": now + _SECONDS,
            "jti": make_token(),
        }
        with self._database.transaction() as session:
            assertion = sign_claims(session, read_key(self._settings.data), claims)
        form = {"grant_type": "client_credentials", "client_assertion_type": _ASSERTION, "scope": scope}
        return httpx2.Request("POST", self._platform.token_url, data={**form, "client_assertion": assertion})


def forget_tokens() -> None:
    """Forgets all access tokens, as a new process would."""
    _tokens.clear()


def add_to_path(address: str, piece: str) -> str:
    """An address with a piece behind its path; a query stays behind it, where Moodle has one."""
    parts = urlsplit(address)
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/{piece}"))
