"""Who held which office: `Hill, the Home Secretary`, where the material gives Hill another and somebody else this one.

Said only where the material gives the person an office, and either gives the essay's office to somebody else, or gives the
person the same office of another country or department. People change their offices: anything less says nothing.
"""

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
from grader.model import Contest, Span
from grader.report import Claim
from grader.text.names import NameMention
from grader.text.places import find_place
from grader.text.spans import Ordered, is_covered, starting_in
from grader.text.words import find_words, stem

_HEADS = """
president premier minister secretary chancellor chairman chairwoman chairperson ambassador governor mayor king queen emperor
empress judge prosecutor director editor commander commissar bishop archbishop pope curate consul envoy senator treasurer
marshal admiral speaker superintendent headmaster principal
"""
_HEAD_STEMS = frozenset(map(stem, _HEADS.split()))
_PASSING_WORDS = "former new young old later then next late future famous deputy acting"
_PASSING = frozenset(map(stem, _PASSING_WORDS.split()))
_PHRASE = r"((?:[^\W_][\w’'.-]*\s+){0,7}[^\W_][\w’'.-]*)"
_BEHIND = re.compile(rf",\s+(?:(?:then|who\s+was|as)\s+)?(?:(?:the|an?|his|her|its|their)\s+)?{_PHRASE}")
_WAS = re.compile(
    r"\s+(?:was|is|became|had\s+become|was\s+made|was\s+elected|was\s+appointed|served\s+as)\s+(?:then\s+)?"
    rf"(?:the|an?)?\s*{_PHRASE}"
)
_BEFORE = re.compile(rf"(?:\b(?:the|an?|his|her|its|their)\s+)?\b{_PHRASE}(?:,\s+|\s+)\Z", re.IGNORECASE)
_ENDS = re.compile(r"\b(?:who|which|that|when|where|and|but|in|on|by|until|from|since|because|to|with|named|called)\b")
_OF = re.compile(r"\b(?:of|for|at)\b")
_REACH = 80


class Office(NamedTuple):
    """An office as a text words it.

    Attributes:
        head: stem of its noun, `secretari`.
        post: stems behind `of`, `for` or `at`.
        kind: stems before the noun.
        places: countries and cities among them, by their usual names.
        span: offsets into the text.
        is_told: by a verb, `was the new premier`, which may speak of another time than an apposition does.
    """

    head: str
    post: frozenset[str]
    kind: frozenset[str]
    places: frozenset[str]
    span: Span
    is_told: bool = False


def find_offices(text: str, names: Ordered[NameMention], span: Span) -> Iterator[tuple[NameMention, Office]]:
    """The offices that a sentence gives to the people it names.

    Args:
        text: the text.
        names: its names, in order.
        span: the sentence.
    """
    for mention in starting_in(names, span):
        if mention.kind in ("place", "group"):
            continue
        stop = min(span[1], mention.span[1] + _REACH)
        for pattern in (_BEHIND, _WAS):
            match = pattern.match(text, mention.span[1], stop)
            office = read_office(text, match.span(1)) if match else None
            if office and match and office.span[0] == match.start(1):
                yield mention, office._replace(is_told=pattern is _WAS)
                break
        else:
            office = _find_before(text, mention, span)
            if office and _ends_at(office, mention, text):
                yield mention, office


def _find_before(text: str, mention: NameMention, span: Span) -> Office | None:
    """The office before a name: `the Mayor, Karel Hill`, `Mayor Hill`."""
    start = max(span[0], mention.span[0] - _REACH)
    titled = mention.span[0], mention.span[0] + len(mention.title)
    before = _BEFORE.search(text[start : mention.span[0]])
    office = None
    if before:
        first = start + max((m.end() for m in _ENDS.finditer(before[1])), default=0) + before.start(1)
        office = read_office(text, (first, titled[1] if mention.title else start + before.end(1)))
    return office or (read_office(text, titled) if mention.title else None)


def _ends_at(office: Office, mention: NameMention, text: str) -> bool:
    """Whether nothing but a comma stands between an office and the name behind it."""
    return text[office.span[1] : mention.span[0]].strip(" ,\n") == ""


