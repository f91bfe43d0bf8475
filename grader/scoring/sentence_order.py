"""Whether sentences stand in the order in which they were written, told from signs of an opening, of links and of an end.

A small regression on named signs (`models/sentence_order.json`, with its card) tells essays from the same essays with their
sentences shuffled. After Barzilay, R., and Lapata, M. (2008): Modeling local coherence, whose test this is.
"""

import json
import math
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import chain, pairwise
from statistics import fmean

import numpy as np
from numpy.typing import NDArray

from grader.evidence.lexicon import STOP_STEMS
from grader.scoring.sentence_places import Places, measure_places
from grader.text.cues import Cue, lower_case
from grader.text.reading import Reading
from grader.text.words import Word

SIGNS = (
    "takes_up",  # how much more a sentence shares with the one before than with those further away
    "closing_place",  # where, on average, words that close an essay stand, 0 first to 1 last; .5 where there are none
    "last_closing",  # where the last of them stands
    "opening_place",  # where, on average, words that open an essay stand
    "first_opening",  # where the first of them stands
    "opens_in_words",  # whether the first two sentences have such words
    "closes_in_words",  # whether the last three have words that close
    "first_points_back",  # whether the very first sentence begins with a pronoun or a link
    "last_points_back",  # whether the last one does
    "first_rank",  # where sentences begin with first
    "second_rank",  # where they begin with second, another, next
    "last_rank",  # where they begin with last or finally
    "pronouns_follow",  # the share of sentences that begin with a pronoun and follow one that names or means somebody
    "first_length",  # the first sentence's words against the mean, as a logarithm
    "last_length",  # the last one's
    "ends_meet",  # how much the first sentence shares with the last three
    "neighbours_share",  # how many words recur in the very next sentence, against chance, in standard errors
    "words_cluster",  # how near to each other the sentences of a word stand that occurs in a few, against chance
    "places_fit",  # whether sentences stand where sentences with such words usually do
    "openings_fit",  # whether those near the beginning look like first ones
    "endings_fit",  # whether those near the end look like last ones
    "first_fits",  # how much more the first sentence looks like a first one than all others
    "last_fits",  # how much more the last one looks like a last one
)
_CLOSING = Cue(
    r"\b(?:in conclusion|to conclude|to sum|in short|all in all|overall|in the end|finally|lastly|therefore|thus|that is why"
    r"|this is why|for these reasons|in summary|as you can see|sincerely|thank you)\b",
    "in to all overall finally lastly therefore thus that this for as sincerely thank",
)
_OPENING = Cue(
    r"\b(?:dear|have you|i think|i believe|in my opinion|my opinion|in this essay|is about|today|imagine|one time|once"
    r"|in the (?:story|article|passage|text|essay|excerpt))\b",
    "dear have i in my is today imagine one once",
)
_PEOPLE = frozenset({"he", "she", "it", "they"})
_POINTERS = "this that these those his her their its such him them"
_BACK = _PEOPLE | frozenset(_POINTERS.split())
_LINK_WORDS = "also however but because then so and another second third next finally therefore or"
_LINKS = frozenset(_LINK_WORDS.split())
_RANKS = (
    frozenset({"first", "firstly"}),
    frozenset({"second", "secondly", "another", "next", "also"}),
    frozenset({"finally", "lastly", "last", "third"}),
)
_FAR = 3
_FEW_PLACES = 4
FEWEST_SENTENCES = 8
"""Below so many sentences their order tells nothing."""
MOST_SENTENCES = 120
"""Of a longer essay the first ones are looked at."""


@lru_cache(maxsize=2)
def _weights_of(model_name: str) -> tuple[float, dict[str, float]]:
    model = json.loads((files("grader.scoring") / "models" / f"{model_name}.json").read_text(encoding="utf-8"))
    return float(model["intercept"]), {str(name): float(weight) for name, weight in model["coefficients"].items()}


def sum_signs(model_name: str, names: Sequence[str], signs: Sequence[float]) -> float:
    """Log odds that signs, whose names are given, make by a regression that ships with the grader."""
    intercept, weights = _weights_of(model_name)
    return intercept + sum(weights[name] * value for name, value in zip(names, signs, strict=True))


def measure_disorder(reading: Reading) -> float | None:
    """Log odds that the sentences were shuffled, where half of all essays are; none for a few sentences."""
    if len(reading.sentences) < FEWEST_SENTENCES:
        return None
    return sum_signs("sentence_order", SIGNS, measure_signs(reading))


def find_disorder(reading: Reading) -> float | None:
    """The same as a probability, 0 to 1."""
    total = measure_disorder(reading)
    return None if total is None else to_probability(total)


def to_probability(log_odds: float) -> float:
    """From log odds, rounded to four decimals."""
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds)))), 4)


