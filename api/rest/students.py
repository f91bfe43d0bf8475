"""Students: all that is kept about one, handed over or erased."""

from typing import Any

from fastapi import Request
from pydantic import Field

from api.pages.access import service_of
from api.rest.bodies import Shown
from api.rest.callers import CallerHere, reach_essay
from api.rest.drafts import reach_draft
from api.rest.routes import asks, make_router
from api.store.students import erase_student, export_student

router = make_router("students")


class StudentData(Shown):
    """Everything that is kept about a student."""

    student: dict[str, Any] = Field(description="Who it is.")
    also: list[dict[str, Any]] = Field(description="The same person under other names.")
    essays: list[dict[str, Any]] = Field(description="Essays with report, decisions and ratings.")
    drafts: list[dict[str, Any]] = Field(description="Drafts with content, report and replies.")


@router.get("/essays/{essay_id}/student", response_model=StudentData, operation_id="read_student", **asks(("admin",)))
def hand_over(request: Request, caller: CallerHere, essay_id: str) -> dict[str, Any]:
    """Read everything that is kept about the writer of an essay, who may ask for it."""
    with service_of(request).database.transaction() as session:
        essay = reach_essay(session, caller, essay_id)
        return export_student(session, caller.user, essay.student)


@router.delete("/essays/{essay_id}/student", status_code=204, operation_id="erase_student", **asks(("admin",)))
def erase(request: Request, caller: CallerHere, essay_id: str) -> None:
    """Erase the writer of an essay with all essays, reports, decisions and drafts. It cannot be brought back."""
    with service_of(request).database.transaction() as session:
        erase_student(session, caller.user.id, reach_essay(session, caller, essay_id).student)


@router.get("/drafts/{draft_id}/student", response_model=StudentData, operation_id="read_drafter", **asks(("admin",)))
def hand_over_drafter(request: Request, caller: CallerHere, draft_id: str) -> dict[str, Any]:
    """Read everything that is kept about the writer of a draft, who may ask for it."""
    with service_of(request).database.transaction() as session:
        draft = reach_draft(session, caller, draft_id)
        return export_student(session, caller.user, draft.enrolment.student)


@router.delete("/drafts/{draft_id}/student", status_code=204, operation_id="erase_drafter", **asks(("admin",)))
def erase_drafter(request: Request, caller: CallerHere, draft_id: str) -> None:
    """Erase the writer of a draft with all that is kept about them. It cannot be brought back."""
    with service_of(request).database.transaction() as session:
        erase_student(session, caller.user.id, reach_draft(session, caller, draft_id).enrolment.student)
