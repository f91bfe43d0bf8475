"""A first draft of the evidence key from the material alone, for a teacher to correct.

Points of the material are scored by named features (`outline_features`) and chosen one after the other: the best first, less
of what repeats a chosen point (maximal marginal relevance, Carbonell and Goldstein 1998), less from a passage or section
that has had its turn.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from grader.evidence.index import Index
from grader.evidence.lexicon import STOP_STEMS
from grader.evidence.outline_features import FEATURES, WEIGHTS, Floats, measure_points, read_stems, weigh_terms
from grader.evidence.outline_points import Point, find_points
from grader.model import Contest, EvidenceItem, EvidenceKey
from grader.text.words import find_words

MOST_ITEMS = 60
_FEWEST_ITEMS = 8
_WORDS_AN_ITEM = 100
_REPEATED, _SAME_PASSAGE, _SAME_SECTION = 3.0, 1.5, 0.2
_TOO_LIKE = 0.6
_ESSENTIAL, _EXPECTED = 0.3, 0.75
_MOST_KEYWORDS, _SHORTEST_KEYWORD = 4, 4


@dataclass(frozen=True, slots=True)
class Material:
    """The points of a contest's material, measured.

    Attributes:
        points: every point, in order of source and place.
        features: n × F, in the order of `FEATURES`.
        terms: n × terms, rows of length 1, for telling how alike two points are.
    """

    index: Index
    points: tuple[Point, ...]
    features: Floats
    terms: csr_matrix


def draft_items(contest: Contest, most: int = MOST_ITEMS) -> tuple[EvidenceItem, ...]:
    """Points that an essay could be expected to use, in order of source and place; the contest's own key is not looked at.

    Args:
        contest: the contest; passages that the teacher corrected are left out.
        most: the most items; short material gives fewer, about one for every hundred words.
    """
    material = read_material(contest)
    scores = score_points(material)
    chosen = choose_points(material, scores, most)
    importances = rank_importance([scores[number] for number in chosen])
    ranked = sorted(zip(chosen, importances, strict=True))
    return tuple(
        _make_item(place, material.points[number], importance, material.index)
        for place, (number, importance) in enumerate(ranked, 1)
    )


def read_material(contest: Contest) -> Material:
    """The points of a contest's material with their features."""
    keyless = replace(contest, key=EvidenceKey())
    index = Index(keyless)
    corrected = {correction.passage for correction in contest.corrections}
    points = tuple(point for point in find_points(index) if index.passages[point.passage].id not in corrected)
    terms = weigh_terms([read_stems(point) for point in points], index)
    return Material(index, points, measure_points(points, keyless, index), terms)


def score_points(material: Material) -> list[float]:
    """How much each point looks like one that teachers ask for; higher is more, zero means nothing.

    A passage with several good points is more likely to hold one that is wanted: what its other points add (the
    logarithm of the sum of exponentials) is added to each.
    """
    plain = material.features @ np.array([WEIGHTS[name] for name in FEATURES])
    sums: dict[int, float] = defaultdict(float)
    best: dict[int, float] = {}
    for point, score in zip(material.points, plain, strict=True):
        sums[point.passage] += float(np.exp(score))
        best[point.passage] = max(best.get(point.passage, -np.inf), float(score))
    bonus = {passage: np.log(total) - best[passage] for passage, total in sums.items()}
    return [round(float(s) + float(bonus[p.passage]), 4) for p, s in zip(material.points, plain, strict=True)]


def choose_points(material: Material, scores: Sequence[float], most: int = MOST_ITEMS) -> list[int]:
    """Numbers of the chosen points, best first."""
    points, terms = material.points, material.terms
    passages = np.array([point.passage for point in points])
    sections = _number_sections(material)
    worth = np.array(scores)
    alike = np.zeros(len(points))
    chosen: list[int] = []
    for _ in range(min(_budget(material.index, most), len(points))):
        now = np.round(worth - _REPEATED * alike, 4)
        now[chosen] = -np.inf
        now[alike > _TOO_LIKE] = -np.inf
        best = int(np.argmax(now))
        if now[best] == -np.inf:
            break
        chosen.append(best)
        alike = np.maximum(alike, (terms @ terms[best].T).toarray().ravel())
        worth -= _SAME_PASSAGE * (passages == passages[best]) + _SAME_SECTION * (sections == sections[best])
    return chosen


def _budget(index: Index, most: int) -> int:
    words = len(index.stream)
    return min(most, max(_FEWEST_ITEMS, words // _WORDS_AN_ITEM))


def _number_sections(material: Material) -> NDArray[np.intp]:
    """For each point the number of the section that it stands in."""
    numbers: dict[tuple[str, tuple[str, ...]], int] = {}
    found = []
    for point in material.points:
        passage = material.index.passages[point.passage]
        found.append(numbers.setdefault((passage.source, passage.heading), len(numbers)))
    return np.array(found, dtype=np.intp)


def rank_importance(scores: Sequence[float]) -> list[int]:
    """3 for the best three tenths, 2 for most others, 1 for the last quarter, in the order of `scores`."""
    order = sorted(range(len(scores)), key=lambda n: (-scores[n], n))
    found = [1] * len(scores)
    for rank, number in enumerate(order):
        share = rank / len(scores)
        found[number] = 3 if share < _ESSENTIAL else 2 if share < _EXPECTED else 1
    return found


def _make_item(place: int, point: Point, importance: int, index: Index) -> EvidenceItem:
    passage = index.passages[point.passage]
    return EvidenceItem(
        id=f"E{place:02d}",
        statement=point.statement,
        importance=importance,
        source=passage.source,
        passage=passage.id,
        keywords=_choose_keywords(point.statement, index),
        group=passage.heading[-1] if passage.heading else index.sources[passage.source].title,
    )


def _choose_keywords(statement: str, index: Index) -> tuple[str, ...]:
    """The words of a statement that tell it best from the rest of the material, in their order."""
    words: dict[str, str] = {}
    for word in find_words(statement):
        text = statement[word.start : word.end]
        is_telling = index.is_name(word.stem) or index.document_counts[word.stem] > 1
        if is_telling and word.stem not in STOP_STEMS and len(word.norm) >= _SHORTEST_KEYWORD and word.norm.isalpha():
            words.setdefault(word.stem, re.sub(r"['’]s?$", "", text))
    ranked = sorted(words, key=lambda one: (not index.is_name(one), -index.rarity(one), one))
    kept = set(ranked[:_MOST_KEYWORDS])
    return tuple(text for one, text in words.items() if one in kept)
