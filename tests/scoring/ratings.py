"""Eighty made-up essays, two raters and a program: drawn by a fixed rule, so that other programs can be given the same."""

import numpy as np

from grader.scoring.agreement import Ratings

LEVELS = (1.0, 2.0, 3.0, 4.0, 5.0, 6.0)


class _Dice:
    """A linear congruential generator, the same in every language."""

    def __init__(self) -> None:
        self.state = 7

    def draw(self, sides: int) -> int:
        self.state = (self.state * 1103515245 + 12345) % 2**31
        return (self.state >> 16) % sides


def _draw_rows() -> list[tuple[int, float, int, str]]:
    dice = _Dice()
    rows = []
    for _ in range(80):
        human = 1 + min(dice.draw(6), dice.draw(6) + 1, 5)
        second = min(6, max(1, human + (dice.draw(5) - 2) // 2)) if dice.draw(4) else np.nan
        system = min(6, max(1, human + (dice.draw(7) - 3) // 2))
        rows.append((human, second, system, "ABC"[dice.draw(3)]))
    return rows


_ROWS = _draw_rows()
GROUPS = [row[3] for row in _ROWS]


def draw_ratings() -> Ratings:
    """The ratings, essay by essay."""
    human, second, system = (np.array([row[k] for row in _ROWS], dtype=float) for k in range(3))
    return Ratings(human, system, second)
