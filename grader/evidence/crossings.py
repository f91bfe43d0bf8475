"""Two people or places whose parts are exchanged: `Hill stayed and Brown left` for `Brown stayed and Hill left`."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple, TypeAlias

from grader.evidence.difference import tell_difference
from grader.evidence.events import Events
from grader.evidence.index import Index, index_of
from grader.evidence.lexicon import STOP_STEMS
from grader.evidence.parts import split_parts
from grader.evidence.tellers import Teller, tellers_of
from grader.model import Contest, Span
from grader.report import Claim
from grader.text.names import NameMention
from grader.text.polarity import read_polarity
from grader.text.reading import TextLayer
from grader.text.spans import is_covered, starting_in

_SURE, _FEWEST, _STRAIGHT = 1.4, 0.45, 0.25
_MOST_PARTS = 12
_Named: TypeAlias = tuple[str, Span, list[NameMention]]
"""Whom a part of a sentence names first, where it stands, and all its names."""


class Part(NamedTuple):
    """A part of a sentence that tells something of the person or place that it names first.

    Attributes:
        who: id in the roster.
        stems: its content words without names.
        span: where it stands.
    """

    who: str
    stems: frozenset[str]
    span: Span


def find_parts(layer: TextLayer, span: Span, index: Index) -> list[Part]:
    """The parts of a sentence that say something of the person or place that they name first."""
    return _read_parts(layer, _find_named(layer, span, index), index)


def _find_named(layer: TextLayer, span: Span, index: Index) -> list[_Named]:
    """The parts of a sentence that name a person or place of the material."""
    found = []
    for part in split_parts(layer.text, span)[:_MOST_PARTS]:
        names = starting_in(layer.names, part)
        who = index.roster.resolve(names[0]) if names else None
        if who:
            found.append((who, part, names))
    return found


def _read_parts(layer: TextLayer, named: Iterable[_Named], index: Index) -> list[Part]:
    """Those of some parts that say something of whom they name."""
    told = ((who, _stems(layer, span, names, index), span) for who, span, names in named)
    return [Part(who, stems, span) for who, stems, span in told if stems]


def _stems(layer: TextLayer, span: Span, names: Sequence[NameMention], index: Index) -> frozenset[str]:
    """What a part says of whom it names; nothing for a condition, a question or a denial."""
    words = layer.words[bisect_left(layer.starts, span[0]) : bisect_left(layer.starts, span[1])]
    polarity = read_polarity(layer.text, words)
    if polarity.is_open or polarity.denied:
        return frozenset()
    told = [w for w in words if w.stem not in STOP_STEMS and not any(n.span[0] <= w.start < n.span[1] for n in names)]
    return frozenset(index.lexicon.known(w.norm, w.stem) for w in told if not w.stem.isdigit())


@lru_cache(maxsize=4)
def _pairs_of(contest: Contest) -> dict[tuple[str, str], list[tuple[Teller, Part, Part]]]:
    """Two people or places, in order of their ids, to where the material tells something of each in one sentence."""
    index = index_of(contest)
    found: dict[tuple[str, str], list[tuple[Teller, Part, Part]]] = defaultdict(list)
    for teller in tellers_of(contest):
        for one, other in _pair(find_parts(teller.layer, teller.span, index)):
            found[one.who, other.who].append((teller, one, other))
    return dict(found)


def _pair(parts: Sequence[Part]) -> Iterator[tuple[Part, Part]]:
    for one, other in combinations(sorted(parts, key=lambda part: (part.who, part.span)), 2):
        if one.who != other.who:
            yield one, other


def find_crossings(events: Events, closed: Sequence[Span]) -> list[Claim]:
    """Statements that exchange what the material says of two people or places, one a sentence at most."""
    reading, index = events.reading, events.index
    pairs = _pairs_of(index.contest)
    claims = []
    for number, names in events.names.items() if pairs else ():
        sentence = reading.sentences[number]
        named = {who for m in names if (who := index.roster.resolve(m))}
        if not _are_paired(named, pairs) or is_covered(sentence.span[0], closed):
            continue
        parts_named = _find_named(reading, sentence.span, index)
        if not _are_paired({who for who, _, _ in parts_named}, pairs):
            continue
        parts = _read_parts(reading, parts_named, index)
        crossed = (
            (one, other, *found)
            for one, other in _pair(parts)
            for found in pairs.get((one.who, other.who), ())
            if _is_crossed((one, other), found[1:], index)
        )
        first = next(crossed, None)
        if first and not _is_told_straight(first[0], first[1], pairs, index):
            claims.append(_claim(sentence.span, reading, first, index))
    return claims


def _are_paired(named: Iterable[str], pairs: Container[tuple[str, str]]) -> bool:
    """Whether any two of some people and places are a pair."""
    return any(pair in pairs for pair in combinations(sorted(named), 2))


def _claim(span: Span, reading: TextLayer, found: tuple[Part, Part, Teller, Part, Part], index: Index) -> Claim:
    one, other, teller, told, told_other = found
    ours, theirs = _say(reading, one, other), _say(teller.layer, told, told_other)
    return tell_difference(span, "event", ours, theirs, teller.sentence, index)


def _say(layer: TextLayer, one: Part, other: Part) -> str:
    first, last = min(one.span[0], other.span[0]), max(one.span[1], other.span[1])
    return layer.text[first:last]


def _weigh(one: Part, other: Part, index: Index) -> float:
    """Summed rarity of what one part says that the other says, too."""
    shared = index.lexicon.shared(sorted(one.stems), other.stems)
    return round(sum(map(index.rarity, shared)), 4)


def _is_crossed(mine: tuple[Part, Part], told: tuple[Part, Part], index: Index) -> bool:
    crossed = _weigh(mine[0], told[1], index), _weigh(mine[1], told[0], index)
    straight = _weigh(mine[0], told[0], index) + _weigh(mine[1], told[1], index)
    return min(crossed) >= _FEWEST and sum(crossed) >= _SURE and straight <= _STRAIGHT * sum(crossed)


def _is_told_straight(
    one: Part, other: Part, pairs: dict[tuple[str, str], list[tuple[Teller, Part, Part]]], index: Index
) -> bool:
    """Whether anything tells the two as the essay does."""
    return any(
        _weigh(one, told, index) >= _FEWEST and _weigh(other, told_other, index) >= _FEWEST
        for _, told, told_other in pairs[one.who, other.who]
    )
