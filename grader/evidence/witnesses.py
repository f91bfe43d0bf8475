"""Which sentences of the material speak for a date or a figure of the essay, and which against it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from grader.evidence.exemptions import find_opposed
from grader.evidence.figure_table import neighbours
from grader.evidence.index import Index, PassageReading
from grader.evidence.likenesses import Likeness
from grader.evidence.parts import find_meant
from grader.evidence.slots import Slot, Value, agrees, find_values, is_same_kind, is_same_value, is_slip, values_of
from grader.model import Contest, Span
from grader.text.reading import Reading

SAME_EVENT_SHARE = 0.45
SURE_SHARE = 0.75
SAME_EVENT_MASS = 1.1
WHOLE_SHARE, WHOLE_MASS = 0.9, 0.75  # a short clause that stands there whole
_NEAR_TOLD = 0.8
_NEAR_BEST = 0.85
_NEIGHBOUR = 0.5
_USED_MASS = 0.67
_PINNED_MASS, _ROUNDING = 0.5, 1e-6
_AGREEING_SHARE = 0.6
_SLIP_SHARE, _SLIP_MASS = 0.25, 1.0
LEAST_SHARE = min(
    _SLIP_SHARE, SAME_EVENT_SHARE
)  # below it no sentence is told to mean the event, unless an item says so
_FEWEST_WORDS, _MANY_WORDS = 2, 5


@dataclass(frozen=True, slots=True)
class Case:
    """One slot of the essay and what it is judged by.

    Attributes:
        others: the other slots of its sentence.
        about: sentences of the material that its sentence is surely about.
        likenesses: sentences that tell its clause's event, best first.
        possible: the only sentences that may give a value of its kind.
    """

    slot: Slot
    others: tuple[Slot, ...]
    about: frozenset[int]
    likenesses: list[Likeness]
    possible: set[int]
    reading: Reading
    contest: Contest
    index: Index


@dataclass(frozen=True, slots=True)
class Witness:
    """A sentence of the material.

    Attributes:
        value: what it gives; empty where that only leaves room for the essay's value.
        is_meant: whether it surely tells the event of the essay.
        is_exchanged: whether it gives the essay's value, too, to something else, or one that the essay's looks like.
    """

    likeness: Likeness
    value: str
    is_meant: bool
    is_exchanged: bool = False

    def outweighs(self, mass: float) -> bool:
        """Whether it speaks for the essay's value, whatever a sentence with such a mass says against it."""
        return self.likeness.mass >= (_AGREEING_SHARE if self.value else 1.0) * mass


def weigh(case: Case) -> tuple[Witness | None, Witness | None]:
    """The first sentence of the material that agrees, and the first that tells the event otherwise.

    A value that merely looks like a slip of the material's is held against the essay only where nothing agrees. What the
    first that agrees outweighs in any case is not looked at.
    """
    support: Witness | None = None
    against: Witness | None = None
    slipped: Witness | None = None
    for likeness in case.likenesses:
        if likeness.sentence not in case.possible or (support and support.outweighs(_heaviest(likeness))):
            continue
        line = case.index.sentences[likeness.sentence]
        passage = case.index.readings[line.passage]
        values = find_values(case.slot, passage, line.span)
        agreeing = [v for v in values if agrees(case.slot.value, v)]
        meant = find_meant(case.slot, case.reading, values, passage, line.span, case.index) if agreeing else None
        if meant and is_same_event(likeness):
            against = against or Witness(likeness, passage.text[slice(*meant.span)], is_meant=True, is_exchanged=True)
        elif agreeing:
            sure = next((v for v in agreeing if is_same_kind(case.slot.value, v)), None)
            support = support or Witness(likeness, passage.text[slice(*sure.span)] if sure else "", is_meant=True)
        elif values and not (against and slipped) and not _agrees_nearby(case.slot, passage, line.span):
            opposed = find_opposed(case.slot, case.others, case.reading.text, likeness.sentence, values, case.index)
            slipped = slipped or _find_slip(case, likeness, opposed, passage.text)
            against = against or _find_against(case, likeness, opposed, passage.text)
    return support, slipped if slipped and not support else against


def _heaviest(likeness: Likeness) -> float:
    """More than the mass that `_pin` can give a likeness."""
    return likeness.mass + _PINNED_MASS + _ROUNDING


def _find_against(case: Case, likeness: Likeness, opposed: Sequence[Value], text: str) -> Witness | None:
    """The material's value, where a sentence tells the event as well as any or shares another value with the essay."""
    if not opposed:
        return None
    pinned = _pin(likeness, case)
    is_meant = _is_meant(pinned, case.about)
    if _is_told_there(likeness, case) or (pinned.is_core and is_meant and pinned is not likeness):
        value = _find_nearest_slip(case, likeness.sentence) or opposed[0]
        return Witness(pinned, text[slice(*value.span)], is_meant)
    return None


def _find_nearest_slip(case: Case, sentence: int) -> Value | None:
    """What the essay's value looks like a slip of, in a sentence or right beside it: the material may tell two moments."""
    lines = [case.index.sentences[n] for n in neighbours(sentence, case.index)]
    passage = case.index.readings[lines[0].passage]
    near = (value for line in lines for value in find_values(case.slot, passage, line.span))
    return next((value for value in near if is_slip(case.slot.value, value)), None)


def _find_slip(case: Case, likeness: Likeness, opposed: Sequence[Value], text: str) -> Witness | None:
    """The material's value that the essay's looks like, where a sentence tells the event at least in part."""
    words = likeness.predicates + likeness.names
    is_alike = likeness.is_core and likeness.share >= _SLIP_SHARE and likeness.mass >= _SLIP_MASS
    if not is_alike or words < (_FEWEST_WORDS if likeness.has_names else _MANY_WORDS):
        return None
    value = next((v for v in opposed if is_slip(case.slot.value, v)), None)
    return Witness(likeness, text[slice(*value.span)], is_meant=True, is_exchanged=True) if value else None


def _pin(likeness: Likeness, case: Case) -> Likeness:
    """The likeness, heightened where another date or figure of the essay's sentence stands there, too, to the letter."""
    told = values_of(likeness.sentence, case.index)
    if not any(is_same_value(other.value, value) for other in case.others for value in told):
        return likeness
    return likeness._replace(mass=round(likeness.mass + _PINNED_MASS, 4), predicates=likeness.predicates + 1)


def _agrees_nearby(slot: Slot, passage: PassageReading, span: Span) -> bool:
    """Whether the sentence right before gives a date that can be the essay's: then the passage tells two moments."""
    at = bisect_left(passage.sentence_spans, span)
    before = passage.sentence_spans[max(0, at - 1)]
    return any(agrees(slot.value, value) for value in find_values(slot, passage, (before[0], span[1])))


def _is_told_there(likeness: Likeness, case: Case) -> bool:
    """Whether a sentence tells the event as well as the best one does, or stands right beside it.

    Where an evidence item says what the essay's sentence is about, only its sentences and their neighbours count.
    """
    if not likeness.is_core:
        return False
    if case.about:
        near = [one for one in case.likenesses if any(_is_near(one.sentence, a, case.index) for a in case.about)]
        return likeness in near and likeness.mass >= _NEAR_TOLD * max(one.mass for one in near)
    best = case.likenesses[0]
    if likeness.mass >= _NEAR_BEST * best.mass:
        return True
    return _is_near(likeness.sentence, best.sentence, case.index) and likeness.mass >= _NEIGHBOUR * best.mass


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
