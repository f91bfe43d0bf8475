"""What a figure is a figure of: an amount, what one amount is more than another, the rest of them, or a time from an event.

Two figures of unlike kinds never exclude each other: 30 more than the next is no total, two others are not all three.
"""

import re
from typing import Literal, TypeAlias

from grader.text.quantities import Quantity
from grader.text.words import stem

FigureKind: TypeAlias = Literal["difference", "rest", "apart"]
_DIFFERENCE = re.compile(
    r"[\s-]+(?:(?!or\b|and\b|of\b)[\w-]+\s+){0,2}?(?:more|fewer|less|higher|lower|larger|smaller|greater|longer|shorter|older"
    r"|younger|taller|heavier|lighter|bigger|cheaper|faster|slower|above|below)\b",
    re.IGNORECASE,
)
_REST = re.compile(r"\s+(?:other|others|additional|extra|further|different|separate|various)\b", re.IGNORECASE)
_REST_BEFORE = re.compile(r"\b(?:other|another|additional|further|remaining|extra)\s+\Z", re.IGNORECASE)
_APART = re.compile(
    r"[\s-]+(?:\w+\s+)?(?:years?|months?|weeks?|days?|hours?|decades?|minutes?|centur(?:y|ies))"
    r"\s+(?:later|earlier|before|after|afterwards?|ago|on)\b"
)
_APART_BEFORE = re.compile(
    r"\b(?:after|before|past|last|next)\s+(?:(?:only|just|about|some|nearly|almost|the|first)\s+)*\Z", re.IGNORECASE
)
_TIMES = frozenset(map(stem, "minute hour day week month year decade century".split()))
_REACH = 30


def kinds_of(text: str, quantity: Quantity) -> frozenset[FigureKind]:
    """The kinds of a figure of a text; none for a plain amount."""
    start, end = quantity.span
    before = max(0, start - _REACH), start
    found: set[FigureKind] = set()
    if _DIFFERENCE.match(text, end):
        found.add("difference")
    if _REST.match(text, end) or _REST_BEFORE.search(text, *before):
        found.add("rest")
    if _APART.match(text, end) or (quantity.noun in _TIMES and _APART_BEFORE.search(text, *before)):
        found.add("apart")
    return frozenset(found)
