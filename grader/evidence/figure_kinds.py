"""What a figure is a figure of.

An amount, what one amount is more than another, the rest of them, a time from an event, or one up to now. Two figures of
unlike kinds never exclude each other: 30 more than the next is no total, and two others are not all three.
"""

import re
from functools import lru_cache
from typing import Literal, TypeAlias

from grader.text.quantities import Quantity
from grader.text.words import stem

FigureKind: TypeAlias = Literal["difference", "rest", "apart", "lately"]
_DIFFERENCE = re.compile(
    r"[\s-]{1,3}(?:(?!or\b|and\b|of\b)[\w-]{1,30}\s{1,3}){0,2}?(?:more|fewer|less|higher|lower|larger|smaller|greater|longer|shorter|older"
    r"|younger|taller|heavier|lighter|bigger|cheaper|faster|slower)\b",
    re.IGNORECASE,
)
_REST = re.compile(r"\s{1,3}(?:other|others|additional|extra|further|different|separate|various)\b", re.IGNORECASE)
_REST_WORDS = frozenset(["other", "another", "additional", "further", "remaining", "extra"])
_APART = re.compile(
    r"[\s-]{1,3}(?:\w{1,30}\s{1,3})?(?:years?|months?|weeks?|days?|hours?|decades?|minutes?|centur(?:y|ies))"
    r"\s{1,3}(?:later|earlier|before|after|afterwards?|ago|on)\b"
)
_APART_BEFORE = re.compile(
    r"\b(?:after|before)\s+(?:(?:only|just|about|some|nearly|almost|the|first)\s+)*\Z", re.IGNORECASE
)
_LATELY_BEFORE = re.compile(r"\b(?:past|last|next)\s+(?:(?:about|some|nearly|almost)\s+)*\Z", re.IGNORECASE)
_GROWN_BEFORE = re.compile(
    r"\b(?:gr[eo]w(?:n|s|ing)?|ris(?:e|es|en|ing)|rose|f[ae]ll(?:en|s|ing)?|(?:dropp|increas|decreas|declin|expand|reduc|rais|lower)"
    r"\w{1,3}|drop|shrank|shrunk|cut|up|down)\s+by\s+(?:(?:about|some|nearly|almost|only|just)\s+)*\Z",
    re.IGNORECASE,
)
_TIMES = frozenset(map(stem, ["minute", "hour", "day", "week", "month", "year", "decade", "century"]))
_REACH = 30


def kinds_of(text: str, quantity: Quantity) -> frozenset[FigureKind]:
    """The kinds of a figure of a text; none for a plain amount."""
    start, end = quantity.span
    before, is_time = (max(0, start - _REACH), start), quantity.noun in _TIMES
    said = text[slice(*before)].lower()
    found: set[FigureKind] = set()
    if _DIFFERENCE.match(text, end) or (" by" in said and _GROWN_BEFORE.search(text, *before)):
        found.add("difference")
    if not _REST_WORDS.isdisjoint(said.split()[-1:]) or _REST.match(text, end):
        found.add("rest")
    if (is_time and _APART_BEFORE.search(text, *before)) or _APART.match(text, end):
        found.add("apart")
    if is_time and _LATELY_BEFORE.search(text, *before):
        found.add("lately")
    return frozenset(found)


@lru_cache(maxsize=4096)
def kinds_told(text: str, quantity: Quantity) -> frozenset[FigureKind]:
    """`kinds_of` a figure of the material, kept because every essay asks for it."""
    return kinds_of(text, quantity)
