"""What students say to their feedback, for the teacher to read and to answer."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.pages.access import CheckedForm, Teacher, demand_found, own_contest, service_of
from api.pages.rendering import render
from api.store.audit import note
from api.store.replies import LONGEST_REPLY, find_reply, list_replies, mark_read

router = APIRouter()


@router.get("/contests/{contest_id}/replies")
def show(request: Request, user: Teacher, contest_id: str) -> HTMLResponse:
    """All replies of a class, those that nobody read first."""
    with service_of(request).database.transaction() as session:
        contest = own_contest(session, user, contest_id)
        note(session, user.id, "replies.view", contest.id)
        shown = {"replies": list_replies(session, contest), "is_blind": contest.versions[-1].is_blind}
        return HTMLResponse(render("replies.html", request, contest=contest, longest=LONGEST_REPLY, **shown))


@router.post("/replies/{reply_id}")
def answer(request: Request, user: Teacher, form: CheckedForm, reply_id: str) -> Response:
    """Marks a reply as read; with words in the field they are the answer, which the student sees."""
    with service_of(request).database.transaction() as session:
        found = demand_found(find_reply(session, user, reply_id))
        mark_read(found, str(form.get("answer", "")))
        note(session, user.id, "reply.answer" if found.answer else "reply.read", found.draft_id)
        contest_id = found.draft.enrolment.contest_id
    return RedirectResponse(f"/contests/{contest_id}/replies", 303)
