"""The report of one essay with the teacher's column; what was decided, and the data of its writer."""

import json
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy.orm import Session

from api.class_order import read_order
from api.contest_views import load_view
from api.decided import put_into_words
from api.pages.access import CheckedForm, Teacher, own_essay, service_of
from api.pages.decisions import view_deciding
from api.pages.rendering import render
from api.reading import compare_report, list_earlier, load_report_version, read_report
from api.sealing import is_sealed, seal_report, was_shown
from api.store.audit import note
from api.store.decisions import list_decisions, sum_up
from api.store.rows import read_rows
from api.store.students import erase_student, export_student
from api.store.tables import Essay, User
from grader.reports.characters import first_words
from grader.reports.html import view_report
from grader.text.sentences import find_sentences

router = APIRouter()
_SHOWN_WORDS = 12


@router.get("/essays/{essay_id}")
def show(request: Request, user: Teacher, essay_id: str) -> Response:
    """The report, the same as in the files, and what the teacher decides beside it; sealed, the essay alone.

    As long as there is none, the page that shows how far the work is.
    """
    service = service_of(request)
    with service.database.transaction() as session:
        essay = own_essay(session, user, essay_id)
        contest = load_report_version(session, essay, service.settings)
        report = read_report(session, essay)
        if report is None:
            return RedirectResponse(f"/batches/{essay.batch_id}", 303)
        standing = sum_up(list_decisions(session, essay))
        sealed = is_sealed(essay, user, standing)
        was_seen = sealed and was_shown(session, essay, user)
        note(session, user.id, "essay.sealed" if sealed else "essay.view", essay.id)
        told = compare_report(session, essay, report)
        way = {**_find_way(request, session, essay, user), "earlier": len(list_earlier(session, essay))}
    shown = seal_report(report, contest) if sealed else told
    view = view_report(shown, contest, put_into_words(standing, contest.rubric), standing.passages)
    deciding = view_deciding(essay, report, contest, standing, is_sealed=sealed)
    own = {
        "is_deciding": True,
        "was_seen": was_seen,
        "private": standing.private.get(user.id, ""),
        "sentences": cut_sentences(view),
    }
    return HTMLResponse(
        render("sealed.html" if sealed else "essay.html", request, **{**view, **deciding, **own, **way})
    )


def cut_sentences(view: Mapping[str, Any]) -> dict[int, list[tuple[str, str]]]:
    """The sentences of each block of the essay, by where it begins: span and first words, to choose one of."""
    text, blocks = view["report"].essay.text, [marked.block for marked in view["blocks"]]
    return {
        block.span[0]: [
            (f"{a}-{b}", first_words(text[a:b], _SHOWN_WORDS)) for a, b in find_sentences(text, *block.span)
        ]
        for block in blocks
    }


def _find_way(request: Request, session: Session, essay: Essay, user: User) -> dict[str, str]:
    """Ids of the essays before and after this one in the order that was chosen in the overview, and that order."""
    order = read_order(request.query_params)
    before, after = order.find_neighbours(read_rows(session, essay.batch, user), essay.id)
    return {"before": before, "after": after, "query": f"?{order.query}" if order.query else ""}


@router.get("/essays/{essay_id}/history")
def show_history(request: Request, user: Teacher, essay_id: str) -> HTMLResponse:
    """Everything that was decided on an essay, by whom and when."""
    service = service_of(request)
    with service.database.transaction() as session:
        essay = own_essay(session, user, essay_id)
        shown = [one for one in list_decisions(session, essay) if one.kind != "private" or one.user_id == user.id]
        rows = [(one, session.get_one(User, one.user_id).name) for one in shown]
        criteria = load_view(session, essay.batch.version, service.settings).rubric.criteria if rows else ()
        labels = {one.id: one.label for one in criteria}
        return HTMLResponse(render("history.html", request, essay=essay, rows=rows, labels=labels))


@router.get("/essays/{essay_id}/student")
def show_student(request: Request, user: Teacher, essay_id: str) -> HTMLResponse:
    """What can be done with the data of the student who wrote an essay."""
    with service_of(request).database.reading() as session:
        essay = own_essay(session, user, essay_id)
        return HTMLResponse(render("student_data.html", request, essay=essay))


@router.get("/essays/{essay_id}/student.json")
def hand_over_student(request: Request, user: Teacher, essay_id: str) -> Response:
    """Everything that is kept about the student, as a file."""
    with service_of(request).database.transaction() as session:
        essay = own_essay(session, user, essay_id)
        told = export_student(session, user, essay.student)
    headers = {"Content-Disposition": f'attachment; filename="{essay.code}.json"'}
    return Response(json.dumps(told, indent=1), media_type="application/json", headers=headers)


@router.post("/essays/{essay_id}/erase")
def erase(request: Request, user: Teacher, form: CheckedForm, essay_id: str) -> Response:
    """Erases the student with all essays, reports and decisions, when the box was ticked."""
    with service_of(request).database.transaction() as session:
        essay = own_essay(session, user, essay_id)
        if form.get("sure") != "yes":
            raise HTTPException(422, "Tick the box first: what is erased cannot be brought back.")
        batch_id = essay.batch_id
        erase_student(session, user.id, essay.student)
    return RedirectResponse(f"/batches/{batch_id}", 303)
