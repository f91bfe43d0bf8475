"""A rubric from another program's file, shown before it becomes a version; and the rubric as other programs take it."""

import tempfile
from pathlib import Path

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from api.contest_toml import read_table
from api.contest_views import load_view
from api.errors import explain, name_fields
from api.material import READER
from api.pages.access import CheckedForm, Teacher, own_contest, service_of
from api.pages.editing import read_rubric_of, read_version, view_rubric
from api.store.audit import note
from api.uploads import read_one
from grader.drafting.rubric_exchange import import_rubric
from grader.errors import GraderError, InvalidConfig
from grader.exchange.rubrics import FORMATS

router = APIRouter()
_MOST_BYTES = 5_000_000
_FORMATS = {one.id: one for one in FORMATS}


@router.post("/contests/{contest_id}/rubric/import")
def take_in(request: Request, user: Teacher, form: CheckedForm, contest_id: str) -> HTMLResponse:
    """The form of the rubric as a file has it; nothing is kept before the teacher does so."""
    version, table = read_version(request, user, contest_id)
    try:
        name = " ".join(str(form.get("name", "")).split())[:200]
        with tempfile.TemporaryDirectory(prefix="grader-") as scratch:
            text, _ = READER.run(import_rubric, _lay_down(form, Path(scratch)), name or None)
        return view_rubric(request, version, read_table(text.encode()), is_draft=True)
    except GraderError as error:
        own = read_rubric_of(request, version, table)
        return view_rubric(request, version, own, explain(name_fields(error)), 422)


def _lay_down(form: FormData, folder: Path) -> Path:
    """The uploaded file under its own last name, whose end says what it is."""
    missing = InvalidConfig("", "there is no file", "Choose the rubric’s file")
    too_large = InvalidConfig("", "this file is larger than any rubric", "Export the rubric alone")
    content, base = read_one(form, _MOST_BYTES, missing, too_large)
    path = folder / ("".join(c for c in base if c.isalnum() or c in " .-_").lstrip(". ") or "rubric")
    path.write_bytes(content)
    return path


@router.get("/contests/{contest_id}/rubric/export/{program}")
def hand_out(request: Request, user: Teacher, contest_id: str, program: str) -> Response:
    """The rubric in one of the kinds of file that other programs read; checks and cuts stay behind."""
    if program not in _FORMATS:
        raise HTTPException(404)
    service = service_of(request)
    with service.database.transaction() as session:
        contest = own_contest(session, user, contest_id)
        version = contest.versions[-1]
        rubric = load_view(session, version, service.settings).rubric
        note(session, user.id, "rubric.export", contest.id, form=program)
        text = _FORMATS[program].write(rubric, version.created_at.isoformat())
    headers = {"Content-Disposition": f'attachment; filename="rubric{_FORMATS[program].suffix}"'}
    media_type = "application/json" if _FORMATS[program].suffix == ".json" else "text/csv; charset=utf-8"
    return Response(text.encode(), media_type=media_type, headers=headers)
