"""The grammar of dates: one pattern a form, each with the function that reads it.

All patterns read lower-case text in which every white space is a plain space.
"""

import re
from collections.abc import Callable
from typing import TypeAlias

from grader.model import Span
from grader.text.calendars import (
    MONTH_NAMES,
    MONTHS,
    SEASONS,
    SHORT_MONTHS,
    DateMention,
    Precision,
    day_number,
    month_days,
    read_month,
    season_days,
    year_days,
)
from grader.text.numerals import TENS, UNITS, read_numeral, read_ordinal

_Match: TypeAlias = re.Match[str]
_Reader: TypeAlias = Callable[[_Match], DateMention | None]

LAST_DAY, _LAST_MONTH, _LAST_CENTURY = 31, 12, 21
_DASH = r" ?[-–—\x96\x97] ?"
_TO = rf"(?:{_DASH}| to | and |/)"
_YEAR = r"(?:1\d{3}|20\d\d|2100)(?!\d|[.,]\d)"
_OPTIONAL_YEAR = rf"(?:(?:,? ?| of | in ){_YEAR.join(['(?P<year>', ')'])})?"
_MONTH = rf"(?:(?:{'|'.join(MONTH_NAMES)})\b|(?:{'|'.join(SHORT_MONTHS)})\b\.?)"
_SEASON = "|".join(SEASONS)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?(?![\d\w]|,\d{1,3}(?!\d))"
_ERA = r"(?:bce?|b\.c\.(?:e\.)?|ce|ad|a\.d\.)(?!\w)"
_SPOKEN = "|".join([*TENS, *(word for word, value in UNITS.items() if value in range(10, 20))])
_NOT_DIGITS = re.compile(r"\D+")

# Where a date may begin; the forms are tried only there. First its first letters, for words; digits may begin one, too.
_BEGINNINGS = """
jan feb mar apr may jun jul aug sep oct nov dec spr sum aut fal win cen twe thi for fif six sev eig nin ad a
"""
BEGINNINGS = frozenset(_BEGINNINGS.split())
TRIGGER = re.compile(
    r"\d+|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|fall|winter|centur"
    r"|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|nineteen|eighteen|\bad \d|\ba\.d\. \d)"
)


def _number(text: str) -> int:
    return int(_NOT_DIGITS.sub("", text) or 0)


def name_day(span: Span, year: int | None, month: int, day: int) -> DateMention | None:
    """The mention of a day; a day that its month does not have is read as the month alone."""
    if not 1 <= day <= LAST_DAY:
        return None
    if year is None:
        return DateMention(span, None, None, None, month, day, "day")
    try:
        number = day_number(year, month, day)
    except ValueError:
        return DateMention(span, *month_days(year, month), year, month, None, "month")
    return DateMention(span, number, number, year, month, day, "day")


def _read_iso(match: _Match) -> DateMention | None:
    year, month, day = (int(group) for group in match.groups())
    return name_day(match.span(), year, month, day) if 1 <= month <= _LAST_MONTH else None


def _read_strokes(match: _Match) -> DateMention | None:
    """`03.04.1922`: with points the day comes first; otherwise it may be either, and both days are the edges."""
    first, mark, second, year = int(match[1]), match[2], int(match[3]), int(match[4])
    pairs = ((first, second),) if mark == "." or first == second else ((first, second), (second, first))
    read = [name_day(match.span(), year, month, day) for day, month in pairs if 1 <= month <= _LAST_MONTH]
    days = [one for one in read if one is not None]
    if not days or len(days) == 1:
        return days[0] if days else None
    first_day, last_day = sorted(one.first or 0 for one in days)
    return DateMention(match.span(), first_day, last_day, year, None, None, "day", is_vague=True)


def _read_day_month(match: _Match) -> DateMention | None:
    month = read_month(match["month"])
    if month is None:
        return None
    year = int(match["year"]) if match["year"] else None
    last = name_day(match.span(), year, month, _number(match["day"]))
    if match["from"] is None or last is None:
        return last
    first = name_day(match.span(), year, month, _number(match["from"]))
    return first and last._replace(first=first.first, day=None, precision="part")


def _read_month_day(match: _Match) -> DateMention | None:
    year = int(match["year"]) if match["year"] else None
    month = MONTHS[match["month"].rstrip(".")]
    first = name_day(match.span(), year, month, _number(match["day"]))
    if match["to"] is None or first is None:
        return first
    last = name_day(match.span(), year, month, _number(match["to"]))
    return last and first._replace(last=last.last, day=None, precision="part")


def _read_month(match: _Match) -> DateMention | None:
    month = MONTHS[match["month"].rstrip(".")]
    if not match["year"]:
        return DateMention(match.span(), None, None, None, month, None, "month")
    year = int(match["year"])
    return DateMention(match.span(), *month_days(year, month), year, month, None, "month")


def _read_months(match: _Match) -> DateMention | None:
    first, last = MONTHS[match["first"].rstrip(".")], MONTHS[match["last"].rstrip(".")]
    if first >= last:
        return None
    year = int(match["year"])
    return DateMention(match.span(), *month_days(year, first, last), year, None, None, "part")


def _read_season(match: _Match) -> DateMention | None:
    year, second = int(match["year"]), match["second"]
    days = season_days(match["season"], year, is_double=second is not None)
    return DateMention(match.span(), *days, None if second else year, None, None, "season", is_vague=True)


