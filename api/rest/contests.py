"""Contests: made from files or from the sample, read, and changed; every change of the task makes a new version."""

import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from fastapi import HTTPException, Request, Response
from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool

from api.changes import change, read_file
from api.contest_files import SAMPLE, Prepared, prepare, prepare_sample
from api.contest_toml import CONTEST, Table, read_table, write_table
from api.material import READER
from api.new_contest import clean_title, keep_contest
from api.pages.access import service_of
from api.pages.contests import LEAST_DAYS, MOST_DAYS
from api.problems import Refused
from api.rest.bodies import FORM, Given, Line, Shown, Words, kind_of, read_form, read_json
from api.rest.callers import Caller, CallerHere, caller_of, reach_contest
from api.rest.etags import HEADER, KnownHere, make_tag
from api.rest.paging import Page, WalkHere
from api.rest.routes import ANY, PREFIX, asks, make_router
from api.rest.tasks import RulesGiven, edit_rules, show_rules
from api.store.audit import note
from api.store.tables import Contest, ContestVersion
from api.uploads import lay_down

router = make_router("contests")
HERE = {"contest_id": "$response.body#/id"}


class ContestShown(Shown):
    """A contest: a task for essays, with its material, evidence key and rubric."""

    id: str = Field(description="Names the contest in addresses.", examples=["0c5f2d9e8b7a4f63a1d2c3b4e5f60718"])
    title: str = Field(examples=["The Keeper's Lamp"])
    prompt: str = Field(description="The question.")
    version: int = Field(description="Grows with every change; reports keep the version they were made with.", ge=1)
    hash: str = Field(description="The one that reports of this version name in `contest.hash`.")
    rubric: str = Field(description="The rubric's title.")
    criteria: list[str] = Field(description="Labels of the rubric's criteria.")
    evidence_items: int = Field(description="How many items the evidence key has.", ge=0)
    sources: int = Field(description="How many sources the material has.", ge=0)
    rules: dict[str, Any] = Field(description="What contest.toml says below `[rules]`; defaults are left out.")
    blind: bool = Field(description="Whether reports and files carry codes alone, and no names.")
    sealed: bool = Field(description="Whether suggestions stay hidden until the teacher's own levels are committed.")
    retention_days: int = Field(description="For how many days students' data is kept.", ge=1)
    warnings: list[str] = Field(description="What a teacher should know before grading.")
    missing: list[str] = Field(description="What could not be drafted when the contest was made.")
    created_at: datetime


class ContestFromSample(Given):
    """Asks for the sample contest, as a contest of the key's teacher."""

    sample: Literal["show-trials"] = Field(description="The sample's name.", examples=[SAMPLE])


class ContestChange(Given):
    """What is to be changed; what is not named stays."""

    title: Line | None = Field(None, min_length=1)
    prompt: Words | None = Field(None, min_length=1)
    rules: RulesGiven | None = Field(None, description="Rules as in contest.toml; those that are not named stay.")
    retention_days: int | None = Field(None, ge=LEAST_DAYS, le=MOST_DAYS)
    sealed: bool | None = None


def read_task(request: Request, version: ContestVersion) -> Table:
    """contest.toml of a version."""
    return read_table(read_file(service_of(request).database, version, CONTEST) or b"")


def show_contest(request: Request, contest: Contest) -> ContestShown:
    """A contest as it is now; call it within the session that the contest was read in."""
    version = contest.versions[-1]
    facts: Mapping[str, Any] = version.facts
    return ContestShown(
        id=contest.id,
        title=contest.title,
        prompt=facts["prompt"],
        version=version.number,
        hash=version.hash,
        rubric=facts["rubric"],
        criteria=facts["criteria"],
        evidence_items=facts["items"],
        sources=len(facts["sources"]),
        rules=show_rules(read_task(request, version)),
        blind=version.is_blind,
        sealed=contest.is_sealed,
        retention_days=contest.retention_days,
        warnings=facts["warnings"],
        missing=facts["missing"],
        created_at=contest.created_at,
    )


def tag_contest(contest: Contest) -> str:
    """The ETag of a contest and of all that belongs to its version."""
    return make_tag(contest.versions[-1].id, contest.title, contest.retention_days, contest.is_sealed)


@router.get(
    "/contests", response_model=Page[ContestShown], name="list_contests", operation_id="list_contests", **asks(ANY)
)
def list_all(request: Request, caller: CallerHere, walk: WalkHere) -> Page[ContestShown]:
    """List the contests that the key reaches, the oldest first."""
    with service_of(request).database.reading() as session:
        chosen = select(Contest).where(Contest.user_id == caller.user.id)
        if caller.contests is not None:
            chosen = chosen.where(Contest.id.in_(caller.contests))
        rows, following = walk.read(session, chosen, Contest.created_at, Contest.id)
        return Page(items=[show_contest(request, one) for one in rows], next=following)


_FILES = {
    "files": {
        "type": "array",
        "items": {"type": "string", "format": "binary"},
        "description": "The material, with or without a contest.toml, or a zip of a contest's folder.",
    },
    "title": {"type": "string", "maxLength": 120, "description": "What the contest is called."},
}


