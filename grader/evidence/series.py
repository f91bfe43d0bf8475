"""Figures that the material gives in a row: one of two is another, one is of another date, or the row runs the other way.

`Fourteen ships in 1932 and thirty-eight in 1933`: so many figures, units and dates agree that few shared words are enough.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from grader.evidence.figure_table import FigureTable, digits_of, figure_table_of, is_alike
from grader.evidence.index import Index, index_of
from grader.evidence.lexicon import CALENDAR_STEMS
from grader.model import Contest, Span
from grader.text.dates import DateMention, are_apart, compatible
from grader.text.quantities import Quantity, agree
from grader.text.reading import TextLayer
from grader.text.spans import starting_in
from grader.text.words import stem

Found = Iterator[tuple[Quantity, int, Quantity]]
Pair = tuple[Quantity, DateMention]
_TELLING = 13
_BOTH_MOST = 2
_TODAY = frozenset(map(stem, ("today", "nowadays", "modern")))
_UNDATED, _DATED, _TURNED = (3, 1.6), (0, 0.0), (1, 0.5)
_COURSE, _MISDATED = (2, 1.15), (1, 0.3)
_HEDGED = r"(?:(?:about|around|some|almost|nearly|over|under|more|less|fewer|than|only|just|a|an|the)\s+){0,3}\Z"
_FROM, _TO = re.compile(rf"\bfrom\s+{_HEDGED}", re.IGNORECASE), re.compile(rf"\bto\s+{_HEDGED}", re.IGNORECASE)
_REACH, _FARTHEST = 40, 60


def find_in_series(
    layer: TextLayer, span: Span, quantities: Sequence[Quantity], stems: frozenset[str], index: Index
) -> Found:
    """Figures of a sentence against the rows of figures in single sentences of the material.

    Args:
        layer: the essay.
        span: its sentence.
        quantities: the figures of the sentence that state something.
        stems: its content stems.
        index: the material.
    """
    if not quantities:
        return
    dates = starting_in(layer.dates, span)
    yield from _find_misdated(quantities, dates, stems - CALENDAR_STEMS, index)
    if len(quantities) > 1:
        yield from _find_turned(layer.text, quantities, dates, stems - CALENDAR_STEMS, index)


def find_other_in_series(
    quantity: Quantity,
    quantities: Sequence[Quantity],
    dates: Sequence[DateMention],
    stems: frozenset[str],
    table: FigureTable,
    index: Index,
) -> Found:
    """The material's other figure of a row, where the essay has one to the letter and this one instead of the other.

    Where the row has years, the essay has the same ones; where it has none, the essay has none.
    """
    if quantity.low != quantity.high or not _TODAY.isdisjoint(stems):
        return
    for pinned in quantities if len(quantities) == _BOTH_MOST else ():
        if pinned is quantity or pinned.low != pinned.high or not _may_count_same(pinned, quantity):
            continue
        for sentence, told in table.by_digits.get(digits_of(pinned.low), ()):
            rival = _find_rival(pinned, told, table.by_sentence[sentence])
            noun = quantity.noun or pinned.noun
            if rival is None or agree(rival, quantity) or not noun or noun not in {rival.noun, told.noun}:
                continue
            needed = _need(quantity, rival, dates, index.dates_of(sentence))
            idle = CALENDAR_STEMS if needed == _TURNED else CALENDAR_STEMS | {noun}
            if needed and is_alike(stems - idle, [sentence], needed, index):
                yield quantity, sentence, rival


def _find_rival(pinned: Quantity, told: Quantity, row: Sequence[Quantity]) -> Quantity | None:
    """The only other figure of a row in which one is the essay's to the letter."""
    if len(row) != _BOTH_MOST or not told.low == told.high == pinned.low or not _may_count_same(pinned, told):
        return None
    rival = row[1] if row[0] is told else row[0]
    return rival if rival.low == rival.high and _may_count_same(rival, told) else None


def _may_count_same(one: Quantity, other: Quantity) -> bool:
    return one.noun == other.noun or not (one.noun and other.noun)


