"""One source of a contest: its passages, what was left out as clutter, corrections, and captions for videos."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api import source_list
from api.changes import read_file
from api.contest_toml import CONTEST, edit_correction, write_table
from api.material import READER
from api.pages.access import CheckedForm, Teacher, own_contest, service_of
from api.pages.editing import keep_change, read_version
from api.pages.rendering import render
from api.reading import load_version
from api.source_list import find_source, read_source_file, read_source_form
from grader.documents.material import list_left_out, read_material
from grader.errors import GraderError, InvalidConfig
from grader.reports.languages import mark
from grader.reports.places import places_of

router = APIRouter()
_LONGEST = 2_000


def read_clutter(content: bytes, file: str) -> tuple[str, ...]:
    """What was left out of a file, in its order; runs in the reader's process."""
    return list_left_out(read_material(content, file))


@router.get("/contests/{contest_id}/sources/{source_id}")
def show(request: Request, user: Teacher, contest_id: str, source_id: str) -> HTMLResponse:
    """Every passage with its place, and every paragraph that was left out."""
    service = service_of(request)
    with service.database.reading() as session:
        version = own_contest(session, user, contest_id).versions[-1]
        contest = load_version(session, version, service.settings)
    source = next((one for one in contest.sources if one.id == source_id), None)
    if source is None:
        raise HTTPException(404)
    content = read_file(service.database, version, source.file) if source.file and source.left_out else None
    try:
        clutter = READER.run(read_clutter, content, source.file) if content is not None else ()
    except GraderError:
        clutter = ()
    shown = {
        "version": version,
        "source": source,
        "places": places_of(contest),
        "corrections": {one.passage: one for one in contest.corrections},
        "clutter": clutter,
    }
    return HTMLResponse(render("source.html", request, **shown))


@router.post("/contests/{contest_id}/corrections")
def correct(request: Request, user: Teacher, form: CheckedForm, contest_id: str) -> Response:
    """The teacher's word on a passage, which overrules the material; without a word it is taken back."""
    version, table = read_version(request, user, contest_id)
    passage, text, why = (" ".join(str(form.get(name, "")).split())[:_LONGEST] for name in ("passage", "text", "note"))
    edited = edit_correction(table, passage, text, why)
    if edited != table:
        keep_change(request, user, version, {CONTEST: write_table(edited)}, "correction")
    return RedirectResponse(f"/contests/{contest_id}/sources/{passage.partition('#')[0]}", 303)


@router.post("/contests/{contest_id}/sources")
def add(request: Request, user: Teacher, form: CheckedForm, contest_id: str) -> Response:
    """One more source, with a file or known by its address alone."""
    version, table = read_version(request, user, contest_id)
    source_id, changed = source_list.add_source(table, *read_source_form(form))
    keep_change(request, user, version, changed, "material")
    return RedirectResponse(f"/contests/{contest_id}/sources/{source_id}", 303)


@router.post("/contests/{contest_id}/sources/{source_id}/remove")
def remove(request: Request, user: Teacher, form: CheckedForm, contest_id: str, source_id: str) -> Response:  # noqa: ARG001 - its token was checked
    """One source less; reports that were made before keep it."""
    version, table = read_version(request, user, contest_id)
    source = find_source(table, source_id)
    if source is None:
        raise HTTPException(404)
    try:
        keep_change(request, user, version, source_list.remove_source(table, source), "material")
    except InvalidConfig as error:
        if error.file != table.get("evidence"):
            raise
        cause, remedy = mark("points of evidence name this source"), mark("Give them another source, or leave them out")
        raise InvalidConfig("", cause, remedy) from error
    return RedirectResponse(f"/contests/{contest_id}#material", 303)


@router.post("/contests/{contest_id}/sources/{source_id}")
def give_file(request: Request, user: Teacher, form: CheckedForm, contest_id: str, source_id: str) -> Response:
    """A file for a source that has none, such as the captions of a video, or another in the place of the old one."""
    version, table = read_version(request, user, contest_id)
    source = find_source(table, source_id)
    if source is None:
        raise HTTPException(404)
    keep_change(request, user, version, source_list.give_file(table, source, *read_source_file(form)), "material")
    return RedirectResponse(f"/contests/{contest_id}/sources/{source_id}", 303)
