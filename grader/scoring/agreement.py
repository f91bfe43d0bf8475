"""How well two raters agree: the program and a person, or two people."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from grader.report import Node
from grader.scoring.measures import Mask, error_reduction, kappa, loss, mean_difference, pearson, within
from grader.scoring.resampling import Statistic, Values, find_interval, find_share_interval, find_value
from grader.scoring.scale import Scale

_LOWEST = {"qwk": 0.7, "pearson": 0.7, "exact": 0.5, "adjacent": 0.95}
_FARTHEST = {"smd": 0.15, "dsm": 0.1}
_MOST_LOSS = 0.1
_NEAR = 1e-6


class Measure(Node):
    """A figure with its 95 % interval, the number of essays behind it and what RSMTool's usual limits say of it.

    `value` is null where it is not defined, `interval` where too few essays say how far it may be off, and `flag` where
    there is nothing to say.
    """

    value: float | None
    interval: tuple[float, float] | None
    essays: int
    flag: str | None


class Agreement(Node):
    """Figures of agreement as RSMTool defines them; `exact` and `adjacent` are shares, 0 to 1, of suggestions as rounded.

    Adjacent is one level of a criterion, or one point of a total over several criteria. `smd` of two people divides by
    what both spread, that of the program by what the person's scores spread. `prmse` needs a second rater.
    """

    qwk: Measure
    pearson: Measure
    exact: Measure
    adjacent: Measure
    smd: Measure
    prmse: Measure | None


class Degradation(Node):
    """How much less the program agrees with the first rater than the second rater does: below zero is less."""

    qwk: Measure
    pearson: Measure
    exact: Measure
    adjacent: Measure


@dataclass(frozen=True, slots=True, eq=False)
class Ratings:
    """Scores of the same essays, in points.

    Attributes:
        human: the first rater's.
        system: the program's suggestions.
        second: the second rater's, nan where there is none.
    """

    human: Values
    system: Values
    second: Values

    @property
    def is_double(self) -> Mask:
        """Which essays two people scored."""
        return ~np.isnan(self.second)


def measure_agreement(ratings: Ratings, scale: Scale) -> Agreement:
    """The agreement of the program with the first rater over all essays."""
    h, s, essays = ratings.human, ratings.system, len(ratings.human)
    prmse = find_measure("prmse", error_reduction(h, ratings.second, s), essays) if ratings.is_double.any() else None
    return _measure(h, s, _settle(s, scale), scale, prmse=prmse)


def measure_two_humans(ratings: Ratings, scale: Scale) -> Agreement | None:
    """The agreement of both raters over the essays that both scored; none when there is no such essay."""
    both = ratings.is_double
    one, other = ratings.human[both], ratings.second[both]
    return _measure(one, other, other, scale, is_pooled=True) if both.any() else None


def measure_degradation(ratings: Ratings, scale: Scale) -> Degradation | None:
    """The program's agreement over all essays less that of both raters over those that both scored."""
    both = ratings.is_double
    if not both.any():
        return None
    h, s, h2, s2 = ratings.human, ratings.system, ratings.human[both], ratings.second[both]
    settled = _settle(s, scale)

    def compare(ours: Statistic, theirs: Statistic) -> Measure:
        return find_measure("", loss(within(theirs, both), ours), len(h))

    return Degradation(
        qwk=_limit(compare(kappa(h, s), kappa(h2, s2))),
        pearson=_limit(compare(pearson(h, s), pearson(h2, s2))),
        exact=compare(_share(_hits(h, settled, scale, 0)), _share(_hits(h2, s2, scale, 0))),
        adjacent=compare(_share(_hits(h, settled, scale, 1)), _share(_hits(h2, s2, scale, 1))),
    )


def _limit(lost: Measure) -> Measure:
    is_far = lost.value is not None and lost.value < -_MOST_LOSS
    return lost.model_copy(update={"flag": f"more than {_MOST_LOSS:.2f} below two humans"}) if is_far else lost


def _measure(
    one: Values,
    other: Values,
    settled: Values,
    scale: Scale,
    *,
    is_pooled: bool = False,
    prmse: Measure | None = None,
) -> Agreement:
    """The figures of two raters; shares are counted over the other's `settled` points, which people could give."""
    essays = len(one)
    return Agreement(
        qwk=find_measure("qwk", kappa(one, other), essays),
        pearson=find_measure("pearson", pearson(one, other), essays),
        exact=find_share("" if scale.is_average else "exact", _hits(one, settled, scale, 0)),
        adjacent=find_share("" if scale.is_average else "adjacent", _hits(one, settled, scale, 1)),
        smd=find_measure("smd", mean_difference(one, other, is_pooled=is_pooled), essays),
        prmse=prmse,
    )


def _hits(one: Values, other: Values, scale: Scale, most: float) -> Values:
    """1 for each essay whose scores are at most so many levels (of an average: points) apart, else 0."""
    a, b = (one, other) if scale.is_average else (_places(one, scale), _places(other, scale))
    hits: Values = (np.abs(a - b) <= most + _NEAR).astype(np.float64)
    return hits


def _settle(points: Values, scale: Scale) -> Values:
    return np.array([scale.settle(value) for value in points])


def _places(points: Values, scale: Scale) -> Values:
    return np.array([scale.place(value) for value in points])


def _share(hits: Values) -> Statistic:
    return lambda weights: weights @ hits / weights.sum(axis=1)


def find_measure(name: str, statistic: Statistic, essays: int) -> Measure:
    """A statistic with its interval and flag; the name tells which limit it is held to, if any."""
    value = find_value(statistic, essays)
    return Measure(value=value, interval=find_interval(statistic, essays), essays=essays, flag=find_flag(name, value))


def find_share(name: str, hits: Sequence[float] | Values) -> Measure:
    """The share of ones among ones and zeros."""
    essays, number = len(hits), int(sum(hits))
    if not essays:
        return Measure(value=None, interval=None, essays=0, flag=None)
    value = round(number / essays, 4)
    return Measure(
        value=value, interval=find_share_interval(number, essays), essays=essays, flag=find_flag(name, value)
    )


def find_flag(name: str, value: float | None) -> str | None:
    """What RSMTool's usual limits say of a figure; null when it is inside them, has none, or is not defined."""
    if value is None:
        return None
    if value < _LOWEST.get(name, value):
        return f"below {_LOWEST[name]:.2f}"
    if abs(value) > _FARTHEST.get(name, abs(value)):
        return f"beyond ±{_FARTHEST[name]:.2f}"
    return None
