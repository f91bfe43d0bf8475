"""Competition between the items of a key for a sentence, and between an essay's sentences for an item."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from grader.evidence.profiles import Floats
from grader.evidence.tables import Table
from grader.evidence.weights import Weights


def weigh_rivals(columns: Mapping[str, Floats], held: Floats, table: Table, weights: Weights) -> dict[str, Floats]:
    """The features that compare an item with its rivals, each n × I.

    Args:
        columns: the features that look at one pair alone.
        held: n × (T + 1): how well each segment says each stem, 0 to 1.
        table: the items.
        weights: what words weigh.
    """
    said, named = columns["statement_words"], columns["statement_names"]
    base = said * (1 + named / 2) + columns["support_words"] / 2 + 0.3 * columns["sentence_from_statement"]
    return {
        "beats_items": lead_others(base, 1),
        "beats_sentences": lead_others(base, 0),
        "distinct_words": _distinct(held, base, table, weights),
        "neighbours_from_passage": _neighbours(columns["sentence_from_passage"]),
    }


def lead_others(base: Floats, axis: int) -> Floats:
    """How far each cell leads the best of the others along an axis; below 0 where it trails."""
    if base.shape[axis] < 2:  # noqa: PLR2004 - nothing to compare with
        return base.copy()
    ordered = np.sort(base, axis=axis)
    top, second = (ordered[:, -1:], ordered[:, -2:-1]) if axis else (ordered[-1:], ordered[-2:-1])
    lead: Floats = base - np.where(base >= top, second, top)
    return lead


def rank_best(base: Floats, most: int) -> NDArray[np.intp]:
    """The columns of the largest cells of each row, largest first and of equal ones the first; n × `most`, if there are."""
    left, rows = base.copy(), np.arange(len(base))
    ranked = np.empty((len(base), min(most, base.shape[1])), dtype=np.intp)
    for place in range(ranked.shape[1]):
        ranked[:, place] = left.argmax(axis=1)
        left[rows, ranked[:, place]] = -np.inf
    return ranked


def _distinct(held: Floats, base: Floats, table: Table, weights: Weights) -> Floats:
    """For each pair the share of the statement that the sentence says and its best other item does not explain."""
    said, rows = held * weights.columns, np.arange(len(held))
    ranked = rank_best(base, 2)
    first, second = ranked[:, 0], ranked[:, -1]
    own = _leave_out(said, first, table) @ table.in_statement
    own[rows, first] = (_leave_out(said, second, table) @ table.in_statement)[rows, first]
    shares: Floats = np.divide(own, weights.totals.statements)
    return shares


def _leave_out(said: Floats, items: NDArray[np.intp], table: Table) -> Floats:
    """What each segment says beside the stems of one item, given by number."""
    others: Floats = table.items_without[items]
    others *= said
    return others


def _neighbours(explained: Floats) -> Floats:
    """The larger value of the rows before and after."""
    near = np.zeros_like(explained)
    near[:-1] = explained[1:]
    np.maximum(near[1:], explained[:-1], out=near[1:])
    return near
