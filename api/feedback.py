"""Feedback on a draft: the report, and what of it the contest lets students see."""

from fastapi import HTTPException
from sqlalchemy.orm import Session

from api.reading import load_version
from api.settings import Settings
from api.store.student_tables import ClassLink, Draft
from grader.model import Contest
from grader.report import Report


def read_feedback(session: Session, draft: Draft, settings: Settings) -> tuple[Report, Contest, bool]:
    """Report and contest of a graded draft, and whether its levels may be seen.

    Raises:
        HTTPException: 404 the contest gives no feedback on drafts.
    """
    contest = load_version(session, draft.version, settings)
    link = session.get(ClassLink, draft.enrolment.contest_id)
    if contest.rules.draft_feedback == "none":
        raise HTTPException(404, "In this contest there is no feedback on drafts.")
    return Report.model_validate_json(draft.document or ""), contest, bool(link and link.shows_levels)
