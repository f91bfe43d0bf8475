"""Whether the material's wording stands between quotation marks."""

from collections.abc import Mapping
from typing import Any

from grader.checks.check import Case, Check, Example, Note, Outcome
from grader.report import Copied
from grader.text.counting import count_words

_FEWEST_WORDS = 12


def run(case: Case, options: Mapping[str, Any]) -> Outcome:
    """One minus the share of copied words, seen against the share at which nothing is left (`zero_at`)."""
    if not any(s.is_read for s in case.contest.sources):
        return Outcome(None, reason="the contest has no material that could be read")
    words = count_words(case.reading, "body")
    if words < _FEWEST_WORDS:
        return Outcome(None, reason=f"fewer than {_FEWEST_WORDS} words, too few to tell")
    evidence = case.examination.evidence
    if not case.examination.copying and not any(s.uses for s in evidence.sources):
        return Outcome(None, reason="the essay takes nothing from the material")
    copied = sum(c.words for c in case.examination.copying)
    notes = tuple(_note(c) for c in case.examination.copying)
    return Outcome(round(max(0.0, 1 - copied / words / float(options["zero_at"])), 4), notes)


def _note(copied: Copied) -> Note:
    how = "word for word" if copied.how == "verbatim" else "closely"
    return Note(
        "problem",
        copied.span,
        f"These {copied.words} words follow the source {how}, without quotation marks.",
        "Put them between quotation marks and name the source, or say it in your own words.",
        (copied.passage,),
        0.75,
    )


_SOURCE = (
    "Every evening the keeper carried two heavy cans of oil up the winding stairs of the tower and lit the great lamp "
    "before the first boats came home."
)
CHECK = Check(
    id="copying",
    title="Wording taken from the material stands between quotation marks.",
    run=run,
    finds_problems=True,
    authority="Clough, P., and Stevenson, M. (2011): Developing a corpus of plagiarised short answers.",
    options={"zero_at": 0.4},
    examples=(
        Example(
            "I admire her. «Every evening the keeper carried two heavy cans of oil up the winding stairs of the tower», "
            "where she slept.",
            sources=(_SOURCE,),
        ),
        Example(
            "“Every evening the keeper carried two heavy cans of oil up the winding stairs of the tower”, says the book.",
            sources=(_SOURCE,),
        ),
        Example("Each night she took oil to the top of the tower so that the lamp would shine.", sources=(_SOURCE,)),
    ),
)
