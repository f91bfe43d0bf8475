"""Whether a student may send a draft: until the deadline, so many a day, where the contest gives feedback at all."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from api.store.student_tables import Draft
from api.store.tables import read_clock
from grader.model import Contest
from grader.reports.languages import mark

LONGEST_DRAFT = 200_000
LARGEST_FILE = 10_000_000
ENOUGH = mark("You have sent all drafts for today.")
_HOUR = 3600
_LAST_ZONE = timedelta(hours=12)


def count_recent(drafts: Sequence[Draft]) -> int:
    """Drafts of the last 24 hours that count."""
    since = read_clock() - timedelta(days=1)
    return sum(draft.state != "failed" and draft.created_at > since for draft in drafts)


def count_hours(free_at: datetime | None) -> int:
    """Whole hours until the next draft may be sent; 0: now."""
    return max(1, round((free_at - read_clock()).total_seconds() / _HOUR)) if free_at else 0


def find_closed(contest: Contest, drafts_a_day: int, free_at: datetime | None) -> str:
    """Why no draft can be sent, for people; empty when one can."""
    deadline = contest.rules.deadline
    # A day ends last twelve hours west of Greenwich; before that nobody is told that it is too late.
    if deadline and (read_clock() - _LAST_ZONE).date() > deadline:
        return mark("The last day for drafts has passed.")
    if contest.rules.draft_feedback == "none":
        return mark("In this contest there is no feedback on drafts.")
    if drafts_a_day < 1:
        return mark("Your teacher takes no drafts at the moment.")
    if free_at:
        return ENOUGH
    return ""
