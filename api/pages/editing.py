"""A contest's question, rules and rubric in forms; every change makes a new version."""

import json
from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.changes import change, read_file
from api.contest_toml import (
    CONTEST,
    Table,
    edit_task,
    name_rubric,
    read_shipped_rubric,
    read_table,
    write_table,
)
from api.errors import explain_form
from api.pages.access import CheckedForm, Teacher, own_batch, own_contest, service_of
from api.pages.rendering import render
from api.rubric_form import read_rubric
from api.rule_examples import make_examples
from api.store.audit import note
from api.store.queue import grade_again
from api.store.tables import ContestVersion, User
from grader.checks import CHECKS
from grader.errors import GraderError
from grader.exchange.rubrics import FORMATS

router = APIRouter()


def read_version(request: Request, user: User, contest_id: str) -> tuple[ContestVersion, Table]:
    """The newest version of a teacher's contest, and its contest.toml."""
    database = service_of(request).database
    with database.reading() as session:
        version = own_contest(session, user, contest_id).versions[-1]
    return version, read_table(read_file(database, version, CONTEST) or b"")


def keep_change(
    request: Request, user: User, version: ContestVersion, changed: Mapping[str, bytes | None], what: str
) -> None:
    """Makes the next version; raises as `api.changes.change`."""
    service = service_of(request)
    change(service.database, service.settings, user, version, changed, what)


@router.get("/contests/{contest_id}/task")
def show_task(request: Request, user: Teacher, contest_id: str) -> HTMLResponse:
    """The form of question and rules."""
    version, table = read_version(request, user, contest_id)
    return _show_task(request, version, table, "")


def _show_task(
    request: Request, version: ContestVersion, table: Table, problem: str, status: int = 200
) -> HTMLResponse:
    rules = table.get("rules", {})
    shown = {"version": version, "table": table, "rules": rules, "words": rules.get("words", {}), "problem": problem}
    return HTMLResponse(render("task.html", request, example=make_examples(rules), **shown), status)


@router.post("/contests/{contest_id}/task")
def keep_task(request: Request, user: Teacher, form: CheckedForm, contest_id: str) -> Response:
    """Question and rules as the form has them, as the next version."""
    version, table = read_version(request, user, contest_id)
    edited = edit_task(table, form)
    if form.get("how") == "example":  # without script
        return _show_task(request, version, edited, "")
    try:
        keep_change(request, user, version, {CONTEST: write_table(edited)}, "task")
    except GraderError as error:
        return _show_task(request, version, edited, explain_form(error), 422)
    return RedirectResponse(f"/contests/{contest_id}", 303)


@router.post("/contests/{contest_id}/task/example")
def show_example(request: Request, user: Teacher, form: CheckedForm, contest_id: str) -> HTMLResponse:
    """What a report would say under the rules that stand in the form now."""
    with service_of(request).database.reading() as session:
        own_contest(session, user, contest_id)
    return HTMLResponse(render("task_example.html", request, example=make_examples(edit_task({}, form)["rules"])))


@router.get("/contests/{contest_id}/rubric")
def show_rubric(request: Request, user: Teacher, contest_id: str) -> HTMLResponse:
    """The form of the rubric: criteria, levels, and checks with their examples."""
    version, table = read_version(request, user, contest_id)
    return view_rubric(request, version, read_rubric_of(request, version, table))


def read_rubric_of(request: Request, version: ContestVersion, table: Table) -> Table:
    """A version's rubric as its file has it, its own or one that ships."""
    own = read_file(service_of(request).database, version, name_rubric(table))
    return read_table(own) if own and str(table["rubric"]).endswith(".toml") else read_shipped_rubric(table["rubric"])


def view_rubric(
    request: Request,
    version: ContestVersion,
    rubric: Table,
    problem: str = "",
    status: int = 200,
    *,
    is_draft: bool = False,
) -> HTMLResponse:
    """The form of a rubric; a draft was read from a file and is not kept yet."""
    told = {"problem": problem, "is_draft": is_draft, "dump": json.dumps, "formats": FORMATS}
    return HTMLResponse(render("rubric.html", request, version=version, rubric=rubric, checks=CHECKS, **told), status)


@router.post("/contests/{contest_id}/rubric")
def keep_rubric(request: Request, user: Teacher, form: CheckedForm, contest_id: str) -> Response:
    """The rubric as the form has it, as the next version."""
    version, table = read_version(request, user, contest_id)
    edited = read_rubric(form, read_rubric_of(request, version, table))
    path = name_rubric(table)
    files = {path: write_table(edited), CONTEST: write_table({**table, "rubric": path})}
    try:
        keep_change(request, user, version, files, "rubric")
    except GraderError as error:
        return view_rubric(request, version, edited, explain_form(error), 422)
    return RedirectResponse(f"/contests/{contest_id}", 303)


@router.post("/batches/{batch_id}/again")
def grade_with_newest(request: Request, user: Teacher, form: CheckedForm, batch_id: str) -> Response:  # noqa: ARG001
    """Grades the essays of a batch again with the newest version; their earlier reports are kept."""
    with service_of(request).database.transaction() as session:
        batch = own_batch(session, user, batch_id)
        version = batch.contest.versions[-1]
        if batch.confirmed_at is not None and batch.version_id != version.id:
            grade_again(session, batch, version)
            note(session, user.id, "batch.again", batch.id, version=version.number)
    return RedirectResponse(f"/batches/{batch_id}", 303)
