"""Which evidence items an essay uses, and in which sentences."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from grader.evidence.features import FEATURES, compare
from grader.evidence.index import Index, index_of
from grader.evidence.profiles import Floats, Profile, profiles_of
from grader.evidence.second_look import RIVALRY, compare_sums
from grader.model import Contest, Span
from grader.report import ItemUse, ItemVerdict
from grader.text.reading import Reading

_MOST_SPANS = 4
_LIKENESS = 0.8  # what a passage's likeness to the essay's words counts beside its agreement with the item
# Shares of small words below which an essay is mostly lists of keywords, and which of its sentences then are; an essay
# in the style of a telegram has more.
_LISTING_ESSAY, _LISTING_SENTENCE = 0.2, 0.36


@dataclass(frozen=True, slots=True)
class Anchor:
    """A stretch of the essay that was found word for word in the material.

    Attributes:
        span: in the essay.
        stream: half-open range of positions in the material's stream.
        is_quoted: between quotation marks, not copied.
    """

    span: Span
    stream: tuple[int, int]
    is_quoted: bool


@dataclass(frozen=True)
class Weights:
    """The learned combination: coefficients on the features as they are, and how its sum becomes a probability.

    Attributes:
        first: coefficients of `FEATURES`, the first look.
        second: coefficients of `FEATURES` and `RIVALRY`, which knows the first look at all other pairs.
        slope, offset: Platt's scaling of an item's best sum to the probability that the item is used.
        used, mentioned: probabilities from which an item counts as used, and as touched on.
    """

    first: Floats
    first_intercept: float
    second: Floats
    second_intercept: float
    slope: float
    offset: float
    used: float
    mentioned: float


@lru_cache(maxsize=1)
def shipped_weights() -> Weights:
    """The weights that ship with the grader, from `coverage.json` (its model card stands in the same file)."""
    data = json.loads((files("grader.evidence") / "coverage.json").read_text(encoding="utf-8"))
    first, second = data["first"], data["second"]
    return Weights(
        np.array([first[name] for name in FEATURES], dtype=np.float32),
        data["first_intercept"],
        np.array([second[name] for name in FEATURES + RIVALRY], dtype=np.float32),
        data["second_intercept"],
        data["slope"],
        data["offset"],
        data["used"],
        data["mentioned"],
    )


def anchor_arrays(reading: Reading, contest: Contest, anchors: Iterable[Anchor]) -> tuple[Floats, Floats]:
    """Which sentences quote or copy an item's supporting sentences, and which its passage; each n × I, 0 or 1."""
    index, profiles = index_of(contest), profiles_of(contest)
    shape = (len(reading.segments), len(profiles))
    near, deep = np.zeros(shape, dtype=np.float32), np.zeros(shape, dtype=np.float32)
    for anchor in anchors:
        row = reading.segment_at(anchor.span[0])
        if row is None:
            continue
        lines = set(range(index.sentence_at(anchor.stream[0]), index.sentence_at(anchor.stream[1] - 1) + 1))
        passage = index.passage_at(anchor.stream[0])
        for number, profile in enumerate(profiles):
            if not lines.isdisjoint(profile.support):
                near[row, number] = 1
            if passage in profile.homes:
                deep[row, number] = 1
    return near, deep


def find_uses(
    reading: Reading, contest: Contest, anchors: tuple[Anchor, ...], weights: Weights | None = None
) -> list[ItemUse]:
    """How the essay uses each item of the key, in the key's order; empty without a key.

    Args:
        reading: the essay.
        contest: the contest with its key.
        anchors: what was found word for word.
        weights: another combination than the shipped one, for measuring.
    """
    profiles, index = profiles_of(contest), index_of(contest)
    weights = weights or shipped_weights()
    if not profiles:
        return []
    if not reading.segments:
        return [_as_use(p, "none", 0.0, (), [index.passages[h].id for h in p.homes]) for p in profiles]
    near, deep = anchor_arrays(reading, contest, anchors)
    compared = compare(reading, contest, near, deep)
    chances = _probabilities(sum_pairs(compared.features, weights), weights)
    listed = _find_listed(compared.features[:, 0, FEATURES.index("plain_words")])
    essay = _Essay(reading, index, anchors, weights, listed, compared.likeness)
    bests, strengths = chances.argmax(axis=0).tolist(), chances.max(axis=0).tolist()
    return [_judge(essay, *found) for found in zip(profiles, bests, strengths, chances.T, strict=True)]


