"""Drafts an evidence key from the material, as `grader outline` does."""

from dataclasses import asdict

from api.chores.errand import Errand, Outcome
from api.reading import load_version
from api.store.tables import Contest
from grader.evidence.outline import draft_items


def outline(errand: Errand) -> Outcome:
    """Points that an essay could be expected to use, for a teacher to approve or edit line by line."""
    with errand.database.reading() as session:
        contest = session.get_one(Contest, errand.contest_id)
        loaded = load_version(session, contest.versions[-1], errand.settings)
    items = [{**asdict(item), "keywords": list(item.keywords)} for item in draft_items(loaded)]
    return Outcome({"items": items, "version": contest.versions[-1].number})
