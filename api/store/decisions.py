"""Decisions: what people said about reports, in the order they said it. The last word on a thing wins."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.store.tables import Batch, Decision, Essay, User

Kind: TypeAlias = Literal["level", "comment", "hide", "show", "release", "withdraw"]
"""A level for a criterion (`points` none: take it back), a comment on a criterion or on the essay (no subject), a finding
hidden or shown again, the essay released to its writer or not."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds for an essay after all decisions.

    Attributes:
        points: decided points by criterion.
        comments: words by criterion; under the empty name those on the whole essay.
        hidden: ids of findings that a person called mistaken.
        is_released: whether the writer may see it.
    """

    points: dict[str, float] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    is_released: bool = False


def decide(
    session: Session,
    essay: Essay,
    user: User,
    kind: Kind,
    subject: str = "",
    points: float | None = None,
    text: str = "",
) -> None:
    """Appends a decision, attributed and timed."""
    session.add(Decision(essay_id=essay.id, user_id=user.id, kind=kind, subject=subject, points=points, text=text))


def list_decisions(session: Session, essay: Essay) -> Sequence[Decision]:
    """All decisions on an essay, the first one first."""
    return session.scalars(select(Decision).where(Decision.essay_id == essay.id).order_by(Decision.id)).all()


def read_standings(session: Session, batch: Batch) -> Mapping[str, Standing]:
    """What holds for every essay of a batch on which something was decided, by essay id."""
    rows = session.scalars(
        select(Decision)
        .join(Essay, Decision.essay_id == Essay.id)
        .where(Essay.batch_id == batch.id)
        .order_by(Decision.id)
    ).all()
    said: dict[str, list[Decision]] = {}
    for row in rows:
        said.setdefault(row.essay_id, []).append(row)
    return {essay_id: sum_up(decisions) for essay_id, decisions in said.items()}


def sum_up(decisions: Iterable[Decision]) -> Standing:
    """What holds after decisions, given in their order."""
    points: dict[str, float] = {}
    comments: dict[str, str] = {}
    hidden: set[str] = set()
    is_released = False
    for one in decisions:
        if one.kind == "level":
            points.pop(one.subject, None)
            if one.points is not None:
                points[one.subject] = one.points
        elif one.kind == "comment":
            comments[one.subject] = one.text
        elif one.kind in {"hide", "show"}:
            (hidden.add if one.kind == "hide" else hidden.discard)(one.subject)
        else:
            is_released = one.kind == "release"
    return Standing(points, {key: text for key, text in comments.items() if text}, frozenset(hidden), is_released)
