"""Ways into a class, and the students who came in by them."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from api.store.student_tables import ClassLink, Draft, Enrolment
from api.store.tables import Contest, Student, User, make_id

MOST_STUDENTS = 1_000
LONGEST_PSEUDONYM = 60


def find_link(session: Session, contest: Contest) -> ClassLink | None:
    """The way into a contest's class; none as long as the teacher made none."""
    return session.get(ClassLink, contest.id)


def set_link(session: Session, contest: Contest, code: str) -> ClassLink:
    """Opens the class with a new code; an older one leads nowhere any more."""
    link = find_link(session, contest)
    if link is None:
        link = ClassLink(contest_id=contest.id, code=code)
        session.add(link)
    link.code, link.is_open = code, True
    session.flush()
    return link


def find_open_link(session: Session, code: str, *, locks: bool = False) -> ClassLink | None:
    """The open class of a code; `locks` keeps others from joining at the same moment."""
    found = select(ClassLink).where(ClassLink.code == code, ClassLink.is_open).options(joinedload(ClassLink.contest))
    return session.scalars(found.with_for_update(of=ClassLink) if locks else found).one_or_none()


def is_full(session: Session, contest_id: str) -> bool:
    """Whether nobody more may join."""
    return (session.scalar(select(func.count()).where(Enrolment.contest_id == contest_id)) or 0) >= MOST_STUDENTS


def enrol(session: Session, contest_id: str, pseudonym: str, personal_hash: str, enrolment_id: str) -> Enrolment:
    """A student who came into a class, with an account that only the personal code or a cookie opens."""
    user_id = make_id()
    # No password hash is empty, so that nobody logs in to such an account by a name.
    session.add(User(id=user_id, login=f"student:{user_id}", name="", password="", role="student"))  # nosec B106
    student = Student(name=clean_pseudonym(pseudonym))
    session.add(student)
    last = session.scalar(select(func.max(Enrolment.number)).where(Enrolment.contest_id == contest_id)) or 0
    session.flush()
    enrolment = Enrolment(
        id=enrolment_id,
        contest_id=contest_id,
        user_id=user_id,
        student_id=student.id,
        number=last + 1,
        personal_hash=personal_hash,
    )
    session.add(enrolment)
    session.flush()
    return enrolment


def clean_pseudonym(given: str) -> str:
    """A pseudonym as it is kept: on one line, not too long, without signs that nobody sees."""
    shown = "".join(c if c.isprintable() else " " for c in given)
    return " ".join(shown.split())[:LONGEST_PSEUDONYM]


def find_by_personal_code(session: Session, personal_hash: str) -> Enrolment | None:
    """The student of a personal code."""
    return session.scalars(select(Enrolment).where(Enrolment.personal_hash == personal_hash)).one_or_none()


def find_enrolment_of(session: Session, user: User, *, locks: bool = False) -> Enrolment | None:
    """The class of a student who is logged in; `locks` makes other requests of the same student wait."""
    found = select(Enrolment).where(Enrolment.user_id == user.id).options(joinedload(Enrolment.student))
    return session.scalars(found.with_for_update(of=Enrolment) if locks else found).one_or_none()


def find_enrolment(session: Session, teacher: User, enrolment_id: str) -> Enrolment | None:
    """A student in a class of this teacher; none for everybody else."""
    return session.scalars(
        select(Enrolment)
        .join(Contest, Enrolment.contest_id == Contest.id)
        .where(Enrolment.id == enrolment_id, Contest.user_id == teacher.id)
        .options(joinedload(Enrolment.student))
    ).one_or_none()


def list_enrolments(session: Session, contest: Contest) -> Sequence[tuple[Enrolment, int]]:
    """The students of a class in the order in which they came, with how many drafts each has."""
    drafts = select(func.count()).where(Draft.enrolment_id == Enrolment.id).scalar_subquery()
    rows = session.execute(
        select(Enrolment, drafts)
        .where(Enrolment.contest_id == contest.id)
        .order_by(Enrolment.number)
        .options(joinedload(Enrolment.student))
    )
    return [(row[0], row[1]) for row in rows]
