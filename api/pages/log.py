"""Who saw and changed what in a contest, for its teacher."""

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from sqlalchemy.orm import Session

from api.pages.access import Teacher, own_contest, service_of
from api.pages.rendering import render
from api.store.audit import note
from api.store.log import PAGE, list_entries, name_people, name_subjects
from api.store.tables import AuditEntry

router = APIRouter()
_MOST_DIGITS = 18
WORDS = {
    "batch.export": "took scores or reports away",
    "batch.release": "released all graded essays of an upload",
    "batch.start": "let grading begin",
    "batch.steer": "stopped grading or let it go on",
    "batch.view": "looked at an upload",
    "class.link": "made, opened or closed the class code",
    "class.rules": "changed the rules for drafts",
    "class.view": "looked at the class overview",
    "connections.view": "looked at whose essay is whose",
    "contest.make": "made the contest",
    "contest.retention": "changed how long data is kept",
    "decision.comment": "commented",
    "decision.hide": "hid a note as mistaken",
    "decision.level": "decided a level",
    "decision.release": "released to the student",
    "decision.show": "showed a hidden note again",
    "decision.withdraw": "took the release back",
    "draft.send": "sent a draft",
    "draft.view": "looked at feedback",
    "drafts.erase": "erased old drafts",
    "essay.connect": "connected an essay with a student",
    "essay.disconnect": "took a connection back",
    "essay.view": "looked at a report",
    "essays.upload": "uploaded essays",
    "judge.accept": "became a judge",
    "judge.invite": "made a link for a judge",
    "judge.rate": "gave levels",
    "judge.remove": "ended somebody’s judging",
    "judge.view": "read an essay as a judge",
    "log.view": "looked at this log",
    "replies.view": "read what students say",
    "reply.answer": "answered a student",
    "reply.read": "marked a student’s words as read",
    "reply.send": "replied to a note",
    "result.view": "looked at the released report",
    "scores.export": "took the raters’ levels away",
    "student.code": "made a new personal code",
    "student.erase": "erased a student’s data",
    "student.export": "exported a student’s data",
    "student.join": "joined the class",
    "student.return": "came back by personal code",
    "students.view": "looked at the list of students",
}


@router.get("/contests/{contest_id}/log")
def show(request: Request, user: Teacher, contest_id: str, before: str = "") -> HTMLResponse:
    """A page of the log, the newest entries first."""
    at = int(before) if before.isascii() and before.isdigit() and len(before) <= _MOST_DIGITS else None
    with service_of(request).database.transaction() as session:
        contest = own_contest(session, user, contest_id)
        entries = list_entries(session, contest, at)
        shown = _describe(session, entries[:PAGE])
        note(session, user.id, "log.view", contest.id)
    older = entries[PAGE - 1].id if len(entries) > PAGE else 0
    return HTMLResponse(render("log.html", request, contest=contest, rows=shown, older=older, is_newest=at is None))


def _describe(session: Session, entries: Sequence[AuditEntry]) -> list[dict[str, Any]]:
    """Entries as people read them; `who` and `what` are empty where nobody and nothing has to be named."""
    people, subjects = name_people(session, entries), name_subjects(session, entries)
    return [
        {
            "at": entry.at,
            "who": people.get(entry.user_id, "") if entry.user_id else "",
            "is_program": not entry.user_id,
            "action": WORDS.get(entry.action, entry.action),
            "what": subjects.get(entry.subject, ""),
            "detail": _tell(entry),
        }
        for entry in entries
    ]


def _tell(entry: AuditEntry) -> str:
    """The figures and choices of an entry; ids are left out, since they tell nobody anything."""
    told = {key: value for key, value in entry.detail.items() if key not in {"contest", "erased", "student", "judge"}}
    erased = [f"{len(entry.detail['erased'])} erased"] if entry.detail.get("erased") else []
    return ", ".join([*(f"{key}: {value}" for key, value in told.items() if value != ""), *erased])
