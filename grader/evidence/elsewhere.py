"""Whether a sentence of the essay speaks of something that the material does not tell at all.

A figure of a battle that the material never names is no other figure of one that it names: what lies outside the material
is never held against it.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from grader.evidence.figure_table import ROW, center_of, digits_of, figure_table_of, neighbours
from grader.evidence.index import Index, index_of
from grader.model import Contest, Span
from grader.text.cues import Cue, lower_case
from grader.text.dates import DateMention, are_apart, compatible
from grader.text.name_words import CALENDAR, ORDINARY
from grader.text.opposites import equals_of, opposites_of
from grader.text.quantities import Quantity
from grader.text.reading import Reading
from grader.text.spans import starting_in
from grader.text.words import stem

_RELATIVE = re.compile(
    r"[\s-]+(?:\w+\s+)?(?:years?|months?|weeks?|days?|hours?|decades?|minutes?|centur(?:y|ies))"
    r"\s+(?:later|earlier|before|after|afterwards?|ago|on)\b"
)

_REJECTED = re.compile(
    r"\b(?:not|instead\s+of|rather\s+than|as\s+opposed\s+to)\s+(?:(?:about|just|only|the)\s+)?\Z", re.IGNORECASE
)
_OWN_LIFE = Cue(
    r"(?:my|our)\s+(?:\w+\s+)?(?:(?:great|grand)-?\w*|uncle|aunt|mother|mom|mum|father|dad|parents|brother|sister|cousin"
    r"|family|friend|neighbou?r)s?\b|i (?:live|lived|grew up|was born)\b",
    "my our i",
)
_REACH = 30
_TELLING = 13
_UNIT_WORDS = "minute hour day week month year mile kilometre metre foot acre hectare ton"
_UNITS = frozenset(map(stem, _UNIT_WORDS.split()))


def is_stated(quantity: Quantity, text: str) -> bool:
    """Whether a quantity is said of something.

    A number in a row is not, nor the time from another event (`two years later`), nor what it was not: `thirty, not three`
    and `thirty instead of three` say nothing of three.
    """
    start, end = quantity.span
    is_apart = quantity.is_ordinal or _RELATIVE.match(text, end)
    return not (is_apart or _REJECTED.search(text, max(0, start - _REACH), start))


def is_elsewhere(reading: Reading, number: int, sentence: int, index: Index) -> bool:
    """Whether a sentence names somebody or something that the material never names, or is of a year far from its event.

    Args:
        reading: the essay.
        number: number of the essay's sentence.
        sentence: number of the sentence of the material that seems to tell the same event.
        index: the material.
    """
    span = reading.sentences[number].span
    return names_strangers(reading, span, index) or _is_of_other_year(reading, span, sentence, index)


def names_strangers(reading: Reading, span: Span, index: Index) -> bool:
    """Whether a name in a stretch of the essay has no word that the material has, spelling aside."""
    for name in starting_in(reading.names, span):
        words = reading.words[slice(*reading.word_range(name.span))]
        telling = [w for w in words if w.norm not in ORDINARY and w.norm not in CALENDAR]
        is_known = any(index.lexicon.known(w.norm, w.stem) in index.lexicon.counts for w in telling)
        if telling and not is_known and reading.text[slice(*name.span)] not in _initials_of(index.contest):
            return True
    return False


@lru_cache(maxsize=4)
def _initials_of(contest: Contest) -> frozenset[str]:
    """The first letters of each name of the material: UN for the United Nations."""
    names = (reading.text[slice(*name.span)] for reading in index_of(contest).readings for name in reading.names)
    return frozenset("".join(word[0] for word in name.split() if word[0].isupper()) for name in names if " " in name)


def _is_of_other_year(reading: Reading, span: Span, sentence: int, index: Index) -> bool:
    """Whether the sentence has a year, and neither the event's sentence nor those around it can be of it."""
    mine = [date for date in starting_in(reading.dates, span) if date.year]
    if not mine:
        return False
    passage = index.readings[index.sentences[sentence].passage]
    spans = [index.sentences[number].span for number in neighbours(sentence, index, reach=2)]
    told = [date for place in spans for date in starting_in(passage.dates, place) if date.year]
    told = told or [date for one in index.readings for date in one.dates if date.year]
    return not any(_are_near(one, other) for one in mine for other in told)


