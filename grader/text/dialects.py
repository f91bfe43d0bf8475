"""British and American spelling: both are right, only a mixture is worth a remark."""

from collections.abc import Sequence
from itertools import compress
from typing import NamedTuple

from grader.model import Span
from grader.text.reading import TextLayer
from grader.text.spans import is_covered
from grader.text.words import Word

_PAIRS = """
colour color, favour favor, favourite favorite, honour honor, labour labor, neighbour neighbor, behaviour behavior, humour
humor, harbour harbor, rumour rumor, flavour flavor, vapour vapor, odour odor, splendour splendor, endeavour endeavor,
saviour savior, centre center, theatre theater, metre meter, fibre fiber, defence defense, offence offense, pretence
pretense, travelled traveled, traveller traveler, travelling traveling, cancelled canceled, labelled labeled, modelled
modeled, jewellery jewelry, grey gray, plough plow, tyre tire, cheque check, programme program, catalogue catalog,
dialogue dialog, analyse analyze, paralyse paralyze, skilful skillful, fulfil fulfill, enrol enroll, mould mold, sceptical
skeptical, manoeuvre maneuver, aluminium aluminum, pyjamas pajamas, cosy cozy, armour armor, candour candor, colonise
colonize, organise organize, realise realize, recognise recognize, criticise criticize, apologise apologize, emphasise
emphasize, industrialise industrialize, modernise modernize, symbolise symbolize, mobilise mobilize, civilise civilize,
organisation organization, civilisation civilization, industrialisation industrialization
"""
_TWO_MEANINGS = frozenset(
    [
        "meter",
        "check",
        "program",
        "dialog",
        "tire",
        "catalog",
        "gray",
        "offense",
        "fulfil",
        "grey",
        "metre",
        "cheque",
        "dialogue",
        "catalogue",
        "programme",
        "tyre",
    ]
)
_OXFORD_ENDS = ("ize", "izes", "ized", "izing", "ization", "izations")


class Mixture(NamedTuple):
    """British and American spellings of one text: the first word of each."""

    british: Word
    american: Word


def _inflect(british: str, american: str) -> list[tuple[str, str]]:
    """The pair with its commonest endings."""
    if british.endswith("e"):
        ends = ("", "s", "d")
        return [(british + end, american + end) for end in ends] + [(british[:-1] + "ing", american[:-1] + "ing")]
    return [(british + end, american + end) for end in ("", "s", "ed", "ing", "ful", "able")]


def _forms() -> dict[str, bool]:
    """Forms that only one of the two spells so; true for British. `-ize` is spelt in Oxford, too, and tells nothing."""
    told: dict[str, bool] = {}
    for pair in _PAIRS.split(","):
        british, american = pair.split()
        if _TWO_MEANINGS.isdisjoint({british, american}):
            for one, other in _inflect(british, american):
                told[one] = True
                if not other.endswith(_OXFORD_ENDS):
                    told[other] = False
    return told


_IS_BRITISH = _forms()
_BRITISH = {
    form: own
    for pair in _PAIRS.split(",")
    for own, form in (ends for british, american in [pair.split()] for ends in _inflect(british, american))
}


def spell_alike(norm: str) -> str:
    """A word in one spelling, whichever side of the ocean it comes from: `plough` for `plow` and for `plough`."""
    return _BRITISH.get(norm, norm)


def find_mixture(layer: TextLayer, unjudged: Sequence[Span] = ()) -> Mixture | None:
    """The first British and the first American spelling among the words; None when only one of them stands there.

    Args:
        layer: the text.
        unjudged: stretches that do not count, as `merge` gives them.
    """
    british = american = None
    for word in compress(layer.words, map(_IS_BRITISH.__contains__, layer.norms)):
        if not layer.text[word.start].islower() or is_covered(word.start, unjudged):
            continue
        if _IS_BRITISH[word.norm]:
            british = british or word
        else:
            american = american or word
    return Mixture(british, american) if british is not None and american is not None else None
