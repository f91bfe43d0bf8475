"""Answers to requests with an Idempotency-Key, kept for a day."""

from datetime import timedelta

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from api.store.database import Database
from api.store.key_tables import IdempotentAnswer
from api.store.tables import read_clock

KEPT_FOR = timedelta(hours=24)
_LOST_AFTER = timedelta(minutes=15)
"""A request that began so long ago and has no answer was lost with its process; none takes as long."""


def claim_answer(database: Database, key_id: str, name_hash: str, request_hash: str) -> IdempotentAnswer | None:
    """Says that a request is being done; none when nobody did it before, else what is known of the first time."""
    try:
        with database.transaction() as session:
            forget_answers(session)
            known = session.get(IdempotentAnswer, (key_id, name_hash))
            if known is not None:
                return known
            session.add(IdempotentAnswer(key_id=key_id, name_hash=name_hash, request_hash=request_hash))
    except IntegrityError:  # somebody was quicker, where transactions run side by side
        with database.reading() as session:
            known = session.get(IdempotentAnswer, (key_id, name_hash))
            return known or IdempotentAnswer(key_id=key_id, name_hash=name_hash, request_hash=request_hash)
    return None


def keep_answer(database: Database, key_id: str, name_hash: str, answer: bytes | None) -> None:
    """Keeps what a request was answered; none, when it failed, so that it may be sent again."""
    with database.transaction() as session:
        claimed = session.get(IdempotentAnswer, (key_id, name_hash))
        if claimed is not None and answer is None:
            session.delete(claimed)
        elif claimed is not None:
            claimed.answer = answer


def forget_answers(session: Session) -> None:
    """Forgets answers that were kept as long as promised, and claims of requests that were lost."""
    now = read_clock()
    session.execute(delete(IdempotentAnswer).where(IdempotentAnswer.created_at < now - KEPT_FOR))
    lost = (IdempotentAnswer.answer.is_(None), IdempotentAnswer.created_at < now - _LOST_AFTER)
    session.execute(delete(IdempotentAnswer).where(*lost))
