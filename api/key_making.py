"""Keys made at the command line, by whoever may read the service's data folder."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy.orm import Session

from api.settings import read_settings
from api.start import open_store
from api.store.contests import find_contest
from api.store.keys import SCOPES, add_key
from api.store.tables import User
from api.store.users import add_user, find_user, list_teachers
from grader.errors import InvalidConfig
from grader.reports.languages import Message


def make_key(
    data: Path | None, name: str, scopes: Sequence[str], contests: Sequence[str], days: int, teacher: str
) -> str:
    """The secret of a new key.

    Raises:
        InvalidConfig: a scope, a contest or the teacher is unknown, or it is unclear which teacher is meant.
    """
    unknown = [scope for scope in scopes if scope not in SCOPES]
    if unknown:
        cause = Message("there is no scope “%(scope)s”", scope=unknown[0])
        raise InvalidConfig("", cause, Message("Use some of %(scopes)s", scopes=", ".join(SCOPES)))
    database = open_store(read_settings(data))
    try:
        with database.transaction() as session:
            user = _find_teacher(session, teacher)
            for contest in contests:
                if find_contest(session, user, contest) is None:
                    cause = Message("%(teacher)s has no contest “%(contest)s”", teacher=user.name, contest=contest)
                    raise InvalidConfig("", cause, "Take the id of its address")
            return add_key(session, user, name, scopes, contests or None, days)[1]
    finally:
        database.close()


def _find_teacher(session: Session, login: str) -> User:
    teachers = list_teachers(session)
    if login:
        user = find_user(session, login)
        if user is None or user not in teachers:
            cause = Message("there is no teacher “%(login)s”", login=login)
            raise InvalidConfig("", cause, "Give the name that they log in with")
        return user
    if len(teachers) > 1:
        cause = Message("there are several teachers: %(known)s", known=", ".join(one.login for one in teachers))
        raise InvalidConfig("", cause, "Say which one with --teacher")
    # Nobody logs in to an account without a password; who follows the first link takes it over.
    return teachers[0] if teachers else add_user(session, "owner", "Owner", "", "owner")  # nosec B106
