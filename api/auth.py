"""Secrets: passwords, tokens, the key that signs cookies, and how often one may be wrong."""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from itsdangerous import BadSignature, URLSafeSerializer

from api.store.database import Database
from api.store.tables import User
from api.store.users import count_failed_logins, find_user, forget_failed_logins, note_failed_login
from grader.reports.languages import mark

SHORTEST_PASSWORD, LONGEST_PASSWORD = 10, 200
_MOST_BY_NAME, _MOST_BY_ADDRESS = 5, 50
_KEY_BYTES = 32
_HASHER = PasswordHasher()


class TooManyTries(Exception):
    """Somebody was wrong too often; a quarter of an hour has to pass."""


def read_key(data: Path) -> bytes:
    """The key that signs cookies, made once; only the user of this machine's account can read it."""
    file = data / "secret.key"
    if not file.exists():
        made = data / f".{secrets.token_hex(8)}"
        made.touch(mode=0o600)
        made.write_bytes(secrets.token_bytes(_KEY_BYTES))
        made.rename(file)
    return file.read_bytes()


def make_token() -> str:
    """A secret that nobody can guess."""
    return secrets.token_urlsafe(_KEY_BYTES)


def hash_token(token: str) -> str:
    """What the store keeps of a token; tokens are random, so that one round is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def sign(key: bytes, token: str) -> str:
    """A token as a cookie holds it."""
    return str(URLSafeSerializer(key, salt="session").dumps(token))


def read_signed(key: bytes, cookie: str) -> str:
    """The token of a cookie; empty when the cookie is not ours."""
    try:
        return str(URLSafeSerializer(key, salt="session").loads(cookie))
    except BadSignature:
        return ""


def make_form_token(key: bytes, token: str) -> str:
    """What every form of a session must bring along, so that no other site can send one (CSRF)."""
    return hmac.new(key, f"form:{token}".encode(), hashlib.sha256).hexdigest()


def is_form_token(key: bytes, token: str, given: str) -> bool:
    """Whether a form comes from a page of this session."""
    return bool(token) and hmac.compare_digest(make_form_token(key, token).encode(), given.encode())


def hash_password(password: str) -> str:
    """A password as the store keeps it (argon2id)."""
    return _HASHER.hash(password)


def find_problem(shown: Mapping[str, str], password: str) -> str:
    """What is wrong with the names and the password of a new account, for people; empty when nothing is."""
    if not shown["name"] or not shown["login"]:
        return mark("Please fill in both names.")
    if len(password) < SHORTEST_PASSWORD:
        return mark("The password is too short. A sentence is easy to remember.")
    if len(password) > LONGEST_PASSWORD:
        return mark("The password is too long.")
    return ""


@lru_cache(maxsize=1)
def _nobodys_password() -> str:
    return hash_password(make_token())


def _is_password(password: str, hashed: str) -> bool:
    try:
        return _HASHER.verify(hashed, password)
    except (VerificationError, InvalidHashError):
        return False


def check_login(database: Database, login: str, password: str, address: str) -> User | None:
    """The account of a name and password; none, and a failure is counted, when they do not belong together.

    An unknown name takes as long as a wrong password. Every try counts as a failure until it turns out to be none, so that
    many at once are no way around the limit; the password itself is checked while nobody waits for the store.

    Raises:
        TooManyTries: this name or this address was wrong too often.
    """
    keys = {hash_token(f"name:{login.strip().lower()}"): _MOST_BY_NAME, hash_token(f"at:{address}"): _MOST_BY_ADDRESS}
    with database.transaction() as session:
        if any(count_failed_logins(session, key) >= most for key, most in keys.items()):
            raise TooManyTries
        tries = [note_failed_login(session, key) for key in keys]
        user = find_user(session, login)
    if not _is_password(password[:LONGEST_PASSWORD], user.password if user else _nobodys_password()) or user is None:
        return None
    with database.transaction() as session:
        forget_failed_logins(session, tries)
    return user
