"""Which sentences of the material tell the same event as a clause of the essay."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from grader.evidence.index import Index, known_stems
from grader.evidence.lexicon import STOP_STEMS
from grader.model import Contest, Span
from grader.text.memory import Memory
from grader.text.reading import Reading, Sentence
from grader.text.spans import is_covered, merge

_BREAK = re.compile(
    r"[;:]|,?\s+(?:but|while|whereas|although|because|so that|until)\s|,\s(?!when\b|where\b|who\b|which\b)"
    r"|\s+and\s+(?=(?:[A-Z]\w*|he|she|they|it|we|the|his|her|their|then|about|nearly|some|nobody|none|no|never|not)\b)"
)
_FAR = 0.45
_CONTEXT_NAMES = 0.5
_UNKNOWN = 0.3
_ROUNDING = 1e-6
_SMALL_CLAUSE = 2
_MOST_AROUND = (
    100  # words of a sentence before and behind a clause; so that long sentences cost no more than many short ones
)
_AROUND_SHARE = 0.6
_PRONOUNS = frozenset(["he", "him", "his", "she", "her", "they", "them", "their", "it", "its"])


@dataclass(frozen=True, slots=True)
class Clause:
    """The words around a slot.

    Attributes:
        span: of the clause in the essay.
        core: stems of the clause itself, without dates and numbers.
        own: the same, or those of the whole sentence where the clause has only one or two.
        around: stem to how much it helps, 0 to 1: the rest of the sentence, and names that a pronoun may mean.
        is_bare: whether the clause has no such stem, so that `core` is what stands around it.
    """

    span: Span
    core: tuple[str, ...]
    own: tuple[str, ...]
    around: dict[str, float]
    is_bare: bool = False

    @property
    def stems(self) -> frozenset[str]:
        """Every stem in and around the clause."""
        return frozenset(self.own) | self.around.keys()


class Likeness(NamedTuple):
    """How well a sentence of the material tells a clause's event.

    Attributes:
        sentence: number in `Index.sentences`.
        share: share of the clause's own words that stand there, weighted by rarity, 0 to 1.
        mass: summed rarity of all shared words, those around the clause included.
        predicates, names: how many different ordinary words and names are shared.
        is_core: whether an ordinary word or two names of the clause itself are shared, or one where it has names alone.
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
    stems = known_stems(reading, index)[before.first : before.last]
    return [s for s in dict.fromkeys(stems) if index.is_name(s)]


class _Term(NamedTuple):
    """A stem of a clause and where the material has it.

    Attributes:
        numbers, worth: the sentences that hold it or a word that may stand for it, and its rarity times their likeness.
        held: the same sentences, each with its worth.
        most: its rarity, or little where the material never uses the very word.
    """

    numbers: NDArray[np.intp]
    worth: NDArray[np.float64]
    held: dict[int, float]
    most: float
    is_name: bool


@lru_cache(maxsize=4)
def _terms_of(_contest: Contest) -> Memory[str, _Term]:
    """Memory of `_read_term`, one for each loaded contest."""
    return Memory()


def _read_term(stem: str, index: Index) -> _Term:
    memory = _terms_of(index.contest)
    term = memory.get(stem)
    if term is None:
        numbers, strengths = holders(stem, index)
        rarity = index.rarity(stem)
        most = rarity * (1.0 if index.sentences_with(stem) else _UNKNOWN)
        worth = rarity * strengths
        held = dict(zip(numbers.tolist(), worth.tolist(), strict=True))
        term = memory[stem] = _Term(numbers, worth, held, most, index.is_name(stem))
    return term


def _count(terms: Iterable[_Term], chosen: list[int]) -> list[tuple[int, int]]:
    """How many of the terms each of the chosen sentences holds: ordinary words and names."""
    words, names = dict.fromkeys(chosen, 0), dict.fromkeys(chosen, 0)
    for term in terms:
        counts = names if term.is_name else words
        for number in filter(term.held.__contains__, chosen):
            counts[number] += 1
    return list(zip(words.values(), names.values(), strict=True))


