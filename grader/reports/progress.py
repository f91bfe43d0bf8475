"""A draft compared with the one before it: what became of its next steps, and which evidence is new.

Only what both reports say and the two texts are compared; nothing is judged anew. Words are aligned by their longest common
subsequence (Needleman and Wunsch's alignment without substitutions), so that a passage is found again after the text moved.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from grader.model import Contest, Span
from grader.report import Finding, Report
from grader.reports.alignment import Alignment
from grader.reports.remarks import USED

State: TypeAlias = Literal["addressed", "attempted", "untouched"]
_MORE = 0.02  # a check's value that rose by less may be chance
_MUCH = 0.1  # likewise the strength of a single point
_EDITED_SHARE = 0.05
_DETAIL = re.compile(r"“[^”]*”|\d+")


@dataclass(frozen=True, slots=True)
class StepProgress:
    """What became of a next step of the earlier draft.

    Attributes:
        state: `addressed` when the program no longer finds what the step was about, `attempted` when it does but the writer
            worked on it, else `untouched`.
        before: the words that the step was about; empty for a step about the whole draft.
        after: what stands in their place now; empty when nothing does, or when nothing changed.
    """

    action: str
    reason: str
    state: State
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class EvidenceProgress:
    """What of the material both drafts use: ids of evidence items or of passages, in the key's or the essay's order."""

    new: tuple[str, ...]
    kept: tuple[str, ...]
    dropped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """A draft compared with the one before it.

    Attributes:
        is_same: whether both have the same words.
        words: how many words the draft has more than the earlier one; negative when it has fewer.
        steps: the earlier draft's next steps, in their order.
        items: points of the evidence key; empty when the key changed.
        passages: passages that the drafts use or quote.
    """

    is_same: bool
    words: int
    steps: tuple[StepProgress, ...]
    items: EvidenceProgress
    passages: EvidenceProgress

    def count(self, state: State) -> int:
        """How many steps are in a state."""
        return sum(step.state == state for step in self.steps)


def compare_drafts(earlier: Report, later: Report, steps: Sequence[str], contest: Contest) -> Progress:
    """What changed from one draft to the next.

    Args:
        earlier: the earlier draft's whole report.
        later: the later draft's whole report.
        steps: ids of the findings that the writer was given as next steps.
        contest: the contest as the later draft was graded with.
    """
    alignment = Alignment(earlier.essay.text, later.essay.text)
    known = {finding.id: finding for finding in earlier.findings}
    statements = {item.id: item.statement for item in contest.key.items}
    return Progress(
        is_same=alignment.is_same,
        words=later.essay.words - earlier.essay.words,
        steps=tuple(_judge(known[name], earlier, later, alignment, statements) for name in steps if name in known),
        items=_compare(_used_items(earlier), _used_items(later)),
        passages=_compare(_used_passages(earlier), _used_passages(later)),
    )


def _judge(
    finding: Finding, earlier: Report, later: Report, alignment: Alignment, statements: dict[str, str]
) -> StepProgress:
    before = after = ""
    is_edited = False
    region: Span | None = None
    if finding.span is not None:
        region = alignment.find(finding.span)
        before = earlier.essay.text[slice(*finding.span)]
        least = max(1, round(_EDITED_SHARE * len(before.split())))
        is_edited = alignment.count_changes(finding.span) >= least
        after = later.essay.text[slice(*region)].strip() if region and is_edited else ""
    item = _find_item(finding, earlier, statements)
    if item:
        state = _judge_item(item, earlier, later, is_edited=is_edited)
    elif finding.span is None:
        state = _judge_whole(finding, earlier, later)
    else:
        state = _judge_passage(finding, later, region, is_edited=is_edited)
    return StepProgress(finding.action, finding.message, state, before, after)


def _find_item(finding: Finding, report: Report, statements: dict[str, str]) -> str:
    """The point of the key that a step asks to use; empty when it asks for something else."""
    if finding.check != "source_coverage":
        return ""
    told = [use.item for use in report.evidence.items if statements.get(use.item, "\x00") in finding.message]
    return max(told, key=lambda item: len(statements[item]), default="")


def _judge_item(item: str, earlier: Report, later: Report, *, is_edited: bool) -> State:
    """A point is addressed wherever it is used now."""
    before = next(use for use in earlier.evidence.items if use.item == item)
    after = next((use for use in later.evidence.items if use.item == item), None)
    if after and after.use in USED:
        return "addressed"
    is_nearer = after is not None and (
        after.strength > before.strength + _MUCH or (before.use, after.use) == ("none", "mention")
    )
    return "attempted" if is_nearer or is_edited else "untouched"


def _judge_whole(finding: Finding, earlier: Report, later: Report) -> State:
    """A step about the whole draft: is the same said again, and did the check find more than before?"""
    wholes = [other for other in later.findings if other.check == finding.check and other.span is None]
    if not any(other.tone != "strength" and _shape(other.message) == _shape(finding.message) for other in wholes):
        return "addressed"
    has_risen = _value_of(later, finding.check) > _value_of(earlier, finding.check) + _MORE
    return "attempted" if has_risen else "untouched"


def _judge_passage(finding: Finding, later: Report, region: Span | None, *, is_edited: bool) -> State:
    """A step about some words: is there advice of the same kind where they stood?"""
    if region is None:
        return "addressed"
    is_again = any(
        other.check == finding.check
        and other.tone != "strength"
        and other.span is not None
        and other.span[0] < region[1]
        and region[0] < other.span[1]
        for other in later.findings
    )
    if not is_again:
        return "addressed"
    return "attempted" if is_edited else "untouched"


def _shape(message: str) -> str:
    """The first sentence of a message, without figures and quoted words, which change although the matter stays."""
    return _DETAIL.sub("", message).split(". ")[0]


def _value_of(report: Report, check: str) -> float:
    return max((result.value or 0.0 for result in report.checks if result.check == check), default=0.0)


def _used_items(report: Report) -> list[str]:
    return [use.item for use in report.evidence.items if use.use in USED]


def _used_passages(report: Report) -> list[str]:
    used = [use.passages[0] for use in report.evidence.items if use.use in USED and use.passages]
    quoted = [q.passage for q in report.quotations if q.passage and q.verdict in {"exact", "altered"}]
    return list(dict.fromkeys([*used, *quoted]))


def _compare(earlier: Sequence[str], later: Sequence[str]) -> EvidenceProgress:
    before, after = set(earlier), set(later)
    return EvidenceProgress(
        new=tuple(name for name in later if name not in before),
        kept=tuple(name for name in later if name in before),
        dropped=tuple(name for name in earlier if name not in after),
    )
