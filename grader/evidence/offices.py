"""Who held which office: `Hill, the Home Secretary`, where the material gives Hill another and somebody else this one.

Said only where the material gives the person an office, and either gives the essay's office to somebody else, or gives the
person the same office of another country or department, or another part in court; or where one sentence of the material
gives the office to somebody else beside the person. People change their offices: anything less says nothing.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from grader.evidence.difference import tell_difference
from grader.evidence.events import Events
from grader.evidence.index import Index, index_of
from grader.evidence.lexicon import STOP_STEMS
from grader.model import Contest, Span
from grader.report import Claim
from grader.text.name_keys import same_name
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
_ALIKE = {stem("secretary"): stem("minister")}
# Nobody is two of these at one trial.
_COURT = frozenset(map(stem, ("judge", "prosecutor")))
_PASSING_WORDS = """
former new young old later then next late future famous deputy acting city town village country nation local own
"""
_PASSING = frozenset(map(stem, _PASSING_WORDS.split()))
_PHRASE = r"((?:[^\W_][\w’'.-]*\s+){0,7}[^\W_][\w’'.-]*)"
_BEHIND = re.compile(rf",\s+(?:(?:then|who\s+was|as)\s+)?(?:(?:the|an?|his|her|its|their)\s+)?{_PHRASE}")
_WAS = re.compile(
    r"\s+(?:was|is|became|had\s+become|was\s+made|was\s+elected|was\s+appointed|served\s+as)\s+(?:then\s+)?"
    rf"(?:the|an?)?\s*{_PHRASE}"
)
_BEFORE = re.compile(rf"(?:\b(?:the|an?|his|her|its|their)\s+)?\b{_PHRASE}(?:,\s+|\s+)\Z", re.IGNORECASE)
_IS = re.compile(r"\s+(?:was|is)\Z")
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


def speaks_of_office(stems: Iterable[str]) -> bool:
    """Whether any of some stems is that of the noun of an office; a sentence without one gives nobody an office."""
    return not _HEAD_STEMS.isdisjoint(stems)


def _find_before(text: str, mention: NameMention, span: Span) -> Office | None:
    """The office before a name: `the Mayor, Karel Hill`, `Mayor Hill`."""
    start = max(span[0], mention.span[0] - _REACH)
    titled = mention.span[0], mention.span[0] + len(mention.title)
    before = _BEFORE.search(text[start : mention.span[0]])
    office = None
    if before:
        told = _IS.search(before[1])
        first = start + max((m.end() for m in _ENDS.finditer(before[1])), default=0) + before.start(1)
        end = start + before.start(1) + (told.start() if told else len(before[1]))
        office = read_office(text, (first, titled[1] if mention.title else end))
        office = office and office._replace(is_told=told is not None)
    return office or (read_office(text, titled) if mention.title else None)


def _ends_at(office: Office, mention: NameMention, text: str) -> bool:
    """Whether nothing but a comma, or `was`, stands between an office and the name behind it."""
    return text[office.span[1] : mention.span[0]].strip(" ,\n") in ("", "was", "is")


def read_office(text: str, span: Span) -> Office | None:
    """The office that a stretch of text words; None when there is none among its first words."""
    end = _ENDS.search(text, *span)
    words = find_words(text, span[0], end.start() if end and end.start() > span[0] else span[1])
    heads = [k for k, word in enumerate(words) if word.stem in _HEAD_STEMS]
    if not heads or words[-1].norm in ("of", "the"):
        return None  # of what is not read
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
    """An office that the material gives to somebody; `name` is where the holder's name stands in the passage."""

    holder: str
    office: Office
    sentence: int
    name: Span


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
                found.append(_Held(holder, office, number, mention.span))
    return tuple(found)


@lru_cache(maxsize=4)
def _held_by(contest: Contest) -> Mapping[str, Sequence[_Held]]:
    """The offices that the material gives to each person, made once for each loaded contest."""
    by_holder: dict[str, list[_Held]] = defaultdict(list)
    for one in _held_in(contest):
        by_holder[one.holder].append(one)
    return dict(by_holder)