def _sum_worth(numbers: list[NDArray[np.intp]], worths: list[NDArray[np.float64]], size: int) -> NDArray[np.float64]:
    """For each sentence of the material the sum of what the terms are worth that it holds, in the order of the terms."""
    if not numbers:
        return np.zeros(size)
    return np.bincount(np.concatenate(numbers), np.concatenate(worths), size).astype(np.float64, copy=False)


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
    memory = _terms_of(index.contest)
    terms = {stem: memory.get(stem) or _read_term(stem, index) for stem in (*clause.own, *clause.around)}
    inner = [terms[stem] for stem in clause.own]
    outer = [(terms[stem], weight) for stem, weight in clause.around.items() if stem not in clause.own]
    size, total = len(index.sentences), 1e-9
    for term in inner:
        total += term.most
    own = _sum_worth([term.numbers for term in inner], [term.worth for term in inner], size)
    around = _sum_worth([term.numbers for term, _ in outer], [term.worth * weight for term, weight in outer], size)
    rank = (own + np.minimum(around, own * _AROUND_SHARE)).round(4)
    ranked = rank.nonzero()[0]
    best: list[int] = ranked[(-rank[ranked]).argsort(kind="stable")[:most]].tolist()
    chosen = [*best, *sorted(about.difference(best))]
    shared = _count(terms.values(), chosen)
    core = [terms[stem] for stem in clause.core if terms[stem].held]
    in_core = shared if len(core) == len(terms) else _count(core, chosen)
    has_core_names = any(term.is_name for term in core)
    fewest_names = 1 if all(term.is_name for term in core) else 2
    return [
        Likeness(
            number,
            min(1.0, mine / total),
            round(mine + beside, 4),
            predicates,
            names,
            core_names >= fewest_names or core_predicates > 0,
            core_names > 0 or not has_core_names,
        )
        for number, mine, beside, (predicates, names), (core_predicates, core_names) in zip(
            chosen, own[chosen].tolist(), around[chosen].tolist(), shared, in_core, strict=True
        )
    ]


def holders(stem: str, index: Index) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """The sentences that hold a stem or a word that may stand for it, with the strength of the likeness, 0 to 1."""
    held = index.holders.get(stem)
    if held is None:
        best: dict[int, float] = {}
        for other, strength in index.lexicon.similar(stem):
            for number in index.sentences_with(other):
                best[number] = max(strength, best.get(number, 0.0))
        held = index.holders[stem] = np.array(list(best), dtype=np.intp), np.array(list(best.values()))
    return held


def is_held(stem: str, sentence: int, index: Index) -> bool:
    """Whether a sentence of the material holds a stem or a word that may stand for it."""
    return sentence in _read_term(stem, index).held


def split_clauses(text: str, sentence: Span) -> list[Span]:
    """The stretches of a sentence between the words and points that part its clauses, in order; at least one."""
    starts, ends = [sentence[0]], []
    for match in _BREAK.finditer(text, *sentence):
        ends.append(match.start())
        starts.append(match.end())
    return list(zip(starts, [*ends, sentence[1]], strict=True))


