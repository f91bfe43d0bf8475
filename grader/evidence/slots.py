"""Dates and quantities as slots of a statement, and what it means that two of them agree or nearly do."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from grader.evidence.elsewhere import is_stated
from grader.evidence.events import Events
from grader.evidence.figure_kinds import FigureKind, kinds_of, kinds_told
from grader.evidence.index import Index, PassageReading
from grader.evidence.likenesses import Clause
from grader.model import Contest, Span
from grader.report import ClaimKind
from grader.text.dates import DateMention, compatible, find_dates
from grader.text.quantities import Quantity, agree, find_quantities
from grader.text.reading import Reading
from grader.text.spans import starting_in
from grader.text.words import stem

Value: TypeAlias = DateMention | Quantity
LARGE = 50  # figures so large are rarely given twice in one sentence for different things
TELLING = 13
"""From here on a figure is no everyday number."""

_WHOLE = 100
_FARTHEST = 1000
_FACTORS = (10, 100, 1000)
_SLIP_YEARS = 10
_MEASURE_WORDS = "percent age minute hour day week month year decade century mile kilometre metre pound dollar"
_UNITS = frozenset(map(stem, ("percent", "age", "dollar", "pound", "euro")))
MEASURES = frozenset(map(stem, _MEASURE_WORDS.split()))
"""Nouns that measure: so many days are never so many ships."""

_ANYBODY = frozenset(["", *map(stem, ("people", "persons", "men", "women", "children"))])
_AGO = re.compile(r"\b(?:years?|decades?|centuries|months?|weeks?)\s+ago\b")
_CITING = re.compile(
    r"[\"“”«]|\b(?:author|book|historian|wrote|writes|argue[sd]|according|published|explain(?:s|ed)|states?|study)\b"
)


@dataclass(frozen=True, slots=True)
class Slot:
    """A date or a quantity of the essay with the clause around it."""

    kind: ClaimKind
    span: Span
    value: Value
    clause: Clause
    sentence: int
    kinds: frozenset[FigureKind] = frozenset()

    @property
    def stems(self) -> Iterable[str]:
        """The words that the value is told with: those of its clause, or of all around where it is a day, met by chance."""
        is_day = isinstance(self.value, DateMention) and self.value.day is not None
        return self.clause.stems if is_day else self.clause.own


def find_slots(events: Events) -> list[Slot]:
    """Every date that says a year or a month and every quantity of the essay's sentences: dates first, each in order."""
    reading = events.reading
    found: list[tuple[ClaimKind, Value]] = []
    found += [("date", d) for d in reading.dates if (d.year or d.month or d.first) and not _is_of_book(reading, d.span)]
    found += [("number", q) for q in reading.quantities if is_stated(q, reading.text)]
    slots = []
    for kind, value in found:
        number = reading.sentence_at(value.span[0])
        if number is not None:
            kinds = kinds_of(reading.text, value) if isinstance(value, Quantity) else frozenset[FigureKind]()
            slots.append(Slot(kind, value.span, value, events.clause_at(number, value.span[0]), number, kinds))
    return slots


def find_values(slot: Slot, passage: PassageReading, span: Span) -> list[Value]:
    """The slots of the same kind in a sentence of the material; quantities only where they count the same thing."""
    if isinstance(slot.value, DateMention):
        told = (d for d in starting_in(passage.dates, span) if not is_bracketed(passage.text, d.span))
        alike: list[Value] = [
            d for d in told if _is_comparable(slot.value, d) and not _is_of_other_year(slot.value, d, passage)
        ]
        # `1 May 1990: Ten years ago a bridge fell` has the date of the telling.
        return [] if alike and _AGO.search(passage.text, *span) else alike
    counted = [q for q in starting_in(passage.quantities, span) if not q.is_ordinal]
    unit = slot.value.noun
    if unit in _UNITS and all(q.noun != unit for q in counted):
        return []  # money is told with its unit, once at least: `nine dollars here and seven there`
    same = [q for q in counted if _counts_same(slot.value, q, slot.clause)]
    return [q for q in same if kinds_told(passage.text, q) == slot.kinds] if same else []


def _is_of_book(reading: Reading, span: Span) -> bool:
    """Whether a year in brackets dates a book that a sentence quotes, and no event."""
    number = reading.sentence_at(span[0]) if is_bracketed(reading.text, span) else None
    return number is not None and _CITING.search(reading.text, *reading.sentences[number].span) is not None


def is_bracketed(text: str, span: Span) -> bool:
    """Whether a date stands alone in brackets: the year of a book, or the years of a life, and no event."""
    return text[span[0] - 1 : span[0]] in ("(", "[") and text[span[1] : span[1] + 1] in (")", "]")


def _is_comparable(one: DateMention, other: DateMention) -> bool:
    """Whether both say a year, or both a month."""
    return (one.first is not None and other.first is not None) or bool(one.month and other.month)


