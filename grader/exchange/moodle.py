"""Moodle: `Ann Bee_123_assignsubmission_file/essay.docx`, in folders or flat; typed text as `onlinetext.html`."""

import re

from grader.exchange.submission import Platform, Submission

_PREFIX = r"(?P<name>[^/]{1,200}?)_(?P<id>\d{1,20})_assignsubmission_(?P<plugin>[a-z]{1,40})"
_FOLDER = re.compile(rf"(?:.*/)?{_PREFIX}_?/(?P<file>.+)", re.DOTALL)
_FLAT = re.compile(rf"(?:.*/)?{_PREFIX}_(?P<file>[^/]+)", re.DOTALL)
_BLIND = re.compile(r"Participant[ _]\d{1,20}|Participant")


def take_apart(path: str) -> Submission | None:
    """A file of a Moodle download; of a blind assignment only the participant's number is known."""
    found = _FOLDER.fullmatch(path) or _FLAT.fullmatch(path)
    if found is None:
        return None
    is_blind = _BLIND.fullmatch(found["name"]) is not None
    is_typed = found["plugin"] == "onlinetext" and found["file"].lower().endswith(".html")
    return Submission(
        "Moodle",
        "" if is_blind else found["name"],
        found["id"],
        found["name"] if is_blind else "",
        "" if is_typed else found["file"],
        kind="typed" if is_typed else "file",
    )


PLATFORM = Platform("Moodle", take_apart)
