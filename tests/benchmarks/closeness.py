"""How closely a whole text follows the material's wording, from copied to retold in the writer's own words.

Shared runs of words are found by greedy string tiling (Wise, 1993: String similarity via greedy string tiling); the other
measures follow Clough and Stevenson (2011: Developing a corpus of plagiarised short answers). They are measures and
no verdict: no threshold on them was found that tells light from heavy revision surely.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from grader.evidence.index import GRAM, Index
from grader.evidence.lexicon import STOP_STEMS
from grader.text.reading import Reading

_NEAR = 6
_SHORTEST_STRETCH = 8
_HALF = 0.5


class Tile(NamedTuple):
    """A run of at least three words that text and material share: where it stands in each, and its number of words."""

    at: int
    position: int
    words: int


class Closeness(NamedTuple):
    """Measures of a text against the material; shares are 0 to 1.

    Attributes:
        shared: share of the words in shared runs of three or more.
        followed: share of the words in stretches of eight or more that follow the material, runs at most six words apart.
        edits: places changed in every hundred words of those stretches; 0 is word for word.
        longest: number of words of the longest shared run.
        order_kept: share of the content words that the material has once and that come in its order.
        retold: share of the content words in sentences of which one sentence of the material holds at least half, by rarity.
    """

    shared: float
    followed: float
    edits: float
    longest: int
    order_kept: float
    retold: float


def measure_closeness(reading: Reading, index: Index) -> Closeness:
    """How closely the prose of a text follows the material, quotation marks aside."""
    spans = [(s.first, s.last) for s in reading.sentences]
    sentences = [[index.lexicon.known(w.norm, w.stem) for w in reading.words[a:b]] for a, b in spans]
    run = [stem for sentence in sentences for stem in sentence]
    tiles = find_tiles(run, index)
    stretches = _join(tiles)
    followed = sum(s[-1].at + s[-1].words - s[0].at for s in stretches)
    edits = sum(len(s) - 1 for s in stretches)
    return Closeness(
        shared=_share(sum(t.words for t in tiles), len(run)),
        followed=_share(followed, len(run)),
        edits=round(100 * edits / followed, 4) if followed else 0.0,
        longest=max((t.words for t in tiles), default=0),
        order_kept=_measure_order(run, index),
        retold=_measure_retold(sentences, index),
    )


def find_tiles(run: Sequence[str], index: Index) -> list[Tile]:
    """Runs of three stems or more that `run` shares with the material, longest first chosen, none overlapping; in order."""
    found = [
        Tile(at, position, _count_same(run, at, index.stream, position))
        for at in range(len(run) - GRAM + 1)
        for _, position in index.grams.get(tuple(run[at : at + GRAM]), ())
        if not (at and position and run[at - 1] == index.stream[position - 1])
    ]
    found.sort(key=lambda t: (-t.words, t.at, t.position))
    taken, used = bytearray(len(run)), bytearray(len(index.stream))
    tiles = []
    for tile in found:
        free = _trim(tile, taken, used)
        if free.words >= GRAM:
            taken[free.at : free.at + free.words] = used[free.position : free.position + free.words] = (
                b"\1" * free.words
            )
            tiles.append(free)
    return sorted(tiles)


def _count_same(run: Sequence[str], at: int, stream: Sequence[str], position: int) -> int:
    limit, words = min(len(run) - at, len(stream) - position), GRAM
    while words < limit and run[at + words] == stream[position + words]:
        words += 1
    return words


def _trim(tile: Tile, taken: bytearray, used: bytearray) -> Tile:
    """The first stretch of a tile that no longer one has."""
    steps = range(tile.words)
    busy = [taken[tile.at + k] or used[tile.position + k] for k in steps]
    first = next((k for k in steps if not busy[k]), tile.words)
    last = next((k for k in steps if k >= first and busy[k]), tile.words)
    return Tile(tile.at + first, tile.position + first, last - first)


def _join(tiles: Sequence[Tile]) -> list[list[Tile]]:
    """Stretches of tiles that follow one another nearby on both sides, of eight words or more."""
    stretches: list[list[Tile]] = []
    for tile in tiles:
        before = stretches[-1][-1] if stretches else None
        if before and tile.at - before.at - before.words <= _NEAR:
            gap = tile.position - before.position - before.words
            if 0 <= gap <= _NEAR:
                stretches[-1].append(tile)
                continue
        stretches.append([tile])
    return [s for s in stretches if sum(t.words for t in s) >= _SHORTEST_STRETCH]


def _measure_order(run: Sequence[str], index: Index) -> float:
    """Longest rising subsequence of the places of words that the material has once, seen against all content words."""
    counts = Counter(index.stream)
    places = {stem: position for position, stem in enumerate(index.stream) if counts[stem] == 1}
    content = [stem for stem in run if stem not in STOP_STEMS]
    rising: list[int] = []
    for position in (places[stem] for stem in dict.fromkeys(content) if stem in places):
        at = bisect_left(rising, position)
        rising[at : at + 1] = [position]
    return _share(len(rising), len(content))


def _measure_retold(sentences: Sequence[Sequence[str]], index: Index) -> float:
    content = [dict.fromkeys(s for s in sentence if s not in STOP_STEMS) for sentence in sentences]
    told = sum(len(stems) for stems in content if stems and _is_retold(list(stems), index))
    return _share(told, sum(map(len, content)))


def _is_retold(stems: Sequence[str], index: Index) -> bool:
    held: dict[int, float] = defaultdict(float)
    total = 0.0
    for one in stems:
        weight = index.rarity(one) if one in index.document_counts else 1.0
        total += weight
        for number in sorted({n for other, _ in index.lexicon.similar(one) for n in index.sentences_with(other)}):
            held[number] += weight
    return bool(held) and max(held.values()) >= _HALF * total


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