def _is_of_other_year(value: DateMention, told: DateMention, passage: PassageReading) -> bool:
    """Whether a date without a year follows one of a year that is not the essay's, nor next to it."""
    if told.year or not value.year:
        return False
    before = (d for d in reversed(passage.dates) if d.year and d.span < told.span)
    said = next((d.year for d in before if not is_bracketed(passage.text, d.span)), None)
    return said is not None and abs(said - value.year) > 1


def are_far_apart(one: Quantity, other: Quantity) -> bool:
    """Whether one figure is more than a thousand times the other: nobody mistakes sixteen for millions."""
    return min(one.high, other.high) * _FARTHEST < max(one.low, other.low)


def _counts_same(one: Quantity, other: Quantity, clause: Clause) -> bool:
    if are_far_apart(one, other):
        return False
    if one.noun and other.noun:
        if one.noun != other.noun and not MEASURES.isdisjoint((one.noun, other.noun)):
            return False
        return one.noun == other.noun or other.noun in clause.own
    if one.noun and one.low == one.high == other.low == other.high:
        return True  # `three acres with horses, with a tractor thirty`: what the second counts was said before
    if one.noun_text and other.noun not in _ANYBODY and other.noun not in clause.stems:
        return False  # `5,000 of them`: of what the sentence names before
    return min(one.low, other.low) >= LARGE


def agrees(one: Value, other: Value) -> bool:
    """Whether both can speak of one date or one figure."""
    if isinstance(one, DateMention):
        return isinstance(other, DateMention) and compatible(one, other) and not _is_turned(one, other)
    return isinstance(other, Quantity) and (agree(one, other) or is_rest(one, other))


def is_rest(one: Quantity, other: Quantity) -> bool:
    """Whether two percentages make up the whole: where 70 % have no car, about 30 % have one."""
    return one.noun == other.noun == "percent" and one.low + other.low <= _WHOLE <= one.high + other.high


def values_of(sentence: int, index: Index) -> list[Value]:
    """The dates and then the figures of a sentence of the material."""
    line = index.sentences[sentence]
    passage = index.readings[line.passage]
    return [*starting_in(passage.dates, line.span), *starting_in(passage.quantities, line.span)]


def is_corrected(value: Value, passage: str, contest: Contest) -> bool:
    """Whether the teacher's correction of a passage agrees with the essay."""
    finder = find_dates if isinstance(value, DateMention) else find_quantities
    corrections = (c for c in contest.corrections if c.passage == passage)
    return any(agrees(value, told) for one in corrections for told in finder(one.text))


def _is_turned(one: DateMention, other: DateMention) -> bool:
    """Whether two bare years have the same digits in another order, as 1968 and 1986 have, whatever relation they are in."""
    years = one.year, other.year
    is_bare = not (one.month or other.month) and None not in years and years[0] != years[1]
    return is_bare and bool(one.relation) != bool(other.relation) and sorted(str(years[0])) == sorted(str(years[1]))


def is_same_kind(one: Value, other: Value) -> bool:
    """Whether agreement says something: `until March` leaves room for May, and a stretch of years for all that is in it."""
    if isinstance(one, DateMention) and isinstance(other, DateMention):
        if one.precision == "years" and one[1:3] != other[1:3]:
            return False
        return one.relation == other.relation == "" and not (one.month and one.year and not other.month)
    if isinstance(one, Quantity) and isinstance(other, Quantity) and is_rest(one, other):
        return False
    if isinstance(one, Quantity) and isinstance(other, Quantity) and one.noun and not other.noun:
        return one.low >= TELLING  # a small figure of nothing that is named is met by chance, too
    return True


def is_same_value(one: Value, other: Value) -> bool:
    """Whether both give the very same day, or the same figure, and one that is seldom met by chance."""
    if isinstance(one, DateMention):
        is_day = isinstance(other, DateMention) and one.precision == other.precision == "day"
        return is_day and one[1:3] == other[1:3]
    is_exact = isinstance(other, Quantity) and one.low == one.high == other.low == other.high
    return is_exact and one.low >= TELLING


def is_slip(one: Value, other: Value) -> bool:
    """Whether one looks like the other with a slip of the pen or the memory.

    A day of the same month in a near year, a figure ten, a hundred or a thousand times as large, digits in another order.
    """
    if isinstance(one, DateMention):
        return isinstance(other, DateMention) and _is_slip_of_year(one, other)
    if not isinstance(other, Quantity) or round(one.low * other.high, 6) != round(one.high * other.low, 6):
        return False  # `more than` on one side alone, or a stretch
    low, high = sorted((one.low, other.low))
    if low < TELLING:
        return False
    return any(low * factor == high for factor in _FACTORS) or (low != high and _digits(low) == _digits(high))


def _is_slip_of_year(one: DateMention, other: DateMention) -> bool:
    if not one.day or not one.month or not one.year or not other.year or one.relation or other.relation:
        return False
    is_same_day = (one.day, one.month) == (other.day, other.month)
    return is_same_day and 0 < abs(one.year - other.year) <= _SLIP_YEARS


def _digits(figure: float) -> list[str]:
    """The digits without the zeros of thousands and millions, in order of size."""
    return sorted(f"{figure:.0f}")
