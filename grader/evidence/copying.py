"""Stretches of the essay that follow the material's wording without quotation marks."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from grader.evidence.alignment import align, bridge_joined, find_seeds
from grader.evidence.index import Index
from grader.evidence.lexicon import STOP_STEMS
from grader.model import Span
from grader.report import Copied
from grader.text.quotations import Quoted
from grader.text.reading import Reading
from grader.text.spans import merge
from grader.text.words import Word

SHORTEST_WORDS = 12
_FEWEST_SHARED = 10
_FEWEST_CONTENT = 5
_SHORTEST_VERBATIM, _FEWEST_VERBATIM = 9, 4
_FEWEST_SMALL = 2
_SHORTEST_QUOTED = _SHORTEST_PART = 3
_FEWEST_VOTES = 3
_DENSITY = 0.68
_GAP_COST = 0.8
_MOST_SENTENCES = 2
_Mark: TypeAlias = Literal["stop", "capitalised", "content"]


@dataclass(frozen=True, slots=True)
class CopiedRun:
    """A copied stretch with its words in the essay and in the stream of the material."""

    copied: Copied
    words: tuple[int, int]
    stream: tuple[int, int]


def find_copying(reading: Reading, index: Index, known: list[str], free: Iterable[Span] = ()) -> list[CopiedRun]:
    """Stretches taken from the material outside quotation marks: twelve words nearly, or nine but for one word for word.

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
    blocks = [p.span for p in reading.essay.parts if p.kind == "quotation"]
    closed = merge([*blocks, *(q.outer for q in reading.quoted if _is_quotation(q, reading)), *free])
    runs = []
    for paragraph in reading.paragraphs:
        at = paragraph[0]
        first = bisect_right(closed, at, key=lambda span: span[1])
        for start, end in closed[first : bisect_left(closed, paragraph[1], key=lambda span: span[0])]:
            runs.append(reading.word_range((at, max(at, start))))
            at = end
        runs.append(reading.word_range((at, max(at, paragraph[1]))))
    return [(first, last) for first, last in runs if last - first >= _SHORTEST_VERBATIM]


def _is_quotation(quoted: Quoted, reading: Reading) -> bool:
    """Whether more than a word or two is quoted; the material's own scare quotes do not make its wording a quotation."""
    first, last = reading.word_range(quoted.span)
    return last - first >= _SHORTEST_QUOTED


def _runs_in(reading: Reading, index: Index, known: list[str], first: int, last: int) -> list[CopiedRun]:
    run, words = known[first:last], reading.words[first:last]
    found: list[CopiedRun] = []
    taken = [False] * len(run)
    for seed in find_seeds(run, index, most=12, fewest=_FEWEST_VOTES):
        low, high = max(0, seed.run[0] - SHORTEST_WORDS), min(len(run), seed.run[1] + SHORTEST_WORDS)
        near = type(seed)(seed.passage, (seed.run[0] - low, seed.run[1] - low), seed.stream, seed.votes)
        match = align(run[low:high], near, index, margin=SHORTEST_WORDS)
        placed = bridge_joined([(low + a, position) for a, position in match.pairs], words, index)
        for stretch in _dense_stretches(placed):
            pairs = _extended(_free_part(stretch, taken), run, taken, index)
            start, end = (pairs[0][0], pairs[-1][0] + 1) if pairs else (0, 0)
            if any(taken[start:end]) or not _is_copied(pairs, words, reading.text):
                continue
            taken[start:end] = [True] * (end - start)
            found += [_described(reading, index, part) for part in _cut([(first + a, p) for a, p in pairs], reading)]
    return sorted(found, key=lambda c: c.words)


def _mark(text: str, word: Word) -> _Mark:
    if word.stem in STOP_STEMS:
        return "stop"
    is_capitalised = text[word.start].isupper() and not text[word.start : word.end].isupper()
    return "capitalised" if is_capitalised else "content"


def _free_part(pairs: list[tuple[int, int]], taken: list[bool]) -> list[tuple[int, int]]:
    """A stretch without words at its ends that another stretch has already."""
    free = [n for n, (at, _) in enumerate(pairs) if not taken[at]]
    return pairs[free[0] : free[-1] + 1] if free else []


def _extended(pairs: list[tuple[int, int]], run: list[str], taken: list[bool], index: Index) -> list[tuple[int, int]]:
    """The stretch with the same words right before and after it, which the alignment may have matched elsewhere."""
    if not pairs:
        return []
    (first, position), (last, after) = pairs[0], pairs[-1]
    begin, stop = index.starts[index.passage_at(position)], len(index.stream)
    while first > 0 and position > begin and run[first - 1] == index.stream[position - 1] and not taken[first - 1]:
        first, position = first - 1, position - 1
        pairs = [(first, position), *pairs]
    while last + 1 < len(run) and after + 1 < stop and run[last + 1] == index.stream[after + 1] and not taken[last + 1]:
        last, after = last + 1, after + 1
        pairs = [*pairs, (last, after)]
    return pairs


def _dense_stretches(pairs: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Cuts an alignment where the words between two shared ones outweigh what has been gathered (maximal scoring runs)."""
    stretches: list[list[tuple[int, int]]] = []
    current: list[tuple[int, int]] = []
    score = best = 0.0
    best_length = 0
    for pair in pairs:
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


def _is_copied(pairs: list[tuple[int, int]], words: list[Word], text: str) -> bool:
    """Whether shared words are too many for chance; words with a capital alone are a title or a list of names."""
    if len(pairs) < _FEWEST_SMALL:
        return False
    width = pairs[-1][0] + 1 - pairs[0][0]
    length = max(width, pairs[-1][1] + 1 - pairs[0][1])
    kinds = Counter(_mark(text, words[a]) for a, _ in pairs)
    content, missing = kinds["content"] + kinds["capitalised"], length - len(pairs)
    if kinds["content"] < _FEWEST_SMALL:
        return False
    if length >= _SHORTEST_VERBATIM and missing <= 1 and content >= _FEWEST_VERBATIM + missing:
        return True
    enough = width >= SHORTEST_WORDS and len(pairs) >= _FEWEST_SHARED and content >= _FEWEST_CONTENT
    return enough and len(pairs) / length >= _DENSITY


def _cut(pairs: list[tuple[int, int]], reading: Reading) -> list[list[tuple[int, int]]]:
    """A long stretch in parts of at most two sentences, so that each can be found beside its passage.

    The first words of a further sentence, which others may begin with, too, are no part of their own.
    """
    parts: list[list[tuple[int, int]]] = []
    opened = -1
    for pair in pairs:
        number = reading.sentence_at(reading.words[pair[0]].start) or 0
        if opened < 0 or number - opened >= _MOST_SENTENCES:
            parts.append([])
            opened = number
        parts[-1].append(pair)
    return [part for part in parts if len(part) >= _SHORTEST_PART]


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