def _find_person(mention: NameMention, index: Index) -> str | None:
    """Whom of the material's people a name means; who has an office is one, unless the name is that of a place or group."""
    who = index.roster.resolve(mention)
    return who if who is not None and index.roster.kind(who) in ("person", "other") else None


def find_wrong_offices(events: Events, closed: Sequence[Span]) -> list[Claim]:
    """Statements that give somebody an office that the material gives to another, or the office of another place."""
    reading, index = events.reading, events.index
    claims = []
    held, by_holder = _held_in(index.contest), _held_by(index.contest)
    for number in events.names if held else ():
        sentence = reading.sentences[number]
        if not speaks_of_office(reading.stems[sentence.first : sentence.last]):
            continue
        for mention, office in find_offices(reading.text, reading.names, sentence.span):
            who = _find_person(mention, index)
            if who is None or is_covered(mention.span[0], closed):
                continue
            other = _find_opposed(who, office, by_holder.get(who, ()), held, index)
            if other:
                ours, theirs = reading.text[slice(*office.span)], _say(other, who, index)
                claims.append(tell_difference(sentence.span, "role", ours, theirs, other.sentence, index))
                break
    return claims


def _say(held: _Held, who: str, index: Index) -> str:
    """The office as the material words it, with the name where it is somebody else's."""
    start, end = held.office.span
    if held.holder != who:
        start, end = min(start, held.name[0]), max(end, held.name[1])
    return index.readings[index.sentences[held.sentence].passage].text[start:end]


def _find_opposed(who: str, office: Office, own: Sequence[_Held], held: Sequence[_Held], index: Index) -> _Held | None:
    """What the material gives the person or somebody else instead; None when nothing speaks against the essay's office."""
    if any(_may_be_same(office, one.office, index) for one in own):
        return None
    rival = next((one for one in own if _is_rival(office, one.office, index)), None)
    if rival or office.is_told:
        return rival
    anothers = [one for one in held if one.holder != who and _is_same(office, one.office, index)]
    if own and anothers:
        return own[0]
    return next((one for one in anothers if _names(one.sentence, who, index)), None)


def _is_rival(one: Office, other: Office, index: Index) -> bool:
    """Whether nobody has both offices: the same of two countries or departments, or two of one court."""
    if one.head == other.head:
        return _is_distinct(one, other, index)
    return {one.head, other.head} <= _COURT


def _names(sentence: int, who: str, index: Index) -> bool:
    """Whether a sentence of the material names somebody."""
    line = index.sentences[sentence]
    return any(index.roster.resolve(m) == who for m in starting_in(index.readings[line.passage].names, line.span))


def _overlap(one: frozenset[str], other: frozenset[str], index: Index) -> bool:
    return bool(index.lexicon.shared(one, other)) or any(same_name(a, b) for a in one for b in other)


def _is_distinct(one: Office, other: Office, index: Index) -> bool:
    """Whether two offices with the same noun are those of different countries, cities or departments."""
    if one.places and other.places and one.places.isdisjoint(other.places):
        return True
    if one.post and other.post:
        return not _overlap(one.post, other.post, index)
    mine, theirs = one.post | one.kind, other.post | other.kind
    return bool(mine and theirs) and not _overlap(mine, theirs, index)


def _may_be_same(one: Office, other: Office, index: Index) -> bool:
    return _is_one_noun(one, other) and not _is_distinct(one, other, index)


def _is_one_noun(one: Office, other: Office) -> bool:
    """Whether two offices have the same noun; a secretary of state is a minister elsewhere."""
    return _ALIKE.get(one.head, one.head) == _ALIKE.get(other.head, other.head)


def _is_same(one: Office, other: Office, index: Index) -> bool:
    """Whether two wordings surely mean one office: the same noun and what tells it from others of its kind."""
    mine, theirs = one.post | one.kind, other.post | other.kind
    return (
        _is_one_noun(one, other)
        and bool(mine and theirs)
        and _overlap(mine, theirs, index)
        and not _is_distinct(one, other, index)
    )
