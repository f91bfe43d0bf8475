"""How far a worker is with a chore; the page that shows it is loaded again when it is done."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from api.chores import CHORES
from api.pages.access import Teacher, own_contest, service_of
from api.store.chores import find_chore

router = APIRouter()
WORKING = ("pending", "running")


@router.get("/contests/{contest_id}/chores/{kind}")
def show(request: Request, user: Teacher, contest_id: str, kind: str) -> Response:
    """Whether something is still being done: nothing changes on the page until it is over, then it is loaded again."""
    if kind not in CHORES:
        raise HTTPException(404)
    with service_of(request).database.reading() as session:
        chore = find_chore(session, own_contest(session, user, contest_id).id, kind)
    is_over = chore is None or chore.state not in WORKING
    return Response(status_code=204, headers={"HX-Refresh": "true"} if is_over else None)
