"""The list of contests, a new one from files, and the page of one."""

import tempfile
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.contest_files import Prepared, prepare, prepare_sample
from api.errors import explain
from api.material import READER
from api.new_contest import clean_title, keep_contest
from api.pages.access import CheckedForm, Teacher, TeacherAtHome, own_contest, service_of
from api.pages.rendering import render
from api.source_list import SOURCE_KINDS
from api.store.audit import note
from api.store.contests import list_contests
from api.store.essays import measure_progress
from api.store.tables import User
from api.uploads import lay_down
from grader.errors import GraderError

router = APIRouter()
LEAST_DAYS, MOST_DAYS = 1, 3650


@router.get("/")
def show_all(request: Request, user: TeacherAtHome) -> HTMLResponse:
    """A teacher's contests, or how to begin."""
    with service_of(request).database.reading() as session:
        contests = list_contests(session, user)
        return HTMLResponse(render("contests.html", request, contests=contests))


@router.get("/contests/new")
def show_new(request: Request, user: Teacher) -> HTMLResponse:  # noqa: ARG001 - who may see it
    """The form for a new contest."""
    return HTMLResponse(render("contest_new.html", request, problem="", title=""))


@router.post("/contests")
def make(request: Request, user: Teacher, form: CheckedForm) -> Response:
    """A contest from the files that were dropped."""
    title = clean_title(str(form.get("title", "")))
    with tempfile.TemporaryDirectory(prefix="grader-") as scratch:
        try:
            prepared = READER.run(prepare, lay_down(form, Path(scratch) / "files"), title, Path(scratch))
        except GraderError as error:
            page = render("contest_new.html", request, problem=explain(error), title=title)
            return HTMLResponse(page, 422)
        return _keep(request, user, prepared, title or prepared.contest.title)


@router.post("/contests/sample")
def make_sample(request: Request, user: Teacher, form: CheckedForm) -> Response:  # noqa: ARG001 - the form is checked
    """The sample contest, as this teacher's own."""
    with tempfile.TemporaryDirectory(prefix="grader-") as scratch:
        prepared = READER.run(prepare_sample, Path(scratch))
        return _keep(request, user, prepared, prepared.contest.title)


def _keep(request: Request, user: User, prepared: Prepared, title: str) -> Response:
    contest = keep_contest(service_of(request).database, user, prepared, title)
    return RedirectResponse(f"/contests/{contest.id}", 303)


@router.get("/contests/{contest_id}")
def show(request: Request, user: Teacher, contest_id: str) -> HTMLResponse:
    """A contest: question, material, what a teacher should know, and the essays that came in."""
    with service_of(request).database.reading() as session:
        contest = own_contest(session, user, contest_id)
        batches = [(batch, measure_progress(session, batch)) for batch in contest.batches]
        version = contest.versions[-1]
        shown = {"contest": contest, "version": version, "facts": version.facts, "batches": batches}
        page = render("contest.html", request, source_kinds=SOURCE_KINDS, **shown)
    return HTMLResponse(page)


@router.post("/contests/{contest_id}/retention")
def set_retention(request: Request, user: Teacher, form: CheckedForm, contest_id: str) -> Response:
    """Sets how many days students' data is kept."""
    given = str(form.get("days", ""))
    with service_of(request).database.transaction() as session:
        contest = own_contest(session, user, contest_id)
        if given.isascii() and given.isdigit() and LEAST_DAYS <= int(given[:5]) <= MOST_DAYS:
            contest.retention_days = int(given[:5])
            note(session, user.id, "contest.retention", contest.id, days=contest.retention_days)
    return RedirectResponse(f"/contests/{contest_id}", 303)
