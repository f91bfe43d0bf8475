"""Next steps: at most three, the most useful first, no two of the same kind where others are to be had."""

from collections.abc import Sequence

from grader.report import Finding

MOST_STEPS = 3


def choose_steps(findings: Sequence[Finding], weights: dict[str, float]) -> list[str]:
    """Ids of the findings to act on first.

    Args:
        findings: all findings of the essay.
        weights: finding id to its usefulness, 0 to 1.
    """
    open_ = [f for f in findings if f.tone != "strength" and f.action]
    ranked = sorted(open_, key=lambda f: (-weights.get(f.id, 0.0), int(f.id[1:])))
    chosen: list[Finding] = []
    for finding in ranked:
        if len(chosen) < MOST_STEPS and finding.check not in {c.check for c in chosen}:
            chosen.append(finding)
    for finding in ranked:
        if len(chosen) < MOST_STEPS and finding not in chosen and weights.get(finding.id, 0.0) >= 0.6:  # noqa: PLR2004
            chosen.append(finding)
    return [f.id for f in chosen]
