"""Codes that people type: of a class, and a student's own. Letters and digits that look alike are left out.

A class code has 59 bits and a personal one 79; an address that is wrong too often has to wait, so that nobody guesses either.
"""

import hashlib
import hmac
import secrets

from sqlalchemy.orm import Session

from api.auth import TooManyTries, hash_token
from api.store.users import count_failed_logins, note_failed_login

_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
_GROUP = 4
_CLASS_LENGTH, _PERSONAL_LENGTH = 12, 16
_LONGEST_TYPED = 60
# A whole school may share one address, and thirty pupils make mistakes; a guesser needs millions of years at this pace.
_MOST_WRONG, _MOST_JOINED = 50, 400


def make_class_code() -> str:
    """A new code of a class, such as `K7QM2XPDHW9R`."""
    return "".join(secrets.choice(_LETTERS) for _ in range(_CLASS_LENGTH))


def make_personal_code(key: bytes, enrolment_id: str, renewals: int) -> str:
    """A student's own code: always the same one until it is renewed, so that it stands in no table."""
    digest = hmac.new(key, f"personal:{enrolment_id}:{renewals}".encode(), hashlib.sha256).digest()
    number = int.from_bytes(digest, "big")
    letters = []
    for _ in range(_PERSONAL_LENGTH):
        number, place = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[place])
    return "".join(letters)


def show_code(code: str) -> str:
    """A code as people read it: in groups of four."""
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def read_code(typed: str) -> str:
    """What somebody typed, as codes are compared: large letters and digits alone."""
    return "".join(c for c in typed[:_LONGEST_TYPED].upper() if c in _LETTERS)


def is_personal(code: str) -> bool:
    """Whether a code is as long as a student's own."""
    return len(code) == _PERSONAL_LENGTH


def demand_patience(session: Session, address: str) -> None:
    """Makes sure that nobody guesses codes.

    Raises:
        TooManyTries: this address was wrong too often, or let too many students join.
    """
    wrong, joined = count_failed_logins(session, _wrong(address)), count_failed_logins(session, _joined(address))
    if wrong >= _MOST_WRONG or joined >= _MOST_JOINED:
        raise TooManyTries


def note_wrong_code(session: Session, address: str) -> None:
    """Remembers that a code of this address led nowhere."""
    note_failed_login(session, _wrong(address))


def note_joined(session: Session, address: str) -> None:
    """Remembers that a student joined from this address."""
    note_failed_login(session, _joined(address))


def _wrong(address: str) -> str:
    return hash_token(f"code:{address}")


def _joined(address: str) -> str:
    return hash_token(f"joined:{address}")
