"""Checkable statements of the essay against the material: dates and figures, people and places.

A statement is `contradicted` only when a sentence of the material tells the same event (shares most of the clause's words,
weighted by rarity), has a slot of the same kind, and no sentence that tells it nearly as well agrees with the essay. In
doubt nothing is said.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from grader.evidence.events import Clause, Events, Likeness
from grader.evidence.index import Index, PassageReading, index_of
from grader.evidence.profiles import profiles_of
from grader.evidence.substitutions import find_substitutions
from grader.model import Contest, Span
from grader.report import Claim, ClaimKind, ClaimVerdict, ItemUse
from grader.text.dates import DateMention, compatible, find_dates
from grader.text.quantities import Quantity, agree, find_quantities
from grader.text.reading import Reading
from grader.text.spans import is_covered, merge, starting_in

SAME_EVENT_SHARE = 0.45
SURE_SHARE = 0.75
SAME_EVENT_MASS = 1.1
WHOLE_SHARE, WHOLE_MASS = 0.9, 0.75  # a short clause that stands there whole
_NEAR_TOLD = 0.8
_NEAR_BEST = 0.85
_NEIGHBOUR = 0.5
_SURE_USE = 0.6
_USED_MASS = 0.67
_LARGE = 50  # figures so large are rarely given twice in one sentence for different things
_AGREEING_SHARE = 0.6
_SUPPORT_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Slot:
    """A date or a quantity of the essay with the clause around it."""

    kind: ClaimKind
    span: Span
    value: DateMention | Quantity
    clause: Clause
    sentence: int


def find_claims(reading: Reading, contest: Contest, uses: Iterable[ItemUse], closed: Sequence[Span]) -> list[Claim]:
    """The essay's checkable statements, in order.

    Args:
        reading: the essay.
        contest: the contest with its material and the teacher's corrections.
        uses: the evidence items it uses, which tell what event a sentence is about.
        closed: spans that state nothing: quotations, and what repeats the prompt.
    """
    index = index_of(contest)
    told = _told_sentences(uses, contest)
    events = Events(reading, index)
    shut = merge(closed)
    claims = []
    for slot in _slots(events):
        if not is_covered(slot.span[0], shut):
            about = told.get(reading.sentences[slot.sentence].span, frozenset())
            claim = _judge(slot, events, contest, about)
            if claim:
                claims.append(claim)
    flagged = {c.span for c in claims if c.verdict == "contradicted"}
    claims += [c for c in find_substitutions(events, told, shut) if c.span not in flagged]
    return sorted(claims, key=lambda c: (c.span, c.kind, c.essay_value))


def _told_sentences(uses: Iterable[ItemUse], contest: Contest) -> dict[Span, frozenset[int]]:
    """Sentence of the essay to the sentences of the material that support the items it surely uses."""
    support = {p.item.id: p.support for p in profiles_of(contest)}
    told: dict[Span, frozenset[int]] = {}
    for use in uses:
        if use.strength >= _SURE_USE:
            for span in use.spans[:1]:
                told[span] = told.get(span, frozenset()) | frozenset(support[use.item])
    return told


def _slots(events: Events) -> list[Slot]:
    reading = events.reading
    found: list[tuple[ClaimKind, DateMention | Quantity]] = []
    found += [("date", d) for d in reading.dates if d.year or d.month or d.first]
    found += [("number", q) for q in reading.quantities if not q.is_ordinal]
    slots = []
    for kind, value in found:
        number = reading.sentence_at(value.span[0])
        if number is not None:
            slots.append(Slot(kind, value.span, value, events.clause_at(number, value.span[0]), number))
    return slots


def _values(slot: Slot, passage: PassageReading, span: Span) -> list[DateMention | Quantity]:
    """The slots of the same kind in a sentence of the material; quantities only where they count the same thing."""
    if isinstance(slot.value, DateMention):
        told = (d for d in starting_in(passage.dates, span) if not _is_bracketed(passage.text, d.span))
        return [d for d in told if _is_comparable(slot.value, d)]
    counted = (q for q in starting_in(passage.quantities, span) if not q.is_ordinal)
    return [q for q in counted if _counts_same(slot.value, q, slot.clause)]


def _is_bracketed(text: str, span: Span) -> bool:
    """Whether a date stands alone in brackets: the year of a book, or the years of a life, and no event."""
    return text[span[0] - 1 : span[0]] in ("(", "[") and text[span[1] : span[1] + 1] in (")", "]")


def _is_comparable(one: DateMention, other: DateMention) -> bool:
    """Whether both say a year, or both a month."""
    return (one.first is not None and other.first is not None) or bool(one.month and other.month)


def _counts_same(one: Quantity, other: Quantity, clause: Clause) -> bool:
    if one.noun and other.noun:
        return one.noun == other.noun or other.noun in clause.stems
    return min(one.low, other.low) >= _LARGE


def _agrees(one: DateMention | Quantity, other: DateMention | Quantity) -> bool:
    if isinstance(one, DateMention):
        return isinstance(other, DateMention) and compatible(one, other)
    return isinstance(other, Quantity) and agree(one, other)


def _judge(slot: Slot, events: Events, contest: Contest, about: frozenset[int]) -> Claim | None:
    """Supported, contradicted, outside, or nothing when the engine cannot tell."""
    support: tuple[Likeness, str] | None = None
    against: tuple[Likeness, str] | None = None
    reading, index = events.reading, events.index
    likenesses = events.likenesses(slot.clause, about)
    for likeness in likenesses:
        line = index.sentences[likeness.sentence]
        passage = index.readings[line.passage]
        values = _values(slot, passage, line.span)
        if not values:
            continue
        agreeing = [v for v in values if _agrees(slot.value, v)]
        if agreeing:
            sure = next((v for v in agreeing if _is_same_kind(slot.value, v)), None)
            support = support or (likeness, passage.text[slice(*sure.span)] if sure else "")
        elif _agrees_nearby(slot, passage, line.span):
            continue
        elif against is None and _is_told_there(likeness, likenesses, about, index):
            against = likeness, passage.text[slice(*values[0].span)]
    sentence = reading.sentences[slot.sentence].span
    value = reading.text[slice(*slot.span)]
    if support and (against is None or support[0].mass >= _AGREEING_SHARE * against[0].mass):
        if support[0].share < _SUPPORT_SHARE or not support[1]:
            return None
        return _claim(slot, sentence, "supported", value, support[1], _passage(index, support[0]))
    if against and _is_meant(against[0], about) and not _is_corrected(slot, contest, index, against[0]):
        return _claim(slot, sentence, "contradicted", value, against[1], _passage(index, against[0]))
    if slot.kind == "date" and _is_unknown_date(slot, index):
        return _claim(slot, sentence, "outside", value, None, None)
    return None


def _is_same_kind(one: DateMention | Quantity, other: DateMention | Quantity) -> bool:
    """Whether agreement says something: `until March` leaves room for May, so it neither contradicts nor supports it."""
    if isinstance(one, DateMention) and isinstance(other, DateMention):
        return one.relation == other.relation == ""
    return True


def _agrees_nearby(slot: Slot, passage: PassageReading, span: Span) -> bool:
    """Whether the sentence right before gives a date that can be the essay's: then the passage tells two moments."""
    at = bisect_left(passage.sentence_spans, span)
    before = passage.sentence_spans[max(0, at - 1)]
    return any(_agrees(slot.value, value) for value in _values(slot, passage, (before[0], span[1])))


