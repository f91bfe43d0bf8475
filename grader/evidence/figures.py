"""Figures of the essay that look like a slip of the material's, where both speak of the same things.

Five kinds, each so seldom met by chance that fewer shared words are enough than elsewhere: digits in another order or a
figure ten, a hundred or a thousand times as large; the same figure of another unit (ten weeks, ten days); another age at
the same event; figures of two people exchanged; another figure beside one that the material's sentence or row has, too.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from grader.evidence.cells import find_exchanged_cells
from grader.evidence.difference import tell_difference
from grader.evidence.elsewhere import is_elsewhere, is_stated
from grader.evidence.events import Events
from grader.evidence.figure_kinds import kinds_of, kinds_told
from grader.evidence.figure_table import (
    ROW,
    FigureTable,
    center_of,
    digits_of,
    figure_table_of,
    find_owned,
    is_alike,
    neighbours,
)
from grader.evidence.index import Index, known_stems
from grader.evidence.lexicon import CALENDAR_STEMS, STOP_STEMS
from grader.evidence.likenesses import stands_in
from grader.evidence.measures import find_other_measures, find_paired, say_measured
from grader.evidence.series import find_in_series, find_other_in_series
from grader.evidence.slots import TELLING, are_far_apart, is_corrected, is_rest
from grader.model import Contest, Span
from grader.report import Claim
from grader.text.dates import compatible
from grader.text.numerals import NUMERAL_STEMS
from grader.text.polarity import is_supposed
from grader.text.quantities import Quantity, agree
from grader.text.spans import is_covered, starting_in
from grader.text.words import stem

_LARGE = 100
_FACTORS = (10, 100, 1000)
_MONEY = frozenset(map(stem, ["dollar", "pound", "euro", "franc", "mark", "rouble", "ruble", "cent", "crown"]))
_UNITS = {"minut": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.0, "year": 365.0}
_SLIP, _UNIT, _AGE = (2, 1.15), (3, 1.6), (1, 0.9)
_OWN_SHARE = 0.35
_AGE_WORDS = frozenset(map(stem, ("age", "aged", "old", "year", "years")))
_IDLE = STOP_STEMS | NUMERAL_STEMS
_COMPANION = (1, 0.3)
_MOST = 20  # figures of one sentence that are looked at; so that a list of thousands costs no more than many short ones


def find_figure_slips(events: Events, contest: Contest, closed: Sequence[Span]) -> list[Claim]:
    """Figures that differ from the material's of the same things, one a sentence at most.

    Args:
        events: the essay's clauses against the material.
        contest: the contest with the teacher's corrections.
        closed: merged spans that state nothing.
    """
    reading, index = events.reading, events.index
    table = figure_table_of(index.contest)
    claims = []
    for number, inside in events.quantities.items():
        sentence = reading.sentences[number]
        counted = [q for q in inside[:_MOST] if is_stated(q, reading.text)]
        quantities = [q for q in counted if not is_covered(q.span[0], closed)]
        if not quantities:
            continue
        stems = _stems(events, number)
        slips = _find_slips(events, number, quantities, stems, table)
        found = next((slip for slip in slips if _is_of_same(events, *slip, table)), None)
        if found and _is_held(events, number, found[0], found[1], contest):
            claims.append(_claim(events, sentence.span, *found))
    return claims


def _is_of_same(events: Events, quantity: Quantity, sentence: int, told: Quantity, table: FigureTable) -> bool:
    """Whether two figures can be of the same: of one kind and unit, of like size, and neither the rest of a whole."""
    if are_far_apart(quantity, told):
        return False
    if quantity.noun != told.noun and not _MONEY.isdisjoint((quantity.noun, told.noun)) and quantity.noun and told.noun:
        return False
    if any(is_rest(quantity, other) for other in table.by_sentence.get(sentence, ())):
        return False
    passage = events.index.readings[events.index.sentences[sentence].passage]
    return kinds_of(events.reading.text, quantity) == kinds_told(passage.text, told)


def _is_held(events: Events, number: int, quantity: Quantity, sentence: int, contest: Contest) -> bool:
    """Whether a figure is held against the essay: it speaks of what the material tells, and no correction agrees."""
    reading, index = events.reading, events.index
    # what follows a figure tells what it was for: `so that none could pass`
    first, last = reading.word_range((reading.sentences[number].span[0], quantity.span[0]))
    if is_supposed(reading.text, reading.words[first:last]) or is_elsewhere(reading, number, sentence, index):
        return False
    return not is_corrected(quantity, index.passages[index.sentences[sentence].passage].id, contest)


def _claim(events: Events, span: Span, quantity: Quantity, sentence: int, told: Quantity) -> Claim:
    line = events.index.sentences[sentence]
    text, passage = events.reading.text, events.index.readings[line.passage].text
    ours, theirs = _say(text, quantity), _say(passage, told)
    if center_of(quantity) == center_of(told) and not {quantity.noun, told.noun} <= _UNITS.keys():
        ours, theirs = say_measured(text, quantity, span[1]), say_measured(passage, told, line.span[1])
    return tell_difference(span, "number", ours, theirs, sentence, events.index)


def _say(text: str, quantity: Quantity) -> str:
    """The figure as it is written, with a unit of time behind it."""
    end = text.find(quantity.noun_text, quantity.span[1]) if quantity.noun in _UNITS and quantity.noun_text else -1
    return text[quantity.span[0] : end + len(quantity.noun_text) if end >= 0 else quantity.span[1]]


def _stems(events: Events, number: int) -> frozenset[str]:
    """Content stems of a sentence of the essay, as the material spells them, without figures."""
    sentence, reading = events.reading.sentences[number], events.reading
    run = slice(sentence.first, sentence.last)
    known = known_stems(reading, events.index)[run]
    return frozenset(
        one
        for one, word in zip(known, reading.words[run], strict=True)
        if word.stem not in _IDLE and not word.stem.isdigit()
    )


def _find_slips(
    events: Events, number: int, quantities: Sequence[Quantity], stems: frozenset[str], table: FigureTable
) -> Iterator[tuple[Quantity, int, Quantity]]:
    """Every figure that differs, with the sentence of the material and its figure."""
    index, reading, span = events.index, events.reading, events.reading.sentences[number].span
    yield from _find_crossed(events, number, quantities, table)
    yield from find_in_series(reading, span, quantities, stems, index)
    for quantity in quantities:
        if center_of(quantity) is None:
            continue
        if not _is_told(quantity, stems, table, index):
            yield from _find_turned(events, number, quantity, table)
            yield from _find_companions(quantity, quantities, stems, table, index)
        if not _is_told(quantity, stems, table, index, is_strict=True):
            near = stems & frozenset(events.clause_at(number, quantity.span[0]).core)
            yield from find_paired(quantity, quantities, stems, near, table, index)
            dates = starting_in(reading.dates, span)
            yield from find_other_in_series(quantity, quantities, dates, stems, table, index)
        yield from find_other_measures(reading.text, span[1], quantity, stems, table, index)
    yield from _find_in_rows(quantities, table, index)
    yield from find_exchanged_cells(reading, number, quantities, index)
    yield from _find_ages(quantities, stems, table, index)


def _find_turned(
    events: Events, number: int, quantity: Quantity, table: FigureTable
) -> Iterator[tuple[Quantity, int, Quantity]]:
    """Figures of the material that the essay's is a slip of, told of the same things."""
    index, clause = events.index, events.clause_at(number, quantity.span[0])
    for sentence, told in table.by_digits.get(digits_of(center_of(quantity) or 0), ()):
        needed = _need(quantity, told)
        if needed is None:
            continue
        near = [sentence] if needed == _UNIT else neighbours(sentence, index)
        is_near = is_alike(clause.stems, near, needed, index) and _share(clause.own, near, index) >= _OWN_SHARE
        if is_near or (needed == _SLIP and _is_multiple_of_year(events, number, quantity, told, sentence)):
            yield quantity, sentence, told


