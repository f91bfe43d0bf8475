"""Which sentences of the material tell the same event as a clause of the essay."""

import re
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from grader.evidence.index import Index
from grader.evidence.lexicon import STOP_STEMS
from grader.model import Span
from grader.text.reading import Reading, Sentence
from grader.text.spans import is_covered, merge

_BREAK = re.compile(
    r"[;:]|,?\s+(?:but|while|whereas|although|because|so that|until)\s|,\s(?!when\b|where\b|who\b|which\b)"
    r"|\s+and\s+(?=(?:[A-Z]\w*|he|she|they|it|we|the|his|her|their|then|about|nearly|some)\b)"
)
_FAR = 0.45
_CONTEXT_NAMES = 0.5
_UNKNOWN = 0.3
_SMALL_CLAUSE = 2
_AROUND_SHARE = 0.6
Sums: TypeAlias = NDArray[np.float64]
Counts: TypeAlias = NDArray[np.int64]
_PRONOUNS = frozenset(["he", "him", "his", "she", "her", "they", "them", "their", "it", "its"])


@dataclass(frozen=True, slots=True)
class Clause:
    """The words around a slot.

    Attributes:
        span: of the clause in the essay.
        core: stems of the clause itself, without dates and numbers.
        own: the same, or those of the whole sentence where the clause has only one or two.
        around: stem to how much it helps, 0 to 1: the rest of the sentence, and names that a pronoun may mean.
    """

    span: Span
    core: tuple[str, ...]
    own: tuple[str, ...]
    around: dict[str, float]

    @property
    def stems(self) -> frozenset[str]:
        """Every stem in and around the clause."""
        return frozenset(self.own) | self.around.keys()


@dataclass(frozen=True, slots=True)
class Likeness:
    """How well a sentence of the material tells a clause's event.

    Attributes:
        sentence: number in `Index.sentences`.
        share: share of the clause's own words that stand there, weighted by rarity, 0 to 1.
        mass: summed rarity of all shared words, those around the clause included.
        predicates, names: how many different ordinary words and names are shared.
        is_core: whether an ordinary word or two names of the clause itself are shared, or the material knows none of them.
        has_names: whether the clause itself has no name, or one of its names is shared.
    """

    sentence: int
    share: float
    mass: float
    predicates: int
    names: int
    is_core: bool
    has_names: bool


def _meant_names(reading: Reading, index: Index, sentence: Sentence, number: int) -> list[str]:
    """Names of the sentence before, where a pronoun may mean them."""
    run = reading.words[sentence.first : sentence.last]
    if number == 0 or not any(w.norm in _PRONOUNS for w in run):
        return []
    before = reading.sentences[number - 1]
    stems = [index.lexicon.known(w.norm, w.stem) for w in reading.words[before.first : before.last]]
    return [s for s in dict.fromkeys(stems) if index.is_name(s)]


@dataclass(slots=True)
class _Tally:
    """Sums over all sentences of the material, one array a figure."""

    own: Sums
    around: Sums
    predicates: Counts
    names: Counts
    core_predicates: Counts
    core_names: Counts
    total: float = 1e-9
    has_core: bool = False
    has_core_names: bool = False

    def add(self, stem: str, weight: float, clause: Clause, index: Index) -> None:
        """Counts one stem of the clause."""
        rarity, is_name = index.rarity(stem), index.is_name(stem)
        numbers, strengths = holders(stem, index)
        if stem in clause.own:
            self.total += rarity * (1.0 if index.sentences_with(stem) else _UNKNOWN)
            self.own[numbers] += rarity * strengths
        else:
            self.around[numbers] += rarity * strengths * weight
        (self.names if is_name else self.predicates)[numbers] += 1
        if stem in clause.core and len(numbers):
            (self.core_names if is_name else self.core_predicates)[numbers] += 1
            self.has_core |= not is_name
            self.has_core_names |= is_name

    def likeness(self, number: int) -> Likeness:
        """The figures of one sentence."""
        is_core = bool(self.core_predicates[number]) or self.core_names[number] >= 2 or not self.has_core  # noqa: PLR2004
        return Likeness(
            sentence=number,
            share=min(1.0, float(self.own[number]) / self.total),
            mass=round(float(self.own[number] + self.around[number]), 4),
            predicates=int(self.predicates[number]),
            names=int(self.names[number]),
            is_core=bool(is_core),
            has_names=bool(self.core_names[number]) or not self.has_core_names,
        )


