"""Models that learned from a teacher's scores, and measured essays."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from api.store.chores import add_chore
from api.store.class_tables import LearnedModel, Measures
from api.store.tables import ContestFile, ContestVersion, Essay
from grader.scoring.measured import Measured

MODEL_FILE = "model.skops"


def list_models(session: Session, contest_id: str) -> Sequence[LearnedModel]:
    """The models of a contest, the newest first."""
    chosen = select(LearnedModel).where(LearnedModel.contest_id == contest_id)
    return session.scalars(chosen.order_by(LearnedModel.created_at.desc(), LearnedModel.id)).all()


def keep_model(
    session: Session, version: ContestVersion, digest: str, learned: Sequence[tuple[str, str]], told: Mapping[str, Any]
) -> None:
    """Notes which model a version holds, and from which essays it learned: pairs of id and hash of the text."""
    model = LearnedModel(contest_id=version.contest_id, version_id=version.id, hash=digest, told=dict(told))
    model.learned = [list(pair) for pair in learned]
    session.add(model)


def find_learned(session: Session, version: ContestVersion) -> frozenset[str]:
    """Ids of the essays from which the model of a version learned; empty without a model."""
    own = select(LearnedModel).where(LearnedModel.version_id == version.id)
    return frozenset(essay_id for model in session.scalars(own) for essay_id, _ in model.learned)


def mark_stale(session: Session, user_id: str, essay_ids: Iterable[str]) -> int:
    """Marks every model that learned from one of these essays, takes it out of its version, and has it learned again."""
    gone = set(essay_ids)
    contests = set(session.scalars(select(Essay.contest_id).where(Essay.id.in_(gone))))
    marked = 0
    for model in session.scalars(select(LearnedModel).where(LearnedModel.contest_id.in_(contests))):
        if gone.isdisjoint(essay_id for essay_id, _ in model.learned):
            continue
        model.is_stale = True
        model.learned = [pair for pair in model.learned if pair[0] not in gone]
        of_it = (ContestFile.version_id == model.version_id, ContestFile.path == MODEL_FILE)
        session.execute(delete(ContestFile).where(*of_it))
        add_chore(session, model.contest_id, user_id, "relearn")
        marked += 1
    return marked


def read_measures(session: Session, contest_id: str, material: str) -> dict[str, Measured]:
    """Essays of a contest that were measured against this material, by essay id."""
    rows = session.execute(
        select(Measures, Essay.code)
        .join(Essay, Measures.essay_id == Essay.id)
        .where(Essay.contest_id == contest_id, Measures.material == material)
    )
    return {
        row.essay_id: Measured(
            code, row.hash, np.frombuffer(row.features, dtype="<f8"), np.frombuffer(row.wording, dtype="<i4")
        )
        for row, code in rows
    }


def keep_measures(session: Session, essay_id: str, material: str, measured: Measured) -> None:
    """Keeps what was measured, in the place of what was measured before."""
    session.execute(delete(Measures).where(Measures.essay_id == essay_id))
    session.add(
        Measures(
            essay_id=essay_id,
            material=material,
            hash=measured.hash,
            features=measured.values.astype("<f8").tobytes(),
            wording=measured.wording.astype("<i4").tobytes(),
        )
    )
