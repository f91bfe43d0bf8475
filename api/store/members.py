"""Students of a learning platform in the class of a contest: pseudonymous unless the platform tells a name."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.auth import hash_token
from api.codes import make_class_code, make_personal_code
from api.store.audit import note
from api.store.classes import clean_pseudonym, enrol, find_link, is_full, set_link
from api.store.lti import find_member
from api.store.lti_tables import LtiMember
from api.store.student_tables import ClassLink, Enrolment
from api.store.tables import Contest, make_id


def open_class(session: Session, contest: Contest) -> None:
    """Makes the class of a contest, so that drafts can be sent; nobody can come in by its code until the teacher says so."""
    if find_link(session, contest) is None:
        set_link(session, contest, make_class_code()).is_open = False


def find_or_enrol(
    session: Session, key: bytes, person: tuple[str, str], contest: Contest, name: str, link_id: str | None
) -> Enrolment | None:
    """A platform's student in the class of a contest; none when the class is full.

    Args:
        session: the transaction.
        key: the service's own, from which personal codes are made.
        person: the platform, and the student's id on it.
        contest: whose class it is.
        name: as the platform tells it; it is not kept where the contest is judged blind.
        link_id: the link in the course by which the student came.
    """
    known = find_member(session, *person, contest.id)
    if known is None:  # a second click of the same student waits here, and finds the place that the first one made
        session.scalars(select(ClassLink).where(ClassLink.contest_id == contest.id).with_for_update()).one_or_none()
        known = find_member(session, *person, contest.id)
    shown = "" if contest.versions[-1].is_blind else clean_pseudonym(name)
    if known:
        known.link_id = link_id or known.link_id
        enrolment = session.get_one(Enrolment, known.enrolment_id)
    elif is_full(session, contest.id):
        return None
    else:
        enrolment = _enrol(session, key, contest)
        platform_id, sub = person
        member = LtiMember(platform_id=platform_id, sub=sub, contest_id=contest.id, enrolment_id=enrolment.id)
        member.link_id = link_id
        session.add(member)
    if shown and enrolment.student.name == enrolment.code:
        enrolment.student.name = shown
    session.flush()
    return enrolment


def _enrol(session: Session, key: bytes, contest: Contest) -> Enrolment:
    enrolment_id = make_id()
    personal = make_personal_code(key, enrolment_id, 0)
    made = enrol(session, contest.id, "", hash_token(personal), enrolment_id)
    made.student.name = made.code
    note(session, made.user_id, "student.join", made.id)
    return made
