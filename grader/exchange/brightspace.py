"""Brightspace: `101-202 - Ann Bee - Nov 3, 2026 1020 AM - essay.docx`, and a list of them all in index.html."""

import re

from grader.exchange.submission import Platform, Submission

_FILE = re.compile(
    r"(?P<user>\d{1,20})-(?P<id>\d{1,20}) - (?P<name>.{1,200}?) - (?P<time>[^/]{0,60}?\d{1,4}[^/]{0,30}?) - (?P<file>.+)",
    re.DOTALL,
)

_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_MONTH = r"(?P<month>[A-Za-z]{3})[a-z]{0,6}\.?"
_MONTH_FIRST = re.compile(rf"{_MONTH} (?P<day>\d\d?), (?P<year>\d{{4}})\b")
_DAY_FIRST = re.compile(rf"(?P<day>\d\d?) {_MONTH},? (?P<year>\d{{4}})\b")


def take_apart(path: str) -> Submission | None:
    """A file of a Brightspace download, as one site names them."""
    found = _FILE.fullmatch(path.rsplit("/", 1)[-1])
    if found is None:
        return None
    number = f"{found['user']}-{found['id']}"
    day = _read_day(found["time"])
    return Submission("Brightspace", found["name"], number, found["user"], found["file"], handed_in=day)


def _read_day(time: str) -> str:
    """The day of `Nov 3, 2026 1020 AM` or `3 November, 2026 10 20` as 2026-11-03; empty when it is written otherwise."""
    said = _MONTH_FIRST.match(time) or _DAY_FIRST.match(time)
    month = _MONTHS.find(said["month"].lower()) if said else -1
    return f"{said['year']}-{month // 3 + 1:02}-{int(said['day']):02}" if said and month % 3 == 0 else ""


PLATFORM = Platform("Brightspace", take_apart)
