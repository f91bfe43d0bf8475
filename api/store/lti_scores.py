"""What platforms are told of essays: which ones changed since, and which messages are due."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from api.store.chores import add_chore
from api.store.class_tables import Chore
from api.store.lti_tables import LtiAsset, LtiMember, LtiPlatform, LtiScore
from api.store.student_tables import Connection
from api.store.tables import Decision, Essay, read_clock

SCORES, ASSETS, NAMES = "lti_scores", "lti_assets", "lti_names"
PAUSES = tuple(timedelta(minutes=m) for m in (1, 5, 30, 120, 720, 1440))
"""How long to wait after each failure; after the last one a person has to look."""


def has_platforms(session: Session) -> bool:
    """Whether there is anybody to be told."""
    return session.scalar(select(LtiPlatform.id).limit(1)) is not None


def list_changed(session: Session) -> Sequence[tuple[Essay, int]]:
    """Graded essays of platforms' students of which something new is to be told, each with its last decision."""
    last = func.coalesce(func.max(Decision.id), 0)
    rows = session.execute(
        select(Essay, last)
        .join(Connection, Connection.essay_id == Essay.id)
        .join(LtiMember, LtiMember.enrolment_id == Connection.enrolment_id)
        .outerjoin(Decision, Decision.essay_id == Essay.id)
        .outerjoin(LtiScore, LtiScore.essay_id == Essay.id)
        .where(Essay.state == "graded", LtiMember.link_id.is_not(None))
        .group_by(Essay.id, LtiScore.essay_id, LtiScore.decision_id)
        .having(or_(LtiScore.essay_id.is_(None), last > LtiScore.decision_id))
    )
    return [(row[0], row[1]) for row in rows]


def note_changed(session: Session, changed: Sequence[tuple[Essay, int]]) -> None:
    """Makes messages about essays due."""
    for essay, last in changed:
        row = session.get(LtiScore, essay.id)
        if row is None:
            row = LtiScore(essay_id=essay.id)
            session.add(row)
        row.decision_id, row.due_at, row.attempts = last, read_clock(), 0
    session.flush()


def note_regraded(session: Session) -> None:
    """Makes reports due whose essays were graded again since they were sent."""
    _make_due(session, Essay.finished_at > LtiAsset.told_at)


def note_remarked(session: Session, essay_ids: Sequence[str]) -> None:
    """Makes reports due on essays of which the comparison with the others tells something else than before."""
    _make_due(session, Essay.id.in_(essay_ids))


def _make_due(session: Session, chosen: ColumnElement[bool]) -> None:
    rows = session.scalars(
        select(LtiAsset)
        .join(Essay, LtiAsset.essay_id == Essay.id)
        .where(LtiAsset.state == "told", LtiAsset.due_at.is_(None), chosen)
        .where(Essay.state.in_(("graded", "failed")), LtiAsset.attempts <= len(PAUSES))
    )
    for row in rows:
        row.due_at, row.attempts = read_clock(), 0
    session.flush()


def ask_for_chores(session: Session) -> None:
    """Asks workers to send what is due; a contest whose chore is not done yet needs no other."""
    now = read_clock()
    scores = select(Essay.contest_id).join(LtiScore, LtiScore.essay_id == Essay.id).where(LtiScore.due_at <= now)
    is_ready = or_(LtiAsset.state.in_(("waiting", "lost")), Essay.state.in_(("graded", "failed")))
    assets = select(LtiAsset.contest_id).outerjoin(Essay, LtiAsset.essay_id == Essay.id)
    assets = assets.where(LtiAsset.due_at <= now, is_ready)
    for kind, contests in ((SCORES, scores), (ASSETS, assets)):
        busy = select(Chore.contest_id).where(Chore.kind == kind, Chore.state.in_(("pending", "running")))
        for contest_id in set(session.scalars(contests)) - set(session.scalars(busy)):
            add_chore(session, contest_id, "", kind)


def list_due_scores(session: Session, contest_id: str) -> Sequence[tuple[LtiScore, LtiMember]]:
    """Messages that are due, with the student they are about; only a student's newest essay is spoken of."""
    rows = session.execute(
        select(LtiScore, LtiMember)
        .join(Essay, LtiScore.essay_id == Essay.id)
        .join(Connection, Connection.essay_id == Essay.id)
        .join(LtiMember, LtiMember.enrolment_id == Connection.enrolment_id)
        .where(Essay.contest_id == contest_id, LtiScore.due_at <= read_clock())
        .order_by(Essay.created_at, Essay.id)
    )
    return [(row[0], row[1]) for row in rows]


def is_newest(session: Session, essay: Essay, member: LtiMember) -> bool:
    """Whether a student handed in nothing after this essay."""
    newest = (
        select(Essay.id)
        .join(Connection, Connection.essay_id == Essay.id)
        .where(Connection.enrolment_id == member.enrolment_id)
        .order_by(Essay.created_at.desc(), Essay.id)
        .limit(1)
    )
    return session.scalar(newest) == essay.id


def list_scores(session: Session, contest_id: str, platform_id: str) -> Sequence[tuple[LtiScore, Essay]]:
    """What a platform was told of a contest's essays, by code."""
    rows = session.execute(
        select(LtiScore, Essay)
        .join(Essay, LtiScore.essay_id == Essay.id)
        .join(Connection, Connection.essay_id == Essay.id)
        .join(LtiMember, LtiMember.enrolment_id == Connection.enrolment_id)
        .where(Essay.contest_id == contest_id, LtiMember.platform_id == platform_id)
        .order_by(Essay.code)
    )
    return [(row[0], row[1]) for row in rows]


def postpone(row: LtiScore | LtiAsset, problem: str) -> bool:
    """Remembers a failure; false when it was the last try, and a person has to look."""
    row.attempts, row.problem = row.attempts + 1, problem
    is_left = row.attempts <= len(PAUSES)
    row.due_at = read_clock() + PAUSES[row.attempts - 1] if is_left else None
    return is_left
