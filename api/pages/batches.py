"""Essays that come in: uploading, confirming names, watching the work, the class overview."""

import tempfile
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy.orm import Session

from api.class_order import PAGE_SIZE, read_page
from api.deciding import release_graded
from api.handing_in import take_files
from api.pages.access import CheckedForm, Teacher, own_batch, own_contest, service_of
from api.pages.rendering import render
from api.store.audit import note
from api.store.essays import add_batch, confirm, list_essays, list_failed, measure_progress
from api.store.queue import try_again
from api.store.tables import Batch
from api.uploads import lay_down

router = APIRouter()
FIRST_FEW = 5


@router.post("/contests/{contest_id}/essays")
def upload(request: Request, user: Teacher, form: CheckedForm, contest_id: str) -> Response:
    """Takes essays in, under codes; names are confirmed before anything is graded."""
    database = service_of(request).database
    with database.reading() as session:
        own_contest(session, user, contest_id)
    with tempfile.TemporaryDirectory(prefix="grader-") as scratch:
        intake = take_files(lay_down(form, Path(scratch) / "uploaded"), Path(scratch))
        with database.transaction() as session:
            contest = own_contest(session, user, contest_id)
            batch = add_batch(session, contest, contest.versions[-1], intake)
            note(session, user.id, "essays.upload", batch.id, count=len(intake.tasks))
    return RedirectResponse(f"/batches/{batch.id}", 303)


@router.get("/batches/{batch_id}")
def show(request: Request, user: Teacher, batch_id: str) -> HTMLResponse:
    """The names to confirm; afterwards how far the work is."""
    with service_of(request).database.transaction() as session:
        batch = own_batch(session, user, batch_id)
        note(session, user.id, "batch.view", batch.id)
        essays = list_essays(session, batch)
        if batch.confirmed_at is None:
            return HTMLResponse(render("confirm.html", request, batch=batch, essays=essays, first_few=FIRST_FEW))
        page, pages = read_page(request.query_params.get("page", ""), len(essays))
        shown = essays[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
        walk = {"essays": shown, "page": page, "pages": pages}
        return HTMLResponse(render("batch.html", request, is_renewed=False, **walk, **_progress(session, batch)))


def _progress(session: Session, batch: Batch) -> dict[str, Any]:
    return {"batch": batch, "progress": measure_progress(session, batch), "failed": list_failed(session, batch)}


@router.get("/batches/{batch_id}/progress")
def show_progress(request: Request, user: Teacher, batch_id: str) -> HTMLResponse:
    """The parts of the page that change while essays are graded; the whole page again once that is over."""
    with service_of(request).database.reading() as session:
        batch = own_batch(session, user, batch_id)
        shown = _progress(session, batch)
    page = render("progress.html", request, **shown) + render("failed.html", request, is_renewed=True, **shown)
    return HTMLResponse(page, headers={"HX-Refresh": "true"} if shown["progress"].is_over else None)


@router.post("/batches/{batch_id}/confirm")
def confirm_names(request: Request, user: Teacher, form: CheckedForm, batch_id: str) -> Response:
    """Keeps the names and begins: with the first few, or with all."""
    names = {key.removeprefix("name-"): str(value) for key, value in form.items() if key.startswith("name-")}
    with service_of(request).database.transaction() as session:
        batch = own_batch(session, user, batch_id)
        if batch.confirmed_at is None:
            confirm(session, batch, names, first=FIRST_FEW if form.get("how") == "few" else None)
            note(session, user.id, "batch.start", batch.id)
    return RedirectResponse(f"/batches/{batch_id}", 303)


@router.post("/batches/{batch_id}/go")
def steer(request: Request, user: Teacher, form: CheckedForm, batch_id: str) -> Response:
    """Goes on with all, stops before the next essay, or tries the failed ones, or one of them, again."""
    one = str(form.get("essay", ""))
    how = "retry" if one else str(form.get("how", ""))
    with service_of(request).database.transaction() as session:
        batch = own_batch(session, user, batch_id)
        if batch.confirmed_at is not None:
            if how == "stop":
                batch.until = 0
            elif how in {"all", "retry"}:
                batch.until = None
            if how == "retry":
                try_again(session, batch, one)
            note(session, user.id, "batch.steer", batch.id, how=how if how in {"stop", "all", "retry"} else "")
    return RedirectResponse(f"/batches/{batch_id}", 303)


@router.post("/batches/{batch_id}/release")
def release_all(request: Request, user: Teacher, form: CheckedForm, batch_id: str) -> Response:  # noqa: ARG001
    """Releases every graded essay of the batch that was not released yet."""
    with service_of(request).database.transaction() as session:
        batch = own_batch(session, user, batch_id)
        release_graded(session, batch, user)
        note(session, user.id, "batch.release", batch.id)
    return RedirectResponse(f"/batches/{batch_id}", 303)
