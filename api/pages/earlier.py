"""Reports that others replaced, since the contest or its model changed: to be read, never to be decided on."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse
from sqlalchemy.orm import Session

from api.pages.access import Teacher, demand_found, own_essay, service_of
from api.pages.rendering import render
from api.reading import list_earlier, load_version
from api.sealing import SHOWN_ESSAY, is_sealed
from api.store.audit import note
from api.store.decisions import list_decisions, sum_up
from api.store.tables import ContestVersion, Essay, User
from grader.report import Report
from grader.reports.html import view_report

router = APIRouter()


@router.get("/essays/{essay_id}/earlier")
def show_all(request: Request, user: Teacher, essay_id: str) -> HTMLResponse:
    """Which reports of an essay were replaced, when, and with which version of the contest they were made."""
    with service_of(request).database.reading() as session:
        essay = own_essay(session, user, essay_id)
        rows = [(row, at, _number(session, row.version_id)) for row, at in list_earlier(session, essay)]
        sealed = _is_sealed(session, essay, user)
        return HTMLResponse(render("earlier.html", request, essay=essay, rows=rows, is_sealed=sealed))


@router.get("/essays/{essay_id}/earlier/{report_id}")
def show(request: Request, user: Teacher, essay_id: str, report_id: str) -> HTMLResponse:
    """A replaced report as it was; it says what was suggested, so that it is sealed like the one that holds."""
    service = service_of(request)
    with service.database.transaction() as session:
        essay = own_essay(session, user, essay_id)
        row, at = demand_found(next((one for one in list_earlier(session, essay) if one[0].id == report_id), None))
        if _is_sealed(session, essay, user):
            raise HTTPException(422, "Commit your own levels first: until then what is suggested is sealed.")
        version = demand_found(session.get(ContestVersion, row.version_id))
        contest = load_version(session, version, service.settings)
        note(session, user.id, SHOWN_ESSAY, essay.id, earlier=row.id)
        told = {"essay": essay, "replaced_at": at, "number": version.number, "overview_href": None}
        view = view_report(Report.model_validate_json(row.shown or row.document), contest)
        return HTMLResponse(render("earlier_report.html", request, **{**view, **told}))


def _is_sealed(session: Session, essay: Essay, user: User) -> bool:
    return is_sealed(essay, user, sum_up(list_decisions(session, essay)))


def _number(session: Session, version_id: str) -> int | None:
    version = session.get(ContestVersion, version_id)
    return version.number if version else None
