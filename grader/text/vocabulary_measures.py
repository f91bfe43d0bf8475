"""How words are chosen; no measure grows with the length of the essay.

All are shares, means, or means over windows of a hundred words.
"""

import math
from functools import lru_cache
from itertools import compress, pairwise
from operator import not_
from statistics import fmean

from grader.text.prose import Prose
from grader.text.suggestions import common_words
from grader.text.word_lists import ACADEMIC_ENDS, HEDGES
from grader.text.word_measures import cut_windows, measure_mattr, measure_mtld
from grader.text.words import stem

_LONG_WORD, _ACADEMIC_WORD, _ADVERB = 8, 7, 5
_HALF_WINDOW, _PER_WORDS, _LEAST_MTLD = 50, 200, 10


@lru_cache(maxsize=1)
def _common_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in common_words())


def measure_diversity(prose: Prose) -> float:
    """Logarithm of MTLD (McCarthy and Jarvis 2010)."""
    return math.log(max(_LEAST_MTLD, measure_mtld(prose.words)))


def measure_window_diversity(prose: Prose) -> float:
    """MATTR over fifty words (Covington and McFall 2010)."""
    return measure_mattr(prose.words)


def measure_letters(prose: Prose) -> float:
    """Mean letters of a word (Page 1966, as a proxy for vocabulary)."""
    return sum(map(len, prose.words)) / len(prose.words) if prose.words else 0.0


def share_uncommon(prose: Prose) -> float:
    """Share of words beyond those that learners meet first (Laufer and Nation 1995: Lexical Frequency Profile); no names."""
    common = _common_stems()
    found = map(common.__contains__, compress(prose.stems, prose.is_small))
    return list(found).count(False) / max(1, len(prose.stems))


def share_uncommon_types(prose: Prose) -> float:
    """The same share among different words of fifty running words, mean over windows."""
    common, shares = _common_stems(), []
    for at in range(0, max(1, len(prose.stems) - _HALF_WINDOW + 1), _HALF_WINDOW):
        stems, is_small = prose.stems[at : at + _HALF_WINDOW], prose.is_small[at : at + _HALF_WINDOW]
        small, large = set(compress(stems, is_small)), set(compress(stems, map(not_, is_small)))
        shares.append(len(small - common) / max(1, len(small) + len(large)))
    return fmean(shares)


def share_long_words(prose: Prose) -> float:
    """Share of words of eight letters or more."""
    return prose.share_of([word for word in prose.counts if len(word) >= _LONG_WORD])


def share_long_types(prose: Prose) -> float:
    """Share of words of eight letters or more among the different words of a hundred, mean over windows."""
    long = frozenset([word for word in prose.counts if len(word) >= _LONG_WORD])
    return fmean([len(long & window) / max(1, len(window)) for window in prose.windows])


def share_academic_words(prose: Prose) -> float:
    """Share of longer words with an ending that is frequent in words of learning (-tion, -ity, -ive …)."""
    return prose.share_ending(ACADEMIC_ENDS, _ACADEMIC_WORD)


def rate_informal(prose: Prose) -> float:
    """Logarithm of one plus the words of everyday talk in two hundred words."""
    return math.log1p(_PER_WORDS * prose.informal / max(1, len(prose.words)))


def share_repeated_pairs(prose: Prose) -> float:
    """Share of pairs of neighbouring words that stood in the same hundred words before, mean over windows."""
    pairs = list(pairwise(prose.words))
    return fmean([1 - len(set(window)) / max(1, len(window)) for window in cut_windows(pairs)])


def share_hedges(prose: Prose) -> float:
    """Share of words that qualify: perhaps, would, tend (Hyland 1998)."""
    return prose.share_of(HEDGES & prose.counts.keys())


def share_adverbs(prose: Prose) -> float:
    """Share of words in -ly."""
    return prose.share_ending("ly", _ADVERB)
