"""Long wording that essays share, as the last comparison found it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from api.store.chores import find_chore
from api.store.class_tables import SharedStretch
from api.store.tables import Batch, Essay

_MOST = 500


def list_shared(session: Session, batch: Batch) -> tuple[list[dict[str, Any]], dict[str, str]] | None:
    """The longest stretches that essays of a batch share with any of the contest, as class.json writes them; ids by code.

    None as long as nothing was compared.
    """
    if find_chore(session, batch.contest_id, "compare", "done") is None:
        return None
    other = aliased(Essay)
    rows = session.execute(
        select(SharedStretch, Essay, other)
        .join(Essay, SharedStretch.essay_id == Essay.id)
        .join(other, SharedStretch.other_id == other.id)
        .where(or_(Essay.batch_id == batch.id, other.batch_id == batch.id))
        .order_by(SharedStretch.words.desc(), SharedStretch.id)
        .limit(_MOST)
    ).all()
    ids = {essay.code: essay.id for _, *pair in rows for essay in pair}
    told = [
        {
            "essay": first.code,
            "span": [one.starts_at, one.ends_at],
            "other": second.code,
            "other_span": [one.other_starts_at, one.other_ends_at],
            "words": one.words,
        }
        for one, first, second in rows
    ]
    return told, ids


def list_between(session: Session, first: Essay, second: Essay) -> Sequence[tuple[tuple[int, int], tuple[int, int]]]:
    """Stretches that two essays share: where each stands in the first and in the second, in the order of the first."""
    found = session.scalars(
        select(SharedStretch).where(
            or_(
                (SharedStretch.essay_id == first.id) & (SharedStretch.other_id == second.id),
                (SharedStretch.essay_id == second.id) & (SharedStretch.other_id == first.id),
            )
        )
    )
    pairs = []
    for one in found:
        spans = (one.starts_at, one.ends_at), (one.other_starts_at, one.other_ends_at)
        pairs.append(spans if one.essay_id == first.id else spans[::-1])
    return sorted(pairs)
