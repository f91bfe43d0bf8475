"""Calibration: score about twenty essays sealed, see how far suggestions agree and how ranges would change, apply."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from api.agreement import add_totals, collect_suggested, compare, count_mistaken, name_kinds
from api.class_rows import ClassRow
from api.contest_views import load_view
from api.pages.access import CheckedForm, Teacher, own_contest, service_of
from api.pages.rendering import render
from api.sealing import was_shown
from api.store.audit import note
from api.store.chores import add_chore, find_chore
from api.store.decisions import read_hand_points
from api.store.models import find_learned, list_models
from api.store.rows import read_contest_rows, read_told_of_contest
from api.store.tables import Contest, Essay, StoredReport, User

router = APIRouter()
ENOUGH = 20
_ASKED = ("calibrate", "apply", "relearn")


@router.get("/contests/{contest_id}/calibration")
def show(request: Request, user: Teacher, contest_id: str) -> HTMLResponse:
    """Which essays to score, agreement so far, what learning would bring, and what the models learned from."""
    service = service_of(request)
    with service.database.transaction() as session:
        contest = own_contest(session, user, contest_id)
        note(session, user.id, "calibration.view", contest.id)
        loaded = load_view(session, contest.versions[-1], service.settings)
        rows = read_contest_rows(session, contest, user)
        given = read_hand_points(session, contest.id)
        learned = find_learned(session, contest.versions[-1])
        suggested = collect_suggested([r for r in rows if not r.is_sealed], learned)
        view = {
            "contest": contest,
            "criteria": loaded.rubric.criteria,
            "agreement": compare(add_totals(given, loaded.rubric), suggested, loaded.rubric),
            "learned_count": len(learned & given.keys()),
            "mistaken": _list_mistaken(session, contest, rows),
            "models": list_models(session, contest.id),
            "numbers": {version.id: version.number for version in contest.versions},
            "codes": {row.essay_id: row.code for row in rows},
            **_view_scoring(session, contest, user, rows, given, len(loaded.rubric.criteria)),
        }
        return HTMLResponse(render("calibration.html", request, **view))


def _view_scoring(
    session: Session,
    contest: Contest,
    user: User,
    rows: Sequence[ClassRow],
    given: dict[str, dict[str, float]],
    criteria: int,
) -> dict[str, Any]:
    """What is asked of workers, what the last one found, and the essays to score; those seen before cannot count."""
    asked = [chore for kind in _ASKED if (chore := find_chore(session, contest.id, kind))]
    newest = max(asked, key=lambda chore: chore.created_at, default=None)
    found = find_chore(session, contest.id, "calibrate", "done")
    by_id = {row.essay_id: row for row in rows}
    scored = [by_id[name] for name, points in given.items() if name in by_id and len(points) >= criteria]
    done = {row.essay_id for row in scored}
    proposals = found.result.get("proposals", []) if found else []
    proposed = [(by_id[name], why) for name, why in proposals if name in by_id and name not in done]
    seen = {
        row.essay_id
        for row, _ in proposed
        if row.is_sealed and was_shown(session, session.get_one(Essay, row.essay_id), user)
    }
    return {
        "chore": newest,
        "contest_id": contest.id,
        "found": found.result if found else None,
        "scored": sorted(scored, key=lambda row: row.code),
        "to_score": [(row, why) for row, why in proposed if row.essay_id not in seen],
        "seen_count": len(seen),
        "graded": sum(row.is_graded for row in rows),
        "enough": ENOUGH,
    }


def _list_mistaken(session: Session, contest: Contest, rows: Sequence[ClassRow]) -> Any:
    hidden: Counter[str] = Counter()
    of = [row for row in rows if row.hidden]
    if not of:
        return []
    chosen = select(StoredReport).where(StoredReport.essay_id.in_([row.essay_id for row in of]))
    stored = {report.essay_id: report for report in session.scalars(chosen)}
    for row in of:
        if row.essay_id in stored:
            hidden.update(name_kinds(row.hidden, stored[row.essay_id]))
    made: Counter[str] = Counter()
    for told in read_told_of_contest(session, contest.id):
        made.update(told["counts"])
    return count_mistaken(made, hidden)


@router.post("/contests/{contest_id}/seal")
def seal(request: Request, user: Teacher, form: CheckedForm, contest_id: str) -> Response:
    """Seals suggestions until own levels are committed, or opens them."""
    with service_of(request).database.transaction() as session:
        contest = own_contest(session, user, contest_id)
        contest.is_sealed = form.get("is_sealed") == "yes"
        note(session, user.id, "contest.seal", contest.id, is_sealed=contest.is_sealed)
    return RedirectResponse(f"/contests/{contest_id}/calibration", 303)


@router.post("/contests/{contest_id}/calibration")
def ask(request: Request, user: Teacher, form: CheckedForm, contest_id: str) -> Response:
    """Has a worker choose essays and test what learning would bring, or learn and grade again."""
    kind = "apply" if form.get("how") == "apply" else "calibrate"
    _ask(request, user, contest_id, kind)
    return RedirectResponse(f"/contests/{contest_id}/calibration", 303)


def _ask(request: Request, user: User, contest_id: str, kind: str) -> None:
    with service_of(request).database.transaction() as session:
        contest = own_contest(session, user, contest_id)
        add_chore(session, contest.id, user.id, kind)
        note(session, user.id, f"contest.{kind}", contest.id)
