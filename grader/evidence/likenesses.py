"""How like the sentences of the material are to a clause of an essay."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from grader.evidence.index import Index
from grader.model import Contest, Span
from grader.text.memory import Memory

_UNKNOWN = 0.3
_ROUNDING = 1e-6
_AROUND_SHARE = 0.6
_MARGIN = 0.001  # more than rounding can move
_Around: TypeAlias = tuple[dict[int, float], float]
"""The sentences that hold a word around a clause, each with what that is worth there, and how much the word helps."""


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
        held: the sentences that hold it or a word that may stand for it, each with its rarity times their likeness.
        most: its rarity, or little where the material never uses the very word.
    """

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
        rarity = index.rarity(stem)
        most = rarity * (1.0 if index.sentences_with(stem) else _UNKNOWN)
        held = {number: rarity * strength for number, strength in _find_holders(stem, index).items()}
        term = memory[stem] = _Term(held, most, index.is_name(stem))
    return term


def _find_holders(stem: str, index: Index) -> dict[int, float]:
    """The sentences that hold a stem or a word that may stand for it, with the strength of the likeness, 0 to 1."""
    best: dict[int, float] = {}
    for other, strength in index.lexicon.similar(stem):
        for number in index.sentences_with(other):
            best[number] = max(strength, best.get(number, 0.0))
    return best


def _sum_worth(terms: Iterable[_Term]) -> dict[int, float]:
    """Each sentence of the material that holds any of the terms, and the sum of what those are worth, in their order."""
    summed: dict[int, float] = {}
    for term in terms:
        if not summed:
            summed = term.held.copy()
            continue
        for number, worth in term.held.items():
            summed[number] = summed[number] + worth if number in summed else worth
    return summed


def _sum_around(numbers: AbstractSet[int], around: Iterable[_Around]) -> dict[int, float]:
    """What each of some sentences of the material holds of the words around a clause; those that hold none are left out."""
    summed: dict[int, float] = {}
    for held, weight in around:
        for number in numbers & held.keys():
            summed[number] = summed.get(number, 0.0) + held[number] * weight
    return summed


def _round(mass: float) -> float:
    return round(mass * 1e4) / 1e4


def find_likenesses(clause: Clause, index: Index, about: frozenset[int] = frozenset(), most: int = 8) -> list[Likeness]:
    """Sentences of the material that tell the clause's event, best first.

    Words that the material never uses count little against a clause: the writer's own words are no other event. What stands
    around a clause helps at most as much as six tenths of the clause itself.

    Args:
        clause: the clause.
        index: the material.
        about: sentences that are always among the answers.
        most: how many others are given at most.
    """
    memory = _terms_of(index.contest)
    terms = {stem: memory.get(stem) or _read_term(stem, index) for stem in (*clause.own, *clause.around)}
    total = 1e-9
    for stem in clause.own:
        total += terms[stem].most
    own = _sum_worth(terms[stem] for stem in clause.own)
    around = [(terms[stem].held, weight) for stem, weight in clause.around.items() if stem not in clause.own]
    best = _find_best(own, around, most)
    chosen = [*best, *sorted(about.difference(best))]
    beside = _sum_around(set(chosen), around)
    core = [terms[stem] for stem in clause.core if terms[stem].held]
    has_core_names = any(term.is_name for term in core)
    fewest_names = 1 if all(term.is_name for term in core) else 2
    found = []
    for number in chosen:
        mine = own.get(number, 0.0)
        predicates, names = _count(terms.values(), number)
        core_predicates, core_names = (predicates, names) if len(core) == len(terms) else _count(core, number)
        found.append(
            Likeness(
                number,
                min(1.0, mine / total),
                _round(mine + beside.get(number, 0.0)),
                predicates,
                names,
                core_names >= fewest_names or core_predicates > 0,
                core_names > 0 or not has_core_names,
            )
        )
    return found


def _find_best(own: dict[int, float], around: Sequence[_Around], most: int) -> list[int]:
    """The sentences of the material that hold most of a clause, what stands around it included."""
    least = _find_least(own, most)
    likely = least / (1 + _AROUND_SHARE) if around else least
    ranks = {number: held for number, held in own.items() if held >= likely}
    for number, beside in _sum_around(ranks.keys(), around).items():
        ranks[number] += min(beside, ranks[number] * _AROUND_SHARE)
    ranked = sorted([(-_round(rank), number) for number, rank in ranks.items() if rank >= least])
    return [number for rank, number in ranked[:most] if rank]


def _find_least(ranks: dict[int, float], most: int) -> float:
    """What so many sentences reach; a little less, so that rounding moves none across it."""
    return sorted(ranks.values(), reverse=True)[:most][-1] - _MARGIN if ranks else 0.0


def _count(terms: Iterable[_Term], number: int) -> tuple[int, int]:
    """How many of the terms a sentence of the material holds: ordinary words and names."""
    words = names = 0
    for term in terms:
        if number in term.held:
            if term.is_name:
                names += 1
            else:
                words += 1
    return words, names


def stands_in(stem: str, sentences: Iterable[int], index: Index) -> bool:
    """Whether any of some sentences of the material holds a stem or a word that may stand for it."""
    return not _read_term(stem, index).held.keys().isdisjoint(sentences)


def find_sharing(clause: Clause, least: float, index: Index) -> set[int]:
    """The sentences of the material whose `share` of a clause is at least so much, or hardly less."""
    terms = [_read_term(stem, index) for stem in clause.own]
    needed = least * sum(term.most for term in terms) - _ROUNDING
    if needed <= 0:
        return set(range(len(index.sentences)))
    return {number for number, held in _sum_worth(terms).items() if held >= needed}


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
