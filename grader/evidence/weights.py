"""What words weigh when an essay is compared with the items of a contest, made once and shared by all essays."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from grader.evidence.index import index_of
from grader.evidence.profiles import Floats
from grader.evidence.tables import table_of
from grader.model import Contest
from grader.text.words import find_words

_ASKED = 0.6  # what a word of the contest's question weighs: every essay repeats it


@lru_cache(maxsize=4)
def weigh_asked(contest: Contest) -> Floats:
    """For each stem of `table_of`'s vocabulary, and one more: 1, or less where the contest's title or question has it."""
    index, table = index_of(contest), table_of(contest)
    asked = {index.lexicon.known(w.norm, w.stem) for text in (contest.title, contest.prompt) for w in find_words(text)}
    return np.array([_ASKED if stem in asked else 1 for stem in table.vocabulary.columns] + [1], dtype=np.float32)


class Weights(NamedTuple):
    """What words weigh in a contest, those of its question less.

    Attributes:
        terms, words, names: I × L: rarities of an item's terms, of those that are no names, and of the names.
        support: I × M: rarities of the supporting sentences' other words.
        columns: T + 1: rarity of each stem of the vocabulary.
        telling: T + 1 × I: how rare each stem of a statement is among the statements.
    """

    terms: Floats
    words: Floats
    names: Floats
    support: Floats
    columns: Floats
    telling: Floats


@lru_cache(maxsize=4)
def weights_of(contest: Contest) -> Weights:
    """The weights of a contest, made once for each loaded contest."""
    table, asked = table_of(contest), weigh_asked(contest)
    terms = table.weights * asked[table.terms]
    return Weights(
        terms,
        terms * ~table.names,
        terms * table.names,
        table.support_weights * asked[table.support],
        table.rarities * asked,
        table.telling * asked[:, None],
    )
