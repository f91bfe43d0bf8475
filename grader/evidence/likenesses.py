"""How like the sentences of the material are to a clause of an essay."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from grader.evidence.index import Index
from grader.model import Contest, Span
from grader.text.memory import Memory

_UNKNOWN = 0.3
_ROUNDING = 1e-6
_AROUND_SHARE = 0.6


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
    masses: list[float] = (own + around)[chosen].round(4).tolist()
    has_core_names = any(term.is_name for term in core)
    fewest_names = 1 if all(term.is_name for term in core) else 2
    return [
        Likeness(
            number,
            min(1.0, mine / total),
            mass,
            predicates,
            names,
            core_names >= fewest_names or core_predicates > 0,
            core_names > 0 or not has_core_names,
        )
        for number, mine, mass, (predicates, names), (core_predicates, core_names) in zip(
            chosen, own[chosen].tolist(), masses, shared, in_core, strict=True
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


def find_sharing(clause: Clause, least: float, index: Index) -> set[int]:
    """The sentences of the material whose `share` of a clause is at least so much, or hardly less."""
    terms = [_read_term(stem, index) for stem in clause.own]
    needed = least * sum(term.most for term in terms) - _ROUNDING
    if needed <= 0:
        return set(range(len(index.sentences)))
    own = _sum_worth([t.numbers for t in terms], [t.worth for t in terms], len(index.sentences))
    return set((own >= needed).nonzero()[0].tolist())


def most_held(clause: Clause, sentences: Iterable[int], left_out: frozenset[str], index: Index) -> float:
    """The largest `share` of some sentences of the material, some stems left out of the clause; 0 for no sentence."""
    total, helds = 1e-9, []
    for stem in clause.own:
        if stem not in left_out:
            term = _read_term(stem, index)
            total += term.most
            helds.append(term.held)
    most = 0.0
    for sentence in sentences:
        held = 0.0
        for worth in helds:
            if sentence in worth:
                held += worth[sentence]
        most = max(held, most)
    return min(1.0, most / total)