def _read_years(match: _Match) -> DateMention | None:
    first, short = int(match[1]), match[3]
    last = int(match[1][: -len(short)] + short)
    if last > first:
        return DateMention(match.span(), *year_days(first, last), None, None, None, "years")
    is_month = match[2] == "-" and short.startswith(("0", "1")) and 1 <= int(short) <= _LAST_MONTH
    return (
        DateMention(match.span(), *month_days(first, int(short)), first, int(short), None, "month")
        if is_month
        else None
    )


def _read_decade(match: _Match) -> DateMention | None:
    start = int(match[1])
    is_century = start % 100 == 0
    precision: Precision = "century" if is_century else "decade"
    return DateMention(match.span(), *year_days(start, start + (99 if is_century else 9)), None, None, None, precision)


def _read_decade_word(match: _Match) -> DateMention | None:
    return DateMention(match.span(), None, None, None, None, None, "decade", is_vague=True)


def name_century(span: Span, number: int, era: str = "") -> DateMention | None:
    """The mention of a century, the 1st to the 21st; `era` as written, empty for after Christ."""
    if not 1 <= number <= _LAST_CENTURY:
        return None
    first = -100 * number if "b" in era else 100 * number - 99
    return DateMention(span, *year_days(first, first + 99), None, None, None, "century", is_vague=True)


def _read_century(match: _Match) -> DateMention | None:
    return name_century(match.span(), read_ordinal(match[1]) or 0, match[2] or "")


def _read_era(match: _Match) -> DateMention | None:
    number = int(match[1])
    year = -number if "b" in match[0] else number
    return DateMention(match.span(), *year_days(year), year, None, None, "year") if number else None


def _read_spoken_year(match: _Match) -> DateMention | None:
    rest = read_numeral(match[2])
    if rest is None:
        return None
    year = (1900 if match[1] == "nineteen" else 1800) + int(rest)
    return DateMention(match.span(), *year_days(year), year, None, None, "year")


def _read_year(match: _Match) -> DateMention | None:
    year = int(match[0])
    return DateMention(match.span(), *year_days(year), year, None, None, "year")


def _compile(*forms: tuple[str, _Reader]) -> tuple[tuple[re.Pattern[str], _Reader], ...]:
    return tuple((re.compile(pattern, re.ASCII), reader) for pattern, reader in forms)


_DAY_MONTH = (
    rf"(?:(?P<from>{_DAY}){_TO})?(?P<day>{_DAY})(?: day)?,? ?(?:of )?"
    rf"(?P<month>[a-z]{{3,10}})\b(?:\.(?= ?\d))?{_OPTIONAL_YEAR}"
)
_LONG_NUMBER = re.compile(r"\d{3}", re.ASCII)
_SHORT_FORMS = _compile(
    (r"(\d{1,2})([./-])(\d{1,2})\2((?:1\d|20)\d\d)(?!\d)", _read_strokes),
    (
        _DAY_MONTH,
        _read_day_month,
    ),
    (rf"(\d{{1,2}}) ?{_ERA}", _read_era),
    (rf"(\d{{1,2}}(?:st|nd|rd|th))(?: |-)centur(?:y|ies)\b(?: ({_ERA}))?", _read_century),
)
_LONG_FORMS = _compile(
    (r"((?:1\d|20)\d\d)-(\d\d)-(\d\d)(?!\d)", _read_iso),
    (rf"(\d{{3,4}}) ?{_ERA}", _read_era),
    (r"(\d{3}0)['’]?s\b", _read_decade),
    (r"((?:1\d|20)\d\d)( ?[-–—/\x96\x97] ?)(\d{4}|\d{1,2})(?![\d\w])", _read_years),
    (_YEAR, _read_year),
)
_WORD_FORMS = _compile(
    (rf"(?P<first>{_MONTH})(?:{_DASH}| to | and )(?P<last>{_MONTH})(?:,? ?| of )(?P<year>{_YEAR})", _read_months),
    (rf"(?P<month>{_MONTH}) (?:the )?(?P<day>{_DAY})(?:{_DASH}(?P<to>{_DAY}))?{_OPTIONAL_YEAR}", _read_month_day),
    (rf"(?P<month>{_MONTH}){_OPTIONAL_YEAR}", _read_month),
    (
        rf"(?P<season>{_SEASON})(?: of| in|,)?(?: the year)? (?P<year>{_YEAR})(?P<second>[-–/]\d\d(?:\d\d)?)?",
        _read_season,
    ),
    (r"(?:twen|thir|for|fif|six|seven|eigh|nine)ties\b", _read_decade_word),
    (rf"(eighteen|nineteen)[ -](?:hundred )?(?:and )?((?:{_SPOKEN})(?:-\w+)?)\b", _read_spoken_year),
    (r"(?:ad|a\.d\.) (\d{1,4})(?!\d)", _read_era),
)


def read_date(low: str, start: int) -> DateMention | None:
    """The date that begins at `start`, in the first form that fits; None when none does."""
    forms = _WORD_FORMS
    if low[start].isdecimal():
        forms = _LONG_FORMS if _LONG_NUMBER.match(low, start) else _SHORT_FORMS
    for pattern, reader in forms:
        match = pattern.match(low, start)
        found = reader(match) if match else None
        if found is not None:
            return found
    return None
