"""Kinds of figures that are met by chance, so that they are held against an essay only where the event is surely the same."""

from grader.evidence.slots import MEASURES, Slot
from grader.evidence.witnesses import SAME_EVENT_SHARE, SURE_SHARE, Witness
from grader.text.quantities import Quantity

_TELLING = 13


def is_doubtful(slot: Slot, against: Witness) -> bool:
    """Whether a figure and the sentence of the material that differs may well speak of two things.

    A small figure of the material is anybody's: one trip of many, two of several muscles. So is a percentage where an
    evidence item alone says what the essay's sentence is about. Such a sentence has to hold most of the clause's words.
    """
    value, share = slot.value, against.likeness.share
    if not isinstance(value, Quantity) or against.is_exchanged:
        return False
    if value.high < _TELLING:
        return share < SURE_SHARE
    return value.noun in MEASURES and share < SAME_EVENT_SHARE