def read_office(text: str, span: Span) -> Office | None:
    """The office that a stretch of text words; None when there is none among its first words."""
    end = _ENDS.search(text, *span)
    words = find_words(text, span[0], end.start() if end and end.start() > span[0] else span[1])
    heads = [k for k, word in enumerate(words) if word.stem in _HEAD_STEMS]
    if not heads:
        return None
    of = _OF.search(text, words[heads[0]].end, words[-1].end)
    limit = of.start() if of else words[-1].end
    head = max((k for k in heads if words[k].start < limit), default=heads[0])
    first = next((k for k in range(head, -1, -1) if words[k].norm in ("the", "a", "an", "his", "her")), -1) + 1
    told = [w for w in words[first:] if w.stem not in STOP_STEMS and w.stem not in _PASSING]
    kind = frozenset(w.stem for w in told if w.start < words[head].start)
    pieces = [text[w.start : w.end] for w in told]
    places = frozenset(p.name for piece in [*pieces, *_joined(pieces)] if (p := find_place(piece)))
    post = frozenset(w.stem for w in told if of and w.start > of.start() and not find_place(w.norm))
    if head + 1 < len(words) and not of and words[-1].start > words[head].start:
        return None
    return Office(words[head].stem, post, kind, places, (words[first].start, words[-1].end))


def _joined(pieces: Sequence[str]) -> list[str]:
    return [f"{one} {other}" for one, other in pairwise(pieces)]


class _Held(NamedTuple):
    """An office that the material gives to somebody."""

    holder: str
    office: Office
    sentence: int


@lru_cache(maxsize=4)
def _held_in(contest: Contest) -> tuple[_Held, ...]:
    """Every office of the material, read once for each loaded contest."""
    index = index_of(contest)
    found = []
    for number, line in enumerate(index.sentences):
        passage = index.readings[line.passage]
        for mention, office in find_offices(passage.text, passage.names, line.span):
            holder = _find_person(mention, index)
            if holder:
                found.append(_Held(holder, office, number))
    return tuple(found)


def _find_person(mention: NameMention, index: Index) -> str | None:
    """Whom of the material's people a name means."""
    who = index.roster.resolve(mention)
    return who if who in index.roster.entities and index.roster.entities[who].kind == "person" else None


def find_wrong_offices(events: Events, closed: Sequence[Span]) -> list[Claim]:
    """Statements that give somebody an office that the material gives to another, or the office of another place."""
    reading, index = events.reading, events.index
    claims = []
    held = _held_in(index.contest)
    by_holder: dict[str, list[_Held]] = defaultdict(list)
    for one in held:
        by_holder[one.holder].append(one)
    for sentence in reading.sentences if held else ():
        if _HEAD_STEMS.isdisjoint([word.stem for word in reading.words[sentence.first : sentence.last]]):
            continue
        for mention, office in find_offices(reading.text, reading.names, sentence.span):
            who = _find_person(mention, index)
            if who is None or is_covered(mention.span[0], closed):
                continue
            other = _find_opposed(who, office, by_holder[who], held, index)
            if other:
                ours = reading.text[slice(*office.span)]
                theirs = index.readings[index.sentences[other.sentence].passage].text[slice(*other.office.span)]
                claims.append(tell_difference(sentence.span, "role", ours, theirs, other.sentence, index))
                break
    return claims


def _find_opposed(who: str, office: Office, own: Sequence[_Held], held: Sequence[_Held], index: Index) -> _Held | None:
    """What the material gives the person instead; None when it may be the essay's office, or nothing speaks against it."""
    if not own or any(_may_be_same(office, one.office, index) for one in own):
        return None
    rival = next(
        (one for one in own if one.office.head == office.head and _is_distinct(office, one.office, index)), None
    )
    if rival:
        return rival
    is_anothers = not office.is_told and any(one.holder != who and _is_same(office, one.office, index) for one in held)
    return own[0] if is_anothers else None


def _overlap(one: frozenset[str], other: frozenset[str], index: Index) -> bool:
    return bool(index.lexicon.shared(one, other))


def _is_distinct(one: Office, other: Office, index: Index) -> bool:
    """Whether two offices with the same noun are those of different countries, cities or departments."""
    if one.places and other.places and one.places.isdisjoint(other.places):
        return True
    if one.post and other.post:
        return not _overlap(one.post, other.post, index)
    mine, theirs = one.post | one.kind, other.post | other.kind
    return bool(mine and theirs) and not _overlap(mine, theirs, index)


def _may_be_same(one: Office, other: Office, index: Index) -> bool:
    return one.head == other.head and not _is_distinct(one, other, index)


def _is_same(one: Office, other: Office, index: Index) -> bool:
    """Whether two wordings surely mean one office: the same noun and what tells it from others of its kind."""
    mine, theirs = one.post | one.kind, other.post | other.kind
    return (
        one.head == other.head
        and bool(mine and theirs)
        and _overlap(mine, theirs, index)
        and not _is_distinct(one, other, index)
    )
