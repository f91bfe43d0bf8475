"""Names that are safe in file names and web addresses: of essays, and of passages."""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from anyascii import anyascii

from grader.model import Locator

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_MAX_LENGTH = 80
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


def safe_id(name: str) -> str:
    """A name in ASCII letters, digits, `.`, `_` and `-`, at most 80 characters, never empty or hidden."""
    latin = anyascii(name[: 4 * _MAX_LENGTH])
    safe = _UNSAFE.sub("-", latin).strip("-._")[:_MAX_LENGTH].strip("-._")
    return f"essay-{safe}" if _RESERVED.match(safe) else safe or "essay"


def name_essays(paths: Iterable[str]) -> dict[str, str]:
    """An id for every path: the file's stem made safe, `-2`, `-3` … for repeats, in the order of the sorted paths.

    Ids that differ in case alone count as repeats, since some file systems take them for one.
    """
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for path in sorted(paths):
        stem = safe_id(PurePosixPath(path.replace("\\", "/")).stem)
        candidate, number = stem, 1
        while candidate.lower() in taken:
            number += 1
            candidate = f"{stem}-{number}"
        taken.add(candidate.lower())
        ids[path] = candidate
    return ids


def passage_id(source_id: str, locator: Locator) -> str:
    """The id of a passage, such as `handout#p2¶3`, `slides#s4n¶1`, `clip#t00:03:12`, `biography#¶31.2`."""
    if locator.start_seconds is not None:
        minutes, seconds = divmod(int(locator.start_seconds), 60)
        place = f"t{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
    else:
        page = f"p{locator.page}" if locator.page else ""
        slide = f"s{locator.slide}{'n' if locator.is_note else ''}" if locator.slide else ""
        place = f"{page}{slide}¶{locator.paragraph}"
    return f"{source_id}#{place}" + (f".{locator.split}" if locator.split > 1 else "")