def _need(
    quantity: Quantity, rival: Quantity, mine: Sequence[DateMention], theirs: Sequence[DateMention]
) -> tuple[int, float] | None:
    """How many words of which rarity must be shared; None where the dates are others."""
    ours, told = [d for d in mine if d.year], [d for d in theirs if d.year]
    if len(ours) != len(told) or not all(compatible(a, b) for a, b in zip(ours, told, strict=True)):
        return None
    is_turned = min(quantity.low, rival.low) >= _TELLING and digits_of(quantity.low) == digits_of(rival.low)
    if len(told) >= _BOTH_MOST:
        return _DATED
    return _TURNED if is_turned else _UNDATED


def _pair_up(quantities: Sequence[Quantity], dates: Sequence[DateMention]) -> list[Pair]:
    """Each figure with its date, where figures and dates take turns."""
    places = sorted([(q.span[0], 0) for q in quantities] + [(d.span[0], 1) for d in dates])
    kinds = [kind for _, kind in places]
    takes_turns = (
        len(quantities) == len(dates) and kinds == [kinds[0], 1 - kinds[0]] * len(quantities) if kinds else False
    )
    return list(zip(quantities, dates, strict=True)) if takes_turns else []


@lru_cache(maxsize=4)
def _rows_of(contest: Contest) -> dict[float, list[tuple[int, list[Pair]]]]:
    """Telling figures to the sentences of the material that give several figures of several dates."""
    index, rows = index_of(contest), dict[float, list[tuple[int, list[Pair]]]]()
    for sentence, quantities in figure_table_of(contest).by_sentence.items():
        pairs = _pair_up(quantities, index.dates_of(sentence)) if len(quantities) > 1 else []
        for quantity, _ in pairs:
            if quantity.low == quantity.high >= _TELLING:
                rows.setdefault(quantity.low, []).append((sentence, pairs))
    return rows


def _find_misdated(
    quantities: Sequence[Quantity], dates: Sequence[DateMention], stems: frozenset[str], index: Index
) -> Found:
    """A figure at a date for which a row has another figure, while it gives the essay's to another date."""
    for quantity, date in _pair_up(quantities, dates) if dates else ():
        for sentence, pairs in _rows_of(index.contest).get(quantity.low, ()):
            own = [told for told in pairs if told[0].low == quantity.low == quantity.high]
            there = [told for told in pairs if told[0].low != quantity.low and compatible(date, told[1])]
            is_other = len(own) == len(there) == 1 and not compatible(date, own[0][1])
            if is_other and is_alike(stems, [sentence], _MISDATED, index):
                yield quantity, sentence, there[0][0]


def _find_turned(
    text: str, quantities: Sequence[Quantity], dates: Sequence[DateMention], stems: frozenset[str], index: Index
) -> Found:
    """`From four hundred to nine hundred` where the material has it from nine hundred to four hundred."""
    for first, last in _find_courses(text, quantities):
        for sentence, start, end in _courses_of(index.contest):
            is_turned = agree(first, end) and agree(last, start) and not (agree(first, start) or agree(last, end))
            if (
                is_turned
                and not are_apart(dates, index.dates_of(sentence))
                and is_alike(stems, [sentence], _COURSE, index)
            ):
                yield first, sentence, start


@lru_cache(maxsize=4)
def _courses_of(contest: Contest) -> tuple[tuple[int, Quantity, Quantity], ...]:
    """Every `from so many to so many` of a material with its sentence, read once for each loaded contest."""
    index, table = index_of(contest), figure_table_of(contest)
    return tuple(
        (sentence, *course)
        for sentence, quantities in table.by_sentence.items()
        for course in _find_courses(index.readings[index.sentences[sentence].passage].text, quantities)
    )


def _find_courses(text: str, quantities: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """The two figures of each `from so many to so many`."""
    for first, last in pairwise(quantities):
        between = text[first.span[1] : last.span[0]]
        is_near = len(between) <= _FARTHEST and not set(between) & set(".;!?") and _TO.search(between)
        is_large = min(first.high, last.high) >= _TELLING
        if is_near and is_large and _FROM.search(text, max(0, first.span[0] - _REACH), first.span[0]):
            yield first, last
