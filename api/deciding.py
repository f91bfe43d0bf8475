"""What a person says to suggestions, checked against report and rubric, and appended."""

from collections.abc import Sequence
from typing import get_args

from fastapi import HTTPException
from sqlalchemy.orm import Session

from api.decided import is_known_subject
from api.sealing import has_seen, is_sealed
from api.store.audit import note
from api.store.decisions import Kind, decide, list_decisions, read_span, read_standings, sum_up
from api.store.essays import list_essays
from api.store.rows import refresh_standings
from api.store.tables import Batch, Essay, User
from grader.model import Contest, Criterion
from grader.report import Report

LONGEST_COMMENT = 5_000
_WHILE_SEALED = {"level", "comment", "passage", "private", "commit"}
Said = tuple[Kind, str, float | None, str]


def read_said(
    kind: str, subjects: Sequence[str], points: str, text: str, report: Report, contest: Contest
) -> list[Said]:
    """What was decided, one for each subject.

    Args:
        kind: see `Kind`.
        subjects: criteria, passages or names of findings; none: the whole essay.
        points: of a level, as the rubric has them; empty takes a level back.
        text: a comment.
        report: of the essay.
        contest: that it was graded for.

    Raises:
        HTTPException: it names a criterion, level, passage or finding that there is not.
    """
    if kind not in get_args(Kind):
        raise HTTPException(422, "This decision is not known.")
    subjects, text = subjects or [""], text.strip()[:LONGEST_COMMENT]
    criteria = {criterion.id: criterion for criterion in contest.rubric.criteria}
    if kind == "level":
        return [("level", s, _read_points(points, criteria.get(s)), "") for s in subjects]
    if kind == "comment":
        if any(subject and subject not in criteria for subject in subjects):
            raise HTTPException(422, "This criterion is not in the rubric.")
        return [("comment", subject, None, text) for subject in subjects]
    if kind == "passage":
        return [("passage", _read_passage(subject, report), None, text) for subject in subjects]
    if kind in {"hide", "show"}:
        if not all(is_known_subject(report, subject) for subject in subjects):
            raise HTTPException(422, "This finding is not in the report.")
        return [("hide" if kind == "hide" else "show", subject, None, "") for subject in subjects]
    plain: dict[str, Said] = {
        "private": ("private", "", None, text),
        "commit": ("commit", "", None, ""),
        "release": ("release", "", None, ""),
    }
    return [plain.get(kind, ("withdraw", "", None, ""))]


def _read_passage(given: str, report: Report) -> str:
    try:
        start, end = read_span(given[:40])
    except ValueError:
        raise HTTPException(422, "This passage is not in the essay.") from None
    if not 0 <= start < end <= len(report.essay.text):
        raise HTTPException(422, "This passage is not in the essay.")
    return f"{start}-{end}"


def _read_points(given: str, criterion: Criterion | None) -> float | None:
    """Points of a level; none takes the decision back."""
    if criterion is None:
        raise HTTPException(422, "This criterion is not in the rubric.")
    if not given:
        return None
    known = {f"{level.points:g}": level.points for level in criterion.levels}
    if given not in known:
        raise HTTPException(422, "The rubric has no level with these points.")
    return known[given]


def _demand_allowed(session: Session, essay: Essay, user: User, said: Sequence[Said], contest: Contest) -> None:
    """Refuses what cannot be said before the person's own levels are committed, and committing less than all of them."""
    decisions = list_decisions(session, essay)
    if not is_sealed(essay, user, sum_up(decisions)):
        return
    if any(kind not in _WHILE_SEALED for kind, *_ in said):
        raise HTTPException(422, "Commit your own levels first: until then what is suggested is sealed.")
    if any(kind == "commit" for kind, *_ in said):
        given = sum_up(one for one in decisions if one.user_id == user.id).points
        if not {criterion.id for criterion in contest.rubric.criteria} <= set(given):
            raise HTTPException(422, "Choose a level for every criterion before you commit them.")


def keep_said(
    session: Session, essay: Essay, user: User, said: Sequence[Said], contest: Contest, **detail: str
) -> None:
    """Appends what a person decided; `detail` goes into the audit log.

    Raises:
        HTTPException: 422 it cannot be said while suggestions are sealed to them.
    """
    _demand_allowed(session, essay, user, said, contest)
    seen = has_seen(session, essay, user, sum_up(list_decisions(session, essay)))
    for kind, subject, points, text in said:
        decide(session, essay, user, kind, subject, points, text, seen_suggestion=seen)
        note(session, user.id, f"decision.{kind}", essay.id, on=subject, **detail)
    session.flush()


def release_graded(session: Session, batch: Batch, user: User) -> None:
    """Releases every graded essay of a batch that was not released yet."""
    standings = read_standings(session, batch)
    for essay in list_essays(session, batch):
        standing = standings.get(essay.id)
        if essay.state == "graded" and not (standing and standing.is_released):
            decide(session, essay, user, "release")
    refresh_standings(session, Essay.batch_id == batch.id)
