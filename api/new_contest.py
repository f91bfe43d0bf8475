"""A new contest in the store, from files that can be used."""

from api.contest_files import Prepared
from api.contest_views import write_view
from api.store.audit import note
from api.store.contests import add_contest, add_version
from api.store.database import Database
from api.store.rows import keep_view
from api.store.tables import Contest, User

LONGEST_TITLE = 120


def clean_title(given: str) -> str:
    """A title on one line, not too long."""
    return " ".join(given.split())[:LONGEST_TITLE]


def keep_contest(database: Database, user: User, prepared: Prepared, title: str, **detail: str) -> Contest:
    """Stores a contest with its first version; `detail` goes into the audit log."""
    loaded = prepared.contest
    with database.transaction() as session:
        contest = add_contest(session, user, title)
        version = add_version(
            session, contest, prepared.files, loaded.hash, is_blind=loaded.rules.blind, facts=prepared.facts
        )
        keep_view(session, version.id, lambda: write_view(loaded))
        note(session, user.id, "contest.make", contest.id, **detail)
    return contest