def measure_signs(reading: Reading, places: Places | None = None) -> list[float]:
    """The values of `SIGNS`, in their order; of a longer essay the first hundred and twenty sentences are looked at.

    Args:
        reading: the essay.
        places: other places of words than ship with the grader.
    """
    sentences = reading.sentences[:MOST_SENTENCES]
    runs = [reading.words[s.first : s.last] for s in sentences]
    low = lower_case(reading.text)
    stems = [
        [one for one in dict.fromkeys(reading.stems[s.first : s.last]) if one not in STOP_STEMS] for s in sentences
    ]
    numbers_of = defaultdict[str, list[int]](list)
    for number, held in enumerate(stems):
        for one in held:
            numbers_of[one].append(number)
    recurring = [found for found in numbers_of.values() if len(found) > 1]
    first_words = [run[0].norm for run in runs]
    closes, opens = (cue.mark(low, [s.span for s in sentences]) for cue in (_CLOSING, _OPENING))
    closing, opening = _places_of(closes), _places_of(opens)
    mean = fmean(map(len, runs))
    return [
        _measure_taking_up([len(held) for held in stems], recurring),
        _mean(closing),
        max(closing, default=0.5),
        _mean(opening),
        min(opening, default=0.5),
        float(any(opens[:2])),
        float(any(closes[-3:])),
        float(first_words[0] in _BACK | _LINKS),
        float(first_words[-1] in _BACK),
        *(_mean(_places_of([word in rank for word in first_words])) for rank in _RANKS),
        _share_following(reading.text, runs, first_words),
        math.log(len(runs[0]) / mean),
        math.log(len(runs[-1]) / mean),
        _share_common(set(stems[0]), set().union(*stems[-_FAR:])),
        *_measure_clusters(len(stems), recurring),
        *measure_places([reading.norms[s.first : s.last] for s in sentences], places),
    ]


def _places_of(marks: Sequence[bool]) -> list[float]:
    last = max(1, len(marks) - 1)
    return [number / last for number, mark in enumerate(marks) if mark]


def _mean(places: Sequence[float]) -> float:
    return fmean(places) if places else 0.5


def _share_common(one: set[str], other: set[str]) -> float:
    """Cosine of two sets of words, 0 to 1."""
    return len(one & other) / math.sqrt(len(one) * len(other)) if one and other else 0.0


@lru_cache(maxsize=32)
def _far_pairs(size: int) -> tuple[NDArray[np.intp], ...]:
    """The pairs of so many sentences that stand far from each other."""
    return np.triu_indices(size, _FAR)


def _measure_taking_up(sizes: Sequence[int], recurring: Sequence[Sequence[int]]) -> float:
    """How much more a sentence shares with the one before than with those further away, as cosines of sets of words.

    Args:
        sizes: how many words each sentence holds.
        recurring: of each word that stands in several sentences, their numbers.
    """
    table = np.zeros((len(recurring), len(sizes)))
    rows = [row for row, found in enumerate(recurring) for _ in found]
    table[rows, list(chain(*recurring))] = 1
    table /= np.sqrt(sizes).clip(1)
    shared = table.T @ table
    near, far = np.diagonal(shared, 1), shared[_far_pairs(len(sizes))]
    return float(near.sum() / max(1, near.size) - far.sum() / max(1, far.size))


def _measure_clusters(size: int, recurring: Sequence[Sequence[int]]) -> tuple[float, float]:
    """How many words recur in the next sentence, and how near those of few sentences stand, each in standard errors.

    Words fall on sentences by chance when these are shuffled: the mean gap between m of n places is then (n + 1) / (m + 1).
    """
    repeated = [found for found in recurring if len(found) <= size / 2]
    expected = [len(found) * (len(found) - 1) / size for found in repeated]
    next_ones = [b - a for found in repeated for a, b in pairwise(found)].count(1)
    few = [(len(found), (found[-1] - found[0]) / (len(found) - 1)) for found in repeated if len(found) <= _FEW_PLACES]
    chances = [(size + 1) / (times + 1) for times, _ in few]
    nearer = sum([chance - gap for chance, (_, gap) in zip(chances, few, strict=True)])
    spread = sum([chance**2 / (times - 1) for chance, (times, _) in zip(chances, few, strict=True)])
    return (next_ones - sum(expected)) / math.sqrt(1 + sum(expected)), nearer / math.sqrt(1 + spread)


def _share_following(text: str, runs: Sequence[Sequence[Word]], first_words: Sequence[str]) -> float:
    """Of the sentences that begin with a pronoun the share whose neighbour before has a pronoun or a name; .5 for none."""
    told = [
        any(w.norm in _BACK or text[w.start].isupper() for w in runs[k - 1][1:])
        for k in range(1, len(runs))
        if first_words[k] in _PEOPLE
    ]
    return sum(told) / len(told) if told else 0.5