class Events:
    """The clauses of one essay and the sentences of the material that tell them, each found once."""

    def __init__(self, reading: Reading, index: Index) -> None:
        self.reading, self.index = reading, index
        self._breaks: dict[int, list[Span]] = {}
        self._clauses: dict[tuple[int, Span], Clause] = {}
        self._meanings: dict[int, list[str]] = {}
        self._contents: dict[int, list[tuple[int, str]]] = {}
        self._likenesses: dict[tuple[Span, str], list[Likeness]] = {}
        self._slots = merge([d.span for d in reading.dates] + [q.span for q in reading.quantities])

    def clause_at(self, number: int, at: int) -> Clause:
        """The clause of sentence `number` that holds the character at `at`, with the words it is about."""
        span = self._clause_span(number, at)
        if (number, span) not in self._clauses:
            self._clauses[number, span] = self._clause(number, span)
        return self._clauses[number, span]

    def clauses(self, number: int) -> list[Clause]:
        """The clauses of sentence `number` that have a word, in order."""
        return [self.clause_at(number, first) for first, _ in self.clause_spans(number)]

    def clause_spans(self, number: int) -> list[Span]:
        """Where the clauses of sentence `number` stand that have a word, in order."""
        text = self.reading.text
        return [span for span in self._clause_spans(number) if text[span[0] : span[1]].strip(" ,;:.")]

    def _clause_spans(self, number: int) -> list[Span]:
        if number not in self._breaks:
            self._breaks[number] = split_clauses(self.reading.text, self.reading.sentences[number].span)
        return self._breaks[number]

    def _clause_span(self, number: int, at: int) -> Span:
        """The stretch of a sentence between the breaks around the character at `at`."""
        spans = self._clause_spans(number)
        return spans[min(bisect_right(spans, at, key=lambda span: span[1]), len(spans) - 1)]

    def likenesses(self, clause: Clause, about: frozenset[int], without: str = "") -> list[Likeness]:
        """Sentences of the material that tell the clause's event, best first.

        Args:
            clause: the clause.
            about: sentences that are always among the answers.
            without: stems, separated by spaces, that are left out of it: those of a name that may be exchanged.
        """
        key = clause.span, without
        if key not in self._likenesses:
            left_out = frozenset(without.split())
            around = {s: w for s, w in clause.around.items() if s not in left_out}
            own = tuple(s for s in clause.own if s not in left_out)
            core = tuple(s for s in clause.core if s not in left_out)
            self._likenesses[key] = find_likenesses(Clause(clause.span, core, own, around), self.index, about)
        return self._likenesses[key]

    def sentences_sharing(self, clause: Clause, least: float) -> set[int]:
        """The sentences of the material whose `share` of a clause is at least so much, or hardly less."""
        terms = [_read_term(stem, self.index) for stem in clause.own]
        needed = least * sum(term.most for term in terms) - _ROUNDING
        if needed <= 0:
            return set(range(len(self.index.sentences)))
        own = _sum_worth([t.numbers for t in terms], [t.worth for t in terms], len(self.index.sentences))
        return set((own >= needed).nonzero()[0].tolist())

    def share_held(self, clause: Clause, sentence: int, without: str = "") -> float:
        """The `share` of one sentence of the material, without looking at the others; arguments as of `likenesses`."""
        left_out = frozenset(without.split())
        held, total = 0.0, 1e-9
        for stem in clause.own:
            if stem not in left_out:
                term = _read_term(stem, self.index)
                total += term.most
                held += term.held.get(sentence, 0.0)
        return min(1.0, held / total)

    def _meant(self, number: int) -> list[str]:
        if number not in self._meanings:
            self._meanings[number] = _meant_names(self.reading, self.index, self.reading.sentences[number], number)
        return self._meanings[number]

    def _content(self, number: int) -> list[tuple[int, str]]:
        """The number of each content word of a sentence, dates and figures left out, and the stem that it means."""
        if number not in self._contents:
            sentence = self.reading.sentences[number]
            run = slice(sentence.first, sentence.last)
            words, stems = self.reading.words[run], known_stems(self.reading, self.index)[run]
            self._contents[number] = [
                (at, stem)
                for at, (word, stem) in enumerate(zip(words, stems, strict=True), sentence.first)
                if word.stem not in STOP_STEMS and not is_covered(word.start, self._slots)
            ]
        return self._contents[number]

    def _clause(self, number: int, span: Span) -> Clause:
        own: dict[str, None] = {}
        around: dict[str, float] = {}
        first, last = self.reading.word_range(span)
        content = self._content(number)
        low, high = (bisect_left(content, (at,)) for at in (first - _MOST_AROUND, last + _MOST_AROUND))
        for at, stem in content[low:high]:
            if first <= at < last:
                own[stem] = None
            else:
                around[stem] = _FAR
        for stem in self._meant(number):
            around.setdefault(stem, _CONTEXT_NAMES)
        core, is_bare = tuple(own) or tuple(around), not own
        if len(own) <= _SMALL_CLAUSE:
            own |= dict.fromkeys(s for s, weight in around.items() if weight == _FAR)
        return Clause(span, core, tuple(own), {s: w for s, w in around.items() if s not in own}, is_bare)
