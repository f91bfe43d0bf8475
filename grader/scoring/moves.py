"""What moved a suggested score up and down, in words: what would change if a feature were as in a usual essay of the class.

Features of a group go together, and one may take back what another gives; so the groups are summed, and each names the
feature that does most in its direction.
Each feature in turn is put at its mean and the essay placed again (ablation to the mean; Lundberg, S., and Lee, S. (2017): A
unified approach to interpreting model predictions, section 2, for why a baseline is needed).
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from grader.checks.check import Note
from grader.scoring.features import FEATURES
from grader.scoring.kernels import ALL_WIDTH, LENGTH, LENGTH_WIDTH, compare_features, compare_lengths
from grader.scoring.prior import Prior
from grader.scoring.standing import ColumnStandard, Wording

Row = NDArray[np.float64]
_MOST_ADVISED, _LEAST_TOLD = 2, 0.01
_STRENGTH_WEIGHT, _ADVICE_WEIGHT = 0.3, 0.42
_WORDING = "phrases as in essays that were scored {}"
_GROUPS = {
    "content": "what it says of the question and the material",
    "organization": "its order",
    "argument": "its argument",
    "language": "its language",
    "conventions": "spelling and grammar",
    "length": "its length",
}
_OWN_WORDS = "Tell the material in your own words, and say what it shows."
_ACTIONS = {
    "content": "Use more of the material, and tie it to the question.",
    "organization": "Link your sentences and paragraphs, and come back to the question at the end.",
    "argument": "Say what you think and why, and explain what your evidence shows.",
    "language": "Vary sentences and choose exact words.",
    "conventions": "Proofread: spelling, grammar and marks.",
}
"""What to do where a group lowers the score; nothing is advised elsewhere, as more words alone are no merit."""


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


class Pull(NamedTuple):
    """What a group of features does to a place on the scale, and which of them does most of it."""

    group: str
    shift: float
    leading: Move


def sum_groups(moves: Iterable[Move]) -> list[Pull]:
    """What every group does, largest shifts first."""
    found: dict[str, list[Move]] = {}
    for move in moves:
        found.setdefault(move.group, []).append(move)
    pulls = []
    for group, own in found.items():
        shift = round(sum(move.shift for move in own), 6)
        pulls.append(Pull(group, shift, max(own, key=lambda move: (move.shift * (1 if shift > 0 else -1), move.name))))
    return sorted(pulls, key=lambda pull: (-abs(pull.shift), pull.group))


def write_notes(standard: ColumnStandard, moves: Sequence[Move], step: int, labels: Sequence[str]) -> list[Note]:
    """What raised and what lowered the suggestion, and what would help towards the next level; at most one note of each.

    Args:
        standard: of the column.
        moves: as `find_moves` gives them.
        step: the suggested one.
        labels: names of the steps; empty where steps have no names.
    """
    notes, pulls = [], sum_groups(moves)
    raising = [pull for pull in pulls if pull.shift >= _LEAST_TOLD]
    lowering = [pull for pull in pulls if pull.shift <= -_LEAST_TOLD]
    if raising:
        said = f"Raised the suggested score, compared with the class: {_tell(raising)}."
        notes.append(Note("strength", None, said, weight=_STRENGTH_WEIGHT))
    if lowering:
        said = f"Lowered the suggested score, compared with the class: {_tell(lowering)}."
        notes.append(Note("advice", None, said, _advise(standard, lowering, step, labels), weight=_ADVICE_WEIGHT))
    return notes


def _tell(pulls: Sequence[Pull]) -> str:
    return "; ".join(_tell_one(pull) for pull in pulls)


def _tell_one(pull: Pull) -> str:
    leading = pull.leading
    if pull.group == "wording":
        return leading.meaning
    side = "above" if leading.is_above else "below"
    if pull.group == "length":
        return f"{_GROUPS[pull.group]} ({side} the usual)"
    return f"{_GROUPS[pull.group]} (most of all {leading.meaning}: {side} the usual)"


def _advise(standard: ColumnStandard, lowering: Sequence[Pull], step: int, labels: Sequence[str]) -> str:
    """What to work on for the next level: the groups that cost most."""
    actions = [_choose_action(pull) for pull in lowering]
    advice = " ".join([action for action in dict.fromkeys(actions) if action][:_MOST_ADVISED])
    if step + 1 >= len(standard.points) or not advice:
        return advice
    goal = f"“{labels[step + 1]}”" if labels else f"{standard.points[step + 1]:g} points"
    return f"Towards {goal}: {advice}"


def _choose_action(pull: Pull) -> str:
    """The action of a group; an essay that says little of its own, or too much of the material, should do so."""
    leading = pull.leading
    says_too_much = leading.is_above if leading.name != "own_share" else not leading.is_above
    return _OWN_WORDS if pull.group == "content" and says_too_much else _ACTIONS.get(pull.group, "")
