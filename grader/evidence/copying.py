"""Stretches of the essay that follow the material's wording without quotation marks."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from grader.evidence.alignment import Match, align, find_seeds
from grader.evidence.index import Index
from grader.evidence.lexicon import STOP_STEMS
from grader.model import Span
from grader.report import Copied
from grader.text.reading import Reading
from grader.text.spans import merge

SHORTEST_WORDS = 12
_FEWEST_SHARED = 10
_FEWEST_CONTENT = 5
_FEWEST_VOTES = 3
_DENSITY = 0.68
_GAP_COST = 0.8
_MOST_SENTENCES = 2


@dataclass(frozen=True, slots=True)
class CopiedRun:
    """A copied stretch with its words in the essay and in the stream of the material."""

    copied: Copied
    words: tuple[int, int]
    stream: tuple[int, int]


def find_copying(reading: Reading, index: Index, known: list[str], free: Iterable[Span] = ()) -> list[CopiedRun]:
    """Stretches of twelve words or more taken from the material word for word or nearly, outside quotation marks.

    Args:
        reading: the essay.
        index: the material.
        known: for every word of the essay the material's stem that it means.
        free: spans that are never copying, such as the contest's prompt when it is repeated.
    """
    if not index.grams:
        return []
    found: list[CopiedRun] = []
    for first, last in _open_runs(reading, free):
        found += _runs_in(reading, index, known, first, last)
    return found


def _open_runs(reading: Reading, free: Iterable[Span]) -> list[tuple[int, int]]:
    """Ranges of word numbers, one for each paragraph of the prose, cut where something is quoted."""
    quoted = [p.span for p in reading.essay.parts if p.kind == "quotation"] + [q.outer for q in reading.quoted]
    closed = merge([*quoted, *free])
    runs = []
    for paragraph in reading.paragraphs:
        at = paragraph[0]
        first = bisect_right(closed, at, key=lambda span: span[1])
        for start, end in closed[first : bisect_left(closed, paragraph[1], key=lambda span: span[0])]:
            runs.append(reading.word_range((at, max(at, start))))
            at = end
        runs.append(reading.word_range((at, max(at, paragraph[1]))))
    return [(first, last) for first, last in runs if last - first >= SHORTEST_WORDS]


def _runs_in(reading: Reading, index: Index, known: list[str], first: int, last: int) -> list[CopiedRun]:
    run = known[first:last]
    found: list[CopiedRun] = []
    taken = [False] * len(run)
    for seed in find_seeds(run, index, most=12):
        if seed.votes < _FEWEST_VOTES:
            break
        low, high = max(0, seed.run[0] - SHORTEST_WORDS), min(len(run), seed.run[1] + SHORTEST_WORDS)
        near = type(seed)(seed.passage, (seed.run[0] - low, seed.run[1] - low), seed.stream, seed.votes)
        match = align(run[low:high], near, index, margin=SHORTEST_WORDS)
        for stretch in _dense_stretches(match):
            pairs = _extended(stretch, run, low, index)
            start, end = pairs[0][0] + low, pairs[-1][0] + low + 1
            if any(taken[start:end]) or not _is_copied(pairs, run[start:end]):
                continue
            taken[start:end] = [True] * (end - start)
            placed = [(first + low + a, position) for a, position in pairs]
            found += [_described(reading, index, part) for part in _cut(placed, reading)]
    return sorted(found, key=lambda c: c.words)


def _extended(pairs: list[tuple[int, int]], run: list[str], low: int, index: Index) -> list[tuple[int, int]]:
    """The stretch with the same words right before and after it, which the alignment may have matched elsewhere."""
    (first, position), (last, after) = pairs[0], pairs[-1]
    begin, stop = index.starts[index.passage_at(position)], len(index.stream)
    while first + low > 0 and position > begin and run[first + low - 1] == index.stream[position - 1]:
        first, position = first - 1, position - 1
        pairs = [(first, position), *pairs]
    while last + low + 1 < len(run) and after + 1 < stop and run[last + low + 1] == index.stream[after + 1]:
        last, after = last + 1, after + 1
        pairs = [*pairs, (last, after)]
    return pairs


def _dense_stretches(match: Match) -> list[list[tuple[int, int]]]:
    """Cuts an alignment where the words between two shared ones outweigh what has been gathered (maximal scoring runs)."""
    stretches: list[list[tuple[int, int]]] = []
    current: list[tuple[int, int]] = []
    score = best = 0.0
    best_length = 0
    for pair in match.pairs:
        if current:
            gap = max(pair[0] - current[-1][0], pair[1] - current[-1][1]) - 1
            score -= gap * _GAP_COST
            if score <= 0 or best - score > 4:  # noqa: PLR2004 - a gap of five words ends a stretch
                stretches.append(current[:best_length])
                current, score, best, best_length = [], 0.0, 0.0, 0
        current.append(pair)
        score += 1
        if score >= best:
            best, best_length = score, len(current)
    stretches.append(current[:best_length])
    return [s for s in stretches if s]


def _is_copied(pairs: list[tuple[int, int]], words: list[str]) -> bool:
    length = max(len(words), pairs[-1][1] + 1 - pairs[0][1])
    content = sum(words[a - pairs[0][0]] not in STOP_STEMS for a, _ in pairs)
    enough = len(words) >= SHORTEST_WORDS and len(pairs) >= _FEWEST_SHARED and content >= _FEWEST_CONTENT
    return enough and len(pairs) / length >= _DENSITY


def _cut(pairs: list[tuple[int, int]], reading: Reading) -> list[list[tuple[int, int]]]:
    """A long stretch in parts of at most two sentences, so that each can be found beside its passage."""
    parts: list[list[tuple[int, int]]] = []
    opened = -1
    for pair in pairs:
        number = reading.sentence_at(reading.words[pair[0]].start) or 0
        if opened < 0 or number - opened >= _MOST_SENTENCES:
            parts.append([])
            opened = number
        parts[-1].append(pair)
    return parts


def _described(reading: Reading, index: Index, pairs: list[tuple[int, int]]) -> CopiedRun:
    words, stream = (pairs[0][0], pairs[-1][0] + 1), (pairs[0][1], pairs[-1][1] + 1)
    run = reading.words[words[0] : words[1]]
    number, _ = index.span_of(*stream)
    start = index.starts[number]
    source = index.readings[number].words[stream[0] - start : stream[1] - start]
    same = [w.norm for w in run] == [w.norm for w in source]
    copied = Copied(
        span=(run[0].start, run[-1].end),
        how="verbatim" if same else "patchwork",
        words=len(run),
        passage=index.passages[number].id,
    )
    return CopiedRun(copied, words, stream)
