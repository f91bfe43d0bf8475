"""Replies: what students say to findings of their drafts, and what the teacher says to that."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from api.store.student_tables import Draft, Enrolment, Reply
from api.store.tables import Contest, User, read_clock

LONGEST_REPLY = 2_000


@dataclass(frozen=True, slots=True)
class Said:
    """A reply, and what it is about: the finding's words and the student's own."""

    subject: str
    words: str
    passage: str
    text: str


def add_reply(session: Session, draft: Draft, said: Said) -> bool:
    """Keeps a reply; false, and nothing is kept, when this finding was replied to before."""
    known = select(Reply.id).where(Reply.draft_id == draft.id, Reply.subject == said.subject)
    if session.scalar(known) is not None:
        return False
    text = said.text.strip()[:LONGEST_REPLY]
    session.add(Reply(draft_id=draft.id, subject=said.subject, words=said.words, passage=said.passage, text=text))
    return True


def replies_of(session: Session, draft: Draft) -> dict[str, Reply]:
    """The replies to a draft's findings, by what they are about."""
    rows = session.scalars(select(Reply).where(Reply.draft_id == draft.id))
    return {row.subject: row for row in rows}


def list_replies(session: Session, contest: Contest) -> Sequence[Reply]:
    """All replies in a class: first those that nobody read, the oldest first; then the others, the newest first."""
    rows = session.scalars(
        select(Reply)
        .join(Draft, Reply.draft_id == Draft.id)
        .join(Enrolment, Draft.enrolment_id == Enrolment.id)
        .where(Enrolment.contest_id == contest.id)
        .order_by(Reply.at)
        .options(joinedload(Reply.draft).joinedload(Draft.enrolment).joinedload(Enrolment.student))
    ).all()
    return [row for row in rows if row.read_at is None] + [row for row in reversed(rows) if row.read_at is not None]


def count_unread(session: Session, contest: Contest) -> int:
    """How many replies of a class nobody read yet."""
    counted = (
        select(func.count())
        .select_from(Reply)
        .join(Draft, Reply.draft_id == Draft.id)
        .join(Enrolment, Draft.enrolment_id == Enrolment.id)
        .where(Enrolment.contest_id == contest.id, Reply.read_at.is_(None))
    )
    return session.scalar(counted) or 0


def find_reply(session: Session, teacher: User, reply_id: str) -> Reply | None:
    """A reply in a class of this teacher; none for everybody else."""
    return session.scalars(
        select(Reply)
        .join(Draft, Reply.draft_id == Draft.id)
        .join(Enrolment, Draft.enrolment_id == Enrolment.id)
        .join(Contest, Enrolment.contest_id == Contest.id)
        .where(Reply.id == reply_id, Contest.user_id == teacher.id)
    ).one_or_none()


def mark_read(reply: Reply, answer: str) -> None:
    """Says that the teacher read a reply, with an answer or without one."""
    reply.answer = answer.strip()[:LONGEST_REPLY] or reply.answer
    reply.read_at = read_clock()
