"""A draft: waiting for its feedback, the feedback, and what its writer says to it."""

from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy.orm import Session

from api.feedback import read_feedback
from api.pages.access import CheckedForm, StudentHere, demand_found, service_of
from api.pages.rendering import render
from api.store.audit import note
from api.store.classes import find_enrolment_of
from api.store.drafts import find_draft, find_earlier
from api.store.replies import LONGEST_REPLY, Said, add_reply, replies_of
from api.store.student_tables import Draft
from api.store.tables import User
from grader.model import Contest
from grader.report import Report
from grader.reports.notes import Note
from grader.reports.progress import Progress, compare_drafts
from grader.reports.remarks import list_remarks
from grader.reports.students import keep_allowed, view_feedback

router = APIRouter()
_LONGEST_QUOTED = 600


@router.get("/drafts/{draft_id}")
def show(request: Request, user: StudentHere, draft_id: str) -> HTMLResponse:
    """The feedback as the contest lets students see it; before that, how far the work is."""
    with service_of(request).database.transaction() as session:
        draft = _own_draft(session, user, draft_id)
        if draft.state != "graded":
            return HTMLResponse(render("draft_waiting.html", request, draft=draft))
        note(session, user.id, "draft.view", draft.id)
        return HTMLResponse(render("feedback.html", request, **_view(session, request, draft)))


def _own_draft(session: Session, user: User, draft_id: str) -> Draft:
    return demand_found(find_draft(session, demand_found(find_enrolment_of(session, user)), draft_id))


def _view(session: Session, request: Request, draft: Draft) -> dict[str, Any]:
    report, contest, shows_levels = read_feedback(session, draft, service_of(request).settings)
    shown = view_feedback(report, contest, shows_levels=shows_levels)
    return {
        **shown,
        **_view_progress(session, draft, report, contest),
        "draft": draft,
        "is_replying": True,
        "replies": replies_of(session, draft),
        "longest": LONGEST_REPLY,
        "subject_of": name_subject,
        "step_subjects": {f"finding:{name}" for name in shown["report"].next_steps},
    }


def _view_progress(session: Session, draft: Draft, report: Report, contest: Contest) -> dict[str, Any]:
    """The draft compared with the one before; of the material only what the contest lets students see."""
    earlier = find_earlier(session, draft)
    if earlier is None:
        return {"progress": None}
    before = Report.model_validate_json(earlier.document or "")
    steps = keep_allowed(before, contest).next_steps
    progress = compare_drafts(before, report, steps, contest)
    points = None if contest.rules.draft_feedback == "language" else _view_points(progress, contest)
    return {"progress": progress, "earlier": earlier, "points": points}


def _view_points(progress: Progress, contest: Contest) -> dict[str, Any] | None:
    statements = {item.id: item.statement for item in contest.key.items}
    if not statements:
        return None
    return {
        "new": [statements[item] for item in progress.items.new if item in statements],
        "kept": len(progress.items.kept),
        "dropped": [statements[item] for item in progress.items.dropped if item in statements],
        "new_passages": len(progress.passages.new),
    }


def name_subject(note: Note) -> str:
    """What a reply to a note is about; empty for praise, to which there is nothing to reply."""
    named = [f"{kind}:{name}" for kind, name in note.keys if kind in {"finding", "claim", "quotation", "copying"}]
    findings = [name for name in named if name.startswith("finding:")]
    return (findings or named or [""])[0] if note.kind != "good" else ""


@router.get("/drafts/{draft_id}/state")
def show_state(request: Request, user: StudentHere, draft_id: str) -> Response:
    """The part of the page that changes while a draft waits; the whole page again once it is done."""
    with service_of(request).database.reading() as session:
        draft = _own_draft(session, user, draft_id)
        if draft.state in {"graded", "failed"}:
            return Response(headers={"HX-Refresh": "true"})
        return HTMLResponse(render("draft_state.html", request, draft=draft))


@router.post("/drafts/{draft_id}/replies")
def reply(request: Request, user: StudentHere, form: CheckedForm, draft_id: str) -> Response:
    """Keeps what the writer says to a finding, for the teacher to read."""
    subject, text = str(form.get("subject", "")), str(form.get("text", ""))
    with service_of(request).database.transaction() as session:
        draft = _own_draft(session, user, draft_id)
        if draft.state != "graded":
            raise HTTPException(404)
        if not text.strip():
            raise HTTPException(422, "Write your reason first, then send it.")
        report, contest, shows_levels = read_feedback(session, draft, service_of(request).settings)
        told = keep_allowed(report, contest, shows_levels=shows_levels)
        words, passage = describe_subject(told, contest, subject)
        if add_reply(session, draft, Said(subject, words, passage, text)):
            note(session, user.id, "reply.send", draft.id, on=subject)
    return RedirectResponse(
        f"/drafts/{draft_id}#{form.get('anchor', '') if _is_anchor(form.get('anchor')) else ''}", 303
    )


def _is_anchor(given: object) -> bool:
    return isinstance(given, str) and given.isascii() and given.isalnum()


def describe_subject(report: Report, contest: Contest, subject: str) -> tuple[str, str]:
    """The words of what a reply is about, and the writer's own words there.

    Raises:
        HTTPException: the writer's report holds nothing of that name.
    """
    kind, _, name = subject.partition(":")
    for remark in list_remarks(report, contest):
        if (kind, name) in remark.keys and kind != "item":
            start, end = remark.span
            told = " ".join(filter(None, (f"{remark.heading}.", remark.text, remark.action)))
            return told, report.essay.text[start:end][:_LONGEST_QUOTED]
    for finding in report.findings:
        if kind == "finding" and finding.id == name:
            return f"{finding.message} {finding.action}".strip(), ""
    raise HTTPException(422, "This note is not in your feedback.")
