"""Statements that name another person or place than the material does for the same act."""

from collections.abc import Sequence

from grader.model import Contest, Span
from grader.report import Claim
from grader.text.reading import Reading


def find_substitutions(reading: Reading, contest: Contest, closed: Sequence[Span]) -> list[Claim]:  # noqa: ARG001
    return []
