"""Which of several values of one sentence a clause of the essay means: `57 million in May, 84 million in June`."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence

from grader.evidence.index import Index, PassageReading
from grader.evidence.lexicon import STOP_STEMS
from grader.evidence.slots import Slot, Value, agrees
from grader.model import Span
from grader.text.dates import DateMention, compatible
from grader.text.numerals import NUMERAL_STEMS
from grader.text.reading import Reading, TextLayer
from grader.text.spans import starting_in

_PART = re.compile(r"[,;:]\s|\s(?:and|but|while|whereas)\s")
_SURE, _RIVAL = 0.6, 0.25
_FEWEST = 2
_DATED = 1.0


def find_meant(
    slot: Slot, reading: Reading, values: Sequence[Value], passage: PassageReading, span: Span, index: Index
) -> Value | None:
    """The value that the sentence gives where it tells what the essay's part tells, if it is not the essay's.

    None where the essay's value stands in that part, too, or the parts do not tell the two apart.

    Args:
        slot: the essay's value.
        reading: the essay.
        values: the values of its kind in the sentence, of which one at least agrees with it.
        passage: the passage of the sentence.
        span: the sentence in it.
        index: the material.
    """
    opposed = [v for v in values if not agrees(slot.value, v)]
    if not opposed or _are_in_order(slot, reading, values):
        return None
    mine = _part_at(reading.text, slot.clause.span, slot.span[0])
    if len(_values_in(slot, reading, mine)) > 1:
        return None  # whose name is whose in `In 1950 a painting of 1920 by Hill` cannot be told
    stems, dates = _stems(reading, mine, index), _dates(reading, mine, slot.value)
    parts = {v.span: _part_at(passage.text, span, v.span[0]) for v in values}
    if len(set(parts.values())) < len(values) or not all(_stems(passage, part, index) for part in parts.values()):
        return None
    common = _find_common(parts.values(), passage, index)
    masses = {v.span: _mass(stems, dates, passage, parts[v.span], v, index, common) for v in values}
    best = max(opposed, key=lambda v: (masses[v.span], -v.span[0]))
    agreeing = [v for v in values if agrees(slot.value, v)]
    own = max(masses[v.span] for v in agreeing)
    if masses[best.span] < _SURE or own > _RIVAL * masses[best.span]:
        return None
    rival = frozenset(_stems(passage, parts[best.span], index))
    told = (frozenset(_stems(passage, parts[v.span], index)) - rival for v in agreeing)
    return None if any(len(index.lexicon.shared(stems, one)) >= _FEWEST for one in told) else best


def _are_in_order(slot: Slot, reading: Reading, values: Sequence[Value]) -> bool:
    """Whether the essay's sentence gives two or more of the values, each to the letter and in their order."""
    mine = _values_in(slot, reading, reading.sentences[slot.sentence].span)
    there = [at for own in mine if (at := next((k for k, v in enumerate(values) if agrees(own, v)), None)) is not None]
    return len(set(there)) > 1 and there == sorted(there)


def _values_in(slot: Slot, reading: Reading, span: Span) -> list[Value]:
    """The values of the slot's kind in a stretch of the essay."""
    kind: Sequence[Value] = reading.dates if isinstance(slot.value, DateMention) else reading.quantities
    return [own for own in kind if span[0] <= own.span[0] < span[1]]


def split_parts(text: str, span: Span) -> list[Span]:
    """The stretches of a sentence between its commas and conjunctions, in order."""
    cuts = [m.span() for m in _PART.finditer(text, *span)]
    starts, ends = [span[0], *(end for _, end in cuts)], [*(start for start, _ in cuts), span[1]]
    return list(zip(starts, ends, strict=True))


def _part_at(text: str, span: Span, at: int) -> Span:
    return next(part for part in reversed(split_parts(text, span)) if part[0] <= at)


def _stems(layer: TextLayer, span: Span, index: Index) -> list[str]:
    run = layer.words[bisect_left(layer.starts, span[0]) : bisect_left(layer.starts, span[1])]
    words = [w for w in run if w.stem not in STOP_STEMS]
    told = (w for w in words if w.stem not in NUMERAL_STEMS and not w.stem.isdigit())
    return list(dict.fromkeys(index.lexicon.known(w.norm, w.stem) for w in told))


def _dates(layer: TextLayer, span: Span, value: Value) -> list[DateMention]:
    """The other dates of a part that say a month."""
    return [d for d in starting_in(layer.dates, span) if d.month and d.span != value.span]


def _find_common(parts: Iterable[Span], passage: PassageReading, index: Index) -> frozenset[str]:
    """Stems that several parts have, which tell none of them from the others."""
    counts = Counter(stem for part in parts for stem in _stems(passage, part, index))
    return frozenset(stem for stem, count in counts.items() if count > 1)


def _mass(
    stems: Sequence[str],
    dates: Sequence[DateMention],
    passage: PassageReading,
    span: Span,
    value: Value,
    index: Index,
    common: frozenset[str],
) -> float:
    """Summed rarity of the essay's names that one part alone has; a date of both counts like a rare one.

    Nothing for a part of another date than the essay's. Other words tell nothing: the first part's verb is every part's.
    """
    there = frozenset(_stems(passage, span, index)) - common
    names = (s for s in stems if index.is_name(s))
    shared = index.lexicon.shared(names, there)
    told = _dates(passage, span, value)
    is_dated = any(compatible(one, other) for one in dates for other in told)
    if dates and told and not is_dated:
        return 0.0
    return round(sum(map(index.rarity, shared)) + _DATED * is_dated, 4)
