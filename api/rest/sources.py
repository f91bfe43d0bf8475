"""Sources: the items of a contest's material, their passages, files for those that have none, and corrections."""

import tempfile
from pathlib import Path, PurePosixPath
from typing import Any

from fastapi import Request, Response
from pydantic import Field
from starlette.concurrency import run_in_threadpool

from api.contest_toml import CONTEST, edit_correction, write_table
from api.problems import Refused
from api.rest.bodies import FORM, Given, Line, Shown, Words, kind_of, read_form
from api.rest.callers import NOTHING, Caller, CallerHere, caller_of
from api.rest.contests import keep_version
from api.rest.etags import KnownHere
from api.rest.paging import Page, WalkHere
from api.rest.routes import asks, make_router
from api.rest.versions import Newest, load_newest, read_newest
from api.uploads import lay_down
from grader.documents.formats import is_known_suffix
from grader.errors import InvalidConfig
from grader.reports.places import places_of

router = make_router("sources")


class SourceShown(Shown):
    """An item of the contest's material."""

    id: str = Field(examples=["biography"])
    title: str
    kind: str = Field(description="handout, slides, video, documentary, article or primary.")
    file: str | None = Field(description="Its path in the contest’s folder; null where it was not read.")
    url: str | None
    passages: int = Field(ge=0)
    words: int = Field(ge=0)
    left_out: int = Field(description="How many paragraphs were left out as clutter.", ge=0)
    problem: str | None = Field(description="Why it could not be read; else empty.")
    warnings: list[str]


class PassageShown(Shown):
    """A citable piece of a source."""

    id: str = Field(examples=["biography#¶31"])
    source: str
    text: str
    place: str = Field(description="Where it stands, in words for people.")


class Correction(Given):
    """The teacher's word on a passage, which overrules the material."""

    passage: Line = Field(min_length=3, pattern=r"^[^#\x00-\x1f\x7f]+#[^\x00-\x1f\x7f]+$", examples=["biography#¶52"])
    text: Words = Field(max_length=2_000, description="What holds instead; empty takes a correction back.")
    note: Words = Field("", max_length=2_000)


@router.get(
    "/contests/{contest_id}/sources",
    response_model=Page[SourceShown],
    operation_id="list_sources",
    **asks(("read",), headers=("ETag",)),
)
def list_all(
    request: Request, response: Response, caller: CallerHere, walk: WalkHere, contest_id: str
) -> Page[SourceShown]:
    """List the sources of a contest in their order."""
    newest = read_newest(request, caller, contest_id)
    response.headers["ETag"] = newest.tag
    rows, following = walk.cut(newest.version.facts["sources"])
    return Page(items=[SourceShown.model_validate(row) for row in rows], next=following)


@router.get(
    "/contests/{contest_id}/sources/{source_id}/passages",
    response_model=Page[PassageShown],
    operation_id="list_passages",
    **asks(("read",), headers=("ETag",)),
)
def list_passages(
    request: Request, response: Response, caller: CallerHere, walk: WalkHere, contest_id: str, source_id: str
) -> Page[PassageShown]:
    """List the passages of a source in their order."""
    contest = load_newest(request, response, caller, contest_id)
    source = next((one for one in contest.sources if one.id == source_id), None)
    if source is None:
        raise Refused(404, NOTHING)
    places = places_of(contest)
    rows, following = walk.cut(source.passages)
    shown = [PassageShown(id=p.id, source=source.id, text=p.text, place=places[p.id].label) for p in rows]
    return Page(items=shown, next=following)


_FILE = {"files": {"type": "array", "maxItems": 1, "items": {"type": "string", "format": "binary"}}}


@router.put(
    "/contests/{contest_id}/sources/{source_id}/file",
    status_code=204,
    operation_id="give_source_file",
    **asks(("admin",), form=_FILE, headers=("ETag",)),
)
async def give_file(request: Request, known: KnownHere, contest_id: str, source_id: str) -> Response:
    """Give a source its file, such as the captions of a video, or another one; makes the contest's next version."""
    if kind_of(request) != FORM:
        raise Refused(415, "This kind of content is not read.", "Content-Type", "Send multipart/form-data.")
    form = await read_form(request)
    caller = caller_of(request)
    newest = await run_in_threadpool(read_newest, request, caller, contest_id, known)
    return await run_in_threadpool(_keep_file, request, caller, newest, source_id, form)


def _keep_file(request: Request, caller: Caller, newest: Newest, source_id: str, form: Any) -> Response:
    source = next((one for one in newest.table.get("source", []) if one["id"] == source_id), None)
    if source is None:
        raise Refused(404, NOTHING)
    with tempfile.TemporaryDirectory(prefix="grader-") as scratch:
        laid = lay_down(form, Path(scratch) / "files")
        suffix = PurePosixPath(laid[0][0].lower()).suffix if laid else ""
        if not laid or not is_known_suffix(suffix):
            raise InvalidConfig("", "there is no file that can be read", "Send captions (.vtt, .srt) or a text")
        content = laid[0][1].read_bytes()
    source["file"] = f"materials/{source_id}{suffix}"
    files = {source["file"]: content, CONTEST: write_table(newest.table)}
    keep_version(request, caller, newest.version, files, "material")
    contest_id = newest.version.contest_id
    return Response(status_code=204, headers={"ETag": read_newest(request, caller, contest_id).tag})


@router.put(
    "/contests/{contest_id}/corrections",
    status_code=204,
    operation_id="correct_passage",
    **asks(("admin",), headers=("ETag",)),
)
def correct(request: Request, caller: CallerHere, known: KnownHere, contest_id: str, asked: Correction) -> Response:
    """Say what holds instead of a passage; makes the contest's next version. Essays may follow either wording."""
    newest = read_newest(request, caller, contest_id, known)
    text, why = (" ".join(given.split()) for given in (asked.text, asked.note))
    edited = edit_correction(newest.table, asked.passage, text, why)
    if edited != newest.table:
        keep_version(request, caller, newest.version, {CONTEST: write_table(edited)}, "correction")
    return Response(status_code=204, headers={"ETag": read_newest(request, caller, contest_id).tag})
