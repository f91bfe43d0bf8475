"""In which order a teacher goes through a class, and which essays: chosen in the overview, followed on the essays."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from api.class_rows import ClassRow
from grader.reports.languages import mark

WORDS_A_MINUTE = 180
"""How quickly a teacher reads with care: below the 238 words a minute at which adults read prose silently (Brysbaert, M.
(2019): How many words do we read per minute?)."""
MINUTES_TO_DECIDE = 1.0
_MOST_MINUTES = 600
PAGE_SIZE = 100

_SORTS: Mapping[str, Callable[[ClassRow], Any]] = {
    "look": lambda row: (-row.reasons, (row.confidence or 0.0) if row.reasons else 0.0, row.code),
    "code": lambda row: row.code,
    "name": lambda row: (row.name.casefold() or "\uffff", row.code),
    "high": lambda row: (row.total is None, -(row.total or 0.0), row.code),
    "low": lambda row: (row.total is None, row.total or 0.0, row.code),
    "doubt": lambda row: (row.confidence is None, row.confidence or 0.0, row.code),
}
SORT_WORDS = {
    "look": mark("To look at first"),
    "code": mark("Code"),
    "name": mark("Name"),
    "high": mark("Points, most first"),
    "low": mark("Points, fewest first"),
    "doubt": mark("Doubt, most first"),
}
_FILTERS: Mapping[str, Callable[[ClassRow], bool]] = {
    "all": lambda row: row.is_graded,
    "look": lambda row: row.reasons > 0,
    "undecided": lambda row: row.is_graded and not row.is_decided,
    "decided": lambda row: row.is_decided,
    "released": lambda row: row.is_graded and row.is_released,
    "kept": lambda row: row.is_graded and not row.is_released,
    "failed": lambda row: row.state == "failed",
}
FILTER_WORDS = {
    "all": mark("All essays"),
    "look": mark("To look at"),
    "undecided": mark("Not decided yet"),
    "decided": mark("Decided"),
    "released": mark("Released"),
    "kept": mark("Not released"),
    "failed": mark("Not graded"),
}


@dataclass(frozen=True, slots=True)
class Order:
    """What was chosen: a sort, a filter, and how many minutes there are to read (0: as many as it takes)."""

    sort: str = "look"
    show: str = "all"
    minutes: int = 0

    @property
    def query(self) -> str:
        """As an address holds it; empty for the usual order."""
        usual = Order()
        chosen = {name: getattr(self, name) for name in ("sort", "show", "minutes")}
        return urlencode({name: value for name, value in chosen.items() if value != getattr(usual, name)})

    def arrange(self, rows: Sequence[ClassRow]) -> list[ClassRow]:
        """The chosen rows in the chosen order; with minutes the first of them that fit."""
        chosen = sorted((row for row in rows if _FILTERS[self.show](row)), key=_SORTS[self.sort])
        return fit(chosen, self.minutes) if self.minutes else chosen

    def find_neighbours(self, rows: Sequence[ClassRow], essay_id: str) -> tuple[str, str]:
        """Ids of the essays before and after one, in this order; empty at the ends.

        An essay that is no longer among the chosen, for example since it was decided meanwhile, keeps its place.
        """
        chosen = {row.essay_id for row in self.arrange(rows)} | {essay_id}
        ordered = [r.essay_id for r in sorted(rows, key=_SORTS[self.sort]) if r.essay_id in chosen and r.is_graded]
        if essay_id not in ordered:
            return "", ""
        at = ordered.index(essay_id)
        return ordered[at - 1] if at else "", ordered[at + 1] if at + 1 < len(ordered) else ""


def read_order(given: Mapping[str, str]) -> Order:
    """The order that an address asks for; what is not known is left out."""
    minutes = given.get("minutes", "")
    is_number = minutes.isascii() and minutes.isdigit()
    return Order(
        given.get("sort", "") if given.get("sort", "") in _SORTS else "look",
        given.get("show", "") if given.get("show", "") in _FILTERS else "all",
        min(int(minutes[:4]), _MOST_MINUTES) if is_number else 0,
    )


def read_minutes(row: ClassRow) -> int:
    """How many minutes it takes to read an essay and to decide, by its words."""
    return math.ceil(row.words / WORDS_A_MINUTE + MINUTES_TO_DECIDE)


def fit(rows: Sequence[ClassRow], minutes: int) -> list[ClassRow]:
    """The essays that can be read in so many minutes, taken in their order; one that is too long is passed over."""
    chosen, left = [], minutes
    for row in rows:
        if read_minutes(row) <= left:
            chosen.append(row)
            left -= read_minutes(row)
    return chosen


def read_page(given: str, rows: int) -> tuple[int, int]:
    """Which page of a list an address asks for, from 1, and how many pages there are."""
    pages = max(1, -(-rows // PAGE_SIZE))
    number = int(given[:6]) if given.isascii() and given.isdigit() else 1
    return min(max(number, 1), pages), pages
