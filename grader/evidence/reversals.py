"""Who did it to whom: statements that turn round what the material says, as `Hill accused Brown` for `Brown accused Hill`."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from grader.evidence.difference import tell_difference
from grader.evidence.events import Events
from grader.evidence.index import Index, index_of
from grader.evidence.lexicon import STOP_STEMS
from grader.evidence.name_frames import find_listed
from grader.evidence.tellers import Teller, tellers_of
from grader.model import Contest, Span
from grader.report import Claim
from grader.text.names import NameMention
from grader.text.spans import is_covered, starting_in
from grader.text.words import find_words, stem

_BREAK = re.compile(r"[,;:()–—.?!\"“”']|\b(?:and|or|but|that|who|whom|which|when|while|because|if|as|not|never|nor)\b")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being|be|got|gets) .*\bby (?:(?:the|an?|his|her|its|their|then) )?(?:\w+ )?\Z")
_BY = re.compile(r"\bby\b")
_POSSESSIVE = ("'", "’")
_TOGETHER = "met meet married marry joined talked spoke fought argued agreed resembled followed preceded near"
_MUTUAL = frozenset(map(stem, _TOGETHER.split()))
_ASPECTS = (
    "stop start begin cease continue keep try attempt want wish need decide refuse agree plan hope manage fail feel"
)
_WITHOUT_OBJECT = frozenset(map(stem, _ASPECTS.split()))  # what follows them is what is done
_LONGEST_GAP = 60


class Deed(NamedTuple):
    """One person or group acting upon another.

    Attributes:
        doer, other: ids in the roster.
        act: content stems of the words between the two names.
        span: from the first name to the end of the second.
    """

    doer: str
    other: str
    act: tuple[str, ...]
    span: Span


def find_deeds(text: str, names: Sequence[NameMention], index: Index) -> Iterator[Deed]:
    """The deeds of a sentence, given by its names, that two of them with a verb between tell; `A and B` did them each."""
    for at, (one, other) in enumerate(pairwise(names)):
        deed = _find_deed(text, one, other, index)
        if deed:
            yield deed
            doers = find_listed(names, text, at) if deed.doer == index.roster.resolve(one) else []
            for listed in doers:
                who = index.roster.resolve(listed)
                if who and who not in (deed.doer, deed.other):
                    yield deed._replace(doer=who)


def _find_deed(text: str, one: NameMention, other: NameMention, index: Index) -> Deed | None:
    gap = text[one.span[1] : other.span[0]]
    if len(gap) > _LONGEST_GAP or _BREAK.search(gap) or text[other.span[1] : other.span[1] + 1] in _POSSESSIVE:
        return None
    words = [w for w in find_words(gap) if w.stem not in STOP_STEMS and w.stem not in _WITHOUT_OBJECT]
    act = tuple(index.lexicon.known(w.norm, w.stem) for w in words)
    first, second = index.roster.resolve(one), index.roster.resolve(other)
    if not act or not first or not second or first == second or not _MUTUAL.isdisjoint(act):
        return None
    is_passive = _PASSIVE.search(gap) is not None
    if _BY.search(gap) and not is_passive:
        return None  # `flew by the tower`, `had gone by the time`: who does what to whom is not told by it
    doer, receiver = (second, first) if is_passive else (first, second)
    return Deed(doer, receiver, act, (one.span[0], other.span[1]))


@lru_cache(maxsize=4)
def _deeds_of(contest: Contest) -> dict[tuple[str, str], list[tuple[Teller, Deed]]]:
    """Doer and receiver to what tells a deed, made once for each loaded contest."""
    index = index_of(contest)
    found: dict[tuple[str, str], list[tuple[Teller, Deed]]] = defaultdict(list)
    for teller in tellers_of(contest):
        for deed in find_deeds(teller.layer.text, starting_in(teller.layer.names, teller.span), index):
            found[deed.doer, deed.other].append((teller, deed))
    return dict(found)


def find_reversals(events: Events, closed: Sequence[Span]) -> list[Claim]:
    """Statements whose doer and receiver the material has the other way round, and never as the essay has them."""
    reading, index = events.reading, events.index
    claims = []
    for number, names in events.names.items():
        sentence = reading.sentences[number]
        for deed in find_deeds(reading.text, names, index):
            told = None if is_covered(deed.span[0], closed) else find_reversal(deed, index)
            if told:
                teller, other = told
                ours, theirs = reading.text[slice(*deed.span)], teller.layer.text[slice(*other.span)]
                claims.append(tell_difference(sentence.span, "event", ours, theirs, teller.sentence, index))
                break
    return claims


def find_reversal(deed: Deed, index: Index) -> tuple[Teller, Deed] | None:
    """What tells the same deed the other way round; None where anything tells it as the essay does."""
    deeds = _deeds_of(index.contest)
    if any(_is_same_act(deed, other, index) for _, other in deeds.get((deed.doer, deed.other), ())):
        return None
    turned = deeds.get((deed.other, deed.doer), ())
    return next(((teller, other) for teller, other in turned if _is_same_act(deed, other, index)), None)


def _is_same_act(one: Deed, other: Deed, index: Index) -> bool:
    """Whether the first word after the names is the same, or stands for it."""
    return bool(index.lexicon.shared(one.act[:1], other.act))
