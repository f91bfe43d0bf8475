"""class.json: everything that depends on more than one essay."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, NamedTuple

from grader.evidence.shared_wording import Shared
from grader.model import Contest
from grader.report import Report
from grader.scoring.classmates import Unlike
from grader.scoring.review import add_reasons, order_for_reading

USED = ("quote", "paraphrase")
_SHARED_BY = 2


def make_class_data(
    reports: Sequence[Report], contest: Contest, copies: Sequence[Shared] = (), unlike: Sequence[Unlike] = ()
) -> dict[str, Any]:
    """What the essays of a class say together (schema `grader.class/1`).

    Returns:
        `copies` (long wording that two essays share; who wrote first is unknown), `unlike` (essays that are unlike the
        others of the class, and in what), `unused_items` (ids of evidence items that no essay uses), `levels` (criterion
        to level to number of essays), `often_differing` (the same difference from the material in two essays or more),
        `look_first` (essays for review, most doubtful first, with all reasons).
    """
    ordered = sorted(reports, key=lambda r: r.essay.id)
    told = add_reasons(ordered, {one.essay: one.reasons for one in unlike})
    return {
        "schema": "grader.class/1",
        "copies": [asdict(shared) for shared in copies],
        "unlike": [{"essay": one.essay, "reasons": list(one.reasons)} for one in unlike],
        "unused_items": find_unused((u.item for r in ordered for u in r.evidence.items if u.use in USED), contest)
        if ordered
        else [],
        "levels": count_levels(Counter((s.criterion, s.level) for r in ordered for s in r.scores), contest),
        "often_differing": find_often_differing(
            (r.essay.id, Difference(c.passage or "", c.source_value or "", c.essay_value))
            for r in ordered
            for c in r.claims
            if c.verdict == "contradicted"
        ),
        "look_first": [
            {"essay": r.essay.id, "reasons": r.review.reasons} for r in order_for_reading(told) if r.review.needed
        ],
    }


def find_unused(used: Iterable[str], contest: Contest) -> list[str]:
    """Items that nobody quotes or retells, in the order of the key.

    Args:
        used: ids of items that essays use, in any order, repeated or not.
        contest: whose key it is.
    """
    known = set(used)
    return [item.id for item in contest.key.items if item.id not in known]


def count_levels(scored: Mapping[tuple[str, str | None], int], contest: Contest) -> dict[str, dict[str, int]]:
    """How many essays stand on each level of each criterion, from the same by a criterion's id and a level's label."""
    return {c.id: {v.label: scored.get((c.id, v.label), 0) for v in c.levels} for c in contest.rubric.criteria}


class Difference(NamedTuple):
    """What the material says at a passage (which may be unknown), and what an essay says."""

    passage: str
    source_value: str
    essay_value: str


def find_often_differing(said: Iterable[tuple[str, Difference]]) -> list[dict[str, Any]]:
    """Differences that essays share, the commonest first, from pairs of an essay's id and a difference."""
    essays: dict[tuple[str, str, str], list[str]] = {}
    shown: dict[tuple[str, str, str], Difference] = {}
    for essay, one in said:
        key = (one.passage, _plain(one.source_value), _plain(one.essay_value))
        shown.setdefault(key, one)
        named = essays.setdefault(key, [])
        if essay not in named:
            named.append(essay)
    shared = sorted((k for k in essays if len(essays[k]) >= _SHARED_BY), key=lambda k: (-len(essays[k]), k))
    return [
        {
            "essay_value": shown[k].essay_value,
            "source_value": shown[k].source_value or None,
            "passage": shown[k].passage or None,
            "essays": essays[k],
        }
        for k in shared
    ]


def _plain(value: str) -> str:
    return " ".join(value.casefold().split())
