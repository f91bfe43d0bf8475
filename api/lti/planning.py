"""Looks from time to time whether platforms have to be told of something; the telling itself is chores."""

from api.store.database import Database
from api.store.lti_scores import ask_for_chores, has_platforms, list_changed, note_changed, note_regraded


def plan_messages(database: Database) -> None:
    """Makes what is due a chore; costs one glance where no platform is registered."""
    with database.reading() as session:
        if not has_platforms(session):
            return
    with database.transaction() as session:
        note_changed(session, list_changed(session))
        note_regraded(session)
        ask_for_chores(session)
