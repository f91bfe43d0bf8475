"""What pages read of the store: contests as the engine knows them, and reports."""

from datetime import datetime
from functools import lru_cache
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.material import read_contest
from api.settings import Settings
from api.store.class_tables import EarlierReport
from api.store.contests import unpack_version
from api.store.rows import read_remarks
from api.store.tables import Batch, ContestVersion, Essay, StoredReport
from grader.model import Contest
from grader.report import Report
from grader.scoring.review import add_reasons


@lru_cache(maxsize=8)
def _load(folder: Path) -> Contest:
    return read_contest(folder)


def load_version(session: Session, version: ContestVersion, settings: Settings) -> Contest:
    """The contest of a version; versions never change, so that each is read once."""
    return _load(unpack_version(session, version, settings.data / "contests"))


def load_report_version(session: Session, essay: Essay, settings: Settings) -> Contest:
    """The contest that an essay's report was graded for; the batch's as long as there is none."""
    named = session.scalar(select(StoredReport.version_id).where(StoredReport.essay_id == essay.id))
    version = session.get_one(ContestVersion, named) if named else essay.batch.version
    return load_version(session, version, settings)


def read_report(session: Session, essay: Essay) -> Report | None:
    """The report as people may see it; none as long as the essay is not graded."""
    stored = session.scalars(select(StoredReport).where(StoredReport.essay_id == essay.id)).one_or_none()
    return Report.model_validate_json(stored.shown or stored.document) if stored else None


def read_reports(session: Session, batch: Batch) -> dict[str, Report]:
    """All reports of a batch as people may see them, by essay id."""
    rows = session.execute(
        select(StoredReport.essay_id, StoredReport.document, StoredReport.shown)
        .join(Essay, StoredReport.essay_id == Essay.id)
        .where(Essay.batch_id == batch.id)
    )
    return {essay_id: Report.model_validate_json(shown or document) for essay_id, document, shown in rows}


def compare_report(session: Session, essay: Essay, report: Report) -> Report:
    """A report with the reasons to look first that only the comparison with the other essays tells."""
    (told,) = add_reasons([report], {report.essay.id: read_remarks(session, essay)})
    return told


def list_earlier(session: Session, essay: Essay) -> list[tuple[EarlierReport, datetime]]:
    """The reports of an essay that others replaced, the oldest first, and when each was replaced."""
    chosen = select(EarlierReport).where(EarlierReport.essay_id == essay.id)
    rows = list(session.scalars(chosen.order_by(EarlierReport.created_at, EarlierReport.id)))
    newest = session.scalar(select(StoredReport.created_at).where(StoredReport.essay_id == essay.id))
    replaced = [row.created_at for row in rows[1:]] + ([newest] if newest else [])
    return list(zip(rows, replaced, strict=False))
