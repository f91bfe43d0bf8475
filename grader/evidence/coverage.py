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
from grader.model import Contest, Span
from grader.report import ItemUse, ItemVerdict
from grader.text.reading import Reading

_MOST_SPANS = 4
_KEYWORD_LIST = 0.12  # share of small words below which a sentence is a list of keywords
_LISTING_ESSAY, _LISTING_SENTENCE = 0.32, 0.36  # the same for an essay that is mostly lists, and its sentences


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
    """The learned combination: coefficients of `FEATURES`, and how its sum becomes a probability.

    Attributes:
        coefficients: one a feature, on the features as they are.
        slope, offset: Platt's scaling of an item's best sum to the probability that the item is used.
        used, mentioned: probabilities from which an item counts as used, and as touched on.
    """

    coefficients: Floats
    intercept: float
    slope: float
    offset: float
    used: float
    mentioned: float


@lru_cache(maxsize=1)
def shipped_weights() -> Weights:
    """The weights that ship with the grader, from `coverage.json` (its model card stands in the same file)."""
    data = json.loads((files("grader.evidence") / "coverage.json").read_text(encoding="utf-8"))
    named = data["coefficients"]
    return Weights(
        np.array([named[name] for name in FEATURES], dtype=np.float32),
        data["intercept"],
        data["slope"],
        data["offset"],
        data["used"],
        data["mentioned"],
    )


def anchor_arrays(reading: Reading, contest: Contest, anchors: Iterable[Anchor]) -> tuple[Floats, Floats]:
    """Which sentences quote or copy an item's supporting sentences, and which its passage; each n × I, 0 or 1."""
    index, profiles = index_of(contest), profiles_of(contest)
    shape = (len(reading.sentences), len(profiles))
    near, deep = np.zeros(shape, dtype=np.float32), np.zeros(shape, dtype=np.float32)
    for anchor in anchors:
        row = reading.sentence_at(anchor.span[0])
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
    if not reading.sentences:
        return [_use(p, (), 0.0, "none", index, ()) for p in profiles]
    near, deep = anchor_arrays(reading, contest, anchors)
    features = compare(reading, contest, near, deep)
    chances = _probabilities(features @ weights.coefficients + weights.intercept, weights)
    listed = _find_listed(features[:, 0, FEATURES.index("plain_words")])
    columns = chances.T.tolist()
    return [_judged(reading, index, p, columns[k], listed, anchors, weights) for k, p in enumerate(profiles)]


def _find_listed(plain: Floats) -> NDArray[np.bool_]:
    """Which sentences are lists of keywords, by their shares of small words: they state nothing, they only mention."""
    limit = _LISTING_SENTENCE if float(plain.mean()) < _LISTING_ESSAY else _KEYWORD_LIST
    listed: NDArray[np.bool_] = plain < limit
    return listed


def _judged(
    reading: Reading,
    index: Index,
    profile: Profile,
    column: list[float],
    listed: NDArray[np.bool_],
    anchors: tuple[Anchor, ...],
    weights: Weights,
) -> ItemUse:
    """The use of one item: its best sentences, its probability and what that means."""
    strength = max(column)
    best = column.index(strength)
    used = [row for row, chance in enumerate(column) if chance >= weights.used] if strength >= weights.used else []
    rows = sorted(used, key=lambda row: (-column[row], row))[:_MOST_SPANS] or [best]
    spans = tuple(reading.sentences[r].span for r in rows)
    use: ItemVerdict = "none"
    if strength >= weights.used:
        use = "quote" if _is_quoted(spans[0], profile, anchors, index) else "paraphrase"
        if listed[best]:
            use = "mention"
    elif strength >= weights.mentioned:
        use = "mention"
    return _use(profile, spans if use != "none" else (), strength, use, index, anchors)


def _probabilities(sums: Floats, weights: Weights) -> NDArray[np.float64]:
    """Sums as probabilities, rounded to four decimals, on which all decisions are taken."""
    shifted = np.clip(weights.slope * sums.astype(np.float64) + weights.offset, -30, 30)
    chances: NDArray[np.float64] = (1 / (1 + np.exp(-shifted))).round(4)
    return chances


def _is_quoted(span: Span, profile: Profile, anchors: tuple[Anchor, ...], index: Index) -> bool:
    return any(
        a.is_quoted and span[0] <= a.span[0] < span[1] and index.passage_at(a.stream[0]) in profile.homes
        for a in anchors
    )


def _use(
    profile: Profile,
    spans: tuple[Span, ...],
    strength: float,
    use: ItemVerdict,
    index: Index,
    anchors: tuple[Anchor, ...],
) -> ItemUse:
    """The use with its passages: first those that the essay's words were found in, then the item's own, best first."""
    homes = list(profile.homes) if use != "none" or profile.homes else []
    inside = [index.passage_at(a.stream[0]) for a in anchors if any(s[0] <= a.span[0] < s[1] for s in spans[:1])]
    ranked = [h for h in inside if h in homes] + homes
    passages = [index.passages[h].id for h in dict.fromkeys(ranked)]
    return ItemUse(item=profile.item.id, use=use, strength=strength, spans=list(spans), passages=passages)
