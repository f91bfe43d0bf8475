"""Named features of a point of the material: what makes a sentence worth asking essays for.

After Edmundson (1969), New methods in automatic extracting (cue words, place, title words); Radev et al. (2004),
Centroid-based summarization of multiple documents (`central`); Erkan and Radev (2004), LexRank (`agrees`, over sources).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from grader.evidence.index import Index
from grader.evidence.lexicon import STOP_STEMS, synonyms
from grader.evidence.outline_points import Point
from grader.evidence.topic import asked_stems
from grader.model import Contest
from grader.text.spans import starting_in
from grader.text.words import find_words

Floats = NDArray[np.float64]
WEIGHTS = {
    "asks": 0.5,
    "near_asks": 0.5,
    "names_asked": 0.2,
    "central": 1.0,
    "agrees": 1.0,
    "dated": 0.3,
    "counts": 0.3,
    "causes": 0.2,
    "decides": 0.5,
    "opens_passage": -0.1,
    "lists": -0.3,
    "is_speech": -0.5,
    "is_short": -0.3,
    "leans": -0.6,
}
"""What each feature weighs. Set by hand: with a hundred labelled items fitted weights find no more on contests left out."""
FEATURES = tuple(WEIGHTS)
_CAUSES = re.compile(
    r"\b(?:because|therefore|since|so that|thus|led to|result(?:ed|s)? in|caused?|in order to|to stop|to prevent|to avoid|why"
    r"|although|however|despite|instead|but|yet|enabled?|allowed|forced|meant that|owed|only|first|never|no longer)\b",
    re.IGNORECASE,
)
_DECIDES = re.compile(
    r"\b(?:decid|order|demand|refus|reject|accus|condemn|sentenc|expel|arrest|shot\b|kill|murder|execut|sign|vot|appoint|elect"
    r"|remov|declar|announc|admit|confess|warn|ban|forb|discover|found\b|prov|show|conclud|claim|argu|attack|support|oppos"
    r"|establish|introduc|force|threat|promis|publish|die|invent|invad|conquer|defeat|win\b|won\b|los|abolish|free)[a-z]{0,6}",
    re.IGNORECASE,
)
_SHORT = 11
_COMMON_SHARE, _FEW_POINTS, _CHUNK = 0.04, 3, 512
_LIKE, _ENOUGH_SOURCES = 0.35, 3
_FEW_COMMAS = 4


def measure_points(points: Sequence[Point], contest: Contest, index: Index) -> Floats:
    """Gives n × F features, each between 0 and about 1, in the order of `FEATURES`."""
    stems = [read_stems(point) for point in points]
    rows = weigh_terms(stems, index)
    asked = asked_stems(contest)
    feedback = find_feedback(stems, asked, index)
    central, agrees = measure_centrality(rows, points, index), measure_agreement(rows, points, index)
    table = np.zeros((len(points), len(FEATURES)))
    for number, point in enumerate(points):
        plain = _measure_one(point, index)
        plain |= _measure_topic(stems[number], asked, feedback, index)
        plain |= {"central": central[number], "agrees": agrees[number]}
        table[number] = [plain[name] for name in FEATURES]
    return table


def read_stems(point: Point) -> list[str]:
    """Stems of the content words of a point, in order."""
    return [word.stem for word in find_words(point.statement) if word.stem not in STOP_STEMS]


def weigh_terms(stems: Sequence[Sequence[str]], index: Index) -> csr_matrix:
    """Gives n × terms, rarity-weighted, each row of length 1."""
    columns: dict[str, int] = {}
    data, places, starts = [], [], [0]
    for row in stems:
        counts = Counter(row)
        weights = {one: index.rarity(one) * (1 + np.log(n)) for one, n in counts.items()}
        norm = float(np.sqrt(sum(w * w for w in weights.values()))) or 1.0
        for one, weight in weights.items():
            places.append(columns.setdefault(one, len(columns)))
            data.append(weight / norm)
        starts.append(len(places))
    return csr_matrix((data, places, starts), shape=(len(stems), max(1, len(columns))))


def measure_centrality(rows: csr_matrix, points: Sequence[Point], index: Index) -> Floats:
    """How near each point is to the middle of its source, 0 to 1 within the source."""
    found = np.zeros(len(points))
    sources = [index.passages[point.passage].source for point in points]
    for source in dict.fromkeys(sources):
        members = np.array([n for n, one in enumerate(sources) if one == source])
        middle = np.asarray(rows[members].mean(axis=0)).ravel()
        near = rows[members] @ middle
        found[members] = near / (near.max() or 1.0)
    return found


def measure_agreement(rows: csr_matrix, points: Sequence[Point], index: Index) -> Floats:
    """In how many other sources each point has its like, as a share of three, 0 to 1.

    Words that stand everywhere do not count; a likeness below `_LIKE` counts in proportion.
    """
    found = np.zeros(len(points))
    names = {source: n for n, source in enumerate(index.sources)}
    source = np.array([names[index.passages[point.passage].source] for point in points], dtype=np.intp)
    counts = np.diff(rows.tocsc().indptr)
    telling = rows[:, np.flatnonzero(counts <= max(_FEW_POINTS, _COMMON_SHARE * len(points)))].tocsr()
    for start in range(0, len(points), _CHUNK):
        like = (telling[start : start + _CHUNK] @ telling.T).tocoo()
        best = np.zeros((min(_CHUNK, len(points) - start), len(names)))
        is_other = source[like.row + start] != source[like.col]
        np.maximum.at(best, (like.row[is_other], source[like.col[is_other]]), like.data[is_other])
        found[start : start + _CHUNK] = np.minimum(best / _LIKE, 1).sum(axis=1)
    return np.minimum(found / _ENOUGH_SOURCES, 1)


def find_feedback(stems: Sequence[Sequence[str]], asked: frozenset[str], index: Index) -> dict[str, float]:
    """Words that keep company with the question's, with weights 0 to 1.

    Pseudo relevance feedback, after Lavrenko and Croft (2001), Relevance-based language models.
    """
    weights: dict[str, float] = defaultdict(float)
    for row in stems:
        hit = sum(index.rarity(one) for one in sorted(set(row) & asked))
        for one in sorted(set(row) - asked):
            weights[one] += hit
    scores = {one: w / (2 + index.document_counts.get(one, 0)) for one, w in weights.items() if w}
    best = max(scores.values(), default=1.0)
    return {one: score / best for one, score in scores.items()}


def _measure_topic(
    stems: Sequence[str], asked: frozenset[str], feedback: dict[str, float], index: Index
) -> dict[str, float]:
    said = set(stems)
    near = {other for one in sorted(asked) for other in synonyms().get(one, ())}
    names = {one for one in said & asked if index.is_name(one)}
    hit = sum(index.rarity(one) for one in sorted(said & asked - names)) + 0.5 * sum(
        index.rarity(one) for one in sorted(said & near - asked)
    )
    return {
        "asks": min(1.0, hit / 1.5),
        "near_asks": sum(feedback.get(one, 0.0) for one in sorted(said)) / (len(said) + 4),
        "names_asked": float(bool(names)),
    }


def _measure_one(point: Point, index: Index) -> dict[str, float]:
    reading = index.readings[point.passage]
    words = len(find_words(point.statement))
    return {
        "dated": float(bool(starting_in(reading.dates, point.span))),
        "counts": float(bool(starting_in(reading.quantities, point.span))),
        "causes": float(_CAUSES.search(point.statement) is not None),
        "decides": float(_DECIDES.search(point.statement) is not None),
        "opens_passage": float(point.place == 0),
        "lists": float(point.statement.count(",") > _FEW_COMMAS),
        "is_speech": float(point.is_speech),
        "leans": min(1.0, float(point.leans)),
        "is_short": float(words < _SHORT),
    }
