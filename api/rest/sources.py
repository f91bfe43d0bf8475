"""Sources: the items of a contest's material, their passages, files, and corrections; one may be added or taken away."""

from collections.abc import Callable
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from api import source_list
from api.contest_toml import CONTEST, edit_correction, write_table
from api.problems import Refused
from api.rest.bodies import FORM, Given, Line, Shown, Words, kind_of, read_form, read_json
from api.rest.callers import NOTHING, Caller, CallerHere, caller_of
from api.rest.contests import keep_version, place
from api.rest.etags import KnownHere
from api.rest.paging import Page, WalkHere
from api.rest.routes import asks, make_router
from api.rest.versions import Newest, load_newest, read_newest
from api.source_list import Changed, find_source, read_source_file
from grader.model import SourceKind
from grader.reports.places import places_of

router = make_router("sources")
_MATERIAL = "material"


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


class SourceGiven(Given):
    """A new source. Without a text only its address is known: it may be cited, and nothing is checked against it."""

    title: Line = Field(min_length=1, examples=["The Harbour Book"])
    id: Line | None = Field(
        None,
        max_length=60,
        pattern=r"^[a-z0-9][a-z0-9_\-]*$",
        description="Begins the ids of its passages; null: made of the title.",
        examples=["book"],
    )
    kind: SourceKind = "article"
    url: Line | None = Field(None, pattern=r"^https?://", description="Reports link there.")
    author: Line | None = None
    part_of: Line | None = Field(None, description="The work that several sources are parts of.")
    reliability: Line | None = Field(None, description="Shown wherever the source is cited.")
    aliases: list[Line] = Field(default=[], max_length=50, description="How else essays may name it.")
    text: Words | None = Field(None, min_length=1, description="Plain text; paragraphs are separated by an empty line.")


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
_FIELDS = {name: {"type": "string"} for name in SourceGiven.model_fields if name not in {"aliases", "text"}}
_HERE = {"contest_id": "$request.path.contest_id", "source_id": "$response.body#/id"}


@router.post(
    "/contests/{contest_id}/sources",
    status_code=201,
    response_model=SourceShown,
    operation_id="add_source",
    **asks(
        ("admin",),
        json=SourceGiven,
        form={**_FILE, **_FIELDS, "aliases": {"type": "array", "items": {"type": "string"}}},
        headers=("Location", "ETag"),
        links={"read_source": _HERE, "list_passages": _HERE},
    ),
)
async def add(request: Request, response: Response, contest_id: str) -> SourceShown:
    """Add a source, as JSON with its text or as a form with its file; makes the contest's next version.

    A form has the same fields as JSON but for `text`; without a `title` the file's name is taken. Where the file could not be
    read the answer says why (`problem`); give it another one then.
    """
    if kind_of(request) == FORM:
        read_of_form = await run_in_threadpool(_read_fields, await read_form(request))
        return await run_in_threadpool(_add, request, response, contest_id, *read_of_form)
    given = await read_json(request, SourceGiven)
    content = None if given.text is None else given.text.encode("utf-8", "replace")
    return await run_in_threadpool(_add, request, response, contest_id, given, "text.txt", content)


def _read_fields(form: FormData) -> tuple[SourceGiven, str, bytes | None]:
    fields: dict[str, Any] = {key: value for key, value in form.multi_items() if isinstance(value, str) and value}
    name, content = "", None
    if any(isinstance(one, UploadFile) and one.filename for one in form.getlist("files")):
        name, content = read_source_file(form)
    if "aliases" in fields:
        fields["aliases"] = [one for one in form.getlist("aliases") if one]
    fields.setdefault("title", name.rpartition(".")[0])
    try:
        return SourceGiven.model_validate(fields), name, content
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False, include_context=False)
        raise RequestValidationError([{**one, "loc": ("body", *one["loc"])} for one in faults]) from error


def _add(
    request: Request, response: Response, contest_id: str, given: SourceGiven, name: str, content: bytes | None
) -> SourceShown:
    if content is None and not given.url:
        raise Refused(422, "There is neither a text or file nor an address.", "body.url")
    caller = caller_of(request)
    newest = read_newest(request, caller, contest_id)
    if given.id and find_source(newest.table, given.id):
        raise Refused(422, "The contest has a source of this id.", "body.id", "Choose another id, or give none.")
    fields = {key: value for key, value in given.model_dump(exclude={"text"}).items() if value}
    source_id, changed = source_list.add_source(newest.table, fields, name, content)
    try:
        keep_version(request, caller, newest.version, changed, _MATERIAL)
    except Refused as error:  # it was changed meanwhile; nothing of that was replaced
        raise Refused(409, error.detail, remedy="Send it again.", headers={"Retry-After": "1"}) from error
    response.headers["Location"] = place(request, f"contests/{contest_id}/sources/{source_id}")
    return read(request, response, caller, contest_id, source_id)


@router.get(
    "/contests/{contest_id}/sources/{source_id}",
    response_model=SourceShown,
    operation_id="read_source",
    **asks(("read",), headers=("ETag",)),
)
def read(request: Request, response: Response, caller: CallerHere, contest_id: str, source_id: str) -> SourceShown:
    """Read a source: how many passages it has, or why it could not be read."""
    newest = read_newest(request, caller, contest_id)
    response.headers["ETag"] = newest.tag
    row = next((one for one in newest.version.facts["sources"] if one["id"] == source_id), None)
    if row is None:
        raise Refused(404, NOTHING)
    return SourceShown.model_validate(row)


@router.delete(
    "/contests/{contest_id}/sources/{source_id}",
    status_code=204,
    operation_id="remove_source",
    **asks(("admin",), headers=("ETag",)),
)
def remove(request: Request, caller: CallerHere, known: KnownHere, contest_id: str, source_id: str) -> Response:
    """Take a source away with the corrections of its passages; makes the contest's next version.

    Reports that were made before stay as they are. A source that the evidence key names cannot be taken away (422).
    """
    newest = read_newest(request, caller, contest_id, known)
    return _change(request, caller, newest, source_id, lambda source: source_list.remove_source(newest.table, source))


def _change(
    request: Request, caller: Caller, newest: Newest, source_id: str, edit: Callable[[dict[str, Any]], Changed]
) -> Response:
    source = find_source(newest.table, source_id)
    if source is None:
        raise Refused(404, NOTHING)
    keep_version(request, caller, newest.version, edit(source), _MATERIAL)
    return Response(status_code=204, headers={"ETag": read_newest(request, caller, newest.version.contest_id).tag})


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

    def edit(source: dict[str, Any]) -> Changed:
        return source_list.give_file(newest.table, source, *read_source_file(form))

    return await run_in_threadpool(_change, request, caller, newest, source_id, edit)


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
