"""Files that a platform's students handed in there: fetched, put among the essays, and answered when they are graded."""

from datetime import datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from api.auth import read_key
from api.chores.errand import Errand, Outcome
from api.lti.assets import fetch, make_failure, make_report, post_report
from api.lti.grades import next_instant
from api.lti.services import Access
from api.reading import compare_report, read_report
from api.store.audit import note
from api.store.hand_ins import hand_in
from api.store.lti_scores import postpone
from api.store.lti_tables import LtiAsset
from api.store.members import find_or_enrol
from api.store.tables import Contest, Essay, read_clock
from grader.errors import GraderError


def handle_assets(errand: Errand) -> Outcome:
    """Goes one step on with every file that is due."""
    with errand.database.reading() as session:
        is_ready = or_(LtiAsset.state.in_(("waiting", "lost")), Essay.state.in_(("graded", "failed")))
        due = select(LtiAsset.id).outerjoin(Essay, LtiAsset.essay_id == Essay.id)
        due = due.where(LtiAsset.contest_id == errand.contest_id, LtiAsset.due_at <= read_clock(), is_ready)
        ids = session.scalars(due.order_by(LtiAsset.id)).all()
    return Outcome({"due": len(ids), "done": sum(_go_on(errand, asset_id) for asset_id in ids)})


def _go_on(errand: Errand, asset_id: str) -> bool:
    with errand.database.reading() as session:
        asset = session.get_one(LtiAsset, asset_id)
        access = Access(errand.database, errand.settings, asset.platform)
        at = next_instant(asset.told_at)
        told = _answer(session, asset, at)
    try:
        if told is None:
            _take_in(errand, asset, fetch(access, errand.settings, asset))
        else:
            post_report(access, errand.settings, asset, told)
            kept = {"sub": asset.sub if asset.essay_id else ""}  # no essay: nothing of its student is kept
            _change(errand, asset_id, state="told", told_at=at, due_at=None, problem="", attempts=0, **kept)
    except GraderError as error:
        _fail(errand, asset_id, f"{error.cause}. {error.remedy}.", is_fetching=told is None)
        return False
    return True


def _answer(session: Session, asset: LtiAsset, at: datetime) -> dict[str, Any] | None:
    """What is to be said of a file; none as long as it has to be fetched first."""
    if asset.state == "lost":
        return make_failure(asset.asset_id, "DOWNLOAD_FAILED", asset.problem, at)
    if not asset.suffix:
        words = "Only text, Word, LibreOffice, HTML and PDF files can be read."
        return make_failure(asset.asset_id, "UNSUPPORTED_ASSET_TYPE", words, at)
    if asset.essay is None:
        return None
    report = read_report(session, asset.essay)
    if asset.essay.state == "failed" or report is None:
        words = f"{asset.essay.reason}. {asset.essay.remedy}."
        return make_failure(asset.asset_id, "UNSUPPORTED_ASSET_TYPE", words, at)
    return make_report(asset.asset_id, compare_report(session, asset.essay, report), at)


def _take_in(errand: Errand, asset: LtiAsset, content: bytes) -> None:
    key = read_key(errand.settings.data)
    with errand.database.transaction() as session:
        kept, contest = session.get_one(LtiAsset, asset.id), session.get_one(Contest, errand.contest_id)
        person = (asset.platform_id, asset.sub)
        enrolment = find_or_enrol(session, key, person, contest, "", None) if asset.sub else None
        essay = hand_in(session, contest, enrolment, (content, asset.suffix), lms_user=asset.sub)
        kept.essay_id, kept.state, kept.attempts, kept.problem = essay.id, "reading", 0, ""
        note(session, "", "essay.hand_in", essay.id)


def _fail(errand: Errand, asset_id: str, problem: str, *, is_fetching: bool) -> None:
    """Tries again later; a file that cannot be had at all is said to be lost."""
    with errand.database.transaction() as session:
        asset = session.get_one(LtiAsset, asset_id)
        if not postpone(asset, problem) and is_fetching:
            asset.state, asset.due_at, asset.attempts = "lost", read_clock(), 0


def _change(errand: Errand, asset_id: str, **values: Any) -> None:
    with errand.database.transaction() as session:
        asset = session.get_one(LtiAsset, asset_id)
        for name, value in values.items():
            setattr(asset, name, value)