@router.post(
    "/contests",
    status_code=201,
    response_model=ContestShown,
    operation_id="make_contest",
    **asks(
        ("admin",),
        json=ContestFromSample,
        form=_FILES,
        headers=("Location", "ETag"),
        links={"read_contest": HERE, "hand_in_essays": HERE, "read_rubric": HERE, "read_evidence": HERE},
    ),
)
async def make(request: Request, response: Response) -> ContestShown:
    """Make a contest from files, or from the sample.

    Without a contest.toml among the files one is drafted from them; `missing` says what could not be. A key that is bound to
    contests makes no others.
    """
    caller = caller_of(request)
    if caller.contests is not None:
        raise Refused(403, "This key is bound to contests and makes no others.", "Authorization")
    if kind_of(request) == FORM:
        form = await read_form(request)
        return await run_in_threadpool(_make_of_files, request, response, form)
    await read_json(request, ContestFromSample)
    return await run_in_threadpool(_make_sample, request, response)


def _make_of_files(request: Request, response: Response, form: Any) -> ContestShown:
    title = clean_title(str(form.get("title", "")).replace("\0", ""))
    with tempfile.TemporaryDirectory(prefix="grader-") as scratch:
        laid = lay_down(form, Path(scratch) / "files")
        return _keep(request, response, READER.run(prepare, laid, title, Path(scratch)), title)


def _make_sample(request: Request, response: Response) -> ContestShown:
    with tempfile.TemporaryDirectory(prefix="grader-") as scratch:
        return _keep(request, response, READER.run(prepare_sample, Path(scratch)), "")


def _keep(request: Request, response: Response, prepared: Prepared, title: str) -> ContestShown:
    caller = caller_of(request)
    database = service_of(request).database
    made = keep_contest(database, caller.user, prepared, title or prepared.contest.title, key=caller.key.hint)
    with database.reading() as session:
        return _answer(request, response, reach_contest(session, caller, made.id), is_new=True)


def _answer(request: Request, response: Response, contest: Contest, *, is_new: bool = False) -> ContestShown:
    response.headers["ETag"] = tag_contest(contest)
    if is_new:
        response.headers["Location"] = place(request, f"contests/{contest.id}")
    return show_contest(request, contest)


def place(request: Request, path: str) -> str:
    """The whole address of a thing, by its path below the version."""
    return f"{str(request.base_url).rstrip('/')}{PREFIX}/{path}"


@router.get(
    "/contests/{contest_id}", response_model=ContestShown, operation_id="read_contest", **asks(ANY, headers=("ETag",))
)
def read(request: Request, response: Response, caller: CallerHere, contest_id: str) -> ContestShown:
    """Read a contest."""
    with service_of(request).database.reading() as session:
        return _answer(request, response, reach_contest(session, caller, contest_id))


@router.patch(
    "/contests/{contest_id}",
    response_model=ContestShown,
    operation_id="change_contest",
    **asks(("admin",), headers=("ETag",)),
)
def change_it(
    request: Request, response: Response, caller: CallerHere, known: KnownHere, contest_id: str, asked: ContestChange
) -> ContestShown:
    """Change title, question, rules, retention or sealing.

    A change of title, question or rules makes the next version; earlier reports stay as they are.
    """
    database = service_of(request).database
    with database.reading() as session:
        contest = reach_contest(session, caller, contest_id)
        known.demand(tag_contest(contest))
        version = contest.versions[-1]
        table = read_task(request, version)
    edited = _edit(table, asked)
    if edited != table:
        keep_version(request, caller, version, {CONTEST: write_table(edited)}, "task")
    with database.transaction() as session:
        contest = reach_contest(session, caller, contest_id)
        _set(session, caller, contest, asked)
    with database.reading() as session:
        return _answer(request, response, reach_contest(session, caller, contest_id))


def _edit(table: Table, asked: ContestChange) -> Table:
    plain = {key: value for key, value in (("title", asked.title), ("prompt", asked.prompt)) if value is not None}
    rules = edit_rules(table, asked.rules) if asked.rules is not None else {}
    return {**table, **plain, **rules}


def _set(session: Session, caller: Caller, contest: Contest, asked: ContestChange) -> None:
    if asked.retention_days is not None and asked.retention_days != contest.retention_days:
        contest.retention_days = asked.retention_days
        note(session, caller.user.id, "contest.retention", contest.id, days=asked.retention_days, key=caller.key.hint)
    if asked.sealed is not None and asked.sealed != contest.is_sealed:
        contest.is_sealed = asked.sealed
        note(session, caller.user.id, "contest.seal", contest.id, is_sealed=asked.sealed, key=caller.key.hint)


def keep_version(
    request: Request, caller: Caller, version: ContestVersion, changed: Mapping[str, bytes | None], what: str
) -> None:
    """Makes the next version of a contest; raises as `api.changes.change`, and 412 when somebody was quicker."""
    service = service_of(request)
    try:
        change(service.database, service.settings, caller.user, version, changed, what, key=caller.key.hint)
    except HTTPException as error:
        if error.status_code != 409:  # noqa: PLR2004 - somebody else changed it between reading and writing
            raise
        raise Refused(412, "Somebody changed this contest meanwhile.", HEADER) from error
