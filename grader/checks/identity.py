"""Whether an essay that is judged blind tells who wrote it."""

from collections.abc import Mapping
from typing import Any

from grader.checks.check import Case, Check, Example, Note, Outcome
from grader.evidence.index import index_of
from grader.model import Rules
from grader.text.identity import Identity, IdentityKind, find_identity

_MOST_NOTES = 6
_WORDS: dict[IdentityKind, str] = {
    "name": "your name",
    "teacher": "your teacher's name",
    "class": "your class",
    "school": "your school",
    "number": "a number that stands for you",
    "email": "an address of mail",
    "phone": "a telephone number",
}


def run(case: Case, options: Mapping[str, Any]) -> Outcome:  # noqa: ARG001 - every check has this shape
    """1 when nothing is found that tells who the writer is, else 0; asked only where the contest is judged blind."""
    if not case.contest.rules.blind:
        return Outcome(None, reason="the contest is not judged blind")
    found = find_identity(case.reading.text, case.reading.essay.parts, index_of(case.contest).known_names)
    notes = tuple(_note(one) for one in found[:_MOST_NOTES])
    return Outcome(0.0 if found else 1.0, notes)


def _note(found: Identity) -> Note:
    said = f"The contest's rule: essays are judged without names. This seems to be {_WORDS[found.kind]}."
    return Note("problem", found.span, said, "Take it out before you hand the essay in.", (), 0.65)


_BLIND = Rules(blind=True)
_SOURCE = "The lighthouse keeper Ada Brown wrote the book of the lamp. Her neighbour Tom Hill rowed the boat."
CHECK = Check(
    id="identity",
    title="An essay that is judged blind does not tell who wrote it.",
    run=run,
    finds_problems=True,
    is_about_writing=True,
    examples=(
        Example("Name: «Ines Caldera»\n\nThe lamp burned all night.", rules=_BLIND, sources=(_SOURCE,)),
        Example(
            "The Lamp\n\nby «Ines Caldera»\n\nThe lamp burned. My name is «Ines».", rules=_BLIND, sources=(_SOURCE,)
        ),
        Example("Our teacher, «Mrs Orlov», showed us the lamp.", says="your teacher's name", rules=_BLIND),
        Example(
            "Ada Brown\n\nBy Tom Hill we are told that the lamp burned all night.", rules=_BLIND, sources=(_SOURCE,)
        ),
        Example("Name: Ines Caldera\n\nThe lamp burned all night.", sources=(_SOURCE,)),
    ),
)
