"""What is measured of an essay to score it: named features in six groups.

All but the group `length` are shares, rates, means, or means over windows of a hundred words, so that they tell of an
essay what its length does not.
"""

from dataclasses import replace

from grader.checks.check import Case
from grader.scoring.features import argument, content, conventions, language, length, organization
from grader.scoring.features.feature import Feature, Group, Sight

_GROUPS = (content, organization, argument, language, conventions, length)
FEATURES: tuple[Feature, ...] = tuple(feature for group in _GROUPS for feature in group.FEATURES)
"""Every feature, in the order of `measure`."""

__all__ = ["FEATURES", "Feature", "Group", "measure"]


def measure(case: Case) -> tuple[float, ...]:
    """The value of every feature of an essay, in the order of `FEATURES`, rounded to six decimals.

    Errors of language are always those that the program's own proofreader finds, so that values stay comparable.
    """
    sight = Sight(replace(case, proofreader=None) if case.proofreader else case)
    return tuple(round(float(value), 6) for group in _GROUPS for value in group.measure(sight))
