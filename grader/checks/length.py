"""Whether the essay is as long as the contest asks."""

from collections.abc import Mapping
from typing import Any

from grader.checks.check import Case, Check, Example, Note, Outcome
from grader.model import Rules, WordRule
from grader.text.counting import count_words

_TOLERANCE = 0.05


def run(case: Case, options: Mapping[str, Any]) -> Outcome:  # noqa: ARG001 - every check has this shape
    """1 inside the limits (five per cent over or under costs nothing); else how near the essay comes to them."""
    rule = case.contest.rules.words
    if rule.min is None and rule.max is None:
        return Outcome(None, reason="the contest sets no length")
    words = count_words(case.reading, rule.count)
    counted = "title, notes and bibliography not counted" if rule.count == "body" else "everything counted"
    asked = _asked(rule)
    if rule.min is not None and words < rule.min:
        value = 1.0 if words >= rule.min * (1 - _TOLERANCE) else words / rule.min
        note = Note(
            "advice",
            None,
            f"{words} words; the contest asks for {asked} ({counted}).",
            "Add what your argument still lacks: one more piece of evidence, and a sentence on what it shows.",
            weight=0.7 * (1 - words / rule.min) + 0.2,
        )
        return Outcome(round(value, 4), (note,))
    if rule.max is not None and words > rule.max:
        value = 1.0 if words <= rule.max * (1 + _TOLERANCE) else max(0.0, 1 - (words - rule.max) / rule.max)
        note = Note(
            "advice",
            None,
            f"{words} words; the contest asks for {asked} ({counted}).",
            "Cut what does not help your argument.",
            weight=0.4,
        )
        return Outcome(round(value, 4), (note,))
    return Outcome(1.0)


def _asked(rule: WordRule) -> str:
    if rule.min is not None and rule.max is not None:
        return f"{rule.min} to {rule.max}"
    return f"at least {rule.min}" if rule.min is not None else f"at most {rule.max}"


_RULES = Rules(words=WordRule(min=8, max=12))
CHECK = Check(
    id="length",
    title="The essay is as long as the contest asks.",
    run=run,
    is_about_writing=True,
    examples=(
        Example("Five words are too few.", says="8 to 12", rules=_RULES),
        Example(
            "This essay has a good many more words than anybody has asked for, and it goes on and on.",
            says="8 to 12",
            rules=_RULES,
        ),
        Example("Ten words stand in this little essay, I think.", rules=_RULES),
    ),
)
