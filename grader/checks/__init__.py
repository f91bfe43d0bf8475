"""Checks: one module each with a constant `CHECK`, and a line in `CHECKS`."""

from grader.checks import (
    attribution,
    chronology,
    citations,
    consistency,
    conventions,
    copying,
    counterargument,
    explanation,
    identity,
    length,
    organization,
    quotation_accuracy,
    relevance,
    source_breadth,
    source_coverage,
    style,
    thesis,
)
from grader.checks.check import Check

CHECKS: tuple[Check, ...] = (
    thesis.CHECK,
    source_coverage.CHECK,
    source_breadth.CHECK,
    quotation_accuracy.CHECK,
    consistency.CHECK,
    chronology.CHECK,
    copying.CHECK,
    attribution.CHECK,
    explanation.CHECK,
    counterargument.CHECK,
    organization.CHECK,
    relevance.CHECK,
    length.CHECK,
    conventions.CHECK,
    style.CHECK,
    citations.CHECK,
    identity.CHECK,
)
"""Every check, in the order of reports."""
