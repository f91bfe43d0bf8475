"""Brightspace: `101-202 - Ann Bee - Nov 3, 2026 1020 AM - essay.docx`, and a list of them all in index.html."""

import re

from grader.exchange.submission import Platform, Submission

_FILE = re.compile(
    r"(?P<user>\d{1,20})-(?P<id>\d{1,20}) - (?P<name>.{1,200}?) - (?P<time>[^/]{0,60}?\d{1,4}[^/]{0,30}?) - (?P<file>.+)",
    re.DOTALL,
)


def take_apart(path: str) -> Submission | None:
    """A file of a Brightspace download, as one site names them."""
    found = _FILE.fullmatch(path.rsplit("/", 1)[-1])
    if found is None:
        return None
    return Submission("Brightspace", found["name"], f"{found['user']}-{found['id']}", found["user"], found["file"])


PLATFORM = Platform("Brightspace", take_apart)
