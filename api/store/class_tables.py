"""More tables of the store: what pages show of a class without reading its reports, and work besides grading."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from api.store.tables import Essay, Table, make_id, read_clock

STALE = "stale"
"""What stands in the place of an `EssayRow.standing` that a decision changed, until somebody reads it."""


class EssayRow(Table):
    """An essay as the class overview shows it, made when its report is stored; see `api.class_rows`.

    `told` comes from the report alone, `brief` is what order and counts need of it; `standing` comes from what
    people decided, `remarks` from the last comparison with the other essays of the contest: reasons to look first, as a
    list in JSON. Each is made again when it changes; empty stands for nothing.
    """

    __tablename__ = "essay_rows"
    essay_id: Mapped[str] = mapped_column(ForeignKey("essays.id", ondelete="CASCADE"), primary_key=True)
    batch_id: Mapped[str] = mapped_column(ForeignKey("batches.id", ondelete="CASCADE"), index=True)
    told: Mapped[str]
    brief: Mapped[str]
    standing: Mapped[str] = mapped_column(default="")
    remarks: Mapped[str] = mapped_column(default="")


class ClassSummary(Table):
    """What all reports of a batch say together, kept until another report comes in."""

    __tablename__ = "class_summaries"
    batch_id: Mapped[str] = mapped_column(ForeignKey("batches.id", ondelete="CASCADE"), primary_key=True)
    told: Mapped[str]


class ContestView(Table):
    """What the class overview shows of a version of a contest, so that its material need not be read."""

    __tablename__ = "contest_views"
    version_id: Mapped[str] = mapped_column(ForeignKey("contest_versions.id", ondelete="CASCADE"), primary_key=True)
    told: Mapped[str]


class Chore(Table):
    """Work for a worker besides grading: `kind` names it, see `api.chores`. `result` is what came of it."""

    __tablename__ = "chores"
    id: Mapped[str] = mapped_column(primary_key=True, default=make_id)
    contest_id: Mapped[str] = mapped_column(ForeignKey("contests.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[str]
    kind: Mapped[str]
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)
    state: Mapped[str] = mapped_column(default="pending", index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    worker: Mapped[str] = mapped_column(default="")
    lease_until: Mapped[datetime | None]
    result: Mapped[dict[str, Any]] = mapped_column(default=dict)
    reason: Mapped[str] = mapped_column(default="")
    remedy: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=read_clock)
    finished_at: Mapped[datetime | None]


class SharedStretch(Table):
    """Long wording that two essays of a contest share; who wrote first is unknown."""

    __tablename__ = "shared_stretches"
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[str] = mapped_column(ForeignKey("contests.id", ondelete="CASCADE"), index=True)
    essay_id: Mapped[str] = mapped_column(ForeignKey("essays.id", ondelete="CASCADE"), index=True)
    other_id: Mapped[str] = mapped_column(ForeignKey("essays.id", ondelete="CASCADE"), index=True)
    starts_at: Mapped[int]
    ends_at: Mapped[int]
    other_starts_at: Mapped[int]
    other_ends_at: Mapped[int]
    words: Mapped[int]
    essay: Mapped[Essay] = relationship(foreign_keys=[essay_id])
    other: Mapped[Essay] = relationship(foreign_keys=[other_id])


class EarlierReport(Table):
    """A report that another one replaced, since the contest or its model changed; never altered."""

    __tablename__ = "earlier_reports"
    id: Mapped[str] = mapped_column(primary_key=True)
    essay_id: Mapped[str] = mapped_column(ForeignKey("essays.id", ondelete="CASCADE"), index=True)
    version_id: Mapped[str]
    document: Mapped[str]
    shown: Mapped[str | None]
    created_at: Mapped[datetime]


class LearnedModel(Table):
    """A model that learned from a teacher's scores: which version of the contest holds it, and from which essays.

    `learned` lists pairs of an essay's id and the hash of its text; `is_stale` marks a model that has to be learned again,
    since the data of one of these students was erased.
    """

    __tablename__ = "learned_models"
    id: Mapped[str] = mapped_column(primary_key=True, default=make_id)
    contest_id: Mapped[str] = mapped_column(ForeignKey("contests.id", ondelete="CASCADE"), index=True)
    version_id: Mapped[str] = mapped_column(ForeignKey("contest_versions.id", ondelete="CASCADE"), index=True)
    hash: Mapped[str]
    learned: Mapped[list[Any]] = mapped_column(default=list)
    told: Mapped[dict[str, Any]] = mapped_column(default=dict)
    is_stale: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=read_clock)


class Measures(Table):
    """An essay as learning sees it: features and hashed wording, no text. Kept so that each is measured once."""

    __tablename__ = "measures"
    essay_id: Mapped[str] = mapped_column(ForeignKey("essays.id", ondelete="CASCADE"), primary_key=True)
    material: Mapped[str]
    hash: Mapped[str]
    features: Mapped[bytes] = mapped_column("values", LargeBinary)
    wording: Mapped[bytes] = mapped_column(LargeBinary)


KEPT_TOO = (EarlierReport,)
"""Tables of this module whose rows are written once."""
