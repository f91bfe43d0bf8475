"""Dates in a text, as intervals of days; nothing that is not said is filled in."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import chain

from grader.text.calendars import MONTH_NAMES, DateMention, year_days
from grader.text.cues import lower_case, read_openings
from grader.text.date_comparison import are_apart, compatible
from grader.text.date_context import (
    find_century_word,
    find_day_word,
    find_relation,
    is_month_context,
    is_year,
    narrow_part,
)
from grader.text.date_patterns import BEGINNINGS, TRIGGER, name_century, name_day, read_date
from grader.text.numerals import LIST_DASH, lower, read_ordinal, read_roman

__all__ = ["DateMention", "are_apart", "compatible", "find_dates"]

_TO = re.compile(r" ?(?:[-–—\x96\x97]|to|until|till|through|up to) ?(?:the )?$")
_AND = re.compile(r" and (?:the )?$")
_BETWEEN = re.compile(r"\b(?:between|from) (?:the )?(?:\w+ )?$")
_LONGEST_LINK, _REACH = 20, 24
_DECADE = re.compile(r"\bthe (?:early |mid[- ]?|late |roaring )?$")
_MONTH_STARTS = ("", *(name[:2] for name in MONTH_NAMES))
_AMBIGUOUS_MONTHS = ("may", "mar")
_DECADES = {"tw": 20, "th": 30, "fo": 40, "fi": 50, "si": 60, "se": 70, "ei": 80, "ni": 90}


def find_dates(text: str) -> list[DateMention]:
    """Every date of `text` in order, without overlaps.

    `from 1936 to 1938` is one stretch. `4/3/1922` has both readings as its edges. `the twenties` take their century
    from the nearest year said before them. Slips in the names of months are read through.
    """
    low = lower(text)
    found: list[DateMention] = []
    end = 0
    for start in _find_triggers(text, low):
        if start < end or not _is_start(low, start):
            continue
        read = _read(text, low, start, found)
        if read is None or read.span[0] < end:
            continue
        read = narrow_part(low, read)
        read = read._replace(relation=find_relation(low, read))
        end = read.span[1]
        _append(text, low, found, read)
    return found


def _find_triggers(text: str, low: str) -> Iterator[int]:
    """Where a word or number begins that may begin a date."""
    places = read_openings(lower_case(text))
    chosen = [key for key in places if key[:3] in BEGINNINGS or key[:1].isdecimal()]
    end = 0
    for start in sorted(chain.from_iterable([places[key] for key in chosen])):
        if start >= end and (trigger := TRIGGER.match(low, start)):
            end = trigger.end()
            yield start


def _is_start(low: str, start: int) -> bool:
    if not start:
        return True
    before = low[start - 1]
    return not (before.isalnum() or before in "_$£€#@") and not (
        before in ".," and low[start - 2 : start - 1].isdecimal()
    )


def _read(text: str, low: str, start: int, before: list[DateMention]) -> DateMention | None:
    if low.startswith("centur", start):
        return _read_century_word(low, start)
    found = read_date(low, start)
    if found is None or not _is_plausible(text, low, found):
        return None
    if found.precision == "decade" and found.first is None:
        return _place_decade(low, found, before)
    if found.month is not None and found.year is None:
        found = _read_day_word(low, found)
        return found if _is_month(text, low, found) else None
    return _read_day_word(low, found)


def _is_plausible(text: str, low: str, found: DateMention) -> bool:
    """Whether a number that looks like a year is one: no pages or people, and the era in capitals or with points."""
    first, end = found.span
    said = low[first:end]
    if found.precision != "year" or not any(c.isdecimal() for c in said):
        return True
    return is_year(low, first, end) if said.isdecimal() else "." in said or said != text[first:end]


def _read_day_word(low: str, found: DateMention) -> DateMention:
    """`the third of April 1922`: the spelled-out day joins its month."""
    match = find_day_word(low, found.span[0]) if found.precision == "month" else None
    if match is None or found.month is None:
        return found
    return name_day((match.start(1), found.span[1]), found.year, found.month, read_ordinal(match[1]) or 0) or found


def _read_century_word(low: str, start: int) -> DateMention | None:
    match = find_century_word(low, start)
    if match is None:
        return None
    number = read_ordinal(match[1]) or read_roman(match[1].removesuffix("th")) or 0
    end = start + len("centuries" if low.startswith("centuries", start) else "century")
    return name_century((match.start(1), end), number)


def _is_month(text: str, low: str, found: DateMention) -> bool:
    """Whether a month without a year is one: `may` and `march` are verbs, too; a bare name needs `in` or the like."""
    start = found.span[0]
    at = low.find(_MONTH_STARTS[found.month or 0], start, found.span[1])
    if low.startswith(_AMBIGUOUS_MONTHS, at) and not text[at : at + 1].isupper():
        return False
    return found.precision != "month" or (
        low[found.span[1] : found.span[1] + 1] != "'" and is_month_context(low, start)
    )


def _place_decade(low: str, decade: DateMention, found: list[DateMention]) -> DateMention | None:
    """`the twenties` in the century of the last year said before; without one their years stay unknown."""
    start, end = decade.span
    if not _DECADE.search(low, max(0, start - _REACH), start):
        return None
    years = (one.last for one in reversed(found) if one.last is not None)
    last = next(years, None)
    if last is None or last < 1:
        return decade
    first_year = date.fromordinal(last).year // 100 * 100 + _DECADES[low[start : start + 2]]
    return DateMention((start, end), *year_days(first_year, first_year + 9), None, None, None, "decade")


def _append(text: str, low: str, found: list[DateMention], read: DateMention) -> None:
    """Add a date, or stretch the one before it when the two are the ends of one stretch."""
    before = found[-1] if found else None
    if before is None or not _are_ends(low, before, read) or LIST_DASH.match(text, before.span[1]):
        found.append(read)
        return
    first = before.first if before.first is not None else _borrow_year(before, read)
    if first is None or read.last is None or read.first is None or first >= read.first:
        found.append(read)
        return
    are_years = before.precision == read.precision == "year"
    span, is_vague = (before.span[0], read.span[1]), before.is_vague or read.is_vague
    found[-1] = DateMention(span, first, read.last, None, None, None, "years" if are_years else "part", is_vague)


def _are_ends(low: str, before: DateMention, after: DateMention) -> bool:
    start, end = before.span[1], after.span[0]
    if end - start > _LONGEST_LINK:
        return False
    if _TO.fullmatch(low, start, end):
        return True
    reach = max(0, before.span[0] - _REACH)
    return bool(_AND.fullmatch(low, start, end) and _BETWEEN.search(low, reach, before.span[0]))


def _borrow_year(before: DateMention, after: DateMention) -> int | None:
    """First day of a date that leaves its year to the date after it: `from March to 4 May 1930`."""
    if before.month is None or after.year is None:
        return None
    day = name_day(before.span, after.year, before.month, before.day or 1)
    return day.first if day else None
