"""Points and feedback for a platform to which there is no connection: its own file comes, and goes back filled."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response
from sqlalchemy.orm import Session
from starlette.datastructures import FormData

from api.errors import explain, name_fields
from api.handing_back import KEYS, Returned, hand_back, pack_feedback
from api.pages.access import CheckedForm, Teacher, own_batch, service_of
from api.pages.rendering import render, render_file
from api.pages.results import read_own, view_result
from api.reading import load_report_version, load_version
from api.sealing import is_sealed
from api.store.audit import note
from api.store.connections import count_unreleased
from api.store.decisions import read_standings
from api.store.essays import list_essays
from api.store.tables import Batch
from api.uploads import read_one
from grader.errors import GraderError, InvalidConfig

router = APIRouter()
_MOST_BYTES = 5_000_000


@router.get("/batches/{batch_id}/grades")
def show(request: Request, user: Teacher, batch_id: str) -> HTMLResponse:
    """The form for the platform's file, and the zip of feedback."""
    with service_of(request).database.reading() as session:
        return _show(request, session, own_batch(session, user, batch_id))


def _show(
    request: Request, session: Session, batch: Batch, problem: str = "", returned: Returned | None = None
) -> HTMLResponse:
    shown = {"batch": batch, "waiting": _count_covered(session, batch), "problem": problem, "returned": returned}
    return HTMLResponse(render("grades.html", request, **shown), 422 if problem else 200)


def _count_covered(session: Session, batch: Batch) -> int:
    """How many essays keep the names of a blind contest covered; the platform's file would tell whose points are whose."""
    return count_unreleased(session, batch.contest) if batch.version.is_blind else 0


def _demand_open(session: Session, batch: Batch) -> None:
    if _count_covered(session, batch):
        raise HTTPException(422, "This contest is judged blind: release every essay first.")


@router.post("/batches/{batch_id}/grades")
def fill(request: Request, user: Teacher, form: CheckedForm, batch_id: str) -> HTMLResponse:
    """The platform's file with a person's decisions, and a list of those who are not in it; nothing of it is kept."""
    service = service_of(request)
    with service.database.transaction() as session:
        batch = own_batch(session, user, batch_id)
        _demand_open(session, batch)
        platform = str(form.get("platform", ""))
        contest = load_version(session, batch.version, service.settings)
        try:
            content, file = _read_file(form)
            returned = hand_back(
                content,
                file,
                platform if platform in KEYS else "canvas",
                list_essays(session, batch),
                read_standings(session, batch),
                contest.rubric,
                assignment=str(form.get("assignment", ""))[:200],
                is_scaled=form.get("scale") == "yes",
            )
        except GraderError as error:
            return _show(request, session, batch, explain(name_fields(error)))
        note(session, user.id, "batch.grades", batch.id)
        return _show(request, session, batch, returned=returned)


def _read_file(form: FormData) -> tuple[bytes, str]:
    missing = InvalidConfig("", "there is no file", "Choose the gradebook or the worksheet")
    too_large = InvalidConfig("", "this file is larger than any gradebook", "Export the gradebook again")
    content, name = read_one(form, _MOST_BYTES, missing, too_large)
    return content, name or "grades.csv"


@router.get("/batches/{batch_id}/feedback.zip")
def take_feedback(request: Request, user: Teacher, batch_id: str) -> Response:
    """The students' edition of every released report, with what was decided, as the platform takes it back."""
    service = service_of(request)
    with service.database.transaction() as session:
        batch = own_batch(session, user, batch_id)
        _demand_open(session, batch)
        standings = read_standings(session, batch)
        essays = [essay for essay in list_essays(session, batch) if essay.id in standings]
        open_ = [e for e in essays if standings[e.id].is_released and not is_sealed(e, user, standings[e.id])]
        pages = []
        for essay in open_:
            contest = load_report_version(session, essay, service.settings)
            view = view_result(read_own(session, essay), contest, standings[essay.id])
            pages.append((essay, render_file("result_file.html", **view)))
        note(session, user.id, f"batch.export{'_sealed' if batch.contest.is_sealed else ''}", batch.id, form="feedback")
    headers = {"Content-Disposition": 'attachment; filename="feedback.zip"'}
    return Response(pack_feedback(pages, is_blind=False), media_type="application/zip", headers=headers)