def _is_multiple_of_year(events: Events, number: int, one: Quantity, other: Quantity, sentence: int) -> bool:
    """Whether a figure of a year is ten, a hundred or a thousand times one of the same noun and year."""
    low, high = sorted((center_of(one) or 0, center_of(other) or 0))
    if not one.noun or one.noun != other.noun or low < _LARGE or all(low * factor != high for factor in _FACTORS):
        return False
    reading = events.reading
    mine = [d for d in starting_in(reading.dates, reading.sentences[number].span) if d.year]
    told = events.index.dates_of(sentence)
    return len(mine) == len(told) == 1 and told[0].first is not None and compatible(mine[0], told[0])


def _need(one: Quantity, other: Quantity) -> tuple[int, float] | None:
    """How many words of which rarity must be shared that one figure is a slip of the other; None where it is none."""
    low, high = sorted((center_of(one) or 0, center_of(other) or 0))
    if one.noun in _UNITS and other.noun in _UNITS:
        return _UNIT if low == high and one.noun != other.noun else None
    is_measure = {one.noun, other.noun} & {"percent", "age", *_UNITS} and one.noun != other.noun
    if is_measure or low < TELLING or low == high:
        return None
    is_factor = any(low * factor == high for factor in _FACTORS)
    return _SLIP if is_factor or len(f"{low:.0f}") == len(f"{high:.0f}") else None


def _share(stems: Sequence[str], sentences: Sequence[int], index: Index) -> float:
    """The share of some stems' rarity that sentences of the material have."""
    there = frozenset(s for n in sentences for s in index.sentences[n].stems)
    shared = index.lexicon.shared(stems, there)
    return sum(map(index.rarity, shared)) / (sum(map(index.rarity, stems)) + 1e-9)


