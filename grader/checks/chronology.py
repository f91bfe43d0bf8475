"""Whether events come in the order that the material gives them."""

from collections.abc import Mapping
from typing import Any

from grader.checks.check import Case, Check, Example, Note, Outcome
from grader.evidence.index import index_of
from grader.evidence.order import DatedEvent, OrderClaim, find_order_claims
from grader.model import Span

_MOST_SHOWN = 60


def run(case: Case, options: Mapping[str, Any]) -> Outcome:  # noqa: ARG001 - every check has this shape
    """Share of the statements of order (before, after, then, two years later) that agree with the material's dates."""
    if not any(s.is_read for s in case.contest.sources):
        return Outcome(None, reason="the contest has no material that could be read")
    index = index_of(case.contest)
    claims = find_order_claims(case.reading, index)
    if not claims:
        return Outcome(None, reason="the essay says nothing about order that the material dates")
    titles = {s.id: s.title for s in case.contest.sources}
    notes = tuple(_note(case.reading.text, claim, titles) for claim in claims if not claim.agrees)
    return Outcome(round(sum(claim.agrees for claim in claims) / len(claims), 4), notes)


def _note(text: str, claim: OrderClaim, titles: Mapping[str, str]) -> Note:
    first, second = _shorten(text, claim.earlier.span), _shorten(text, claim.later.span)
    said = f"Your essay: first “{first}”, then “{second}”. "
    said += f"{_place(claim.earlier, titles)} dates the first {claim.earlier.said}, "
    said += f"{_place(claim.later, titles)} the second {claim.later.said}. One of them may be mistaken."
    span = min(claim.earlier.span[0], claim.later.span[0]), max(claim.earlier.span[1], claim.later.span[1])
    passages = tuple(dict.fromkeys(p for p in (claim.earlier.passage, claim.later.passage) if p))
    return Note("problem", span, said, "Check which of the two came first.", passages, 0.8)


def _shorten(text: str, span: Span) -> str:
    said = " ".join(text[slice(*span)].split()).strip(" .,;")
    return said if len(said) <= _MOST_SHOWN else said[:_MOST_SHOWN].rsplit(" ", 1)[0] + " …"


def _place(event: DatedEvent, titles: Mapping[str, str]) -> str:
    return titles.get(event.passage.split("#")[0], "The material") if event.passage else "Your essay"


_SOURCE = (
    "In March 1902 the harbour council dismissed the keeper Tom Hill.\n\nThe great storm sank forty fishing boats in "
    "November 1903.\n\nA railway was opened along the bay in 1911."
)
CHECK = Check(
    id="chronology",
    title="Events come in the order that the material gives them.",
    run=run,
    finds_problems=True,
    authority="Allen, J. F. (1983): Maintaining knowledge about temporal intervals.",
    examples=(
        Example(
            "«The council dismissed the keeper Tom Hill after the great storm sank the fishing boats.»",
            sources=(_SOURCE,),
        ),
        Example(
            "It was dark. «A railway was opened along the bay. Then the great storm sank forty fishing boats.»",
            sources=(_SOURCE,),
        ),
        Example(
            "The council dismissed the keeper Tom Hill before the great storm sank the fishing boats.",
            sources=(_SOURCE,),
        ),
        Example(
            "The council dismissed the keeper. Then people talked about it for years, and after that they forgot.",
            sources=(_SOURCE,),
        ),
    ),
)
