"""What a student sees of an essay that was handed in, once the teacher released it: the decided report, and nothing else."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from sqlalchemy import select
from sqlalchemy.orm import Session

from api.decided import apply_standing, drop_hidden, put_into_words
from api.pages.access import StudentHere, demand_found, service_of
from api.pages.rendering import render
from api.reading import load_report_version
from api.store.audit import note
from api.store.classes import find_enrolment_of
from api.store.connections import find_result
from api.store.decisions import Standing, list_decisions, sum_up
from api.store.tables import Essay, StoredReport
from grader.model import Contest
from grader.report import Report
from grader.reports.html import view_report
from grader.reports.students import keep_helpful

router = APIRouter()


@router.get("/my/results/{essay_id}")
def show(request: Request, user: StudentHere, essay_id: str) -> HTMLResponse:
    """The report of the student's own essay with what the teacher decided, as long as it is released."""
    service = service_of(request)
    with service.database.transaction() as session:
        enrolment = demand_found(find_enrolment_of(session, user))
        essay = demand_found(find_result(session, enrolment, essay_id))
        note(session, user.id, "result.view", essay.id)
        contest = load_report_version(session, essay, service.settings)
        report, standing = read_own(session, essay), sum_up(list_decisions(session, essay))
    return HTMLResponse(render("result.html", request, essay=essay, **view_result(report, contest, standing)))


def read_own(session: Session, essay: Essay) -> Report:
    """The report with the writer's own words, also where a blind contest covers some of them from others."""
    document = session.scalars(select(StoredReport.document).where(StoredReport.essay_id == essay.id)).one()
    return Report.model_validate_json(document)


def view_result(report: Report, contest: Contest, standing: Standing) -> dict[str, Any]:
    """Everything that the page of a result shows: what is not hidden, decisions, and the teacher's words."""
    told = keep_helpful(drop_hidden(report, standing.hidden))
    decided = put_into_words(standing, contest.rubric)
    labels = {"": "", **{c.id: c.label for c in contest.rubric.criteria if c.id not in decided}}
    return {
        **view_report(told, contest, decided, standing.passages),
        "is_for_student": True,
        "shows_levels": True,
        "total": apply_standing(report, standing, contest.rubric).total,
        "is_decided": len(decided) == len(contest.rubric.criteria),
        "words_of_teacher": [
            (label, standing.comments[key]) for key, label in labels.items() if key in standing.comments
        ],
    }
