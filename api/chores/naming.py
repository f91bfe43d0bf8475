"""Fills a class from the list of a course."""

from sqlalchemy.orm import Session

from api.auth import read_key
from api.chores.errand import Errand, Outcome
from api.lti.names import list_students
from api.lti.services import Access
from api.store.lti import find_member
from api.store.lti_tables import LtiLink
from api.store.members import find_or_enrol
from api.store.tables import Contest
from grader.errors import InvalidConfig


def fill_class(errand: Errand) -> Outcome:
    """Everybody who attends the course comes into the class; nobody is taken out of it."""
    with errand.database.reading() as session:
        link = session.get(LtiLink, str(errand.detail.get("link")))
        if link is None or link.contest_id != errand.contest_id or not link.services.get("members"):
            raise InvalidConfig("", "the course’s list is not known", "Open the link in the platform again")
        access = Access(errand.database, errand.settings, link.platform)
    told = dict(list_students(access, errand.settings, link.services["members"]))
    with errand.database.reading() as session:
        new = [sub for sub in told if find_member(session, link.platform_id, sub, errand.contest_id) is None]
    key = read_key(errand.settings.data)

    def keep(session: Session) -> None:
        contest = session.get_one(Contest, errand.contest_id)
        for sub, name in told.items():
            find_or_enrol(session, key, (link.platform_id, sub), contest, name, link.id)

    return Outcome({"told": len(told), "added": len(new)}, keep)
