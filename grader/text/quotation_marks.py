"""Which characters of a text may open or close a quotation, and which are apostrophes or inches."""

import re
from typing import Literal, NamedTuple, TypeAlias

from grader.text.speech_verbs import is_finite

MarkKind: TypeAlias = Literal["double", "single", "guillemet", "german", "block"]


class Mark(NamedTuple):
    """A character, or a pair of them, that may be a quotation mark.

    Attributes:
        start, end: offsets of the mark.
        family: marks pair within a family only; `"` and `”` are of one, `‘` and `'` of another.
        kind: what a quotation that it opens is called.
        can_open: a quotation may begin after it.
        can_close: a quotation may end before it.
        is_fresh: inside an open quotation of its family it begins another one rather than ending that.
        is_sure: it can be no apostrophe, and stands where a quotation begins or ends.
    """

    start: int
    end: int
    family: str
    kind: MarkKind
    can_open: bool
    can_close: bool
    is_fresh: bool
    is_sure: bool


_MARK = re.compile(r"``|''|[\"“”„‟«»‹›‘’‚‛'`´\x82\x84\x8b\x91-\x94\x9b]")
_LEFT = frozenset({"“", "‟", "‘", "‛", "\x91", "\x93", "``", "`"})
_RIGHT = frozenset({"”", "’", "\x92", "\x94", "''", "´"})
_LOW = frozenset({"„", "‚", "\x82", "\x84"})
_STRAIGHT = frozenset({'"', "'"})
_SINGLE = frozenset("‘’‚‛'`´\x82\x91\x92")
_GUILLEMETS = {"«": "double guillemet", "»": "double guillemet"}
_GUILLEMETS |= dict.fromkeys("‹›\x8b\x9b", "single guillemet")
_LEFT_GUILLEMETS = frozenset("«‹\x8b")
_BEFORE_OPENING = frozenset("([{—–-/=*_>|:;,…<\x96\x97")
# Words that begin with an apostrophe: ’em, ’tis, ’20s.
_CLIPPED = re.compile(
    r"(?:em|tis|twas|til|till|cause|cos|bout|round|n|neath|im|s|t|d|ll|re|ve|m)\b|\d\ds?\b", re.IGNORECASE
)
_WORD_BEFORE = re.compile(r"([a-z]{2,20})[,:;]?\s+\Z", re.IGNORECASE)
_REACH = 24


def find_marks(text: str) -> list[Mark]:
    """Every possible quotation mark of `text` in order; apostrophes inside words are left out."""
    read = (_read_mark(text, match) for match in _MARK.finditer(text))
    return [mark for mark in read if mark is not None and (mark.can_open or mark.can_close)]


def _read_mark(text: str, match: re.Match[str]) -> Mark | None:
    start, end = match.span()
    mark, before, after = match.group(), text[start - 1 : start], text[end : end + 1]
    is_single = mark in _SINGLE
    if is_single and before.isalnum() and after.isalnum():
        return None
    has_text, is_apart = bool(after.strip()), not before.strip()
    begins = has_text and (is_apart or before in _BEFORE_OPENING or _MARK.match(before) is not None)
    ends = not is_apart and before not in "([{"
    kind: MarkKind = "german" if mark in _LOW else "single" if is_single else "double"
    if mark in _GUILLEMETS:
        family, kind, is_sure = _GUILLEMETS[mark], "guillemet", True
        can_open, can_close = mark in _LEFT_GUILLEMETS or begins, ends or mark not in _LEFT_GUILLEMETS
        is_fresh = mark in _LEFT_GUILLEMETS and is_apart
    elif is_single:
        family, is_fresh, is_sure = "single", False, mark in _LEFT
        can_open = begins and mark != "´" and not _CLIPPED.match(text, end)
        can_close = ends and not after.isalnum() and mark not in _LOW
    else:
        family = "double"
        can_close = mark not in _LOW and bool(before) and not (mark in _LEFT and (is_apart or after.isalnum()))
        # Writers of `says, " it rained. "` leave a space after the mark: it opens when something closes it.
        is_loose = is_apart and not has_text and mark not in _RIGHT and bool(after)
        can_open = mark in _LOW or begins or (mark in _LEFT and not can_close) or is_loose
        is_fresh = (is_apart and has_text) if mark in _STRAIGHT else can_open and mark not in _RIGHT and not can_close
        is_fresh = is_fresh or (is_loose and _is_introduced(text, start))
        is_sure = not is_loose
    return Mark(start, end, family, kind, can_open, can_close, is_fresh, is_sure)


def _is_introduced(text: str, start: int) -> bool:
    """Whether the word before a mark announces a quotation: a verb of saying, or `that`."""
    match = _WORD_BEFORE.search(text, max(0, start - _REACH), start)
    return match is not None and (match[1].lower() == "that" or is_finite(match[1].lower()))
