"""How much of the evidence that the teacher hopes for is used."""

from collections.abc import Mapping
from typing import Any

from grader.checks.check import Case, Check, Example, Note, Outcome
from grader.evidence.examination import target_of
from grader.model import EvidenceItem
from grader.report import ItemUse

_USED = ("quote", "paraphrase")
_MENTION = 0.3
_MOST_STRENGTHS = 3


def run(case: Case, options: Mapping[str, Any]) -> Outcome:
    """Points of evidence used, weighted by importance, against what a full answer of this length uses.

    With `target` (0 to 1) the share of the whole key, weighted by importance, is asked for instead.
    """
    items = {item.id: item for item in case.contest.key.items}
    if not items:
        return Outcome(None, reason="the contest has no evidence key")
    uses = case.examination.evidence.items
    notes = (*_strengths(uses, items), *_advice(case, uses, items))
    if not case.contest.key.is_approved:
        return Outcome(None, notes, "no teacher has approved the drafted evidence key yet")
    gained = sum(_credit(u) * items[u.item].importance for u in uses)
    ranked = sorted((i.importance for i in items.values()), reverse=True)
    if options["target"] is not None:
        wanted = float(options["target"]) * sum(ranked)
    else:
        wanted = sum(ranked[: target_of(case.contest)])
    return Outcome(round(min(1.0, gained / max(wanted, 1e-9)), 4), notes)


def _credit(use: ItemUse) -> float:
    return 1.0 if use.use in _USED else _MENTION if use.use == "mention" else 0.0


def _strengths(uses: list[ItemUse], items: dict[str, EvidenceItem]) -> list[Note]:
    """The most important points that are surely used, as praise with their place."""
    used = [u for u in uses if u.is_sure]
    used.sort(key=lambda u: (-items[u.item].importance, -u.strength, u.item))
    return [
        Note("strength", u.spans[0], f"Evidence used: {items[u.item].statement}", "", tuple(u.passages[:1]), u.strength)
        for u in used[:_MOST_STRENGTHS]
    ]


def _advice(case: Case, uses: list[ItemUse], items: dict[str, EvidenceItem]) -> list[Note]:
    """One unused point that belongs to what the essay already argues; none when the target is reached.

    New material is proposed only where the essay already uses a point of the same group or the same passages, so that it
    supports an argument instead of being strewn in.
    """
    used = [u for u in uses if u.use in _USED]
    if len(used) >= target_of(case.contest):
        return []
    touched = [u for u in uses if u.use == "mention" and u.spans and not u.is_doubtful]
    touched.sort(key=lambda u: (-items[u.item].importance, -u.strength, u.item))
    notes = []
    if touched:
        use = touched[0]
        said = f"You touch on this point: {items[use.item].statement}"
        notes.append(Note("advice", use.spans[0], said, "Say more: what happened, and what does it show?",
                          tuple(use.passages[:1]), 0.65))  # fmt: skip
    sure = [u for u in used if u.is_sure]
    near = [(u, support) for u in uses if u.use == "none" and (support := _supported(u, sure, items))]
    near.sort(key=lambda pair: (-items[pair[0].item].importance, pair[0].item))
    if near:
        use, support = near[0]
        said = f"The material has more for what you argue here: {items[use.item].statement}"
        action = "If it helps your argument, use it here and say what it shows."
        notes.append(Note("advice", support.spans[0], said, action, tuple(use.passages[:1]), 0.6))
    return notes


def _supported(use: ItemUse, used: list[ItemUse], items: dict[str, EvidenceItem]) -> ItemUse | None:
    """The used point that an unused one would stand beside: of the same group, or from the same passage."""
    group, passages = items[use.item].group, frozenset(use.passages)
    for other in used:
        if (group and items[other.item].group == group) or not passages.isdisjoint(other.passages):
            return other
    return None


_SOURCE = (
    "In the winter of 1902 the harbour council dismissed the keeper Tom Hill because he had let the lamp go out twice. The "
    "fishermen collected signatures and asked for his return, but the council refused."
)
_ITEMS = (
    EvidenceItem("A", "The council dismissed the keeper Tom Hill in 1902 because the lamp had gone out twice.", 3),
    EvidenceItem("B", "The fishermen wrote their names under a letter and asked for his return.", 2),
)
CHECK = Check(
    id="source_coverage",
    title="The essay uses the points of evidence that matter.",
    run=run,
    authority="Rahimi et al. (2017): Assessing students' use of evidence and organization in response-to-text writing.",
    options={"target": None},
    examples=(
        Example(
            "«In 1902 the council dismissed Tom Hill, the keeper, because his lamp had gone out twice.» I would not have.",
            sources=(_SOURCE,),
            items=_ITEMS,
            tone="strength",
        ),
        Example("Bread should be cheaper, because everybody eats it.", sources=(_SOURCE,), items=_ITEMS),
    ),
)
