"""Checks: one module each with a constant `CHECK`, and a line in `CHECKS`."""

from grader.checks import (
    consistency,
    copying,
    length,
    organization,
    quotation_accuracy,
    relevance,
    rules,
    source_coverage,
    thesis,
)
from grader.checks.check import Check

CHECKS: tuple[Check, ...] = (
    thesis.CHECK,
    source_coverage.CHECK,
    quotation_accuracy.CHECK,
    consistency.CHECK,
    copying.CHECK,
    organization.CHECK,
    relevance.CHECK,
    length.CHECK,
    rules.CHECK,
)
"""Every check, in the order of reports."""
