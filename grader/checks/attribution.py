"""Whether what is borrowed names its source."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from grader.checks.check import Case, Check, Example, Note, Outcome
from grader.evidence.borrowings import Borrowing
from grader.evidence.index import Index, index_of
from grader.evidence.lexicon import STOP_NORMS
from grader.evidence.namings import find_namings, find_voices
from grader.model import EvidenceItem, Span
from grader.text.spans import is_covered, merge, starting_in
from grader.text.words import find_words

_QUOTATION, _SPECIFIC, _GENERAL = 3.0, 0.6, 0.25
_MOST_NOTES, _MOST_PARAPHRASES = 4, 1
_NEXT_SENTENCE = 1
_LONGEST_NAME = 5
_COMMON = 2
_ALL = 0.9
_LEAST_NEED = 1.0
_PRAISED = 0.85


class Stretch(NamedTuple):
    """A borrowed stretch, how much it needs a source, and whether one is named."""

    borrowing: Borrowing
    need: float
    is_covered: bool


def run(case: Case, options: Mapping[str, Any]) -> Outcome:  # noqa: ARG001 - every check has this shape
    """Share of what is borrowed that names its source, weighed by need; .9 of it is full.

    A quotation needs it most (3), then a fact with a date, a figure or a name that one source alone has (.6), then other
    points (.25); what several works tell is common knowledge and needs none. A source named earlier in the paragraph, in
    the same sentence or in the next one covers. Copied stretches are left to `copying`, which asks for the same.
    """
    stretches = _find_stretches(case)
    needed = sum(s.need for s in stretches)
    covered = sum(s.need for s in stretches if s.is_covered)
    value = min(1.0, covered / needed / _ALL) if needed else 1.0
    notes = _notes([s for s in stretches if not s.is_covered and (s.need == _QUOTATION or value < _PRAISED)])
    if needed < _LEAST_NEED or not any(s.borrowing.passages for s in stretches):
        return Outcome(None, tuple(notes), "the essay takes hardly anything from the material that needs a source")
    is_clean = not notes and not case.examination.copying
    names_source = any(source.cited for source in case.examination.evidence.sources)
    if value >= _PRAISED and is_clean and names_source and any(s.need == _QUOTATION for s in stretches):
        notes.append(Note("strength", None, "A reader can see where what you borrow comes from.", "", weight=0.35))
    return Outcome(round(value, 4), tuple(notes))


def _find_stretches(case: Case) -> list[Stretch]:
    """Quotations and paraphrased points that are not common knowledge, each with whether a source is named near it."""
    reading, index = case.reading, index_of(case.contest)
    spoken = {quotation.span[0] for quotation in case.examination.quotations if quotation.speaker}
    namings = find_namings(reading, case.contest)
    voices = find_voices(reading, case.contest)
    stretches = []
    copied = merge(one.span for one in case.examination.copying)
    for borrowing in case.borrowings:
        is_copied = borrowing.kind != "quotation" and is_covered(borrowing.span[0], copied)
        need = 0.0 if is_copied else _need(case, borrowing, index)
        number = reading.sentence_at(borrowing.span[0])
        if need and number is not None:
            is_said = borrowing.kind == "quotation" and (borrowing.span[0] in spoken or number in voices)
            stretches.append(Stretch(borrowing, need, is_said or _is_named_near(case, number, namings)))
    return stretches


def _is_name(text: str, span: Span) -> bool:
    """Whether a few words are written as names and titles are: in capitals but for small words, without a full stop."""
    said = text[slice(*span)]
    telling = [word for word in find_words(said) if word.norm not in STOP_NORMS]
    is_short = 0 < len(telling) <= _LONGEST_NAME and said.rstrip()[-1:] not in (".", "!", "?", ",")
    return is_short and all(not said[word.start].islower() for word in telling)


def _is_named_near(case: Case, number: int, namings: frozenset[int]) -> bool:
    """Whether a source is named in the sentence, earlier in its paragraph, or in the next sentence."""
    sentences = case.reading.sentences
    paragraph = sentences[number].paragraph
    first = number
    while first and sentences[first - 1].paragraph == paragraph:
        first -= 1
    last = min(len(sentences) - 1, number + _NEXT_SENTENCE)
    return any(k in namings for k in range(first, last + 1) if sentences[k].paragraph == paragraph)


def _need(case: Case, borrowing: Borrowing, index: Index) -> float:
    """How much a source is needed; a name between quotation marks, `the “Platform of the Few”`, is nobody's words."""
    if borrowing.kind == "quotation":
        return 0.0 if _is_name(case.reading.text, borrowing.span) else _QUOTATION
    works = {index.sources[name.split("#")[0]].work for name in borrowing.passages}
    if len(works) >= _COMMON:
        return 0.0
    reading = case.reading
    dates, figures = starting_in(reading.dates, borrowing.span), starting_in(reading.quantities, borrowing.span)
    is_specific = len(dates) + len(figures) > 0
    return _SPECIFIC if is_specific else _GENERAL


def _notes(uncovered: list[Stretch]) -> list[Note]:
    """The most important places: quotations first, and one paraphrase with a fact, since more would be noise."""
    notes = []
    ranked = sorted(uncovered, key=lambda s: (-s.need, s.borrowing.span))
    quotations = [s for s in ranked if s.need == _QUOTATION]
    for stretch in quotations[:_MOST_NOTES]:
        action = "Name the person or the source in the same sentence: according to …, or in brackets behind it."
        said = "These words stand between quotation marks, but a reader cannot see whose they are."
        notes.append(Note("advice", stretch.borrowing.span, said, action, stretch.borrowing.passages[:1], 0.7))
    facts = [s for s in ranked if s.need == _SPECIFIC and s.borrowing.is_sure]
    for stretch in facts[: min(_MOST_PARAPHRASES, _MOST_NOTES - len(notes))]:
        said = "A reader cannot see where this comes from."
        if len(facts) > 1:
            said = f"{len(facts)} exact facts like this one do not say where they come from."
        action = "Name the source once in each paragraph that uses it."
        notes.append(Note("advice", stretch.borrowing.span, said, action, stretch.borrowing.passages[:1], 0.42))
    return notes


_SOURCE = (
    "In a letter of May 1902 the keeper Ada Brown wrote: “The ice on the lake was never thicker than a hand, and no cart "
    "could cross it.” The harbour council dismissed her neighbour Tom Hill in 1903 for letting the lamp go out."
)
_ITEM = EvidenceItem("A", "The harbour council dismissed Tom Hill in 1903 for letting the lamp go out.", 3)
CHECK = Check(
    id="attribution",
    title="What is borrowed names its source.",
    run=run,
    authority="Wette, R. (2017): Source text use by undergraduate post-novice L2 writers; Howard, R. M. (1992).",
    examples=(
        Example(
            "The winter was mild. “«The ice on the lake was never thicker than a hand»” in those days.",
            sources=(_SOURCE,),
        ),
        Example(
            "Ada Brown wrote that “the ice on the lake was never thicker than a hand” in those days.",
            sources=(_SOURCE,),
        ),
        Example(
            "It is sad. «In 1903 Tom Hill was dismissed, since one night his lamp went out and the council was angry.»",
            says="where this comes from",
            sources=(_SOURCE,),
            items=(_ITEM,),
        ),
        Example(
            "According to the letter this was sad. In 1903 Tom Hill was dismissed, since one night "
            "his lamp went out and the council was angry.",
            sources=(_SOURCE,),
            items=(_ITEM,),
        ),
    ),
)
