"""Where a run of words stands in the material, word for word or nearly.

Runs of three stems that both sides share are seeds; seeds on neighbouring diagonals vote for a place; around the best
places the words are aligned by edit distance, as in sequence search (Altschul et al. 1990, BLAST).
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein, Indel

from grader.evidence.index import GRAM, Index
from grader.evidence.lexicon import STOP_STEMS
from grader.text.words import Word

_BAND = 8
_MARGIN = 6
_MOST_JOINED = 8
_LETTERS_A_SLIP = 4


class Seed(NamedTuple):
    """A stretch of the material that shares seeds with a run of words; positions in the run and in the stream."""

    passage: int
    run: tuple[int, int]
    stream: tuple[int, int]
    votes: int


def find_seeds(run: Sequence[str], index: Index, most: int = 4, fewest: int = 1) -> list[Seed]:
    """The places of the material that share runs of three stems with `run`, most shared first.

    Args:
        run: stems.
        index: the material.
        most: how many places are given at most.
        fewest: how many of its runs of three a place must share.
    """
    hits: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    grams = index.grams
    for at, gram in enumerate(zip(*[run[k:] for k in range(GRAM)], strict=False)):
        if gram in grams:
            for passage, position in grams[gram]:
                hits[passage, (position - at) // _BAND].append((at, position))
    joined: list[Seed] = []
    for (passage, band), places in hits.items():
        further = hits.get((passage, band + 1), ())
        if len(places) + len(further) < fewest:
            continue
        every = [*places, *further]
        votes = len({at for at, _ in every})
        if votes < fewest:
            continue
        runs, stream = [at for at, _ in every], [position for _, position in every]
        ends = (min(runs), max(runs) + GRAM), (min(stream), max(stream) + GRAM)
        joined.append(Seed(passage, *ends, votes))
    joined.sort(key=lambda s: (-s.votes, s.stream, s.run))
    kept: list[Seed] = []
    for seed in joined:
        if len(kept) < most and not any(seed.passage == k.passage and _inside(seed.stream, k.stream) for k in kept):
            kept.append(seed)
    return kept


def _inside(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return other[0] <= one[0] and one[1] <= other[1]


def find_rare_seeds(run: Sequence[str], index: Index, most: int = 3) -> list[Seed]:
    """Places that share at least half of the rare words of a short run, for quotations too altered for three in a row."""
    content = {stem for stem in run if stem not in STOP_STEMS}
    votes: dict[int, float] = defaultdict(float)
    for stem in sorted(content):
        for number in index.sentences_with(stem):
            votes[number] += index.rarity(stem)
    total = sum(index.rarity(stem) for stem in content)
    ranked = sorted((n for n in votes if votes[n] >= total / 2), key=lambda n: (-votes[n], n))[:most]
    lines = [index.sentences[n] for n in ranked]
    return [Seed(s.passage, (0, len(run)), (s.first, s.last), 1) for s in lines]


@dataclass(frozen=True, slots=True)
class Match:
    """A run of words aligned with the material.

    Attributes:
        pairs: positions in the run and in the stream that hold the same stem, in order.
    """

    passage: int
    pairs: tuple[tuple[int, int], ...]


def align(run: Sequence[str], seed: Seed, index: Index, margin: int = _MARGIN) -> Match:
    """Aligns the whole run with the stream around a seed; the stretch never leaves the seed's passage."""
    start = index.starts[seed.passage]
    stop = index.starts[seed.passage + 1] if seed.passage + 1 < len(index.starts) else len(index.stream)
    low = max(start, seed.stream[0] - seed.run[0] - margin)
    high = min(stop, seed.stream[1] + (len(run) - seed.run[1]) + margin)
    window = index.stream[low:high]
    pairs = []
    for block in Indel.opcodes(list(run), window):
        if block.tag == "equal":
            pairs += [(block.src_start + k, low + block.dest_start + k) for k in range(block.src_end - block.src_start)]
    return Match(seed.passage, tuple(pairs))


def bridge_joined(pairs: Sequence[tuple[int, int]], words: Sequence[Word], index: Index) -> list[tuple[int, int]]:
    """Aligned pairs with those added between them whose words differ in spaces or slips alone: `windingstairs`, `wind ing`.

    Args:
        pairs: positions among `words` and in the stream, of one passage, in order.
        words: the run of words.
        index: the material.
    """
    if not pairs:
        return []
    passage = index.passage_at(pairs[0][1])
    start, source = index.starts[passage], index.readings[passage].words
    whole = [pairs[0]]
    for pair in pairs[1:]:
        left, right = words[whole[-1][0] + 1 : pair[0]], source[whole[-1][1] + 1 - start : pair[1] - start]
        if left and right and len(left) + len(right) <= _MOST_JOINED:
            at, position = whole[-1]
            steps = range(1, min(len(left), len(right)) + 1) if _is_written_alike(left, right) else ()
            whole += [(at + k, position + k) for k in steps]
        whole.append(pair)
    return whole


def _is_written_alike(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether words are the same but for spaces and one slip in four letters."""
    left, right = "".join(w.norm for w in one), "".join(w.norm for w in other)
    most = len(right) // _LETTERS_A_SLIP
    return DamerauLevenshtein.distance(left, right, score_cutoff=most) <= most
