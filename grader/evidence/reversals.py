"""Who did it to whom: statements that turn round what the material says, as `Hill accused Brown` for `Brown accused Hill`."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from grader.evidence.events import Events
from grader.evidence.index import Index, index_of
from grader.evidence.lexicon import STOP_STEMS
from grader.model import Contest, Span
from grader.report import Claim
from grader.text.names import NameMention
from grader.text.spans import is_covered, starting_in
from grader.text.words import find_words, stem

_BREAK = re.compile(r"[,;:()–—.?!\"“”']|\b(?:and|or|but|that|who|whom|which|when|while|because|if|as|not|never|nor)\b")
_PASSIVE = re.compile(r"\bby\b")
_POSSESSIVE = ("'", "’")
_TOGETHER = "met meet married marry joined talked spoke fought argued agreed resembled followed preceded near"
_MUTUAL = frozenset(map(stem, _TOGETHER.split()))
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


def find_deeds(text: str, names: Sequence[NameMention], span: Span, index: Index) -> Iterator[Deed]:
    """The deeds of a sentence that are told by two names with a verb between them."""
    for one, other in pairwise(starting_in(names, span)):
        gap = text[one.span[1] : other.span[0]]
        if len(gap) > _LONGEST_GAP or _BREAK.search(gap) or text[other.span[1] : other.span[1] + 1] in _POSSESSIVE:
            continue
        act = tuple(index.lexicon.known(w.norm, w.stem) for w in find_words(gap) if w.stem not in STOP_STEMS)
        first, second = index.roster.resolve(one), index.roster.resolve(other)
        if act and first and second and first != second and _MUTUAL.isdisjoint(act):
            doer, receiver = (second, first) if _PASSIVE.search(gap) else (first, second)
            yield Deed(doer, receiver, act, (one.span[0], other.span[1]))


@lru_cache(maxsize=4)
def _deeds_of(contest: Contest) -> dict[tuple[str, str], list[tuple[int, Deed]]]:
    """Doer and receiver to the sentences of the material that tell a deed, made once for each loaded contest."""
    index = index_of(contest)
    found: dict[tuple[str, str], list[tuple[int, Deed]]] = defaultdict(list)
    for number, line in enumerate(index.sentences):
        passage = index.readings[line.passage]
        for deed in find_deeds(passage.text, passage.names, line.span, index):
            found[deed.doer, deed.other].append((number, deed))
    return dict(found)


def find_reversals(events: Events, closed: Sequence[Span]) -> list[Claim]:
    """Statements whose doer and receiver the material has the other way round, and never as the essay has them."""
    reading, index = events.reading, events.index
    claims = []
    for sentence in reading.sentences:
        for deed in find_deeds(reading.text, reading.names, sentence.span, index):
            told = None if is_covered(deed.span[0], closed) else find_reversal(deed, index)
            if told:
                passage = index.readings[index.sentences[told[0]].passage]
                claims.append(
                    Claim(
                        span=sentence.span,
                        verdict="contradicted",
                        kind="event",
                        essay_value=" ".join(reading.text[slice(*deed.span)].split()),
                        source_value=" ".join(passage.text[slice(*told[1].span)].split()),
                        passage=passage.passage.id,
                    )
                )
                break
    return claims


def find_reversal(deed: Deed, index: Index) -> tuple[int, Deed] | None:
    """The sentence of the material that has the same deed the other way round; None where any has it as told."""
    deeds = _deeds_of(index.contest)
    if any(_is_same_act(deed, other, index) for _, other in deeds.get((deed.doer, deed.other), ())):
        return None
    turned = deeds.get((deed.other, deed.doer), ())
    return next(((number, other) for number, other in turned if _is_same_act(deed, other, index)), None)


def _is_same_act(one: Deed, other: Deed, index: Index) -> bool:
    """Whether the first word after the names is the same, or stands for it."""
    return any(meant in other.act for meant, _ in index.lexicon.similar(one.act[0]))
