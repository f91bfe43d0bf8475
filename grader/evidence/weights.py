"""What words weigh when an essay is compared with the items of a contest, made once and shared by all essays."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from grader.evidence.index import index_of
from grader.evidence.profiles import Floats
from grader.evidence.tables import table_of
from grader.model import Contest
from grader.text.words import find_words

_ASKED = 0.6  # what a word of the contest's question weighs: every essay repeats it
_SUPPORT_DAMPING, _TELLING_DAMPING, _DISTINCT_DAMPING, _LITTLE = 1.35, 0.5, 0.7, 1e-6


@lru_cache(maxsize=4)
def weigh_asked(contest: Contest) -> Floats:
    """For each stem of `table_of`'s vocabulary, and one more: 1, or less where the contest's title or question has it."""
    index, table = index_of(contest), table_of(contest)
    asked = {index.lexicon.known(w.norm, w.stem) for text in (contest.title, contest.prompt) for w in find_words(text)}
    return np.array([_ASKED if stem in asked else 1 for stem in table.vocabulary.columns] + [1], dtype=np.float32)


class Totals(NamedTuple):
    """What the words of each of the `I` items weigh together, damped, so that a share of little is never large.

    Attributes:
        words, names, support, telling: of what stands under these names in `Weights`.
        statements: of `columns`, where a stem stands in the statement or is a keyword.
    """

    words: Floats
    names: Floats
    support: Floats
    telling: Floats
    statements: Floats


class Weights(NamedTuple):
    """What words weigh in a contest, those of its question less.

    Attributes:
        terms, words, names: I × L: rarities of an item's terms, of those that are no names, and of the names.
        support: I × M: rarities of the supporting sentences' other words.
        columns: T + 1: rarity of each stem of the vocabulary.
        telling: T + 1 × I: how rare each stem of a statement is among the statements.
        has_names: for each item whether any name of it weighs something.
        totals: their sums for each item.
    """

    terms: Floats
    words: Floats
    names: Floats
    support: Floats
    columns: Floats
    telling: Floats
    has_names: NDArray[np.bool_]
    totals: Totals


@lru_cache(maxsize=4)
def weights_of(contest: Contest) -> Weights:
    """The weights of a contest, made once for each loaded contest."""
    table, asked = table_of(contest), weigh_asked(contest)
    terms = table.weights * asked[table.terms]
    words, names = terms * ~table.names, terms * table.names
    support, columns = table.support_weights * asked[table.support], table.rarities * asked
    telling = table.telling * asked[:, None]
    statements: Floats = np.matmul(columns, table.in_statement)
    totals = Totals(
        words.sum(-1) + _LITTLE,
        names.sum(-1) + _LITTLE,
        support.sum(-1) + _SUPPORT_DAMPING,
        telling.sum(0) + _TELLING_DAMPING,
        statements + _DISTINCT_DAMPING,
    )
    return Weights(terms, words, names, support, columns, telling, names.max(-1, initial=0) > 0, totals)
