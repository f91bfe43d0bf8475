"""The evidence items of a contest as arrays, made once and shared by all essays."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from grader.evidence.index import Index, index_of
from grader.evidence.profiles import Floats, Profile, profiles_of
from grader.evidence.vocabulary import Vocabulary
from grader.model import Contest
from grader.text.memory import Memory


@dataclass(frozen=True)
class Table:
    """The items of a contest as arrays; `I` items of at most `L` terms over a vocabulary of `T` stems."""

    profiles: tuple[Profile, ...]
    vocabulary: Vocabulary
    rarities: Floats  # T + 1, with 0 at the end
    is_name: NDArray[np.bool_]  # T + 1
    terms: NDArray[np.intp]  # I × L columns, padded with T
    weights: Floats  # I × L rarities, 0 where padded
    names: NDArray[np.bool_]  # I × L
    support: NDArray[np.intp]
    support_weights: Floats
    in_statement: Floats  # T + 1 × I, 1 where a stem stands in the statement or is a keyword
    in_support: Floats  # T + 1 × I, 1 where a stem stands in statement or support
    in_passage: Floats  # T + 1 × I

    @cached_property
    def pairs(self) -> dict[tuple[str, str], list[tuple[int, int]]]:
        """Neighbouring stems to where they are neighbours: 0 in a statement or 1 in its support, and the item's number."""
        where: dict[tuple[str, str], list[tuple[int, int]]] = {}
        for number, profile in enumerate(self.profiles):
            for which, pairs in enumerate((profile.bigrams, profile.support_bigrams)):
                for pair in sorted(pairs):
                    where.setdefault(pair, []).append((which, number))
        return where

    @cached_property
    def telling(self) -> Floats:
        """T + 1 × I: how rare each stem of a statement is among the statements, 1 where it stands in this one alone."""
        size = len(self.profiles) + 1
        counts = self.in_statement.sum(1, keepdims=True)
        found: Floats = self.in_statement * np.log(size / (counts + 0.5)) / np.log(size / 1.5)
        return found

    @cached_property
    def not_in_support(self) -> Floats:
        """T + 1 × I, 1 where a stem stands neither in statement nor in support."""
        without: Floats = 1 - self.in_support
        return without

    @cached_property
    def items_without(self) -> Floats:
        """I × T + 1: `not_in_support` by item."""
        return self.not_in_support.T.copy()

    @cached_property
    def has_year(self) -> Floats:
        """For each item 1 where it has a date with a year."""
        return np.array([any(d.year for d in p.dates) for p in self.profiles], dtype=np.float32)

    @cached_property
    def value_rows(self) -> Memory[tuple[object, ...], Floats]:
        """A date's or quantity's fields to its agreement with each item. Filled as they are met."""
        return Memory()


def _padded(lists: list[list[int]], fill: int) -> NDArray[np.intp]:
    width = max((len(one) for one in lists), default=1) or 1
    return np.array([one + [fill] * (width - len(one)) for one in lists], dtype=np.intp).reshape(len(lists), width)


@lru_cache(maxsize=4)
def table_of(contest: Contest) -> Table:
    """The arrays of a contest's items, made once for each loaded contest."""
    index, profiles = index_of(contest), profiles_of(contest)
    homes = [_home_stems(profile, index) for profile in profiles]
    every = {t for p in profiles for t in (*p.terms, *p.support_terms)} | {t for home in homes for t in home}
    columns = {term: number for number, term in enumerate(sorted(every))}
    size = len(columns)
    rarities = np.array([index.rarity(t) for t in columns] + [0.0], dtype=np.float32)
    terms = _padded([[columns[t] for t in p.terms] for p in profiles], size)
    support = _padded([[columns[t] for t in p.support_terms] for p in profiles], size)
    in_statement, in_support, in_passage = (np.zeros((size + 1, len(profiles)), dtype=np.float32) for _ in range(3))
    for number, (profile, home) in enumerate(zip(profiles, homes, strict=True)):
        in_statement[[columns[t] for t in profile.terms], number] = 1
        in_support[[columns[t] for t in (*profile.terms, *profile.support_terms)], number] = 1
        in_passage[[columns[t] for t in home], number] = 1
    is_name = np.array([index.is_name(t) for t in columns] + [False])
    return Table(
        profiles,
        Vocabulary(columns, index),
        rarities,
        is_name,
        terms,
        rarities[terms],
        is_name[terms],
        support,
        rarities[support],
        in_statement,
        in_support,
        in_passage,
    )


def _home_stems(profile: Profile, index: Index) -> list[str]:
    if not profile.homes:
        return []
    return sorted({s for line in index.sentences if line.passage == profile.homes[0] for s in line.stems})
