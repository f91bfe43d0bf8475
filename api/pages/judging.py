"""Judging blind: essays by their codes and a rubric to tick; no names, no suggestions, nobody else's decisions."""

from dataclasses import replace
from functools import lru_cache

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.datastructures import FormData

from api.pages.access import CheckedForm, JudgeHere, demand_found, service_of
from api.pages.rendering import render
from api.reading import load_report_version, load_version
from api.store.audit import note
from api.store.judging import find_judged, find_judged_essay, list_graded, list_judged, rate, read_ratings
from api.store.tables import Essay, StoredReport
from grader.model import Contest, Rubric
from grader.report import Report
from grader.reports import mask_report
from grader.reports.blocks import cut_blocks

router = APIRouter()


@router.get("/judging")
def show_contests(request: Request, user: JudgeHere) -> HTMLResponse:
    """The contests that somebody judges."""
    with service_of(request).database.reading() as session:
        return HTMLResponse(render("judging.html", request, contests=list_judged(session, user)))


@router.get("/judging/{contest_id}")
def show_contest(request: Request, user: JudgeHere, contest_id: str) -> HTMLResponse:
    """The essays of a contest by their codes, and how far the judge's own work is."""
    service = service_of(request)
    with service.database.reading() as session:
        contest = demand_found(find_judged(session, user, contest_id))
        loaded = load_version(session, contest.versions[-1], service.settings)
        essays = list_graded(session, contest)
        own = read_ratings(session, [essay.id for essay in essays]).get(user.id, {})
        rows = [(essay, len(own.get(essay.id, {}))) for essay in essays]
        shown = {"contest": contest, "prompt": loaded.prompt, "rows": rows, "criteria": len(loaded.rubric.criteria)}
        return HTMLResponse(render("judging_contest.html", request, **shown))


@router.get("/judging/essays/{essay_id}")
def show_essay(request: Request, user: JudgeHere, essay_id: str) -> HTMLResponse:
    """An essay without anything that tells who wrote it, beside the rubric."""
    service = service_of(request)
    with service.database.transaction() as session:
        essay = demand_found(find_judged_essay(session, user, essay_id))
        note(session, user.id, "judge.view", essay.id)
        contest = load_report_version(session, essay, service.settings)
        report = _read_masked(session, essay, contest)
        own = read_ratings(session, [essay.id]).get(user.id, {}).get(essay.id, {})
    told = report.essay
    blocks = [(block.kind, told.text[slice(*block.span)].strip()) for block in cut_blocks(told)]
    shown = {"essay": essay, "blocks": blocks, "words": told.words, "criteria": contest.rubric.criteria, "own": own}
    return HTMLResponse(render("judging_essay.html", request, prompt=contest.prompt, **shown))


def _read_masked(session: Session, essay: Essay, contest: Contest) -> Report:
    """The report with names covered; in contests that are not judged blind they are covered here."""
    stored = session.scalars(select(StoredReport).where(StoredReport.essay_id == essay.id)).one()
    report = Report.model_validate_json(stored.shown or stored.document)
    return report if stored.shown else mask_report(report, _blind(contest), tuple(essay.student.hints))


@lru_cache(maxsize=4)
def _blind(contest: Contest) -> Contest:
    return replace(contest, rules=replace(contest.rules, blind=True))


@router.post("/judging/essays/{essay_id}")
def keep(request: Request, user: JudgeHere, form: CheckedForm, essay_id: str) -> Response:
    """Keeps the levels that were ticked, and leads on to the next essay that is not finished."""
    service = service_of(request)
    with service.database.transaction() as session:
        essay = demand_found(find_judged_essay(session, user, essay_id))
        rubric = load_report_version(session, essay, service.settings).rubric
        given = _read_levels(form, rubric)
        rate(session, essay, user, given)
        session.flush()
        note(session, user.id, "judge.rate", essay.id)
        following = _find_next(session, essay, user.id, rubric)
    place = f"/judging/essays/{following}" if following else f"/judging/{essay.contest_id}"
    return RedirectResponse(place, 303)


def _read_levels(form: FormData, rubric: Rubric) -> dict[str, float | None]:
    """The points that were ticked, by criterion; criteria without a tick are left as they are.

    Raises:
        HTTPException: the rubric has no such level.
    """
    given: dict[str, float | None] = {}
    for criterion in rubric.criteria:
        ticked = str(form.get(f"level-{criterion.id}", ""))
        known = {f"{level.points:g}": level.points for level in criterion.levels}
        if ticked and ticked not in known:
            raise HTTPException(422, "The rubric has no level with these points.")
        if ticked:
            given[criterion.id] = known[ticked]
    return given


def _find_next(session: Session, essay: Essay, user_id: str, rubric: Rubric) -> str:
    """The next essay by its code that this judge has not finished; empty when all are, or when this one is not."""
    essays = list_graded(session, essay.batch.contest)
    own = read_ratings(session, [one.id for one in essays]).get(user_id, {})
    is_open = [len(own.get(one.id, {})) < len(rubric.criteria) for one in essays]
    at = next(n for n, one in enumerate(essays) if one.id == essay.id)
    if is_open[at]:
        return essay.id
    order = [*range(at + 1, len(essays)), *range(at)]
    return next((essays[n].id for n in order if is_open[n]), "")
