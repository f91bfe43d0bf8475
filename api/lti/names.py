"""Names and Role Provisioning Services 2.0: who is in a course, page by page."""

from collections.abc import Iterator
from typing import Any

from api.lti import claims as names
from api.lti import sending
from api.lti.frames import is_safe_address, origin_of
from api.lti.sending import Unreachable
from api.lti.services import Access
from api.settings import Settings

_MEMBERS = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json"
_MOST_PAGES, _MOST_BYTES = 50, 5_000_000
_LONGEST = 255


def list_students(access: Access, settings: Settings, address: str) -> Iterator[tuple[str, str]]:
    """Id and name (empty where the platform tells none) of everybody who attends the course now.

    Raises:
        Unreachable: the platform does not tell.
    """
    next_page: str | None = address
    for _ in range(_MOST_PAGES):
        if next_page is None:
            return
        if not is_safe_address(next_page) or origin_of(next_page) != origin_of(address):
            raise Unreachable("", "the list goes on elsewhere", "Ask the platform’s administrator")
        asked = access.request([names.READ_MEMBERS], "GET", next_page, {"Accept": _MEMBERS})
        answer = sending.ask(settings, asked, _MOST_BYTES)
        try:
            told = answer.json()
        except ValueError as error:
            raise Unreachable("", "the list cannot be read", "Ask the platform’s administrator") from error
        rows = told.get("members") if isinstance(told, dict) else None
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, dict) and _is_student(row):
                yield row["user_id"], _name(row)
        next_page = answer.links.get("next", {}).get("url")


def _is_student(row: dict[str, Any]) -> bool:
    roles, sub = row.get("roles"), row.get("user_id")
    told = {role for role in roles if isinstance(role, str)} if isinstance(roles, list) else set()
    is_here = row.get("status", "Active") == "Active" and isinstance(sub, str) and 0 < len(sub) <= _LONGEST
    return is_here and bool(told & names.STUDENTS) and not told & names.TEACHERS


def _name(row: dict[str, Any]) -> str:
    parts = [row.get("name")] if row.get("name") else [row.get("given_name"), row.get("family_name")]
    return " ".join(part for part in parts if isinstance(part, str))[:_LONGEST]
