"""class.json: everything that depends on more than one essay."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from grader.evidence.shared_wording import Shared
from grader.model import Contest
from grader.report import Claim, Report
from grader.scoring.review import order_for_reading

_USED = ("quote", "paraphrase")
_SHARED_BY = 2


def make_class_data(reports: Sequence[Report], contest: Contest, copies: Sequence[Shared] = ()) -> dict[str, Any]:
    """What the essays of a class say together (schema `grader.class/1`).

    Returns:
        `copies` (long wording that two essays share; who wrote first is unknown), `unused_items` (ids of evidence items
        that no essay uses), `levels` (criterion to level to number of essays), `often_differing` (the same difference
        from the material in two essays or more), `look_first` (essays for review, most doubtful first, with reasons).
    """
    ordered = sorted(reports, key=lambda r: r.essay.id)
    return {
        "schema": "grader.class/1",
        "copies": [asdict(shared) for shared in copies],
        "unused_items": _unused_items(ordered, contest),
        "levels": _count_levels(ordered, contest),
        "often_differing": _often_differing(ordered),
        "look_first": [
            {"essay": r.essay.id, "reasons": r.review.reasons} for r in order_for_reading(ordered) if r.review.needed
        ],
    }


def _unused_items(reports: Sequence[Report], contest: Contest) -> list[str]:
    """Items that nobody quotes or retells; none as long as nobody was graded."""
    used = {u.item for r in reports for u in r.evidence.items if u.use in _USED}
    return [item.id for item in contest.key.items if item.id not in used] if reports else []


def _count_levels(reports: Sequence[Report], contest: Contest) -> dict[str, dict[str, int]]:
    counts = {c.id: {level.label: 0 for level in c.levels} for c in contest.rubric.criteria}
    for report in reports:
        for score in report.scores:
            known = counts.get(score.criterion, {})
            if score.level in known:
                known[score.level] += 1
    return counts


def _often_differing(reports: Sequence[Report]) -> list[dict[str, Any]]:
    """Differences that essays share, the commonest first."""
    essays: dict[tuple[str, str, str], list[str]] = {}
    shown: dict[tuple[str, str, str], Claim] = {}
    for report in reports:
        for claim in report.claims:
            if claim.verdict == "contradicted":
                key = (claim.passage or "", _plain(claim.source_value), _plain(claim.essay_value))
                shown.setdefault(key, claim)
                named = essays.setdefault(key, [])
                if report.essay.id not in named:
                    named.append(report.essay.id)
    shared = sorted((k for k in essays if len(essays[k]) >= _SHARED_BY), key=lambda k: (-len(essays[k]), k))
    return [
        {
            "essay_value": shown[k].essay_value,
            "source_value": shown[k].source_value,
            "passage": shown[k].passage,
            "essays": essays[k],
        }
        for k in shared
    ]


def _plain(value: str | None) -> str:
    return " ".join((value or "").casefold().split())
