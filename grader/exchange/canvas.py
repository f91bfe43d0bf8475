"""Canvas: `beeann_LATE_4711_90210_my essay.docx`; typed text `…_text.html`, an address `…_link.html`."""

import re

from grader.exchange.submission import Kind, Platform, Submission

_FILE = re.compile(
    r"(?P<name>[^\W_](?:[^_]|_(?!LATE_|\d)){0,120})(?P<late>_LATE)?_(?P<user>\d{1,20})_(?P<attachment>\d{1,20})_(?P<file>.+)",
    re.DOTALL,
)
_TYPED = re.compile(
    r"(?P<name>[^\W_](?:[^_]|_(?!LATE_|\d)){0,120})(?P<late>_LATE)?_(?P<user>\d{1,20})(?:_(?P<attachment>\d{1,20}))?"
    r"_(?P<kind>text|link)\.html"
)
_ANONYMOUS = re.compile(
    r"(?P<late>LATE_)?anon_(?P<user>[A-Za-z0-9]{4,12})(?P<marked>_LATE)?(?:_(?P<attachment>\d{1,20}))?_(?P<file>.+)",
    re.DOTALL,
)
_HEAD = re.compile(
    rb"<title>([^<]{0,2000})</title>(\s{0,20}</head>\s{0,20}<body>)\s{0,20}<h1>([^<]{0,2000})</h1>", re.IGNORECASE
)
_KINDS: dict[str, Kind] = {"text": "typed", "link": "address"}


def take_apart(path: str) -> Submission | None:
    """A file of a Canvas download; anonymous ones have no name and a code for their account."""
    base = path.rsplit("/", 1)[-1]
    anonymous = _ANONYMOUS.fullmatch(base)
    if anonymous:
        return _make(anonymous, "", anonymous["file"], _find_kind(anonymous["file"]))
    typed = _TYPED.fullmatch(base)
    if typed:
        return _make(typed, typed["name"], "", _KINDS[typed["kind"]])
    found = _FILE.fullmatch(base)
    return _make(found, found["name"], found["file"], "file") if found else None


def _make(found: re.Match[str], name: str, original: str, kind: Kind) -> Submission:
    is_late = any(found.groupdict().get(mark) for mark in ("late", "marked"))
    return Submission("Canvas", name, found["attachment"] or "", found["user"], original, is_late, kind)


def _find_kind(file: str) -> Kind:
    return _KINDS.get(file.removesuffix(".html"), "file") if file.endswith(".html") else "file"


def drop_heading(page: bytes) -> bytes:
    """A page of typed text without the heading that Canvas sets above it: the assignment and the student's name."""
    found = _HEAD.search(page)
    if found is None or found[1] != found[3]:
        return page
    return page[: found.start()] + found[2] + page[found.end() :]


PLATFORM = Platform("Canvas", take_apart)
