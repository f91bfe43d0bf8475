"""Whether two mentions of dates can speak of one moment."""

from collections.abc import Iterable
from datetime import date
from math import inf

from grader.text.calendars import DateMention, month_days
from grader.text.date_patterns import name_day

_YEAR_DAYS, _FIRST_MARGIN = 366, 5


def _margin(one: DateMention) -> int:
    if not one.is_vague or one.first is None or one.last is None:
        return 0
    return max(_FIRST_MARGIN, (one.last - one.first) // 4)


def _stretch(one: DateMention) -> tuple[float, float]:
    """The days that a mention allows: open at one side with a relation, wider when it is vague."""
    first, last = one.first or 0, one.last or 0
    if not (one.relation or one.is_vague):
        return first, last
    margin = _margin(one)
    is_open_before, is_open_after = one.relation in {"by", "before"}, one.relation in {"after", "since"}
    return -inf if is_open_before else first - margin, inf if is_open_after else last + margin


def _falls_within(partial: DateMention, whole: DateMention) -> bool:
    """Whether a date without a year has a year in which it falls into the other's days."""
    first, last = _stretch(whole)
    if partial.month is None or last - first >= _YEAR_DAYS or not 1 <= first <= last:
        return True
    for year in {date.fromordinal(int(first)).year, date.fromordinal(int(last)).year}:
        days = month_days(year, partial.month) if partial.day is None else None
        named = name_day(partial.span, year, partial.month, partial.day) if partial.day is not None else None
        if named is not None and named.first is not None and named.last is not None:
            days = named.first, named.last
        if days is not None and days[0] <= last and first <= days[1]:
            return True
    return False


def compatible(one: DateMention, other: DateMention) -> bool:
    """Whether both can speak of one moment.

    The stretches of days must meet; those with a relation are open at one side (`by 1928` allows 1905), vague ones
    are a quarter longer at either edge. Dates without a year are compared in what both say.
    """
    if one.first is not None and other.first is not None:
        (first, last), (other_first, other_last) = _stretch(one), _stretch(other)
        return first <= other_last and other_first <= last
    if one.relation or other.relation:
        return True
    if one.first is None and other.first is None:
        months_agree = one.month is None or other.month is None or one.month == other.month
        return months_agree and (one.day is None or other.day is None or one.day == other.day)
    return _falls_within(one, other) if one.first is None else _falls_within(other, one)


def are_apart(some: Iterable[DateMention], others: Iterable[DateMention]) -> bool:
    """Whether the time from the first to the last of some dates is another than that of others.

    Two stretches of several years may meet in one year: what grew from 1950 to 1960 may shrink from 1960 to 1970. Dates
    without a year say nothing.
    """
    mine, theirs = (_span_all([one for one in dates if one.first is not None]) for dates in (some, others))
    if mine is None or theirs is None:
        return False
    shared = min(mine[1], theirs[1]) - max(mine[0], theirs[0])
    shorter = min(mine[1] - mine[0], theirs[1] - theirs[0])
    return shared < 0 or (shared <= _YEAR_DAYS and shorter > 2 * _YEAR_DAYS)


def _span_all(dates: list[DateMention]) -> tuple[float, float] | None:
    """The first and last day of all dates; `after 1960` begins with the end of that year."""
    if not dates:
        return None
    firsts = [one.last or 0 if one.relation == "after" else _stretch(one)[0] for one in dates]
    lasts = [one.first or 0 if one.relation == "before" else _stretch(one)[1] for one in dates]
    return min(firsts), max(lasts)
