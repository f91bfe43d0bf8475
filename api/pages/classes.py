"""The class overview: the same page as in the files, in parts, with what was decided and in the order that was chosen."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from sqlalchemy.orm import Session

from api.class_order import FILTER_WORDS, PAGE_SIZE, SORT_WORDS, Order, read_minutes, read_order, read_page
from api.class_rows import ClassRow, Told, count_hideable, make_class_numbers, outline, tell_row
from api.contest_views import load_view
from api.pages.access import Teacher, own_batch, service_of
from api.pages.rendering import render
from api.store.audit import note
from api.store.rows import keep_row, list_rowless, read_rows, read_summary, read_told
from api.store.shared import list_shared
from api.store.tables import Batch, User
from grader.batch import Failure
from grader.model import Contest
from grader.report import Report
from grader.reports.heat_map import HeatRow, list_works, make_heat_row
from grader.reports.languages import mark
from grader.reports.overview import view_class

router = APIRouter()


@router.get("/batches/{batch_id}/class")
def show(request: Request, user: Teacher, batch_id: str) -> HTMLResponse:
    """A page of the class in the chosen order, and what all its essays say together."""
    service = service_of(request)
    order = read_order(request.query_params)
    with service.database.transaction() as session:
        batch = own_batch(session, user, batch_id)
        note(session, user.id, "class.sealed" if batch.contest.is_sealed else "class.view", batch.id)
        contest = load_view(session, batch.version, service.settings)
        rows = load_rows(session, batch, user)
        chosen = order.arrange(rows)
        page, pages = read_page(request.query_params.get("page", ""), len(chosen))
        shown = chosen[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
        told = read_told(session, [row.essay_id for row in shown])
        summary = read_summary(session, batch, contest)
        shared = list_shared(session, batch)
    view = view_rows(
        rows, [(row, told[row.essay_id]) for row in shown if row.is_graded], contest, order, summary, shared
    )
    walk = {
        "order": order,
        "sorts": {k: v for k, v in SORT_WORDS.items() if k != "name" or not batch.version.is_blind},
        "filters": FILTER_WORDS,
        "page": page,
        "pages": pages,
        "chosen_count": len(chosen),
        "minutes_needed": sum(read_minutes(row) for row in chosen),
        "first": chosen[0].essay_id if chosen and chosen[0].is_graded else "",
        "is_sealed": batch.contest.is_sealed,
    }
    return HTMLResponse(render("class.html", request, batch=batch, **view, **walk))


def load_rows(session: Session, batch: Batch, user: User) -> list[ClassRow]:
    """The rows of a batch; those that an older release did not make are made now."""
    rows = read_rows(session, batch, user)
    rowless = [] if all(row.is_graded for row in rows) else list_rowless(session, batch)
    for essay, digest, document in rowless:
        whole = Report.model_validate_json(document)
        keep_row(session, essay, tell_row(Report.model_validate_json(digest), count_hideable(whole)))
    session.flush()
    return read_rows(session, batch, user) if rowless else rows


def view_rows(
    rows: Sequence[ClassRow],
    shown: Sequence[tuple[ClassRow, Told]],
    contest: Contest,
    order: Order,
    summary: Told,
    shared: tuple[list[dict[str, Any]], dict[str, str]] | None,
) -> dict[str, Any]:
    """Everything that the overview's own templates show; the table holds the shown rows alone."""
    copies, others = shared or (None, {})
    ids = {**others, **{row.code: row.essay_id for row in rows}}
    query = f"?{order.query}" if order.query else ""

    def href(code: str) -> str:
        return f"/essays/{ids[code]}{query}"

    works = list_works(contest)
    heat = [make_heat_row(outline(*one, contest), contest, works, href, summary["most"]) for one in shown]
    view = view_class(
        contest,
        {**make_class_numbers(rows, summary, contest), "copies": copies},
        [_complete(one, row) for one, (row, _) in zip(heat, shown, strict=True)],
        [Failure(row.code, row.reason, row.remedy) for row in rows if row.state == "failed"],
        href,
        graded=sum(row.is_graded for row in rows),
        trained_on=summary["trained_on"],
        found={},
        texts={},
    )
    beside = {
        (p.essay[0], p.other[0]): f"/essays/{ids[p.essay[0]]}/beside/{ids[p.other[0]]}" for p in view["shared_pairs"]
    }
    return {**view, "beside": beside}


def _complete(heat: HeatRow, row: ClassRow) -> HeatRow:
    marks = {mark("sealed"): row.is_sealed, mark("decided"): row.is_decided, mark("released"): row.is_released}
    return replace(
        heat, is_late=row.is_late, writer=row.name, marks=tuple(word for word, holds in marks.items() if holds)
    )
