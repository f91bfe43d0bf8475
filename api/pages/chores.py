"""How far a worker is with a chore; the page that shows it is loaded again when it is done."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from api.chores import CHORES
from api.pages.access import Teacher, own_contest, service_of
from api.pages.rendering import render
from api.store.chores import find_chore

router = APIRouter()
WORKING = ("pending", "running")


@router.get("/contests/{contest_id}/chores/{kind}")
def show(request: Request, user: Teacher, contest_id: str, kind: str) -> HTMLResponse:
    """The part of a page that says that something is being done."""
    if kind not in CHORES:
        raise HTTPException(404)
    with service_of(request).database.reading() as session:
        chore = find_chore(session, own_contest(session, user, contest_id).id, kind)
        page = render("chore.html", request, chore=chore, contest_id=contest_id, doing="")
    is_over = chore is None or chore.state not in WORKING
    return HTMLResponse(page, headers={"HX-Refresh": "true"} if is_over else None)
