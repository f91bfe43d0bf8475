"""How like each passage of the material a sentence is: cosine-like agreement of words weighted by rarity."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from grader.evidence.index import Index
from grader.evidence.profiles import Floats
from grader.text.memory import Memory

_DAMPING = 0.5
_MOST_HOMES = 4


@dataclass(frozen=True)
class Postings:
    """The material's sentences over its own vocabulary.

    Attributes:
        columns: stem to its number.
        weights: squared rarities, one a stem.
        held: V × S, 1 where a sentence holds a stem.
        lengths: of the sentences, damped so that short ones do not win.
        alike: memory of `find_columns`.
        firsts: number of each passage's first sentence, and which passages have sentences.
    """

    columns: dict[str, int]
    weights: Floats
    held: sparse.csr_array
    lengths: Floats
    firsts: NDArray[np.intp]
    passages: NDArray[np.intp]
    alike: Memory[str, tuple[tuple[int, float], ...]] = field(default_factory=Memory)

    def find_columns(self, stem: str, index: Index) -> tuple[tuple[int, float], ...]:
        """The columns of the stems that a stem may stand for, with strengths; remembered, as essays use the same words."""
        found = self.alike.get(stem)
        if found is None:
            similar = index.lexicon.similar(stem)
            found = self.alike[stem] = tuple((self.columns[s], x) for s, x in similar if s in self.columns)
        return found


@lru_cache(maxsize=4)
def _postings_of(index: Index) -> Postings:
    columns: dict[str, int] = {}
    places: list[tuple[int, int]] = []
    for number, sentence in enumerate(index.sentences):
        stems = {index.lexicon.known(stem, stem) for stem in sentence.stems}
        places += [(columns.setdefault(stem, len(columns)), number) for stem in sorted(stems)]
    rows, numbers = np.array(places, dtype=np.intp).reshape(-1, 2).T
    shape = (len(columns), len(index.sentences))
    held = sparse.csr_array((np.ones(len(rows), dtype=np.float32), (rows, numbers)), shape=shape)
    weights = np.array([index.rarity(stem) for stem in columns], dtype=np.float32) ** 2
    lengths = np.sqrt(held.T @ weights) + _DAMPING
    owners = np.array([sentence.passage for sentence in index.sentences], dtype=np.intp)
    passages, firsts = np.unique(owners, return_index=True)
    return Postings(columns, weights, held, lengths, firsts, passages)


def compare_passages(sentences: Sequence[Sequence[str]], index: Index) -> Floats:
    """How like each passage each sentence is, by the passage's best sentence; n × P, 0 where nothing is shared.

    Args:
        sentences: stems of the content words of each sentence.
        index: the material.
    """
    likeness = np.zeros((len(sentences), len(index.passages)), dtype=np.float32)
    if not index.sentences or not sentences:
        return likeness
    postings = _postings_of(index)
    width = len(postings.columns)
    strengths: dict[int, float] = {}
    for row, stems in enumerate(sentences):
        for stem in dict.fromkeys(stems):
            for column, strength in postings.find_columns(stem, index):
                place = row * width + column
                if strength > strengths.get(place, 0.0):
                    strengths[place] = strength
    said = np.zeros((len(sentences), width), dtype=np.float32)
    said.reshape(-1)[list(strengths)] = list(strengths.values())
    met = np.flatnonzero(said.any(axis=0))  # other columns add nothing, and most of the material's words are others
    sums = (said[:, met] * postings.weights[met]) @ postings.held[met]
    norms = np.sqrt(np.sqrt(said * said @ postings.weights)) + _DAMPING
    best = np.maximum.reduceat(sums / postings.lengths, postings.firsts, axis=1)
    likeness[:, postings.passages] = best / norms[:, None]
    return likeness


def lead_passages(likeness: Floats, homes: Sequence[Sequence[int]]) -> Floats:
    """How far the likest of some passages leads the likest of all others; n × I, 0 where there are no such passages.

    Args:
        likeness: n × P, from `compare_passages`.
        homes: for each item the numbers of its passages, at most four.
    """
    if not likeness.size or not homes:
        return np.zeros((len(likeness), len(homes)), dtype=np.float32)
    padded = np.full((len(homes), _MOST_HOMES), -1, dtype=np.intp)
    for row, numbers in enumerate(homes):
        padded[row, : len(numbers)] = numbers[:_MOST_HOMES]
    extended = np.concatenate([likeness, np.zeros((len(likeness), 1), dtype=np.float32)], axis=1)
    inside = extended[:, padded].max(-1)
    some = min(_MOST_HOMES + 1, likeness.shape[1])  # the best, in any order: one of them at least is no home
    top = np.argpartition(likeness, -some, axis=1)[:, -some:]
    is_home = (top[:, None, :, None] == padded[None, :, None, :]).any(-1)
    values = np.take_along_axis(likeness, top, axis=1)[:, None, :]
    outside = np.where(is_home, 0, values).max(-1)
    leads: Floats = np.where((padded >= 0).any(-1), inside - outside, 0).astype(np.float32)
    return leads
