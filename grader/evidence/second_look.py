"""What the sums of a first look tell about each other: who competes for a sentence, and where an item is said best.

A first look judges each pair of sentence and item by itself and by raw agreement of words. The second one knows what the
first thought of all other pairs, so that an item yields a sentence to a rival that nothing else in the essay says.
"""

import numpy as np

from grader.evidence.competition import lead_others, rank_best
from grader.evidence.profiles import Floats

RIVALRY = (
    "first_sum",  # what the first look says of the pair, log odds
    "leads_items",  # how far the item's sum leads the sentence's next best item
    "leads_sentences",  # how far the sentence's sum leads the item's next best sentence
    "other_items",  # how many other items the sentence is expected to say
    "other_sentences",  # how many other sentences are expected to say the item
    "item_rank",  # how many items the sentence says better, at most 3
    "rival_elsewhere",  # how much better than here the sentence's strongest other item is said elsewhere in the essay
    "neighbour_sum",  # the larger sum of the sentence before and the one after
)
_MOST_LEAD = 8.0  # log odds; a lead beyond it says no more
_MOST_RANK = 3
_SURE = 30  # log odds beyond which a chance is 0 or 1


def compare_sums(sums: Floats) -> Floats:
    """Features of every pair from the first look's sums.

    Args:
        sums: n segments × I items, log odds.

    Returns:
        n × I × K features, in the order of `RIVALRY`.
    """
    chances = 1 / (1 + np.exp(-sums.clip(-_SURE, _SURE)))
    ranked = rank_best(sums, _MOST_RANK)
    ranks = np.full(sums.shape, _MOST_RANK, dtype=np.float32)
    np.put_along_axis(ranks, ranked, np.arange(ranked.shape[1], dtype=np.float32), axis=1)
    columns = (
        sums,
        lead_others(sums, 1).clip(-_MOST_LEAD, _MOST_LEAD),
        lead_others(sums, 0).clip(-_MOST_LEAD, _MOST_LEAD),
        chances.sum(1, keepdims=True) - chances,
        chances.sum(0, keepdims=True) - chances,
        ranks,
        _find_better_places(sums, ranked),
        _find_neighbours(sums),
    )
    return np.stack(columns, axis=-1, dtype=np.float32, casting="same_kind")


def _find_better_places(sums: Floats, ranked: np.ndarray) -> Floats:
    """How far the best sum of each pair's strongest rival in the sentence lies above its sum there."""
    rows, first, second = np.arange(len(sums)), ranked[:, 0], ranked[:, :2][:, -1]
    missed = sums.max(0) - sums
    better = np.repeat(missed[rows, first][:, None], sums.shape[1], axis=1)
    better[rows, first] = missed[rows, second]
    return better.clip(0, _MOST_LEAD)


def _find_neighbours(sums: Floats) -> Floats:
    """The larger sum of the rows before and after; as low as a lead can be where there is none."""
    near = np.full_like(sums, -_MOST_LEAD)
    near[:-1] = sums[1:]
    np.maximum(near[1:], sums[:-1], out=near[1:])
    return near
