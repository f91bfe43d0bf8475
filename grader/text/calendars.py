"""Days as numbers, months by name, and what a text says about a date."""

from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from rapidfuzz.distance import OSA

from grader.model import Span

Precision: TypeAlias = Literal["day", "month", "season", "year", "years", "decade", "century", "part"]
Relation: TypeAlias = Literal["by", "before", "after", "since", ""]
Interval: TypeAlias = tuple[int, int]


class DateMention(NamedTuple):
    """A date as a text gives it; nothing that is not said is filled in.

    Attributes:
        span: offsets into the text; a preposition (`by`, `since`) is not part of it.
        first, last: first and last day as proleptic ordinals of `datetime.date` (below 1 before Christ); None when the
            year is not said. With a relation they are still the days named: `before 1934` is the year 1934.
        year: negative before Christ; None where not said and for stretches of several years.
        month: 1 to 12; None where not said.
        day: 1 to 31; None where not said.
        precision: how exactly it is given; `part` is a part or a run of something longer, such as `early 1917`.
        is_vague: the edges are blurred, as in `the early 1920s` or `spring 1917`.
        relation: `by`, `before` (also until), `after`, `since` (also from … on); empty for the date itself.
    """

    span: Span
    first: int | None
    last: int | None
    year: int | None
    month: int | None
    day: int | None
    precision: Precision
    is_vague: bool = False
    relation: Relation = ""


_TWELVE = "january february march april may june july august september october november december"
MONTH_NAMES = _TWELVE.split()
SHORT_MONTHS = {name[:3]: number for number, name in enumerate(MONTH_NAMES, 1)} | {"sept": 9}
MONTHS = {name: number for number, name in enumerate(MONTH_NAMES, 1)} | SHORT_MONTHS
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
_SHORTEST_SLIP, _SLIPS = 6, 2
_CYCLE_YEARS, _CYCLE_DAYS = 400, 146_097


def day_number(year: int, month: int, day: int) -> int:
    """The day as a proleptic ordinal; `year` counts as people do, -1 is 1 BC.

    Raises:
        ValueError: the month has no such day.
    """
    astronomical = year + 1 if year < 0 else year
    cycles = -((astronomical - 1) // _CYCLE_YEARS) if astronomical < 1 else 0
    return date(astronomical + cycles * _CYCLE_YEARS, month, day).toordinal() - cycles * _CYCLE_DAYS


def month_days(year: int, month: int, last_month: int | None = None) -> Interval:
    """First and last day of a month, or of the stretch up to `last_month` of the same year."""
    last = last_month or month
    leap_like = 2000 + year % _CYCLE_YEARS if year > 0 else 2001
    return day_number(year, month, 1), day_number(year, last, monthrange(leap_like, last)[1])


def year_days(first_year: int, last_year: int | None = None) -> Interval:
    """First and last day of a year, or of the stretch up to `last_year`."""
    return day_number(first_year, 1, 1), day_number(last_year if last_year is not None else first_year, 12, 31)


def season_days(season: str, year: int, *, is_double: bool = False) -> Interval:
    """A season of the northern half of the earth; a winter said with one year may be either of two."""
    first, last = SEASONS[season]
    if season != "winter":
        return month_days(year, first, last)
    return day_number(year if is_double else year - 1, 12, 1), month_days(year + 1, 3)[1]


@lru_cache(maxsize=1 << 10)
def read_month(word: str) -> int | None:
    """Number of a lower-case month name, abbreviated or with a small typing slip (`febuary`); None for other words."""
    if word in MONTHS:
        return MONTHS[word]
    if len(word) < _SHORTEST_SLIP or word[0] not in "jfasond":
        return None
    near = [(OSA.distance(word, name), number) for number, name in enumerate(MONTH_NAMES, 1) if name[0] == word[0]]
    slips, number = min(near)
    return number if slips <= (_SLIPS if len(word) > _SHORTEST_SLIP else 1) else None
