"""Whether dates, figures, people, places and events agree with the material.

Every statement that can be compared gets one verdict; the examples below show each of them:

- it agrees, also rounded, in words, or with a stretch of time that contains the material's date;
- it differs: another date, figure, name, or member of a set, the same told of somebody else, or the opposite;
- the material gives both, and then nothing is said;
- the material is silent (`outside`): for the teacher to look at, and free of cost;
- the teacher's correction says what the essay says: nothing is said, whatever the passage has.

A difference is told as a question, because the material, too, may be mistaken.
"""

from collections.abc import Mapping
from typing import Any

from grader.checks.check import Case, Check, Example, Note, Outcome
from grader.report import Claim

_FULL_COST = 0.2
_FEWEST_SUPPORTED = 2
_KINDS = {
    "date": "The dates differ.",
    "number": "The figures differ.",
    "person": "The people differ.",
    "place": "The places differ.",
    "role": "The roles differ.",
    "event": "The two tell it differently.",
}
_CHECKED = {
    "date": "the date",
    "number": "the figure",
    "person": "who it was",
    "place": "the place",
    "role": "the office",
    "event": "what happened",
}


def run(case: Case, options: Mapping[str, Any]) -> Outcome:  # noqa: ARG001 - every check has this shape
    """One minus a fifth for each statement that differs from the material, seen against how many could be compared."""
    if not case.contest.sources or not any(s.is_read for s in case.contest.sources):
        return Outcome(None, reason="the contest has no material that could be read")
    titles = {s.id: s.title for s in case.contest.sources}
    differing = [c for c in case.examination.claims if c.verdict == "contradicted"]
    supported = sum(c.verdict == "supported" for c in case.examination.claims)
    notes = tuple(_note(c, titles) for c in differing)
    if not differing and supported < _FEWEST_SUPPORTED:
        return Outcome(None, (), "the essay says hardly anything that could be compared with the material")
    return Outcome(round(max(0.0, 1 - _FULL_COST * len(differing)), 4), notes)


def _note(claim: Claim, titles: dict[str, str]) -> Note:
    title = titles.get((claim.passage or "").split("#")[0], "The material")
    ours, theirs = claim.essay_value.rstrip("."), (claim.source_value or "").rstrip(".")
    said = f"Your essay: {ours}. {title}: {theirs}."
    return Note(
        "problem",
        claim.span,
        f"{_KINDS[claim.kind]} {said} One of the two may be mistaken.",
        f"Check {_CHECKED[claim.kind]} in the passage: which of the two is right?",
        (claim.passage,) if claim.passage else (),
        0.9,
    )


_SOURCE = (
    "The lighthouse keeper Ada Brown died in Harwich on 3rd March, 1911. The storm of that winter sank an estimated 40 "
    "fishing boats. In 1902 the harbour council dismissed Tom Hill from his office."
)
_HELP = "In the cold spring Tom Hill helped Ada Brown at the pier. The council watched them from a window."
_KIN = "At dawn the keeper's niece rowed the doctor to the burning wreck. The men on the beach cheered."
CHECK = Check(
    id="consistency",
    title="Dates, figures, people and places agree with the material.",
    run=run,
    finds_problems=True,
    examples=(
        Example("«The keeper Ada Brown died in Harwich in 1913.» People mourned.", sources=(_SOURCE,)),
        Example("It was a hard winter. «The storm sank about 400 fishing boats.»", sources=(_SOURCE,)),
        Example("The keeper Ada Brown died in Harwich in the spring of 1911.", sources=(_SOURCE,)),
        Example("The storm sank forty fishing boats, and a railway was opened in 1925.", sources=(_SOURCE,)),
        Example(
            "It was dark. «In 1902 the harbour council never dismissed Tom Hill from his office.»", sources=(_SOURCE,)
        ),
        Example("In 1902 the harbour council dismissed Tom Hill from his office.", sources=(_SOURCE,)),
        Example("«Ada Brown helped Tom Hill at the pier.» They were friends.", sources=(_HELP,)),
        Example("Tom Hill helped Ada Brown at the pier.", sources=(_HELP,)),
        Example("Ada Brown helped Tom Hill at the pier.", sources=(_HELP, "Once Ada Brown helped Tom Hill, too.")),
        Example("«The keeper's nephew rowed the doctor to the burning wreck.»", sources=(_KIN,)),
        Example("The keeper's niece rowed the doctor to the burning wreck.", sources=(_KIN,)),
    ),
)
