"""Decisions: what people said about reports, in the order they said it. The last word on a thing wins."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from api.store.class_tables import STALE, EssayRow
from api.store.hooks import emit
from api.store.tables import Batch, Decision, Essay, User

Kind: TypeAlias = Literal["level", "comment", "passage", "private", "hide", "show", "commit", "release", "withdraw"]
"""A level for a criterion (`points` none: take it back), a comment on a criterion or on the essay (no subject) or on a
passage (`subject` its span, such as `120-233`), a note that nobody else sees, a finding hidden or shown again, the person's
own levels committed before the suggestions were seen, the essay released to its writer or not."""

_TOLD = {"level": "decision.made", "release": "essay.released", "withdraw": "essay.withdrawn"}


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds for an essay after all decisions.

    Attributes:
        points: decided points by criterion.
        comments: words by criterion; under the empty name those on the whole essay.
        hidden: ids of findings that a person called mistaken.
        is_released: whether the writer may see it.
        passages: words on passages, by span.
        private: notes by the id of who wrote them; they are for nobody else.
        committed: ids of the people who committed their levels before they saw the suggested ones.
    """

    points: dict[str, float] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    is_released: bool = False
    passages: dict[tuple[int, int], str] = field(default_factory=dict)
    private: dict[str, str] = field(default_factory=dict)
    committed: frozenset[str] = frozenset()


def decide(
    session: Session,
    essay: Essay,
    user: User,
    kind: Kind,
    subject: str = "",
    points: float | None = None,
    text: str = "",
    *,
    seen_suggestion: bool = True,
) -> None:
    """Appends a decision, attributed and timed; `seen_suggestion` is false when the person could not know the suggestion."""
    said = Decision(essay_id=essay.id, user_id=user.id, kind=kind, subject=subject, points=points, text=text)
    said.seen_suggestion = seen_suggestion
    session.add(said)
    session.execute(update(EssayRow).where(EssayRow.essay_id == essay.id).values(standing=STALE))
    if kind in _TOLD:
        emit(session, essay.batch.contest, _TOLD[kind], batch=essay.batch_id, essay=essay.id)


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
    texts: dict[str, dict[str, str]] = {"comment": {}, "passage": {}, "private": {}}
    hidden: set[str] = set()
    committed: set[str] = set()
    is_released = False
    for one in decisions:
        if one.kind == "level":
            points.pop(one.subject, None)
            if one.points is not None:
                points[one.subject] = one.points
        elif one.kind in texts:
            texts[one.kind][one.user_id if one.kind == "private" else one.subject] = one.text
        elif one.kind in {"hide", "show"}:
            (hidden.add if one.kind == "hide" else hidden.discard)(one.subject)
        elif one.kind == "commit":
            committed.add(one.user_id)
        else:
            is_released = one.kind == "release"
    comments, passages, private = ({key: text for key, text in one.items() if text} for one in texts.values())
    return Standing(
        points,
        comments,
        frozenset(hidden),
        is_released,
        {read_span(key): text for key, text in passages.items()},
        private,
        frozenset(committed),
    )


def read_span(subject: str) -> tuple[int, int]:
    """A passage of an essay from the subject of a decision, such as `120-233`.

    Raises:
        ValueError: it is none.
    """
    start, end = (int(part) for part in subject.split("-"))
    return start, end


def read_hand_points(session: Session, contest_id: str) -> dict[str, dict[str, float]]:
    """Points that people gave before they could know what was suggested, by essay id and criterion; the last word counts."""
    rows = session.execute(
        select(Decision.essay_id, Decision.subject, Decision.points)
        .join(Essay, Decision.essay_id == Essay.id)
        .where(Essay.contest_id == contest_id, Decision.kind == "level", Decision.seen_suggestion.is_(False))
        .order_by(Decision.id)
    )
    given: dict[str, dict[str, float]] = {}
    for essay_id, criterion, points in rows:
        if points is None:
            given.get(essay_id, {}).pop(criterion, None)
        else:
            given.setdefault(essay_id, {})[criterion] = points
    return {essay_id: points for essay_id, points in given.items() if points}
