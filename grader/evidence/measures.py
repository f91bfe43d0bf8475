"""Figures that the essay has of another measure than the material: miles for kilometres, a month for a year.

The figure itself stands in both, of the same thing, so that few shared words are enough: another unit of the same kind, or
the same figure for another stretch of time (days for weeks are for `figures`). And beside a figure that both have of the
same noun, another figure of a second noun: `ten miles within a day` where the material has ten miles within two.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from grader.evidence.figure_table import FigureTable, center_of, digits_of, is_alike
from grader.evidence.index import Index
from grader.text.quantities import Quantity, agree
from grader.text.words import stem

_KINDS = {
    "mass": "gram grams g kilogram kilograms kilo kilos kg ton tons tonne tonnes pound pounds lb lbs ounce ounces",
    "length": "millimetre millimeter centimetre centimeter cm metre metres meter meters m kilometre kilometres kilometer "
    "kilometers km mile miles foot feet yard yards inch inches",
    "land": "acre acres hectare hectares",
    "volume": "litre litres liter liters gallon gallons pint pints barrel barrels",
    "money": "dollar dollars pound pounds euro euros franc francs mark marks rouble roubles ruble rubles cent cents pence",
}
_SAME = {
    "g": "gram",
    "kilo": "kilogram",
    "kg": "kilogram",
    "tonn": "ton",
    "lb": "pound",
    "lbs": "pound",
    "cm": "centimetr",
    "m": "metr",
    "km": "kilometr",
    "feet": "foot",
    "rubl": "roubl",
    "centimet": "centimetr",
    "meter": "metr",
    "kilomet": "kilometr",
    "liter": "litr",
    "millimet": "millimetr",
}
_UNIT = re.compile(r"\s{0,2}(?:-)?(?P<power>square |cubic )?(?P<unit>[a-z]{1,12})\b", re.IGNORECASE)
_RATE = re.compile(
    r"[^.;!?|]{0,60}?\b(?:(?:per|an?|each|every)\s+(?P<span>hour|day|night|week|month|year)|(?P<often>daily|weekly|monthly"
    r"|yearly|annually))\b",
    re.IGNORECASE,
)
_OFTEN = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "annually": "year", "night": "day"}
_TELLING = 13
_ALIKE, _PAIRED, _TELLING_PAIR = (1, 0.75), (2, 1.0), (1, 0.5)


class _Unit(NamedTuple):
    """A unit and what it measures; `square` units are another kind than plain ones."""

    name: str
    kinds: frozenset[str]


def _make_units() -> dict[str, _Unit]:
    kinds: dict[str, set[str]] = {}
    for kind, words in _KINDS.items():
        for word in words.split():
            kinds.setdefault(word, set()).add(kind)
    return {word: _Unit(_SAME.get(stem(word), stem(word)), frozenset(found)) for word, found in kinds.items()}


_UNITS = _make_units()


def read_unit(text: str, quantity: Quantity) -> _Unit | None:
    """The unit right behind a figure: `600 square miles`, `320 kg`; None for figures of other things."""
    match = _UNIT.match(text, quantity.span[1])
    unit = _UNITS.get(match["unit"].lower()) if match else None
    if unit is None or match is None or not match["power"]:
        return unit
    return _Unit(unit.name, frozenset(f"{match['power'].strip().lower()} {kind}" for kind in unit.kinds))


def read_rate(text: str, quantity: Quantity, end: int) -> str:
    """The stretch of time that a figure is for, `year` for `35 dollars a year`; empty for none."""
    match = _RATE.match(text, quantity.span[1], end)
    if not match:
        return ""
    said = (match["span"] or match["often"]).lower()
    return _OFTEN.get(said, said)


def say_measured(text: str, quantity: Quantity, end: int) -> str:
    """A figure with the unit and the stretch of time that are written behind it: `320 pounds`, `35 dollars a year`.

    Args:
        text: what it stands in.
        quantity: the figure.
        end: where its sentence ends.
    """
    unit, rate = _UNIT.match(text, quantity.span[1]), _RATE.match(text, quantity.span[1], end)
    is_unit = unit is not None and unit["unit"].lower() in _UNITS
    return text[quantity.span[0] : rate.end() if rate else unit.end() if unit and is_unit else quantity.span[1]]


def find_other_measures(
    text: str, end: int, quantity: Quantity, stems: frozenset[str], table: FigureTable, index: Index
) -> Iterator[tuple[Quantity, int, Quantity]]:
    """The material's same figure of another measure, where both speak of the same.

    Args:
        text: the essay.
        end: where the figure's sentence ends.
        quantity: the figure.
        stems: content stems of its sentence.
        table: the figures of the material.
        index: the material.
    """
    unit, rate = read_unit(text, quantity), read_rate(text, quantity, end)
    if unit is None and not rate:
        return
    center = center_of(quantity)
    for sentence, told in table.by_digits.get(digits_of(center or 0), ()):
        line = index.sentences[sentence]
        passage = index.readings[line.passage].text
        if center != center_of(told) or not is_alike(stems, [sentence], _ALIKE, index):
            continue
        other = read_unit(passage, told)
        if unit and other and unit.name != other.name and not unit.kinds.isdisjoint(other.kinds):
            yield quantity, sentence, told
        other_rate = read_rate(passage, told, line.span[1])
        if unit == other and rate and other_rate and rate != other_rate:
            yield quantity, sentence, told


def find_paired(
    quantity: Quantity,
    quantities: Sequence[Quantity],
    stems: frozenset[str],
    near: frozenset[str],
    table: FigureTable,
    index: Index,
) -> Iterator[tuple[Quantity, int, Quantity]]:
    """The material's figure of the same noun, beside another that essay and material have to the letter.

    One of the words that they share stands in the figure's own clause, `near`.
    """
    pins = [one for one in quantities if one is not quantity and one.noun and one.noun != quantity.noun]
    for pinned in pins if quantity.noun and not quantity.is_approximate else ():
        for sentence, told in table.by_digits.get(digits_of(center_of(pinned) or 0), ()):
            is_misspelt = pinned.low >= _TELLING and pinned.noun not in index.lexicon.counts
            if not (told.noun == pinned.noun or is_misspelt) or not agree(told, pinned) or told.low != told.high:
                continue
            rivals = [q for q in table.by_sentence[sentence] if q.noun == quantity.noun]
            differs = len(rivals) == 1 and rivals[0].low == rivals[0].high and not agree(rivals[0], quantity)
            needed = _TELLING_PAIR if pinned.low >= _TELLING else _PAIRED
            nouns = {quantity.noun, pinned.noun}
            is_near = differs and is_alike(near - nouns, [sentence], (1, 0.0), index)
            if is_near and is_alike(stems - nouns, [sentence], needed, index):
                yield quantity, sentence, rivals[0]
