"""A chore that a worker holds, and what comes of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from api.settings import Settings
from api.store.database import Database


@dataclass(frozen=True, slots=True)
class Errand:
    """A chore, and where it is done.

    Attributes:
        contest_id: which contest it is about.
        user_id: who asked for it; empty for the program itself.
        detail: what else was asked.
    """

    database: Database
    settings: Settings
    contest_id: str
    user_id: str
    detail: dict[str, Any]


def keep_nothing(_session: Session) -> None:
    """Nothing but the result is kept."""


class Outcome(NamedTuple):
    """What came of a chore: words for pages, and what is written together with them."""

    result: dict[str, Any]
    keep: Callable[[Session], None] = keep_nothing
