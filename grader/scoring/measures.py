"""The statistics of agreement, each over weighted essays so that its interval is found by drawing essays again.

Every definition is that of RSMTool 12 (Madnani, N. et al. (2017), Building Better Open-Source Tools to Support Fairness in
Automated Scoring; its documentation, "Evaluation metrics"), so that figures can be compared with those of `rsmeval`.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from grader.scoring.resampling import Statistic, Values

_NOTHING = 1e-12
Mask: TypeAlias = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Moments:
    """Means, variances (divided by the number) and covariance of two raters, a value a draw; `essays` is the number."""

    essays: Values
    mean: Values
    other_mean: Values
    variance: Values
    other_variance: Values
    covariance: Values


def _measure(weights: Values, one: Values, other: Values) -> _Moments:
    essays = weights.sum(axis=1)
    a, b = one - one.mean(), other - one.mean()  # about one centre, so that nothing is lost to large numbers
    mean, other_mean = weights @ a / essays, weights @ b / essays
    return _Moments(
        essays,
        mean,
        other_mean,
        _clear(weights @ (a * a) / essays - mean**2),
        _clear(weights @ (b * b) / essays - other_mean**2),
        weights @ (a * b) / essays - mean * other_mean,
    )


def _clear(variance: Values) -> Values:
    """A variance, where what rounding left of none is none."""
    return np.where(variance > _NOTHING, variance, 0.0)


def kappa(human: Values, system: Values) -> Statistic:
    """Quadratic weighted kappa, −1 to 1, for whole points and for points between.

    2·cov / (var + var + (mean − mean)²), all divided by the number: for whole points Cohen's (1968) kappa with squared
    weights, in general Haberman's (2019), Measures of Agreement Versus Measures of Prediction Accuracy.
    """

    def find(weights: Values) -> Values:
        m = _measure(weights, human, system)
        return 2 * m.covariance / (m.variance + m.other_variance + (m.mean - m.other_mean) ** 2)

    return find


def pearson(human: Values, system: Values) -> Statistic:
    """Pearson's correlation, −1 to 1; none when either gave everybody the same points."""

    def find(weights: Values) -> Values:
        m = _measure(weights, human, system)
        return m.covariance / np.sqrt(m.variance * m.other_variance)

    return find


def mean_difference(human: Values, system: Values, *, is_pooled: bool = False) -> Statistic:
    """Standardised mean difference (SMD): how far the system's mean is above the human's, in standard deviations.

    Args:
        human: a person's points.
        system: the program's points, or another person's.
        is_pooled: divide by the root of the mean of both variances, as for two humans, instead of the human's deviation.
    """

    def find(weights: Values) -> Values:
        m = _measure(weights, human, system)
        variance = (m.variance + m.other_variance) / 2 if is_pooled else m.variance
        return (m.other_mean - m.mean) / np.sqrt(variance * m.essays / (m.essays - 1))

    return find


def group_difference(human: Values, system: Values, members: Mask) -> Statistic:
    """Difference of standardised means (DSM) of a group: how much higher the system puts it than humans do.

    Both scores are standardised with mean and deviation of all essays first, so that a system that is strict with
    everybody is not taken for one that is unfair to some.
    """

    def find(weights: Values) -> Values:
        m = _measure(weights, human, system)
        inside = weights[:, members]
        number = inside.sum(axis=1)
        more = m.essays / (m.essays - 1)
        a, b = human - human.mean(), system - human.mean()
        of_human = (inside @ a[members] / number - m.mean) / np.sqrt(m.variance * more)
        of_system = (inside @ b[members] / number - m.other_mean) / np.sqrt(m.other_variance * more)
        difference: Values = of_system - of_human
        return difference

    return find


def error_reduction(human: Values, second: Values, system: Values) -> Statistic:
    """PRMSE: by how much the system's scores reduce the error of guessing the score behind both raters' (at most 1).

    Johnson's estimate, in Loukina, A. et al. (2020), Using PRMSE to Evaluate Automated Scoring Systems in the Presence of
    Label Noise. The raters' error is estimated from essays that both scored; all essays count.

    Args:
        human: the first rater's points.
        second: the second rater's points, nan where there is none.
        system: the program's points.
    """
    both = ~np.isnan(second)
    raters = 1.0 + both
    mean = np.where(both, (human + np.where(both, second, 0.0)) / 2, human) - human.mean()
    error = np.where(both, (human - np.where(both, second, 0.0)) ** 2 / 2, 0.0)
    missed = raters * (mean - (system - human.mean())) ** 2

    def find(weights: Values) -> Values:
        essays, ratings = weights.sum(axis=1), weights @ raters
        of_raters = weights @ error / (weights @ both.astype(np.float64))
        centre = weights @ (raters * mean) / ratings
        squares = weights @ (raters * mean * mean) - ratings * centre**2
        true = (squares - (essays - 1) * of_raters) / (ratings - weights @ (raters * raters) / ratings)
        true = np.where(true > _NOTHING, true, np.nan)
        reduced: Values = 1 - (weights @ missed - essays * of_raters) / ratings / true
        return reduced

    return find


def loss(reference: Statistic, statistic: Statistic) -> Statistic:
    """By how much one statistic is above another in the same draw: below zero where the system agrees less."""
    return lambda weights: statistic(weights) - reference(weights)


def within(statistic: Statistic, members: Mask) -> Statistic:
    """A statistic of a part of the essays, over weights of all of them."""
    return lambda weights: statistic(weights[:, members])
