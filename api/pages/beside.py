"""Two essays side by side, with the wording that they share."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from api.pages.access import Teacher, own_essay, service_of
from api.pages.rendering import render
from api.reading import read_report
from api.store.audit import note
from api.store.shared import list_between

router = APIRouter()
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text; `number` is that of the shared wording, 0 where it is not shared."""

    text: str
    number: int = 0


@router.get("/essays/{essay_id}/beside/{other_id}")
def show(request: Request, user: Teacher, essay_id: str, other_id: str) -> HTMLResponse:
    """Two essays of one contest; who wrote first is unknown."""
    with service_of(request).database.transaction() as session:
        essays = [own_essay(session, user, name) for name in (essay_id, other_id)]
        reports = [read_report(session, essay) for essay in essays]
        if essays[0].contest_id != essays[1].contest_id or essay_id == other_id or None in reports:
            raise HTTPException(404)
        shared = list_between(session, *essays)
        for essay in essays:
            note(session, user.id, "essay.beside", essay.id)
    texts = [report.essay.text for report in reports if report]
    sides = [cut(text, [pair[k] for pair in shared]) for k, text in enumerate(texts)]
    return HTMLResponse(render("beside.html", request, sides=list(zip(essays, sides, strict=True)), count=len(shared)))


def cut(text: str, spans: Sequence[Span]) -> list[Piece]:
    """A text in pieces, those of the spans numbered in their order; of two that overlap the later one is shortened."""
    pieces, at = [], 0
    for (start, end), number in sorted(zip(spans, range(1, len(spans) + 1), strict=True)):
        if text[at:start]:
            pieces.append(Piece(text[at:start]))
        if text[max(at, start) : end]:
            pieces.append(Piece(text[max(at, start) : end], number))
        at = max(at, end)
    return [*pieces, Piece(text[at:])] if text[at:] else pieces
