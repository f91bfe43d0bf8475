"""Downloads of a batch: tables of scores, and packets of reports."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from api.exports import PACKETS, Graded, make_rows, write_csv, write_packet, write_workbook
from api.pages.access import Teacher, own_batch, service_of
from api.reading import load_version, read_reports
from api.sealing import is_sealed, seal_report
from api.store.audit import note
from api.store.decisions import Standing, read_standings
from api.store.essays import list_essays
from api.store.tables import Essay, User
from grader.model import Contest
from grader.report import Report

router = APIRouter()
_TABLES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@router.get("/batches/{batch_id}/export/{form}")
def export(request: Request, user: Teacher, batch_id: str, form: str) -> Response:
    """A file to keep: `csv`, `xlsx`, or a zip of `html` or `pdf` reports; decisions win over suggestions in all."""
    if form not in _TABLES and form not in PACKETS:
        raise HTTPException(404)
    service = service_of(request)
    with service.database.transaction() as session:
        batch = own_batch(session, user, batch_id)
        note(session, user.id, f"batch.export{'_sealed' if batch.contest.is_sealed else ''}", batch.id, form=form)
        contest = load_version(session, batch.version, service.settings)
        reports, standings = read_reports(session, batch), read_standings(session, batch)
        essays = list_essays(session, batch)
        graded = [
            Graded(
                e,
                _open(reports[e.id], e, user, standings.get(e.id, Standing()), contest),
                standings.get(e.id, Standing()),
            )
            for e in essays
            if e.id in reports
        ]
    is_blind = batch.version.is_blind
    rows = make_rows(graded, contest, is_blind=is_blind)
    if form == "csv":
        return _attach(write_csv(rows), _TABLES[form], "scores.csv")
    if form == "xlsx":
        return _attach(write_workbook(rows, graded, contest), _TABLES[form], "scores.xlsx")
    return _attach(write_packet(graded, contest, form, is_blind=is_blind), "application/zip", f"reports-{form}.zip")


def _open(report: Report, essay: Essay, user: User, standing: Standing, contest: Contest) -> Report:
    """The report as this person may see it: without what is suggested where that is sealed."""
    return seal_report(report, contest) if is_sealed(essay, user, standing) else report


def _attach(content: bytes, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media_type, headers=headers)
