"""Downloads of a batch: tables of scores, and packets of reports."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from api.downloads import FORMS, gather, write_download
from api.pages.access import Teacher, own_batch, service_of

router = APIRouter()


@router.get("/batches/{batch_id}/export/{form}")
def export(request: Request, user: Teacher, batch_id: str, form: str) -> Response:
    """A file to keep: `csv`, `xlsx`, or a zip of `html` or `pdf` reports; decisions win over suggestions in all."""
    if form not in FORMS:
        raise HTTPException(404)
    service = service_of(request)
    with service.database.transaction() as session:
        gathered = gather(session, own_batch(session, user, batch_id), user, service.settings, form)
    made = write_download(gathered, form, is_blind=gathered.is_blind)
    return Response(made.content, media_type=made.media_type, headers=made.headers)
