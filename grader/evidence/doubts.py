"""Kinds of figures that are met by chance, so that they are held against an essay only where the event is surely the same."""

from grader.evidence.figure_table import center_of
from grader.evidence.slots import MEASURES, TELLING, Slot
from grader.evidence.witnesses import SAME_EVENT_SHARE, SURE_SHARE, Witness
from grader.text.quantities import Quantity
from grader.text.words import stem

_NAMELESS_SHARE = 0.6
_TIME_WORDS = "ago date day month week year decade century later earlier time today"
_TIMES = frozenset(map(stem, _TIME_WORDS.split()))


def is_doubtful(slot: Slot, against: Witness, about: frozenset[int]) -> bool:
    """Whether a figure and the sentence of the material that differs may well speak of two things.

    A small figure or a vague one is anybody's: one trip of many, millions of people. So is a percentage where an
    evidence item alone says what the essay's sentence is about, and a count where nothing else does, no name either.
    Such a sentence has to hold most of the clause's words. A date whose clause has words of time alone, as in `even in
    1976, years ago`, tells no event at all.
    """
    value, share = slot.value, against.likeness.share
    if against.is_exchanged:
        return False
    if not isinstance(value, Quantity):
        return _TIMES.issuperset(slot.clause.core)
    is_vague = center_of(value) is None
    if is_vague or (value.high < TELLING and value.noun != "percent"):  # a part of a whole is no count
        return share < SURE_SHARE
    if value.noun in MEASURES:  # both have the unit
        return share < SAME_EVENT_SHARE
    return not (against.likeness.names or against.likeness.sentence in about) and share < _NAMELESS_SHARE