def _is_told(
    quantity: Quantity, stems: frozenset[str], table: FigureTable, index: Index, *, is_strict: bool = False
) -> bool:
    """Whether the material gives the essay's own figure: a telling one anywhere, another beside any of its words.

    With `is_strict` it is to count the same: `three hundred miles` tells no `three hundred acres`.
    """
    for sentence, told in table.by_digits.get(digits_of(center_of(quantity) or 0), ()):
        if is_strict and told.noun and quantity.noun and told.noun != quantity.noun:
            continue
        if quantity.low % 1 and told.low != quantity.low:
            continue  # 5.3 percent are not told by five days
        is_same = agree(quantity, told) and (
            quantity.noun == told.noun or not {quantity.noun, told.noun} <= _UNITS.keys()
        )
        is_telling = quantity.low == quantity.high == told.low >= TELLING
        near = neighbours(sentence, index) if is_same else ()
        if is_same and (is_telling or any(stands_in(one, near, index) for one in stems)):
            return True
    return False


def _find_crossed(
    events: Events, number: int, quantities: Sequence[Quantity], table: FigureTable
) -> Iterator[tuple[Quantity, int, Quantity]]:
    """Two figures that the material gives the other way round to the same two people."""
    reading, roster = events.reading, events.index.roster
    owned = find_owned(quantities, reading.names, reading.text, reading.sentences[number].span, roster)
    names = list(owned)
    for one, other in pairwise(names):
        for sentence, told in table.owners.get((min(one, other), max(one, other)), ()):
            mine, theirs = (owned[one], owned[other]), (told[one], told[other])
            if mine[0].low != mine[1].low and agree(mine[0], theirs[1]) and agree(mine[1], theirs[0]):
                yield mine[0], sentence, theirs[0]


def _find_companions(
    quantity: Quantity, quantities: Sequence[Quantity], stems: frozenset[str], table: FigureTable, index: Index
) -> Iterator[tuple[Quantity, int, Quantity]]:
    """A figure that differs from the one that follows where a figure of the same sentence stands to the letter."""
    for pinned in quantities if quantity.low == quantity.high else ():
        if pinned is quantity:
            continue
        for sentence in _sentences_with(pinned, table):
            after = sentence + 1
            rivals = [q for q in table.by_sentence.get(after, ()) if not any(agree(q, one) for one in quantities)]
            is_near = after < len(index.sentences) and _source(sentence, index) == _source(after, index)
            is_same_noun = len(rivals) == 1 and quantity.noun == rivals[0].noun != ""
            if is_near and is_same_noun and is_alike(stems - CALENDAR_STEMS, [after], _COMPANION, index):
                yield quantity, after, rivals[0]


def _source(sentence: int, index: Index) -> str:
    return index.passages[index.sentences[sentence].passage].source


def _sentences_with(quantity: Quantity, table: FigureTable) -> list[int]:
    """The sentences and rows of the material that have a telling figure to the letter, an age for an age alone."""
    if quantity.low != quantity.high or quantity.low < TELLING:
        return []
    found = table.by_digits.get(digits_of(quantity.low), ())
    same = [(n, told) for n, told in found if told.low == told.high == quantity.low]
    return [n for n, told in same if (told.noun == "age") == (quantity.noun == "age")]


def _find_in_rows(
    quantities: Sequence[Quantity], table: FigureTable, index: Index
) -> Iterator[tuple[Quantity, int, Quantity]]:
    """A figure that stands right behind one of a table's row and is none of the row: `of 137 30` where the row has 80."""
    for pinned, quantity in pairwise(quantities):
        rows = _sentences_with(pinned, table) if pinned.low >= _LARGE and quantity.low == quantity.high else []
        if len(rows) != 1 or ROW not in index.passages[index.sentences[rows[0]].passage].text:
            continue
        row = table.by_sentence[rows[0]]
        rivals = [q for q in row if not any(agree(q, one) for one in quantities)]
        if len(rivals) == 1 and not any(agree(quantity, q) for q in row):
            yield quantity, rows[0], rivals[0]


def _find_ages(
    quantities: Sequence[Quantity], stems: frozenset[str], table: FigureTable, index: Index
) -> Iterator[tuple[Quantity, int, Quantity]]:
    """Another age at an event that happens once in a life."""
    ages = [q for q in quantities if q.noun == "age"]
    told = table.ages if len(ages) == 1 else ()
    alike = [(n, q) for n, q in told if is_alike(stems - _AGE_WORDS, [n], _AGE, index)]
    if len(alike) == 1 and not agree(ages[0], alike[0][1]):
        yield ages[0], *alike[0]
