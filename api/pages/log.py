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
from grader.reports.languages import mark

router = APIRouter()
_MOST_DIGITS = 18
WORDS = {
    "contest.calibrate": mark("let the program say how far it agrees"),
    "contest.correction": mark("corrected the material"),
    "contest.key": mark("changed the list of evidence"),
    "contest.material": mark("changed the material"),
    "contest.rubric": mark("changed the rubric"),
    "contest.task": mark("changed question or rules"),
    "batch.again": mark("let an upload be graded again"),
    "calibration.view": mark("looked at the calibration"),
    "class.sealed": mark("looked at the class while suggestions were sealed"),
    "contest.apply": mark("let suggestions follow the own standard"),
    "contest.learn": mark("let the program learn from hand scores"),
    "contest.outline": mark("let points of evidence be drafted"),
    "contest.seal": mark("sealed or opened suggestions"),
    "rubric.export": mark("took the rubric away"),
    "batch.grades": mark("filled a platform’s file with points"),
    "essay.beside": mark("laid two essays side by side"),
    "essay.sealed": mark("read an essay while suggestions were sealed"),
    "decision.commit": mark("committed the own levels"),
    "decision.passage": mark("commented on a passage"),
    "decision.private": mark("wrote a private note"),
    "batch.export": mark("took scores or reports away"),
    "batch.release": mark("released all graded essays of an upload"),
    "batch.start": mark("let grading begin"),
    "batch.steer": mark("stopped grading or let it go on"),
    "batch.view": mark("looked at an upload"),
    "class.link": mark("made, opened or closed the class code"),
    "class.rules": mark("changed the rules for drafts"),
    "class.view": mark("looked at the class overview"),
    "connections.view": mark("looked at whose essay is whose"),
    "contest.make": mark("made the contest"),
    "contest.retention": mark("changed how long data is kept"),
    "decision.comment": mark("commented"),
    "decision.hide": mark("hid a note as mistaken"),
    "decision.level": mark("decided a level"),
    "decision.release": mark("released to the student"),
    "decision.show": mark("showed a hidden note again"),
    "decision.withdraw": mark("took the release back"),
    "draft.send": mark("sent a draft"),
    "draft.view": mark("looked at feedback"),
    "drafts.erase": mark("erased old drafts"),
    "essay.connect": mark("connected an essay with a student"),
    "essay.disconnect": mark("took a connection back"),
    "essay.view": mark("looked at a report"),
    "essays.upload": mark("uploaded essays"),
    "essay.hand_in": mark("handed an essay in"),
    "hook.add": mark("let a program be told of news"),
    "hook.again": mark("let news be sent to a program again"),
    "hook.delete": mark("ended telling a program of news"),
    "hook.renew": mark("renewed the secret with which news are signed"),
    "judge.accept": mark("became a judge"),
    "judge.invite": mark("made a link for a judge"),
    "judge.rate": mark("gave levels"),
    "judge.remove": mark("ended somebody’s judging"),
    "judge.view": mark("read an essay as a judge"),
    "key.make": mark("made a key for programs"),
    "key.revoke": mark("revoked a key for programs"),
    "log.view": mark("looked at this log"),
    "lti.choose": mark("chose the contest for a learning platform"),
    "lti.course": mark("looked at the course of a learning platform"),
    "lti.launch": mark("came from a learning platform"),
    "lti.leave": mark("took the contest from a link of a learning platform"),
    "lti.names": mark("let the class be filled from a learning platform"),
    "lti.scores": mark("let points be sent to a learning platform again"),
    "replies.view": mark("read what students say"),
    "reply.answer": mark("answered a student"),
    "reply.read": mark("marked a student’s words as read"),
    "reply.send": mark("replied to a note"),
    "result.view": mark("looked at the released report"),
    "scores.export": mark("took the raters’ levels away"),
    "student.code": mark("made a new personal code"),
    "student.erase": mark("erased a student’s data"),
    "student.export": mark("exported a student’s data"),
    "student.join": mark("joined the class"),
    "student.return": mark("came back by personal code"),
    "students.view": mark("looked at the list of students"),
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


_IDS = {"contest", "erased", "student", "judge", "on"}


def _tell(entry: AuditEntry) -> str:
    """The figures and choices of an entry; ids are left out, since they tell nobody anything."""
    told = {key: value for key, value in entry.detail.items() if key not in _IDS}
    erased = [f"{len(entry.detail['erased'])} erased"] if entry.detail.get("erased") else []
    return ", ".join([*(f"{key}: {value}" for key, value in told.items() if value != ""), *erased])
