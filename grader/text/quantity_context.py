"""What the words around a number say: how exact it is, whether it is an age, whether it counts anything at all."""

import re

from grader.text.calendars import MONTH_NAMES
from grader.text.quantity_nouns import STOPS

_REACH, _INDENT = 24, 40  # as far back as the longest of the phrases
_NEAR = re.compile(
    r"(?:\b(?:about|around|roughly|approximately|some|circa|ca?\.|an estimated|estimated(?: at)?|perhaps|probably|maybe"
    r"|say|as good as|more or less)|~)(?: the| an?)? ?$"
)
_BELOW = re.compile(r"\b(?:nearly|almost|close to|just under|not quite|virtually|practically)(?: an?)? $")
_OVER = re.compile(
    r"\b(?:more than|(?:just |well )?over|at least|above|(?:no|not) (?:fewer|less) than|upwards of|in excess of"
    r"|exceeded|exceeding|a minimum of)(?: an?| the)? $"
)
_UNDER = re.compile(r"\b(?:(?:less|fewer) than|under|below)(?: an?| the)? $")
_UP_TO = re.compile(r"\b(?:up to|at most|(?:no|not) more than|as many as|as much as|a maximum of)(?: an?| the)? $")
_SEVERAL = re.compile(r"\b(?:several|a few|some few|many|a couple(?: of)?) $")
_AGE_BEFORE = re.compile(
    r"(?:\baged?(?: of)?(?: just| only| about| around)?|\b(?:at|by) the age of(?: just| only| about)?) $"
)
_AGE_CLAUSE = re.compile(r"\bwhen (?:he|she|they|i) (?:was|were)(?: just| only| about)? $")
_AGED_PERSON = re.compile(
    r"\b(?:man|woman|boy|girl|lad|child|youth|student|clerk|officer|colonel|general|captain|lieutenant|major|sergeant"
    r"|soldier|teacher|lawyer|doctor|priest|widow|widower|bachelor) of(?: just| only| about| barely)? $"
)
_NAMED_BEFORE = re.compile(
    r"(?:\b(?:p|pp|pg|vol|no|nr|fig|doc|ch|art)\.? ?|\b(?:page|pages|chapter|volume|number|article|section|part|act"
    r"|scene|figure|table|line|lines|room|slide|document|source|question|note|footnote|war|step|phase|group|grade|level"
    r"|chapters|paragraph|item|point|exhibit|platform|channel|version|route|highway|class) |[#§№\[] ?|\d[:/]"
    r"|\b(?:pp\.?|pages|lines|chapters) ?\d{1,4} ?[-–] ?)$"
)
_NAMED_AFTER = re.compile(r"[:/]\d|\]| ?(?:a\.?m\.?|p\.?m\.?|o['’ ]clock)(?!\w)|['’]s\b")
_BY_THE = re.compile(r"\bby the (?:dozen|score|hundred|thousand|million|billion)(?: thousand| million)?$")
# `in April of 35` has a year of some century.
_MONTH_BEFORE = re.compile(rf"\b(?:{'|'.join(MONTH_NAMES)})(?: of '?| ['’])$")
_RATIO_AFTER = re.compile(r"[^.,;:!?]{0,60}? (?:for (?:each|every)|to (?:each|every)) one\b")
_LIST_MARK = re.compile(r"[.)](?: |$)")
_ONE_BEFORE = re.compile(
    r"\b(?:no|any|every|some|each|which|the|this|that|another|only|last|first|next|good|big|loved|only|other|day) $"
)
_ONE_AFTER = re.compile(
    r" (?:another|day|thing|side|hand|way|time|reason|might|could|can|may|must|should|would|has|had|is|was|will|does"
    r"|did|who|that|cannot|by one|of)\b|-|['’]"
)
_ORDINAL_AFTER = re.compile(r"[ -](?:time|place|half|hand|of|all|glance|sight|name|aid|world|class|person|look)\b")
_VERB_END = re.compile(r"[ -]\w+(?:ed|ly)\b")
_WORD = re.compile(r"[ -]([a-z]+)")
# Each hedge with the share of the number that is still meant, from and to; the first that fits counts.
_HEDGES = ((_NEAR, 0.9, 1.1), (_UP_TO, 0.5, 1), (_OVER, 1, 2), (_BELOW, 0.85, 1), (_UNDER, 0, 1), (_SEVERAL, 2, 10))


def find_bounds(low: str, start: int, value: float) -> tuple[float, float, bool]:
    """What the words before a number make of it: lowest, highest value, and whether it is approximate.

    `about` allows a tenth more or less, `more than` up to twice, `up to` down to a half, `fewer than` down to nothing,
    `several` (hundred) two to ten times as much.
    """
    reach = max(0, start - _REACH)
    if start and low[start - 1] not in " ~":
        return value, value, False
    for pattern, fewest, most in _HEDGES:
        if pattern.search(low, reach, start):
            return round(value * fewest, 6), round(value * most, 6), True
    return value, value, False


def is_age(low: str, start: int, end: int) -> bool:
    """Whether the words before say that a number is somebody's age."""
    reach = max(0, start - _REACH)
    if _AGE_BEFORE.search(low, reach, start):
        return True
    word = _WORD.match(low, end)
    is_said = _AGE_CLAUSE.search(low, reach, start) or _AGED_PERSON.search(low, reach, start)
    return bool(is_said) and (word is None or word[1] in STOPS)


def is_counted(low: str, start: int, end: int) -> bool:
    """Whether a number counts something.

    No page, chapter, list mark, note mark, time of day or short year does, nor `one another`, `by the thousand`, and
    `ten voted for it for each one that did not`.
    """
    reach = max(0, start - _REACH)
    if low[start:end] == "one":
        return not (_ONE_BEFORE.search(low, reach, start) or _ONE_AFTER.match(low, end))
    if any(one.search(low, reach, start) for one in (_NAMED_BEFORE, _MONTH_BEFORE)) or _BY_THE.search(low, reach, end):
        return False
    if _NAMED_AFTER.match(low, end) or _RATIO_AFTER.match(low, end):
        return False
    is_first = not low[max(0, start - _INDENT) : start].strip(" (") or low[max(0, start - 2) : start] == "  "
    return not (is_first and low[start].isdecimal() and _LIST_MARK.match(low, end))


def is_ordinal_context(low: str, start: int, end: int) -> bool:
    """Whether an ordinal numbers the noun after it: `the third wave`, not `at first`, `first of all`, `first time`."""
    word = _WORD.match(low, end)
    if word is None or word[1] in STOPS or low.startswith("at ", max(0, start - 3)):
        return False
    return not (_ORDINAL_AFTER.match(low, end) or _VERB_END.match(low, end))
