"""What the words around a date say: which part of it is meant, how it bounds, whether a number is a year at all."""

import re

from grader.text.calendars import DateMention, Relation
from grader.text.numerals import ORDINALS

_REACH = 32
_PARTS = {
    "early": (0.0, 0.4),
    "beginning": (0.0, 0.3),
    "start": (0.0, 0.3),
    "first half": (0.0, 0.5),
    "mid": (0.3, 0.7),
    "middle": (0.3, 0.7),
    "second half": (0.5, 1.0),
    "latter half": (0.5, 1.0),
    "late": (0.6, 1.0),
    "end": (0.7, 1.0),
    "close": (0.7, 1.0),
}
_PART = re.compile(rf"\b({'|'.join(_PARTS)})(?:[ -]| in | of )(?:of )?(?:the )?(?:year )?$")
_RELATIONS: dict[str, Relation] = {"by": "by", "before": "before", "prior to": "before", "after": "after"}
_RELATIONS |= {
    "until": "before",
    "till": "before",
    "up to": "by",
    "following": "after",
    "since": "since",
    "from": "since",
}
_RELATION = re.compile(rf"\b({'|'.join(_RELATIONS)})(?: the)?(?: very)?(?: year)?(?: (?:of|in))? $")
_ONWARD = re.compile(r" (?:on\b(?! the|\w)|onwards?\b)")
_DAY_WORD = re.compile(rf"\b({'|'.join(sorted(ORDINALS, key=len, reverse=True))}) (?:day )?of (?:the )?$")
_CENTURY_WORD = re.compile(rf"\b({'|'.join(sorted(ORDINALS, key=len, reverse=True))}|x[ivx]{{0,4}}(?:th)?)[ -]$")
_BEFORE_MONTH = re.compile(
    r"\b(?:in|of|by|since|until|till|before|after|during|from|to|between|and|through|early|late|mid|last|next|that|this"
    r"|following|each|every)[ -](?:the )?$"
)

_WORD_BEFORE = re.compile(r"([a-z]+|[^\sa-z])\.? ?[\"'“”‘’(\[]? ?$")
_WORD_AFTER = re.compile(r"[ -]([a-z]+)|( ?%)")
_PAGES = "p pp page pages no nr number vol volume line lines chapter room"
_MORE = "nearly almost over than some least most estimated only another these those all roughly"
_TIMES = """
in since by until till from during of the that this and or between before after around about circa c ca early late mid
year years to through throughout spring summer autumn winter for
"""
_UNITS = """
page pages word words line lines rubles roubles ruble dollars pounds euros francs marks cents tons tonnes kilos
kilograms kilometres kilometers metres meters miles feet yards acres hectares km kg percent per votes copies years
days hours minutes weeks months degrees calories head volts watts horsepower million billion thousand hundred times
"""
_COUNTED = """
men women children people persons soldiers workers peasants prisoners students members families others troops victims
delegates officers civilians households deaths tanks ships guns planes horses cattle sheep tractors farms villages
houses books letters seats points
"""
_PAGE_WORDS, _MORE_WORDS, _TIME_WORDS = frozenset(_PAGES.split()), frozenset(_MORE.split()), frozenset(_TIMES.split())
_MEASURES, _PEOPLE = frozenset(_UNITS.split()), frozenset(_COUNTED.split())
_NOT_OF_PLACE = _TIME_WORDS - frozenset({"of", "for", "the", "about", "around", "to", "and"})


def narrow_part(low: str, found: DateMention) -> DateMention:
    """`early 1917`, `the end of 1925`: the mention narrowed to the part of it that is meant."""
    start, end = found.span
    match = _PART.search(low, max(0, start - _REACH), start)
    if match is None:
        return found
    span = match.start(), end
    if found.first is None or found.last is None:
        return found._replace(span=span, is_vague=True)
    days = found.last - found.first + 1
    low_share, high_share = _PARTS[match[1]]
    first = found.first + int(days * low_share)
    return found._replace(
        span=span, first=first, last=found.first + int(days * high_share) - 1, precision="part", is_vague=True
    )


def find_relation(low: str, found: DateMention) -> Relation:
    """Whether the text speaks of the time by, before, after or since the date; empty for the date itself."""
    start, end = found.span
    match = _RELATION.search(low, max(0, start - _REACH), start)
    if match is not None:
        is_range = match[1] == "from" and found.precision in {"part", "years"} and not found.is_vague
        return "" if is_range else _RELATIONS[match[1]]
    return "since" if _ONWARD.match(low, end) else ""


def find_day_word(low: str, start: int) -> re.Match[str] | None:
    """The spelled-out day before a month: `the third of` April; group 1 is the ordinal."""
    return _DAY_WORD.search(low, max(0, start - _REACH), start)


def find_century_word(low: str, start: int) -> re.Match[str] | None:
    """The spelled-out number before `century`; group 1 is the ordinal or a Roman numeral."""
    return _CENTURY_WORD.search(low, max(0, start - _REACH), start)


def is_month_context(low: str, start: int) -> bool:
    """Whether the words before say that a bare month name is meant as a month."""
    return _BEFORE_MONTH.search(low, max(0, start - _REACH), start) is not None


def is_year(low: str, start: int, end: int) -> bool:
    """Whether a four-digit number is meant as a year: not pages, people or money."""
    match = _WORD_BEFORE.search(low, max(0, start - _REACH), start)
    before = match[1] if match else ""
    following = _WORD_AFTER.match(low, end)
    after = (following[1] or "%") if following else ""
    if before in _PAGE_WORDS or before in _MORE_WORDS or after in _MEASURES or after == "%":
        return False
    is_round, is_timed = low[end - 2 : end] == "00", before in _TIME_WORDS
    if after in _PEOPLE:
        return before in _NOT_OF_PLACE and not is_round
    if after in {"were", "are", "have"}:
        return is_timed or not is_round
    is_plural = after.endswith("s") and not after.endswith(("ss", "us", "is", "as")) and low[end] == " "
    return not (
        is_plural and (is_round if is_timed or not before.isalpha() else True) and before not in {"the", "that"}
    )
