"""Long wording that essays of a class share, though it stands in neither the material nor the question.

Who wrote first cannot be known from texts, so a find names two essays and no culprit. Quoting or copying the same source
is not copying one another: words inside quotation marks, words that follow the material and words of the question do not
count. Candidates are pairs that share word 5-grams (containment after Broder, 1997: On the resemblance and containment of
documents); what they share is then aligned word for word.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from sys import intern

import numpy as np
import numpy.typing as npt

from grader.model import Contest, Span
from grader.report import Report
from grader.text.spans import is_covered, merge
from grader.text.words import find_words

GRAM = 5
MIN_WORDS = 12
_MIN_SHARED_GRAMS = MIN_WORDS - 2 * (GRAM - 1)
_MAX_GAP = 3
_COLUMNS = 2**20
_MAX_ESSAYS = 200  # wording that so many essays share is a saying, and pairs of them would be too many
_Numbers = npt.NDArray[np.int64]
_Grams = tuple[npt.NDArray[np.int32], _Numbers, _Numbers]  # where 5-grams stand, their numbers, and these in order


@dataclass(frozen=True, slots=True)
class Wording:
    """An essay's words and where each stands, small enough to keep those of ten thousand essays.

    Attributes:
        norms: the words of the writer's own prose; empty where a word does not count.
        starts, ends: offsets of the words into the text.
    """

    essay: str
    norms: tuple[str, ...]
    starts: "array[int]"
    ends: "array[int]"


@dataclass(frozen=True, slots=True)
class Shared:
    """A stretch that two essays share; `words` of it are the same, at least twelve."""

    essay: str
    span: Span
    other: str
    other_span: Span
    words: int


def find_known_grams(contest: Contest) -> frozenset[int]:
    """Hashes of all word 5-grams of the material and the question; they depend on the process."""
    texts = [contest.prompt, *(p.text for source in contest.sources for p in source.passages)]
    return frozenset(hash(gram) for text in texts for gram in _grams([word.norm for word in find_words(text)]))


def read_wording(report: Report, known_grams: frozenset[int]) -> Wording:
    """The words of an essay that are its writer's own."""
    words = find_words(report.essay.text)
    prose = [part.span for part in report.essay.parts if part.kind == "body"]
    foreign = merge([*(q.span for q in report.quotations), *(c.span for c in report.copying)])
    norms = [word.norm for word in words]
    known = {k + i for k, gram in enumerate(_grams(norms)) if hash(gram) in known_grams for i in range(GRAM)}
    own = [
        "" if k in known or not is_covered(word.start, prose) or is_covered(word.start, foreign) else intern(word.norm)
        for k, word in enumerate(words)
    ]
    starts, ends = array("L", (word.start for word in words)), array("L", (word.end for word in words))
    return Wording(report.essay.id, tuple(own), starts, ends)


def find_shared(wordings: Sequence[Wording]) -> list[Shared]:
    """Every stretch of twelve words or more that two essays share, by essay, place and other essay."""
    found: list[Shared] = []
    pairs = _find_candidates(wordings) if wordings else []
    grams = {k: _number_grams(wordings[k]) for k in {k for pair in pairs for k in pair}}
    for first, second in pairs:
        found += _align(wordings[first], wordings[second], grams[first], grams[second])
    return sorted(found, key=lambda s: (s.essay, s.span, s.other, s.other_span))


def _grams(norms: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(norms[k : k + GRAM]) for k in range(len(norms) - GRAM + 1))


def _own_grams(wording: Wording) -> Iterator[str]:
    return (" ".join(gram) for gram in _grams(wording.norms) if all(gram))


def _find_candidates(wordings: Sequence[Wording]) -> list[tuple[int, int]]:
    """Pairs of essays, by number, that share enough word 5-grams."""
    from sklearn.feature_extraction.text import HashingVectorizer  # noqa: PLC0415 - a second of import, one essay needs none

    vectorizer = HashingVectorizer(
        analyzer=_own_grams, n_features=_COLUMNS, binary=True, norm=None, alternate_sign=False, dtype=np.float32
    )
    grams = vectorizer.transform(wordings).tocsc()
    essays = np.diff(grams.indptr)
    shared = grams[:, (essays > 1) & (essays <= _MAX_ESSAYS)].tocsr()
    pairs = (shared @ shared.T).tocoo()
    is_candidate = (pairs.row < pairs.col) & (pairs.data >= _MIN_SHARED_GRAMS)
    rows, columns = pairs.row[is_candidate], pairs.col[is_candidate]
    return sorted(zip(rows.tolist(), columns.tolist(), strict=True))


def _number_grams(wording: Wording) -> _Grams:
    """A number for each 5-gram that counts; grams that differ may have the same one."""
    places = {k: hash(gram) for k, gram in enumerate(_grams(wording.norms)) if all(gram)}
    numbers = np.fromiter(places.values(), np.int64, len(places))
    return np.fromiter(places, np.int32, len(places)), numbers, np.sort(numbers)


def _align(one: Wording, other: Wording, grams: _Grams, other_grams: _Grams) -> Iterator[Shared]:
    """The stretches that two essays share: runs of equal words, joined over gaps of up to three."""
    stretch: list[tuple[int, int, int]] = []
    at, other_at = _find_common(grams, other_grams), _find_common(other_grams, grams)
    for run in [*_find_runs(one.norms, other.norms, at, other_at), None]:
        if run and stretch and _follows(stretch[-1], run):
            stretch.append(run)
            continue
        words = sum(length for *_, length in stretch)
        if words >= MIN_WORDS:
            (first, other_first, _), (last, other_last, length) = stretch[0], stretch[-1]
            yield Shared(
                one.essay,
                (one.starts[first], one.ends[last + length - 1]),
                other.essay,
                (other.starts[other_first], other.ends[other_last + length - 1]),
                words,
            )
        stretch = [run] if run else []


def _follows(earlier: tuple[int, int, int], later: tuple[int, int, int]) -> bool:
    gaps = (later[0] - earlier[0] - earlier[2], later[1] - earlier[1] - earlier[2])
    return all(0 <= gap <= _MAX_GAP for gap in gaps)


def _find_common(grams: _Grams, others: _Grams) -> list[int]:
    """Where the 5-grams stand whose numbers others have, too."""
    places, numbers, _ = grams
    *_, among = others
    found: list[int] = places[among.take(among.searchsorted(numbers), mode="clip") == numbers].tolist()
    return found


def _find_runs(
    one: Sequence[str], other: Sequence[str], at: Sequence[int], other_at: Sequence[int]
) -> Iterator[tuple[int, int, int]]:
    """Longest runs of at least five equal words, left to right, each word of `one` in one run: places and length.

    `at` and `other_at` are the places where a run can begin.
    """
    places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for start in other_at:
        places[tuple(other[start : start + GRAM])].append(start)
    free = 0
    for k in at:
        starts: Iterable[int] = places.get(tuple(one[k : k + GRAM]), ()) if k >= free else ()
        best = max(((_measure(one, other, k, start), -start) for start in starts), default=None)
        if best:
            yield k, -best[1], best[0]
            free = k + best[0]


def _measure(one: Sequence[str], other: Sequence[str], at: int, start: int) -> int:
    length = GRAM
    while at + length < len(one) and start + length < len(other) and one[at + length] == other[start + length] != "":
        length += 1
    return length
