"""Whether quotations match the material word for word and name the right speaker."""

from collections.abc import Mapping
from typing import Any

from grader.checks.check import Case, Check, Example, Note, Outcome
from grader.report import Quotation

_COSTS = {"exact": 0.0, "altered": 0.6, "misattributed": 0.6}
_VERDICT_WEIGHTS = {"altered": 0.8, "misattributed": 0.85, "not_found": 0.5}


def run(case: Case, options: Mapping[str, Any]) -> Outcome:  # noqa: ARG001 - every check has this shape
    """Mean over the quotations found in the material; one that is not found is for the teacher and costs nothing."""
    notes = tuple(note for q in case.examination.quotations if (note := _note(q)))
    judged = [1 - _COSTS[q.verdict] for q in case.examination.quotations if q.verdict in _COSTS]
    if not judged:
        return Outcome(None, notes, "the essay has no quotation from the material that was read")
    return Outcome(round(sum(judged) / len(judged), 4), notes)


def _note(q: Quotation) -> Note | None:
    passages = (q.passage,) if q.passage else ()
    weight = _VERDICT_WEIGHTS.get(q.verdict, 0.0)
    if q.verdict == "altered":
        message = f"Your essay quotes “{q.text}”. The material has “{q.source_text}”. One of the two may be mistaken."
        return Note("problem", q.span, message, "Check the wording against the source.", passages, weight)
    if q.verdict == "misattributed":
        message = f"These words are in the material, but there {q.source_speaker or 'somebody else'} says them."
        if q.speaker:
            message = f"Your essay gives these words to {q.speaker}; in the material they are {_whose(q)}."
        return Note("problem", q.span, message, "Check who says this, and name that person.", passages, weight)
    if q.verdict == "not_found":
        message = "This quotation does not stand in the material that was read. That does not make it wrong."
        return Note("advice", q.span, message, "Say where it comes from, so that a reader can check it.", (), weight)
    return None


def _whose(q: Quotation) -> str:
    return f"those of {q.source_speaker}" if q.source_speaker else "somebody else's"


_SOURCE = (
    "In a letter of May 1902 the keeper Ada Brown wrote: “The ice on the lake was never thicker than a hand, and no cart "
    "could cross it.” Her neighbour Tom Hill answered: “The carts crossed it every single day until the spring.”"
)
CHECK = Check(
    id="quotation_accuracy",
    title="Quotations match the material word for word and name the right speaker.",
    run=run,
    finds_problems=True,
    examples=(
        Example(
            "Ada Brown wrote that “«the snow on the lake was never thicker than a hand»” in 1902.", sources=(_SOURCE,)
        ),
        Example("Tom Hill wrote: “«no cart could cross it»”.", sources=(_SOURCE,), says="Ada Brown"),
        Example("Ada Brown said: “«Every fish in this valley can sing»”.", sources=(_SOURCE,), says="does not stand"),
        Example("Ada Brown wrote: “The ice … was never thicker than a hand”.", sources=(_SOURCE,)),
    ),
)
