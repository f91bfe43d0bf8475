"""Essays unlike the others of their class: about something else, or with their sentences in another order.

Nobody has to score anything for it: what most essays of a class speak of, and where they do, is what the question asks.
Words and places of an essay are compared with those of the others alone, never with its own.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean, median
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from grader.evidence.lexicon import STOP_STEMS
from grader.model import Essay, Part
from grader.report import Report
from grader.scoring.sentence_order import FEWEST_SENTENCES, MOST_SENTENCES, measure_disorder, sum_signs, to_probability
from grader.scoring.sentence_places import compare_places, place_marks, wanted_places
from grader.text.reading import Reading

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

FEWEST_ESSAYS = 16
"""In a smaller class nothing is compared."""
ELSEWHERE = "Uses few of the words that the other essays of the class share: is it an answer to this question?"
DISORDERED = "Its sentences do not stand where such sentences stand in the other essays of the class."
_FEW_WORDS = 30
_CLOSENESS = 0.44
_DISORDER = 0.98
SIGNS = (
    "disorder",  # log odds from the essay alone
    "places_fit",  # whether sentences stand where the class's sentences with such words do
    "openings_fit",  # whether those near the beginning look like the class's first ones
    "endings_fit",  # whether those near the end look like its last ones
    "first_fits",  # how much more the first sentence looks like a first one than all others
    "last_fits",  # how much more the last one looks like a last one
)
FOLDS = 10
"""Into so many parts a class is cut; nothing is learned from an essay's own part."""
_MOST_LEARNED = 120
_FEW_USES, _PENALTY = 3, 30.0
_Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Traits:
    """What of an essay is compared with its class, small enough to keep those of ten thousand essays.

    Attributes:
        essay: its id.
        sentences: the stems of each of its first sentences, in order, with spaces between them.
        disorder: log odds that its sentences were shuffled, told from the essay alone; none for a few sentences.
    """

    essay: str
    sentences: tuple[str, ...]
    disorder: float | None


@dataclass(frozen=True, slots=True)
class Unlike:
    """An essay that is unlike its class, and in what, as sentences for teachers."""

    essay: str
    reasons: tuple[str, ...]


def read_traits(report: Report) -> Traits:
    """What of a graded essay is compared with its class."""
    told = report.essay
    parts = tuple(Part(part.kind, part.span) for part in told.parts)
    return take_traits(Reading(Essay(told.id, told.file, told.text, parts)))


def take_traits(reading: Reading) -> Traits:
    """The same from a reading."""
    words = reading.words
    runs = tuple(" ".join([w.stem for w in words[s.first : s.last]]) for s in reading.sentences[:MOST_SENTENCES])
    return Traits(reading.essay.id, runs, measure_disorder(reading))


def find_unlike(traits: Iterable[Traits]) -> list[Unlike]:
    """The essays that are unlike their class, by id; none in a small class."""
    ordered = sorted(traits, key=lambda one: one.essay)
    if len(ordered) < FEWEST_ESSAYS:
        return []
    closeness, disorder = measure_closeness(ordered), measure_class_disorder(ordered)
    return [
        Unlike(one.essay, reasons)
        for one, close, order in zip(ordered, closeness, disorder, strict=True)
        if (reasons := tuple(_find_reasons(close, order)))
    ]


def _find_reasons(closeness: float | None, disorder: float | None) -> Iterator[str]:
    if closeness is not None and closeness < _CLOSENESS:
        yield ELSEWHERE
    if disorder is not None and disorder > _DISORDER:
        yield DISORDERED


def measure_closeness(traits: Sequence[Traits]) -> list[float | None]:
    """How much essays speak of what their class speaks of, 1 for the one in the middle; none for a few words.

    An essay's words are weighed by the share of the other essays that use them, too.
    """
    told = [
        [w for s in one.sentences for w in s.split(" ") if w not in STOP_STEMS and not w.isdigit()] for one in traits
    ]
    essays = Counter(word for words in told for word in set(words))
    others = max(1, len(told) - 1)
    shares = [
        fmean((essays[word] - 1) / others for word in words) if len(words) >= _FEW_WORDS else None for words in told
    ]
    middle = median([share for share in shares if share is not None] or [0.0])
    return [None if share is None or not middle else round(share / middle, 4) for share in shares]


def measure_class_disorder(traits: Sequence[Traits]) -> list[float | None]:
    """The probability that an essay's sentences were shuffled, where half of all are; none for a few sentences.

    A small regression on the essay's own signs and on how its sentences stand against those of the others.
    """
    return [
        None if signs is None else to_probability(sum_signs("class_order", SIGNS, signs))
        for signs in measure_class_signs(traits)
    ]


def measure_class_signs(traits: Sequence[Traits]) -> list[list[float] | None]:
    """For each essay its disorder and five signs of where its sentences stand, learned from the others.

    The class is cut into ten parts; the places of a part's sentences are told from the words of the other parts.
    """
    found: list[list[float] | None] = [None] * len(traits)
    for fold in range(FOLDS):
        asked = [k for k in range(fold, len(traits), FOLDS) if traits[k].disorder is not None]
        others = [one for k, one in enumerate(traits) if k % FOLDS != fold and len(one.sentences) >= FEWEST_SENTENCES]
        if not asked or len(others) < FEWEST_ESSAYS / 2:
            continue
        step = math.ceil(len(others) / _MOST_LEARNED)
        places = _Places([[s.split(" ") for s in one.sentences] for one in others[::step]])
        for k in asked:
            told = places.tell([s.split(" ") for s in traits[k].sentences])
            found[k] = [traits[k].disorder or 0.0, *compare_places(told)]
    return found


class _Places:
    """A ridge regression of the places of sentences on the words that a class often uses."""

    def __init__(self, essays: Sequence[Sequence[Sequence[str]]]) -> None:
        from sklearn.linear_model import Ridge  # noqa: PLC0415 - a second of import, one essay needs none

        uses = Counter(mark for essay in essays for sentence in essay for mark in place_marks(sentence))
        self._numbers = {mark: k for k, mark in enumerate(sorted(m for m, n in uses.items() if n >= _FEW_USES))}
        table = self._count([sentence for essay in essays for sentence in essay])
        wanted = np.vstack([wanted_places(len(essay)) for essay in essays])
        self._learned = Ridge(alpha=_PENALTY, solver="sparse_cg", random_state=0).fit(table, wanted)

    def _count(self, sentences: Sequence[Sequence[str]]) -> "csr_matrix":
        from scipy.sparse import csr_matrix  # noqa: PLC0415 - as above

        found = [
            (row, self._numbers[mark])
            for row, sentence in enumerate(sentences)
            for mark in sorted(place_marks(sentence))
            if mark in self._numbers
        ]
        rows, columns = zip(*found, strict=True) if found else ((), ())
        return csr_matrix((np.ones(len(found)), (rows, columns)), shape=(len(sentences), max(1, len(self._numbers))))

    def tell(self, sentences: Sequence[Sequence[str]]) -> _Floats:
        """The places of an essay's sentences, a row a sentence, as `wanted_places` has them."""
        return np.asarray(self._learned.predict(self._count(sentences)))