@dataclass(frozen=True)
class _Essay:
    """What the verdicts on all items of an essay share."""

    reading: Reading
    index: Index
    anchors: tuple[Anchor, ...]
    weights: Weights
    listed: NDArray[np.bool_]
    likeness: Floats


def _find_listed(plain: Floats) -> NDArray[np.bool_]:
    """Which segments are lists of keywords, by their shares of small words: they state nothing, they only mention."""
    listed: NDArray[np.bool_] = plain < (_LISTING_SENTENCE if float(plain.mean()) < _LISTING_ESSAY else 0)
    return listed


def _judge(essay: _Essay, profile: Profile, best: int, strength: float, column: NDArray[np.float64]) -> ItemUse:
    """The use of one item: its best segments, its probability and what that means; `column` has that of each segment."""
    weights = essay.weights
    if strength < min(weights.mentioned, weights.used):
        return _as_use(profile, "none", strength, (), [essay.index.passages[h].id for h in profile.homes])
    rows: list[int] = [best]
    use: ItemVerdict = "mention"
    if strength >= weights.used:
        rows = sorted((column >= weights.used).nonzero()[0].tolist(), key=lambda row: (-column[row], row))[:_MOST_SPANS]
    spans = tuple(essay.reading.segments[r].span for r in rows)
    if strength >= weights.used and not essay.listed[best]:
        use = "quote" if _is_quoted(spans[0], profile, essay) else "paraphrase"
    return _as_use(profile, use, strength, spans, _rank_passages(profile, rows[0], essay))


def sum_pairs(features: Floats, weights: Weights) -> Floats:
    """The log odds, n × I, that each segment says each item, from features n × I × F in the order of `FEATURES`."""
    looked = np.concatenate([features, compare_sums(features @ weights.first + weights.first_intercept)], axis=-1)
    sums: Floats = looked @ weights.second + weights.second_intercept
    return sums


def _probabilities(sums: Floats, weights: Weights) -> NDArray[np.float64]:
    """Sums as probabilities, rounded to four decimals, on which all decisions are taken."""
    shifted = np.clip(weights.slope * sums.astype(np.float64) + weights.offset, -30, 30)
    chances: NDArray[np.float64] = (1 / (1 + np.exp(-shifted))).round(4)
    return chances


def _is_quoted(span: Span, profile: Profile, essay: _Essay) -> bool:
    return any(
        a.is_quoted and span[0] <= a.span[0] < span[1] and essay.index.passage_at(a.stream[0]) in profile.homes
        for a in essay.anchors
    )


def _rank_passages(profile: Profile, row: int, essay: _Essay) -> list[str]:
    """The passages of a used item: where its words were found, then where item and segment together are best said.

    A passage that says only a part of the item is named when it is the one that the segment follows.
    """
    span = essay.reading.segments[row].span
    inside = [essay.index.passage_at(a.stream[0]) for a in essay.anchors if span[0] <= a.span[0] < span[1]]
    scores = {number: share + _LIKENESS * float(essay.likeness[row, number]) for number, share in profile.places}
    ranked = sorted(scores, key=lambda number: (-round(scores[number], 4), number))
    named = [h for h in inside if h in profile.homes] + ranked[:1] + [h for h in ranked if h in profile.homes]
    return [essay.index.passages[number].id for number in dict.fromkeys(named)]


def _as_use(
    profile: Profile, use: ItemVerdict, strength: float, spans: tuple[Span, ...], passages: list[str]
) -> ItemUse:
    return ItemUse(item=profile.item.id, use=use, strength=strength, spans=list(spans), passages=passages)
