"""What moved a suggested score up and down, in words: what would change if a feature were as in a usual essay of the class.

Each feature in turn is put at its mean and the essay placed again (ablation to the mean; Lundberg, S., and Lee, S. (2017): A
unified approach to interpreting model predictions, section 2, for why a baseline is needed).
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from grader.checks.check import Note
from grader.scoring.features import FEATURES
from grader.scoring.kernels import ALL_WIDTH, LENGTH, LENGTH_WIDTH, compare_features, compare_lengths
from grader.scoring.prior import Prior
from grader.scoring.standing import ColumnStandard, Wording

Row = NDArray[np.float64]
_MOST_TOLD, _MOST_ADVISED, _LEAST_TOLD = 3, 2, 0.006
_STRENGTH_WEIGHT, _ADVICE_WEIGHT = 0.3, 0.42
_WORDING = "phrases as in essays that were scored {}"
_ACTIONS = {
    ("content", False): "Use more of the material, and tie it to the question.",
    ("content", True): "Tell the material in your own words, and say what it shows.",
    ("organization", False): "Link your sentences and paragraphs, and come back to the question at the end.",
    ("argument", False): "Say what you think and why, and explain what your evidence shows.",
    ("language", False): "Vary sentences and choose exact words.",
    ("conventions", True): "Proofread: spelling, grammar and marks.",
}
"""What to do where too little (false) or too much (true) of a group lowers the score; nothing is advised elsewhere."""


class Move(NamedTuple):
    """What one feature, the length or the wording does to a place on the scale.

    Attributes:
        group: of the feature; `length` for all of that group together, `wording` for the wording.
        name: of the feature; the group's for length and wording.
        meaning: in words for teachers.
        shift: as a share of the scale; positive raises.
        is_above: the essay has more of it than a usual one.
    """

    group: str
    name: str
    meaning: str
    shift: float
    is_above: bool


def find_moves(standard: ColumnStandard, row: Row, wording: Wording, prior: Prior) -> list[Move]:
    """What every feature does, largest shifts first.

    Args:
        standard: of the column.
        row: standardised features of the essay.
        wording: its hashed wording.
        prior: that the standard rests on.
    """
    kept = standard.regression
    shifts = prior.coefficients * row * kept.spread * kept.trust
    shifts = shifts + kept.spread * _shift_likeness(standard, row)
    shifts = shifts * standard.alignment.slope
    moves = [
        Move(feature.group, feature.name, feature.meaning, round(float(shift), 6), bool(value > 0))
        for feature, shift, value in zip(FEATURES, shifts, row, strict=True)
        if feature.group != "length"
    ]
    long = round(float(shifts[LENGTH].sum()), 6)
    moves.append(Move("length", "length", "the length of the essay", long, bool(row[LENGTH].sum() > 0)))
    added = round(float(standard.alignment.slope * (kept.place_wording(wording) - kept.usual_wording)), 6)
    moves.append(Move("wording", "wording", _WORDING.format("higher" if added > 0 else "lower"), added, added > 0))
    return sorted(moves, key=lambda move: (-abs(move.shift), move.name))


def _shift_likeness(standard: ColumnStandard, row: Row) -> Row:
    """How much likeness to the learned essays changes when each feature is put at its mean."""
    kept = standard.regression
    far = (
        row[None, :] - kept.rows
    ) ** 2 - kept.rows**2  # what a feature adds to the distance, less what its mean would
    pulls = compare_features(row[None, :], kept.rows)[0] * kept.pull
    whole = kept.weights.features / kept.scales.features * (pulls @ -np.expm1(far / ALL_WIDTH))
    own = compare_lengths(row[None, :], kept.rows)[0] * kept.pull
    part = kept.weights.length / kept.scales.length * (own @ -np.expm1(far / LENGTH_WIDTH))
    return np.asarray(whole + np.where(LENGTH, part, 0.0))


def write_notes(standard: ColumnStandard, moves: Sequence[Move], step: int, labels: Sequence[str]) -> list[Note]:
    """What raised and what lowered the suggestion, and what would help towards the next level; at most one note of each.

    Args:
        standard: of the column.
        moves: as `find_moves` gives them.
        step: the suggested one.
        labels: names of the steps; empty where steps have no names.
    """
    notes = []
    raising = [move for move in moves if move.shift >= _LEAST_TOLD][:_MOST_TOLD]
    lowering = [move for move in moves if move.shift <= -_LEAST_TOLD]
    if raising:
        said = f"Raised the suggested score, compared with the class: {_tell(raising)}."
        notes.append(Note("strength", None, said, weight=_STRENGTH_WEIGHT))
    if lowering:
        said = f"Lowered the suggested score, compared with the class: {_tell(lowering[:_MOST_TOLD])}."
        notes.append(Note("advice", None, said, _advise(standard, moves, step, labels), weight=_ADVICE_WEIGHT))
    return notes


def _tell(moves: Sequence[Move]) -> str:
    return "; ".join(
        move.meaning
        if move.group == "wording"
        else f"{move.meaning} ({'above' if move.is_above else 'below'} the usual)"
        for move in moves
    )


def _advise(standard: ColumnStandard, moves: Sequence[Move], step: int, labels: Sequence[str]) -> str:
    """What to work on for the next level: the groups that cost most, length left out, since words alone are no merit."""
    costs: dict[str, float] = {}
    for move in moves:
        action = _ACTIONS.get((move.group, move.is_above))
        if action:
            costs[action] = costs.get(action, 0.0) - move.shift
    advice = " ".join(sorted(costs, key=lambda action: (-costs[action], action))[:_MOST_ADVISED])
    if step + 1 >= len(standard.points) or not advice:
        return advice
    goal = f"“{labels[step + 1]}”" if labels else f"{standard.points[step + 1]:g} points"
    return f"Towards {goal}: {advice}"