def find_likenesses(clause: Clause, index: Index, about: frozenset[int] = frozenset(), most: int = 8) -> list[Likeness]:
    """Sentences of the material that tell the clause's event, best first.

    Words that the material never uses count little against a clause: the writer's own words are no other event. What stands
    around a clause helps at most as much as half of the clause itself.

    Args:
        clause: the clause.
        index: the material.
        about: sentences that are always among the answers.
        most: how many others are given at most.
    """
    size = len(index.sentences)
    sums, counts = np.zeros((2, size)), np.zeros((4, size), dtype=np.int64)
    tally = _Tally(sums[0], sums[1], counts[0], counts[1], counts[2], counts[3])
    for stem, weight in {**clause.around, **dict.fromkeys(clause.own, 1.0)}.items():
        tally.add(stem, weight, clause, index)
    rank = (tally.own + np.minimum(tally.around, tally.own * _AROUND_SHARE)).round(4)
    best = [int(n) for n in np.lexsort((np.arange(size), -rank))[:most] if rank[n] > 0]
    return [tally.likeness(n) for n in [*best, *sorted(about.difference(best))]]


def holders(stem: str, index: Index) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """The sentences that hold a stem or a word that may stand for it, with the strength of the likeness, 0 to 1."""
    if stem not in index.holders:
        best: dict[int, float] = {}
        for other, strength in index.lexicon.similar(stem):
            for number in index.sentences_with(other):
                best[number] = max(strength, best.get(number, 0.0))
        index.holders[stem] = np.array(list(best), dtype=np.intp), np.array(list(best.values()))
    return index.holders[stem]


class Events:
    """The clauses of one essay and the sentences of the material that tell them, each found once."""

    def __init__(self, reading: Reading, index: Index) -> None:
        self.reading, self.index = reading, index
        self._breaks: dict[int, list[Span]] = {}
        self._clauses: dict[tuple[int, Span], Clause] = {}
        self._likenesses: dict[tuple[Span, str], list[Likeness]] = {}
        self._slots = merge([d.span for d in reading.dates] + [q.span for q in reading.quantities])

    def clause_at(self, number: int, at: int) -> Clause:
        """The clause of sentence `number` that holds the character at `at`, with the words it is about."""
        span = self._clause_span(number, at)
        if (number, span) not in self._clauses:
            self._clauses[number, span] = self._clause(number, span)
        return self._clauses[number, span]

    def _clause_span(self, number: int, at: int) -> Span:
        """The stretch of a sentence between the breaks around the character at `at`."""
        if number not in self._breaks:
            sentence = self.reading.sentences[number].span
            found = [m.span() for m in _BREAK.finditer(self.reading.text, *sentence)]
            self._breaks[number] = [(sentence[0], sentence[0]), *found, (sentence[1], sentence[1])]
        breaks = self._breaks[number]
        after = next((k for k, (start, _) in enumerate(breaks) if start > at), len(breaks) - 1)
        return breaks[after - 1][1], breaks[after][0]

    def likenesses(self, clause: Clause, about: frozenset[int], without: str = "") -> list[Likeness]:
        """Sentences of the material that tell the clause's event, best first.

        Args:
            clause: the clause.
            about: sentences that are always among the answers.
            without: stems, separated by spaces, that are left out of it: those of a name that may be exchanged.
        """
        key = clause.span, without
        if key not in self._likenesses:
            left_out = set(without.split())
            around = {s: w for s, w in clause.around.items() if s not in left_out}
            own = tuple(s for s in clause.own if s not in left_out)
            core = tuple(s for s in clause.core if s not in left_out)
            self._likenesses[key] = find_likenesses(Clause(clause.span, core, own, around), self.index, about)
        return self._likenesses[key]

    def _clause(self, number: int, span: Span) -> Clause:
        sentence = self.reading.sentences[number]
        own: dict[str, None] = {}
        around: dict[str, float] = {}
        for word in self.reading.words[sentence.first : sentence.last]:
            if word.stem in STOP_STEMS or is_covered(word.start, self._slots):
                continue
            stem = self.index.lexicon.known(word.norm, word.stem)
            if span[0] <= word.start < span[1]:
                own[stem] = None
            else:
                around[stem] = _FAR
        for stem in _meant_names(self.reading, self.index, sentence, number):
            around.setdefault(stem, _CONTEXT_NAMES)
        core = tuple(own) or tuple(around)
        if len(own) <= _SMALL_CLAUSE:
            own |= dict.fromkeys(s for s, weight in around.items() if weight == _FAR)
        return Clause(span, core, tuple(own), {s: w for s, w in around.items() if s not in own})
