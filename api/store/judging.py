"""Judges: who judges which contest, and the levels that they gave, in the order in which they gave them."""

from collections.abc import Mapping, Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, joinedload

from api.store.student_tables import Judge, Rating
from api.store.tables import Contest, Essay, User

Levels = dict[str, float]
"""Points by criterion."""


def add_judge(session: Session, contest_id: str, user: User) -> None:
    """Lets somebody judge a contest."""
    if session.get(Judge, (contest_id, user.id)) is None:
        session.add(Judge(contest_id=contest_id, user_id=user.id))
        session.flush()


def remove_judge(session: Session, contest: Contest, user_id: str) -> bool:
    """Ends somebody's judging; the levels that were given stay. False when it is no judge of this contest."""
    known = session.get(Judge, (contest.id, user_id))
    if known:
        session.execute(delete(Judge).where(Judge.contest_id == contest.id, Judge.user_id == user_id))
    return known is not None


def list_judges(session: Session, contest: Contest) -> Sequence[User]:
    """The judges of a contest in the order in which they came."""
    return session.scalars(
        select(User)
        .join(Judge, Judge.user_id == User.id)
        .where(Judge.contest_id == contest.id)
        .order_by(Judge.created_at, User.id)
    ).all()


def list_judged(session: Session, user: User) -> Sequence[Contest]:
    """The contests that somebody judges, the newest first."""
    return session.scalars(
        select(Contest)
        .join(Judge, Judge.contest_id == Contest.id)
        .where(Judge.user_id == user.id)
        .order_by(Contest.created_at.desc(), Contest.id)
    ).all()


def find_judged(session: Session, user: User, contest_id: str) -> Contest | None:
    """A contest that somebody judges; none for everybody else."""
    return next((contest for contest in list_judged(session, user) if contest.id == contest_id), None)


def find_judged_essay(session: Session, user: User, essay_id: str) -> Essay | None:
    """A graded essay of a contest that somebody judges; none for everybody else."""
    return session.scalars(
        select(Essay)
        .join(Judge, Judge.contest_id == Essay.contest_id)
        .where(Essay.id == essay_id, Essay.state == "graded", Judge.user_id == user.id)
        .options(joinedload(Essay.student), joinedload(Essay.batch))
    ).one_or_none()


def list_graded(session: Session, contest: Contest) -> Sequence[Essay]:
    """The essays of a contest that can be judged, by their codes."""
    return session.scalars(
        select(Essay).where(Essay.contest_id == contest.id, Essay.state == "graded").order_by(Essay.code)
    ).all()


def rate(session: Session, essay: Essay, user: User, given: Mapping[str, float | None]) -> None:
    """Appends the levels that are not what holds already; points none take a level back."""
    held = read_ratings(session, [essay.id]).get(user.id, {}).get(essay.id, {})
    for criterion, points in given.items():
        if held.get(criterion) != points:
            session.add(Rating(essay_id=essay.id, user_id=user.id, criterion=criterion, points=points))


def read_ratings(session: Session, essays: Sequence[str]) -> dict[str, dict[str, Levels]]:
    """What holds of judges' levels, by the judge's id and the essay's."""
    held: dict[str, dict[str, Levels]] = {}
    for row in session.scalars(select(Rating).where(Rating.essay_id.in_(essays)).order_by(Rating.id)):
        levels = held.setdefault(row.user_id, {}).setdefault(row.essay_id, {})
        if row.points is None:
            levels.pop(row.criterion, None)
        else:
            levels[row.criterion] = row.points
    return held
