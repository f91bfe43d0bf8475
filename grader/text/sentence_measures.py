"""How sentences are built and joined; no measure grows with the length of the essay.

All are shares, means, or means over windows of a hundred words.
"""

import math
from itertools import pairwise
from statistics import fmean

from grader.text.prose import Prose
from grader.text.word_lists import AUXILIARIES, CONNECTIVES, PREPOSITIONS, PRONOUNS, SUBORDINATORS
from grader.text.word_measures import share

_LONG_SENTENCE, _SHORT_SENTENCE, _LONG_STRETCH, _SUFFIXED = 40, 8, 20, 5
_ADDRESS = frozenset({"you", "your", "yours", "yourself"})
_PLAIN_JOINTS = frozenset({"and", "but", "so", "because"})


def _vary(prose: Prose, listed: frozenset[str]) -> float:
    """How many different words of a list stand in a hundred running words, on average."""
    return fmean([len(listed & window) for window in prose.windows])


def measure_sentence(prose: Prose) -> float:
    """Logarithm of the mean words of a sentence."""
    return math.log(fmean(prose.sizes)) if prose.sizes else 0.0


def measure_variation(prose: Prose) -> float:
    """Standard deviation of sentences' lengths, divided by their mean."""
    total = sum(prose.sizes)
    return math.sqrt(len(prose.sizes) * sum([size * size for size in prose.sizes]) - total * total) / max(1, total)


def share_long_sentences(prose: Prose) -> float:
    """Share of words that stand in sentences of more than forty words."""
    return sum(size for size in prose.sizes if size > _LONG_SENTENCE) / max(1, sum(prose.sizes))


def share_short_sentences(prose: Prose) -> float:
    """Share of sentences of fewer than eight words."""
    return share(size < _SHORT_SENTENCE for size in prose.sizes)


def measure_stretch(prose: Prose) -> float:
    """Logarithm of the mean words between two punctuation marks."""
    return math.log(fmean(prose.stretches)) if prose.stretches else 0.0


def share_long_stretches(prose: Prose) -> float:
    """Share of words in stretches of more than twenty words without a punctuation mark."""
    return sum(size for size in prose.stretches if size > _LONG_STRETCH) / max(1, sum(prose.stretches))


def share_repeated_openings(prose: Prose) -> float:
    """Share of sentences that begin with the same word as the one before."""
    return share(a == b for a, b in pairwise(prose.openings))


def share_plain_openings(prose: Prose) -> float:
    """Share of sentences that begin with and, but, so or because."""
    return share(word in _PLAIN_JOINTS for word in prose.openings)


def vary_subordinators(prose: Prose) -> float:
    """Different words that open a subordinate clause, in a hundred words."""
    return _vary(prose, SUBORDINATORS)


def vary_connectives(prose: Prose) -> float:
    """Different connectives in a hundred words."""
    return _vary(prose, CONNECTIVES)


def vary_prepositions(prose: Prose) -> float:
    """Different prepositions in a hundred words."""
    return _vary(prose, PREPOSITIONS)


def vary_pronouns(prose: Prose) -> float:
    """Different personal pronouns in a hundred words."""
    return _vary(prose, PRONOUNS)


def share_auxiliaries(prose: Prose) -> float:
    """Share of forms of be, have and do."""
    return prose.share_of(AUXILIARIES & prose.counts.keys())


def share_ing(prose: Prose) -> float:
    """Share of words in -ing: participles and gerunds."""
    return prose.share_ending("ing", _SUFFIXED)


def share_ed(prose: Prose) -> float:
    """Share of words in -ed: past forms and participles."""
    return prose.share_ending("ed", _SUFFIXED)


def share_to(prose: Prose) -> float:
    """Share of the word to, mostly before infinitives."""
    return prose.share_of(["to"])


def share_and(prose: Prose) -> float:
    """Share of the word and: clauses set side by side, not one under the other (Hunt 1965)."""
    return prose.share_of(["and"])


def share_you(prose: Prose) -> float:
    """Share of words that talk to the reader: you, your."""
    return prose.share_of(_ADDRESS & prose.counts.keys())


def share_because(prose: Prose) -> float:
    """Share of the word because, which learners use for every link."""
    return prose.share_of(["because"])


def share_articles(prose: Prose) -> float:
    """Share of the article the, which learners put where English has none."""
    return prose.share_of(["the"])
