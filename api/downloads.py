"""What a teacher downloads of a batch, as far as it may be seen: gathered from the store and written by `exports`."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from api.exports import PACKETS, Graded, make_rows, write_csv, write_packet, write_workbook
from api.reading import load_version, read_reports
from api.sealing import is_sealed, seal_report
from api.settings import Settings
from api.store.audit import note
from api.store.decisions import Standing, read_standings
from api.store.essays import list_essays
from api.store.tables import Batch, Essay, User
from grader.model import Contest
from grader.report import Report

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS = ("csv", "xlsx", *PACKETS)


@dataclass(frozen=True, slots=True)
class Download:
    """A file to keep."""

    content: bytes
    media_type: str
    name: str

    @property
    def headers(self) -> dict[str, str]:
        """So that browsers keep it instead of showing it."""
        return {"Content-Disposition": f'attachment; filename="{self.name}"'}


@dataclass(frozen=True, slots=True)
class Gathered:
    """The graded essays of a batch as a person may see them."""

    graded: Sequence[Graded]
    contest: Contest
    is_blind: bool


def gather(session: Session, batch: Batch, user: User, settings: Settings, form: str, **detail: str) -> Gathered:
    """Reads what goes into a download, which the audit log tells of with `detail`."""
    note(session, user.id, f"batch.export{'_sealed' if batch.contest.is_sealed else ''}", batch.id, form=form, **detail)
    contest = load_version(session, batch.version, settings)
    reports, standings = read_reports(session, batch), read_standings(session, batch)
    graded = [
        Graded(e, _open(reports[e.id], e, user, standing, contest), standing)
        for e in list_essays(session, batch)
        if e.id in reports
        for standing in [standings.get(e.id, Standing())]
    ]
    return Gathered(graded, contest, batch.version.is_blind)


def _open(report: Report, essay: Essay, user: User, standing: Standing, contest: Contest) -> Report:
    """The report as this person may see it: without what is suggested where that is sealed."""
    return seal_report(report, contest) if is_sealed(essay, user, standing) else report


def write_download(gathered: Gathered, form: str, *, is_blind: bool) -> Download:
    """A table (`csv`, `xlsx`) or a zip of reports (`html`, `pdf`); decisions win over suggestions in all."""
    graded, contest = gathered.graded, gathered.contest
    rows = make_rows(graded, contest, is_blind=is_blind)
    if form == "csv":
        return Download(write_csv(rows), CSV, "scores.csv")
    if form == "xlsx":
        return Download(write_workbook(rows, graded, contest), XLSX, "scores.xlsx")
    content = write_packet(graded, contest, form, is_blind=is_blind)
    return Download(content, "application/zip", f"reports-{form}.zip")
