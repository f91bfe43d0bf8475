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
    one = SharedStretch
    rows = session.execute(
        # columns alone: thousands of whole rows take longer than the page
        select(
            Essay.code,
            Essay.id,
            one.starts_at,
            one.ends_at,
            other.code,
            other.id,
            one.other_starts_at,
            one.other_ends_at,
            one.words,
        )
        .join(Essay, one.essay_id == Essay.id)
        .join(other, one.other_id == other.id)
        .where(or_(Essay.batch_id == batch.id, other.batch_id == batch.id))
        .order_by(one.words.desc(), one.id)
        .limit(_MOST)
    ).all()
    ids, told = dict[str, str](), []
    for code, essay_id, start, end, other_code, other_id, other_start, other_end, words in rows:
        ids |= {code: essay_id, other_code: other_id}
        span, other_span = [start, end], [other_start, other_end]
        told.append({"essay": code, "span": span, "other": other_code, "other_span": other_span, "words": words})
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
