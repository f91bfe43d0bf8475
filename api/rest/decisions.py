"""Decisions: what people said about suggestions, appended, and what holds after all of them."""

from datetime import datetime
from typing import Literal

from fastapi import Request, Response
from pydantic import Field
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from api.deciding import LONGEST_COMMENT, keep_said, read_said
from api.pages.access import service_of
from api.problems import Refused
from api.reading import load_report_version, read_report
from api.rest.bodies import Given, Line, Shown, Words
from api.rest.callers import CallerHere, reach_essay
from api.rest.contests import place
from api.rest.paging import Page, WalkHere
from api.rest.routes import asks, make_router
from api.store.decisions import Kind, Standing, list_decisions, sum_up
from api.store.tables import Decision, Essay
from grader.model import Contest

router = make_router("decisions")
Said = Literal["level", "comment", "passage", "private", "hide", "show", "commit", "release", "withdraw"]


class DecisionShown(Shown):
    """What a person said."""

    id: int
    kind: Kind
    subject: str = Field(
        description="Criterion, passage such as `120-233`, or finding such as `finding:f3`; else empty."
    )
    points: float | None
    text: str
    at: datetime


class DecisionGiven(Given):
    """What the teacher says."""

    kind: Said = Field(
        description="`level` for a criterion (`points` null takes it back), `comment` on a criterion or the essay, `passage` "
        "a comment on a passage, `private` a note for oneself, `hide` or `show` a finding, `commit` the own levels before "
        "sealed suggestions are seen, `release` to the writer or `withdraw` it.",
        examples=["level"],
    )
    subject: Line = Field(
        "", description="Criterion, passage or finding; empty: the whole essay.", examples=["evidence"]
    )
    points: float | None = Field(None, description="Of a level of the rubric.", examples=[3])
    text: Words = Field("", max_length=LONGEST_COMMENT)


class StandingShown(Shown):
    """What holds for an essay after all decisions: a person's word, and nothing that is only suggested."""

    points: dict[str, float] = Field(description="Decided points by criterion.", examples=[{"evidence": 3.0}])
    is_complete: bool = Field(description="Whether every criterion was decided.")
    total: float | None = Field(description="The sum of the decided points once `is_complete`; else null.")
    max_points: float = Field(description="The sum of the rubric’s best levels.")
    comment: str = Field(description="The teacher’s words on the whole essay.")
    comments: dict[str, str] = Field(description="Words by criterion.")
    hidden: list[str] = Field(description="Findings that were called mistaken.")
    is_released: bool = Field(description="Whether the writer may see it.")


@router.get(
    "/essays/{essay_id}/decisions",
    response_model=Page[DecisionShown],
    operation_id="list_decisions",
    **asks(("read", "grade")),
)
def list_all(request: Request, caller: CallerHere, walk: WalkHere, essay_id: str) -> Page[DecisionShown]:
    """List what was decided on an essay, the first decision first; private notes of others are left out."""
    with service_of(request).database.reading() as session:
        essay = reach_essay(session, caller, essay_id)
        is_seen = or_(Decision.kind != "private", Decision.user_id == caller.user.id)
        chosen = select(Decision).where(Decision.essay_id == essay.id, is_seen)
        rows, following = walk.read(session, chosen, Decision.id)
        return Page(items=[_show(one) for one in rows], next=following)


def _show(one: Decision) -> DecisionShown:
    return DecisionShown.model_validate(
        {name: getattr(one, name) for name in ("id", "kind", "subject", "points", "text", "at")}
    )


@router.post(
    "/essays/{essay_id}/decisions",
    status_code=201,
    response_model=DecisionShown,
    operation_id="decide",
    **asks(
        ("grade",), may=(409,), headers=("Location",), links={"read_standing": {"essay_id": "$request.path.essay_id"}}
    ),
)
def add(request: Request, response: Response, caller: CallerHere, essay_id: str, asked: DecisionGiven) -> DecisionShown:
    """Append a decision in the teacher's name; the last word on a thing holds, and it wins over every suggestion."""
    service = service_of(request)
    with service.database.transaction() as session:
        essay = reach_essay(session, caller, essay_id)
        report = read_report(session, essay)
        if report is None:
            raise Refused(409, "This essay is not graded yet.")
        contest = load_report_version(session, essay, service.settings)
        points = "" if asked.points is None else f"{asked.points:g}"
        said = read_said(asked.kind, [asked.subject], points, asked.text, report, contest)
        keep_said(session, essay, caller.user, said, contest, key=caller.key.hint)
        made = list_decisions(session, essay)[-1]
        response.headers["Location"] = place(request, f"essays/{essay.id}/decisions")
        return _show(made)


@router.get(
    "/essays/{essay_id}/standing",
    response_model=StandingShown,
    operation_id="read_standing",
    **asks(("read", "grade")),
)
def read_standing(request: Request, caller: CallerHere, essay_id: str) -> StandingShown:
    """Read what holds for an essay after all decisions: this, and no suggestion, belongs into a gradebook."""
    service = service_of(request)
    with service.database.reading() as session:
        essay = reach_essay(session, caller, essay_id)
        contest = load_report_version(session, essay, service.settings)
        return show_standing(_sum_up(session, essay), contest)


def _sum_up(session: Session, essay: Essay) -> Standing:
    return sum_up(list_decisions(session, essay))


def show_standing(standing: Standing, contest: Contest) -> StandingShown:
    """What holds for an essay, with its total once everything was decided."""
    criteria = [criterion.id for criterion in contest.rubric.criteria]
    is_complete = bool(criteria) and set(criteria) <= set(standing.points)
    best = [max((level.points for level in one.levels), default=0.0) for one in contest.rubric.criteria]
    return StandingShown(
        points=standing.points,
        is_complete=is_complete,
        total=round(sum(standing.points[name] for name in criteria), 4) if is_complete else None,
        max_points=round(sum(best), 4),
        comment=standing.comments.get("", ""),
        comments={name: text for name, text in standing.comments.items() if name},
        hidden=sorted(standing.hidden),
        is_released=standing.is_released,
    )
