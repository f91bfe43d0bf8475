"""How like each passage of the material a sentence is: cosine-like agreement of words weighted by rarity."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from grader.evidence.index import Index
from grader.evidence.profiles import Floats
from grader.evidence.vocabulary import Vocabulary, join_stretches

_DAMPING = 0.5
_MOST_HOMES = 4


@dataclass(frozen=True)
class Postings:
    """The material's sentences over its own vocabulary.

    Attributes:
        vocabulary: of `V` stems.
        weights: squared rarities, one a stem.
        numbers: of the sentences that hold each stem, one stem after the other.
        starts, counts: where each stem's stretch of `numbers` begins, and how long it is.
        lengths: of the sentences, damped so that short ones do not win.
        firsts: number of each passage's first sentence.
        passages: numbers of the passages that have sentences.
        merges: how the sentences of each passage come together in its first one; see `_plan_merges`.
    """

    vocabulary: Vocabulary
    weights: Floats
    numbers: NDArray[np.intp]
    starts: NDArray[np.intp]
    counts: NDArray[np.intp]
    lengths: Floats
    firsts: NDArray[np.intp]
    passages: NDArray[np.intp]
    merges: tuple[tuple[NDArray[np.intp], NDArray[np.intp]], ...]


@lru_cache(maxsize=4)
def _postings_of(index: Index) -> Postings:
    columns: dict[str, int] = {}
    places: list[tuple[int, int]] = []
    for number, sentence in enumerate(index.sentences):
        stems = {index.lexicon.known(stem, stem) for stem in sentence.stems}
        places += [(columns.setdefault(stem, len(columns)), number) for stem in sorted(stems)]
    places.sort()
    held, numbers = np.array(places, dtype=np.intp).reshape(-1, 2).T.copy()
    weights = np.array([index.rarity(stem) for stem in columns], dtype=np.float32) ** 2
    lengths = np.zeros(len(index.sentences), dtype=np.float32)
    np.add.at(lengths, numbers, weights[held])
    counts = np.bincount(held, minlength=len(columns))
    owners = np.array([sentence.passage for sentence in index.sentences], dtype=np.intp)
    passages, firsts = np.unique(owners, return_index=True)
    damped: Floats = np.sqrt(lengths, dtype=np.float32) + np.float32(_DAMPING)
    starts = np.cumsum(counts) - counts
    merges = tuple(_plan_merges(firsts, len(owners)))
    return Postings(Vocabulary(columns, index), weights, numbers, starts, counts, damped, firsts, passages, merges)


def _plan_merges(firsts: NDArray[np.intp], size: int) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Pairs of sentences of one passage to merge, the second into the first: neighbours, then these by twos, by fours ….

    Args:
        firsts: number of each passage's first sentence.
        size: how many sentences there are.
    """
    lengths = np.diff(firsts, append=size)
    offsets, step = np.arange(size) - np.repeat(firsts, lengths), 1
    while step < lengths.max(initial=0):
        into = np.flatnonzero((offsets % (2 * step) == 0) & (offsets + step < np.repeat(lengths, lengths)))
        yield into, into + step
        step *= 2


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
    said = postings.vocabulary.hold(sentences, len(postings.weights))
    shares = _sum_shared(said, postings)
    shares /= postings.lengths[:, None]
    said *= said
    norms = np.sqrt(np.sqrt(said @ postings.weights)) + _DAMPING
    for into, others in postings.merges:  # several times as fast as `np.maximum.reduceat`
        shares[into] = np.maximum(shares[into], shares[others])
    likeness[:, postings.passages] = shares[postings.firsts].T / norms[:, None]
    return likeness


def _sum_shared(said: Floats, postings: Postings) -> Floats:
    """S × n: what the stems weigh that a sentence of the material and one of the essay both say; `said` is n × V."""
    rows, columns = np.divmod(np.flatnonzero(said != 0), said.shape[1])
    counts = postings.counts[columns]
    places = join_stretches(postings.starts[columns], counts)
    shared = np.zeros((len(postings.lengths), len(said)), dtype=np.float32)
    cells = postings.numbers[places] * len(said) + np.repeat(rows, counts)
    np.add.at(shared.reshape(-1), cells, np.repeat(said[rows, columns] * postings.weights[columns], counts))
    return shared


class Homes(NamedTuple):
    """The passages of some items, at most four each.

    Attributes:
        numbers: I × 4, filled up with −1.
        marks: I × P, whether a passage is one of the item's.
    """

    numbers: NDArray[np.intp]
    marks: NDArray[np.bool_]


def arrange_homes(homes: Sequence[Sequence[int]], passages: int) -> Homes:
    """The numbers of each item's passages, of which the first four count, as arrays."""
    found = Homes(
        np.full((len(homes), _MOST_HOMES), -1, dtype=np.intp), np.zeros((len(homes), passages), dtype=np.bool_)
    )
    for row, numbers in enumerate(homes):
        found.numbers[row, : len(numbers)] = numbers[:_MOST_HOMES]
        found.marks[row, list(numbers[:_MOST_HOMES])] = True
    return found


def lead_passages(likeness: Floats, homes: Homes) -> Floats:
    """How far the likest of an item's passages leads the likest of all others; n × I, 0 for an item without passages.

    Args:
        likeness: n × P, from `compare_passages`.
        homes: the items' passages.
    """
    if not likeness.size or not len(homes.numbers):
        return np.zeros((len(likeness), len(homes.numbers)), dtype=np.float32)
    extended = np.concatenate([likeness, np.zeros((len(likeness), 1), dtype=np.float32)], axis=1)
    inside = reduce(np.maximum, [extended[:, numbers] for numbers in homes.numbers.T])
    left, rows = likeness.copy(), np.arange(len(likeness))
    outside, at_home = np.zeros_like(inside.T), np.ones(inside.T.shape, dtype=np.bool_)
    for _ in range(min(_MOST_HOMES + 1, likeness.shape[1])):  # the best ones: one of them at least is no home
        top = left.argmax(axis=1)
        is_home = homes.marks[:, top]
        np.maximum(outside, np.where(is_home, 0, left[rows, top]), out=outside)
        at_home &= is_home
        if not at_home.any():
            break
        left[rows, top] = -1
    leads: Floats = np.where(homes.marks.any(-1), inside - outside.T, 0).astype(np.float32)
    return leads
