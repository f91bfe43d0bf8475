"""A rubric as another program wrote it, before anybody said which checks speak to its criteria."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

FEWEST_LEVELS = 2
_GOOD = re.compile(r"excellent|exemplary|outstanding|advanced|strong|exceeds|superior|distinguished", re.IGNORECASE)
_POOR = re.compile(r"beginning|poor|weak|emerging|unsatisfactory|inadequate|needs|below|novice|missing", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LevelDraft:
    """A level as it was given; points are none where nothing tells them."""

    label: str
    points: float | None
    description: str


@dataclass(frozen=True, slots=True)
class CriterionDraft:
    """A criterion as it was given; levels lowest first."""

    label: str
    description: str
    levels: tuple[LevelDraft, ...]


@dataclass(frozen=True, slots=True)
class RubricDraft:
    """A rubric as it was given."""

    title: str
    criteria: tuple[CriterionDraft, ...]


def order_levels(levels: Sequence[LevelDraft]) -> tuple[LevelDraft, ...]:
    """Levels lowest first, with points 1, 2, … where some have none or the same."""
    points = [level.points for level in levels]
    if None in points or len(set(points)) < len(points):
        is_best_first = _GOOD.search(levels[0].label) is not None or _POOR.search(levels[-1].label) is not None
        ordered = list(levels[::-1] if is_best_first else levels)
        return tuple(LevelDraft(level.label, k, level.description) for k, level in enumerate(ordered, 1))
    return tuple(sorted(levels, key=lambda level: level.points or 0))