def _is_told_there(likeness: Likeness, likenesses: list[Likeness], about: frozenset[int], index: Index) -> bool:
    """Whether a sentence tells the event as well as the best one does, or stands right beside it.

    Where an evidence item says what the essay's sentence is about, only its sentences and their neighbours count.
    """
    if not likeness.is_core:
        return False
    if about:
        near = [one for one in likenesses if any(_is_near(one.sentence, a, index) for a in about)]
        return likeness in near and likeness.mass >= _NEAR_TOLD * max(one.mass for one in near)
    best = likenesses[0]
    if likeness.mass >= _NEAR_BEST * best.mass:
        return True
    return _is_near(likeness.sentence, best.sentence, index) and likeness.mass >= _NEIGHBOUR * best.mass


def _is_near(one: int, other: int, index: Index) -> bool:
    return abs(one - other) <= 1 and index.sentences[one].passage == index.sentences[other].passage


def _is_meant(likeness: Likeness, about: frozenset[int]) -> bool:
    if likeness.sentence in about:
        return likeness.mass >= _USED_MASS and likeness.predicates + likeness.names >= 2  # noqa: PLR2004
    return is_same_event(likeness)


def is_same_event(likeness: Likeness) -> bool:
    """Whether enough rare words are shared, among them an ordinary one, and a name or more ordinary ones."""
    if not likeness.has_names or likeness.predicates < 1:
        return False
    words = likeness.predicates + likeness.names
    if likeness.share >= WHOLE_SHARE:
        return words >= 2 and likeness.mass >= WHOLE_MASS  # noqa: PLR2004
    if likeness.mass < SAME_EVENT_MASS:
        return False
    return (likeness.share >= SURE_SHARE and words >= 2) or (likeness.share >= SAME_EVENT_SHARE and words >= 3)  # noqa: PLR2004


def _claim(slot: Slot, span: Span, verdict: ClaimVerdict, value: str, other: str | None, passage: str | None) -> Claim:
    return Claim(span=span, verdict=verdict, kind=slot.kind, essay_value=value, source_value=other, passage=passage)


def _passage(index: Index, likeness: Likeness) -> str:
    return index.passages[index.sentences[likeness.sentence].passage].id


def _is_corrected(slot: Slot, contest: Contest, index: Index, against: Likeness) -> bool:
    """Whether the teacher's correction of that passage agrees with the essay."""
    passage = _passage(index, against)
    for correction in contest.corrections:
        if correction.passage == passage:
            finder = find_dates if slot.kind == "date" else find_quantities
            found = finder(correction.text)
            if any(_agrees(slot.value, v) for v in found):
                return True
    return False


def _is_unknown_date(slot: Slot, index: Index) -> bool:
    """Whether no date of the material can be the essay's."""
    date = slot.value
    if not isinstance(date, DateMention) or date.first is None:
        return False
    return not any(compatible(date, d) for reading in index.readings for d in reading.dates if d.first is not None)