def _are_near(one: DateMention, other: DateMention) -> bool:
    return compatible(one, other) or abs((one.year or 0) - (other.year or 0)) <= 1


def is_in_table(value: DateMention | Quantity, index: Index) -> bool:
    """Whether a row of the material's tables has the very value; what it is of, its header says and not the row.

    So many miles are in no table that never speaks of miles.
    """
    dates, figures, words = _values_of_rows(index.contest)
    if isinstance(value, DateMention):
        return value.year is not None and any(value.year == d.year and compatible(value, d) for d in dates)
    is_other = value.noun in _UNITS and value.noun not in words
    return value.low == value.high and value.low in figures and not is_other


def is_counted(value: DateMention | Quantity, index: Index) -> bool:
    """Whether the material gives a telling figure of the same noun, of whatever it may be there."""
    if isinstance(value, DateMention) or value.noun in {"", "percent", "age"}:
        return False  # percent of what is not said
    center = center_of(value)
    if center is None or center < _TELLING:
        return False
    there = figure_table_of(index.contest).by_digits.get(digits_of(center), ())
    return any(told.noun == value.noun and center_of(told) == center for _, told in there)


@lru_cache(maxsize=4)
def _values_of_rows(contest: Contest) -> tuple[tuple[DateMention, ...], frozenset[float], frozenset[str]]:
    """The dates, the exact figures and the stems of the material's tables, read once for each loaded contest."""
    rows = [reading for reading in index_of(contest).readings if ROW in reading.text]
    dates = tuple(date for row in rows for date in row.dates)
    figures = frozenset(q.low for row in rows for q in row.quantities if q.low == q.high)
    return dates, figures, frozenset(word.stem for row in rows for word in row.words)


def is_dated_elsewhere(value: DateMention | Quantity, stems: Iterable[str], sentence: int, index: Index) -> bool:
    """Whether another sentence is of the very date and has one of some words, or one that stands for it."""
    if not isinstance(value, DateMention) or value.year is None:
        return False
    alike = {other for one in stems for other, _ in index.lexicon.similar(one)}
    return any(
        number != sentence
        and not alike.isdisjoint(line.stems)
        and any(_is_of(told, value) for told in index.dates_of(number))
        for number, line in enumerate(index.sentences)
    )


def _is_of(told: DateMention, value: DateMention) -> bool:
    """Whether a date of the material is the very one of the essay, or may be where that says the year alone."""
    is_alike = value.month is None or (told.month, told.day) == (value.month, value.day)
    return is_alike and told.year == value.year and compatible(told, value)


def is_other_time(reading: Reading, span: Span, sentence: int, index: Index) -> bool:
    """Whether a stretch of the essay tells of another time than a sentence of the material, by the dates of both."""
    return are_apart(starting_in(reading.dates, span), index.dates_of(sentence))


def is_opposed(stems: Iterable[str], sentence: int, index: Index) -> bool:
    """Whether a sentence of the material has the opposite of some word and not that word: a rise is no event of a fall."""
    told = frozenset(index.sentences[sentence].stems)
    return any(not opposites_of(one).isdisjoint(told) and equals_of(one).isdisjoint(told) for one in stems)


def find_own_life(reading: Reading) -> list[Span]:
    """Sentences about the writer's family and friends: what they did is nothing that the material could tell."""
    low = lower_case(reading.text)
    found = (reading.sentence_at(start) for start, _ in _OWN_LIFE.find_all(low, (0, len(low))))
    return [reading.sentences[number].span for number in dict.fromkeys(found) if number is not None]
