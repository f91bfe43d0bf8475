"""Assignment and Grade Services 2.0: what is posted of an essay.

A suggestion must never enter a gradebook. Canvas records whatever carries points, also when it is `PendingManual`: an
advisory message has none, and asks to leave the grade alone. Only a person's decision on every criterion, released,
carries points, and with them the teacher's words to the student.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from api.lti import claims as names
from api.lti import sending
from api.lti.services import Access, add_to_path
from api.settings import Settings
from api.store.decisions import Standing
from api.store.lti_tables import LtiLink
from api.store.tables import Contest, read_clock
from grader.model import Rubric

_SCORE = "application/vnd.ims.lis.v1.score+json"
_ITEM, _ITEMS = "application/vnd.ims.lis.v2.lineitem+json", "application/vnd.ims.lis.v2.lineitemcontainer+json"
TAG = "grader"
_CANVAS = "https://canvas.instructure.com/lti/submission"


def make_line_item(contest: Contest, rubric: Rubric) -> dict[str, Any]:
    """A column of a gradebook for a contest's points."""
    return {
        "label": contest.title,
        "scoreMaximum": highest_points(rubric),
        "resourceId": contest.id,
        "tag": TAG,
    }


def highest_points(rubric: Rubric) -> float:
    """The most points that a rubric gives."""
    return float(sum(max((level.points for level in one.levels), default=0) for one in rubric.criteria))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be told of an essay: points and words of a decision, or none for a suggestion."""

    kind: str
    points: float | None = None
    comment: str = ""

    @property
    def comment_print(self) -> str:
        """What tells whether the words are others by now, without giving them away; empty where there are none."""
        return hashlib.sha256(self.comment.encode()).hexdigest() if self.comment else ""


def find_verdict(standing: Standing, rubric: Rubric) -> Verdict:
    """A decision counts once it covers every criterion and is released; then the teacher's words go with it."""
    decided = [standing.points[one.id] for one in rubric.criteria if one.id in standing.points]
    if standing.is_released and len(decided) == len(rubric.criteria):
        return Verdict("decided", round(sum(decided), 4), join_comments(standing, rubric))
    return Verdict("advisory")


def join_comments(standing: Standing, rubric: Rubric) -> str:
    """The teacher's words on the essay, then those on criteria; never notes that they keep for themselves."""
    said = [standing.comments.get("", "")]
    said += [f"{one.label}: {standing.comments[one.id]}" for one in rubric.criteria if standing.comments.get(one.id)]
    return "\n\n".join(filter(None, said))


def make_score(sub: str, verdict: Verdict, rubric: Rubric, at: datetime) -> dict[str, Any]:
    """The message about an essay."""
    told: dict[str, Any] = {"userId": sub, "timestamp": at.isoformat(timespec="milliseconds")}
    if verdict.points is None:
        kept = {"preserve_score": True, "prioritize_non_tool_grade": True}
        return {**told, "activityProgress": "Submitted", "gradingProgress": "PendingManual", _CANVAS: kept}
    # Empty words take earlier ones back: what is told last holds.
    points = {"scoreGiven": verdict.points, "scoreMaximum": highest_points(rubric), "comment": verdict.comment}
    return {**told, **points, "activityProgress": "Completed", "gradingProgress": "FullyGraded"}


def next_instant(last: datetime | None) -> datetime:
    """Now, but later than the last message: platforms refuse what seems older."""
    now = read_clock()
    return max(now, last + timedelta(milliseconds=1)) if last else now


class Gradebook:
    """The column of a link in a course.

    Args:
        access: to the platform's services.
        settings: of the installation.
        link: whose column.
    """

    def __init__(self, access: Access, settings: Settings, link: LtiLink) -> None:
        self._access, self._settings, self._link = access, settings, link
        self._services = link.services

    def takes(self, kind: str) -> bool:
        """Whether the platform takes a message; a column is made for decisions alone."""
        if names.SCORE not in self._services.get("scopes", ()):
            return False
        return bool(self._services.get("lineitem") or (kind == "decided" and self._services.get("lineitems")))

    def post(self, score: dict[str, Any], contest: Contest, rubric: Rubric) -> None:
        """Sends a message.

        Raises:
            Unreachable: the platform does not take it.
        """
        address = add_to_path(self._find_item(contest, rubric), "scores")
        headers = {"Content-Type": _SCORE, "Accept": "application/json"}
        sending.ask(self._settings, self._access.request([names.SCORE], "POST", address, headers, score))

    def _find_item(self, contest: Contest, rubric: Rubric) -> str:
        known = self._services.get("lineitem")
        if known:
            return str(known)
        items = str(self._services["lineitems"])
        asked = f"{items}{'&' if '?' in items else '?'}resource_link_id={quote(self._link.resource_id, safe='')}"
        found = self._ask("GET", asked, {"Accept": _ITEMS})
        rows = [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []
        own = next((row for row in rows if row.get("resourceId") == contest.id), None)
        if own is None:
            wanted = {**make_line_item(contest, rubric), "resourceLinkId": self._link.resource_id}
            own = self._ask("POST", items, {"Content-Type": _ITEM, "Accept": _ITEM}, wanted)
        address = own.get("id") if isinstance(own, dict) else None
        if not isinstance(address, str):
            raise sending.Unreachable("", "the platform made no column", "Ask its administrator")
        return address

    def _ask(self, method: str, address: str, headers: dict[str, str], body: Any = None) -> Any:
        asked = self._access.request([names.LINE_ITEMS], method, address, headers, body)
        return sending.ask_json(self._settings, asked)
