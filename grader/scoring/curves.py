"""Whether likely ranges keep what they promise, and what more hand scores would bring."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from grader.scoring.agreement import find_share
from grader.scoring.evaluation import CurvePoint, RangeRow
from grader.scoring.measures import kappa
from grader.scoring.resampling import find_value
from grader.scoring.scale import Scale

_NEAR = 1e-6
_SEED = 20261127
_FEWEST_TESTED = 10
_ENDS = (2.5, 97.5)

Learner = Callable[[Sequence[str], Sequence[str]], Mapping[str, float]]
"""From ids of essays to learn from and ids of essays to predict to the points of the latter."""


def measure_ranges(
    human: Mapping[str, float], ranges: Mapping[str, Mapping[float, tuple[float, float]]], scale: Scale
) -> list[RangeRow]:
    """For every nominal share, smallest first, how many ranges really hold the hand score, ends included.

    Args:
        human: points by essay id.
        ranges: likely ranges in points by essay id and nominal share; essays may lack some.
        scale: of the column.
    """
    rows = []
    for nominal in sorted({share for given in ranges.values() for share in given}):
        held = [(human[name], *given[nominal]) for name, given in ranges.items() if nominal in given]
        inside = [float(low - _NEAR <= points <= high + _NEAR) for points, low, high in held]
        half = sum((high - low) / 2 for _, low, high in held) / len(held)
        rows.append(
            RangeRow(
                nominal=nominal,
                inside=find_share("", inside),
                mean_half_width=round(half, 4),
                of_scale=round(half / (scale.points[-1] - scale.points[0]), 4),
            )
        )
    return rows


def draw_learning_curve(
    human: Mapping[str, float], learn: Learner, sizes: Sequence[int], draws: int
) -> list[CurvePoint]:
    """QWK on essays that were held out, for models that learned from so many essays drawn by chance.

    Args:
        human: points by essay id.
        learn: learns from some essays and predicts others; it never sees the points of the latter.
        sizes: numbers of essays to learn from; those that leave fewer than ten to predict are passed over.
        draws: how often each number is drawn; draws without a QWK (one score for all) do not count.
    """
    names = sorted(human)
    generator = np.random.default_rng(_SEED)
    points = []
    for size in sizes:
        if len(names) - size < _FEWEST_TESTED:
            continue
        found = []
        for _ in range(draws):
            drawn = [names[k] for k in generator.permutation(len(names))]
            learned, tested = sorted(drawn[:size]), sorted(drawn[size:])
            predicted = learn(learned, tested)
            statistic = kappa(np.array([human[n] for n in tested]), np.array([predicted[n] for n in tested]))
            value = find_value(statistic, len(tested))
            if value is not None:
                found.append(value)
        if found:
            low, high = np.percentile(found, _ENDS)
            interval = (round(float(low), 4), round(float(high), 4))
            mean = round(float(np.mean(found)), 4)
            points.append(CurvePoint(hand_scores=size, draws=len(found), qwk=mean, interval=interval))
    return points
