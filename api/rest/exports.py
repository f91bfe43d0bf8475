"""Exports: tables of scores, and packets of reports, with all decisions in them."""

from typing import Any, Literal

from fastapi import Request, Response

from api.downloads import CSV, XLSX, gather, write_download
from api.exports import PACKETS, name_file
from api.pages.access import service_of
from api.problems import Refused
from api.rest.callers import CallerHere, reach_batch, reach_essay
from api.rest.routes import asks, make_router

router = make_router("exports")
Form = Literal["csv", "xlsx", "html", "pdf"]
PageForm = Literal["html", "pdf"]
_BINARY = {"schema": {"type": "string", "format": "binary"}}
_KEPT: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file.",
        "content": {CSV: {"schema": {"type": "string"}}, XLSX: _BINARY, "application/zip": _BINARY},
    }
}
_PAGES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The report.",
        "content": {"text/html": {"schema": {"type": "string"}}, "application/pdf": _BINARY},
    }
}


@router.get(
    "/batches/{batch_id}/exports/{form}",
    response_class=Response,
    responses=_KEPT,
    operation_id="export_batch",
    **asks(("read",), may=(422,)),
)
def export_batch(request: Request, caller: CallerHere, batch_id: str, form: Form) -> Response:
    """Take away a table (`csv`, `xlsx`) or a zip with one report a file (`html`, `pdf`); decisions win over suggestions.

    Names stand in it only for keys with the scope `grade`, and never in blind contests.
    """
    service = service_of(request)
    with service.database.transaction() as session:
        batch = reach_batch(session, caller, batch_id)
        gathered = gather(session, batch, caller.user, service.settings, form, key=caller.key.hint)
    made = write_download(gathered, form, is_blind=gathered.is_blind or not caller.may("grade"))
    return Response(made.content, media_type=made.media_type, headers=made.headers)


@router.get(
    "/essays/{essay_id}/exports/{form}",
    response_class=Response,
    responses=_PAGES,
    operation_id="export_essay",
    **asks(("read",), may=(409, 422)),
)
def export_essay(request: Request, caller: CallerHere, essay_id: str, form: PageForm) -> Response:
    """Take away the report of one essay as a page or on paper, with all decisions in it."""
    service = service_of(request)
    with service.database.transaction() as session:
        essay = reach_essay(session, caller, essay_id)
        gathered = gather(session, essay.batch, caller.user, service.settings, form, key=caller.key.hint)
        one = next((graded for graded in gathered.graded if graded.essay.id == essay.id), None)
        name = name_file(essay, form, is_blind=gathered.is_blind or not caller.may("grade"))
    if one is None:
        raise Refused(409, "This essay is not graded yet.")
    media = "application/pdf" if form == "pdf" else "text/html; charset=utf-8"
    content = PACKETS[form](one, gathered.contest)
    safe = name.encode("ascii", "replace").decode().replace("?", "_").replace('"', "_")
    return Response(content, media_type=media, headers={"Content-Disposition": f'attachment; filename="{safe}"'})
