"""The evidence key, line by line with the passage beside it; a worker drafts one from the material."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.changes import read_file
from api.contest_toml import CONTEST, KEY, Table, edit_key, read_table, write_table
from api.errors import explain_form
from api.pages.access import CheckedForm, Teacher, own_contest, service_of
from api.pages.editing import keep_change, read_version
from api.pages.rendering import render
from api.reading import load_version
from api.store.audit import note
from api.store.chores import add_chore, find_chore
from api.store.tables import ContestVersion
from grader.errors import GraderError
from grader.reports.places import places_of

router = APIRouter()
_EMPTY_LINES = 3


@router.get("/contests/{contest_id}/key")
def show(request: Request, user: Teacher, contest_id: str) -> HTMLResponse:
    """The key as it is, or with `?draft=1` as a worker drafted it."""
    version, table = read_version(request, user, contest_id)
    own = (
        read_file(service_of(request).database, version, str(table.get("evidence", "")))
        if table.get("evidence")
        else None
    )
    key = read_table(own) if own else {"status": "drafted", "evidence": []}
    return _show(request, version, key, is_draft=request.query_params.get("draft") == "1")


def _show(
    request: Request, version: ContestVersion, key: Table, *, is_draft: bool, problem: str = "", status: int = 200
) -> HTMLResponse:
    service = service_of(request)
    with service.database.transaction() as session:
        chore = find_chore(session, version.contest_id, "outline")
        done = find_chore(session, version.contest_id, "outline", "done")
        loaded = load_version(session, session.get_one(ContestVersion, version.id), service.settings)
    drafted: list[Table] = done.result["items"] if done else []
    shown = {
        "version": version,
        "items": drafted if is_draft else key.get("evidence", []),
        "is_draft": is_draft,
        "is_approved": key.get("status", "approved") == "approved" and not is_draft,
        "drafted_count": len(drafted),
        "places": places_of(loaded),
        "chore": chore,
        "contest_id": version.contest_id,
        "empty_lines": _EMPTY_LINES,
        "problem": problem,
    }
    return HTMLResponse(render("key.html", request, **shown), status)


@router.post("/contests/{contest_id}/key/draft")
def draft(request: Request, user: Teacher, form: CheckedForm, contest_id: str) -> Response:  # noqa: ARG001
    """Has a worker draft a key from the material."""
    with service_of(request).database.transaction() as session:
        contest = own_contest(session, user, contest_id)
        add_chore(session, contest.id, user.id, "outline")
        note(session, user.id, "contest.outline", contest.id)
    return RedirectResponse(f"/contests/{contest_id}/key?draft=1", 303)


@router.post("/contests/{contest_id}/key")
def keep(request: Request, user: Teacher, form: CheckedForm, contest_id: str) -> Response:
    """The lines that were kept, as the next version; approved, or still a draft, which costs no essay any points."""
    version, table = read_version(request, user, contest_id)
    key = edit_key(form, is_approved=form.get("how") == "approve")
    path = str(table.get("evidence") or KEY)
    files = {path: write_table(key), CONTEST: write_table({**table, "evidence": path})}
    try:
        keep_change(request, user, version, files, "key")
    except GraderError as error:
        return _show(request, version, key, is_draft=False, problem=explain_form(error), status=422)
    return RedirectResponse(f"/contests/{contest_id}/key", 303)
