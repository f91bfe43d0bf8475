"""Where people are from: `Hill of Canada`, where the material has Hill of Australia.

Said only where the material gives the person a country or an institution in the same way, never the essay's, and no
sentence of it names the person together with the essay's. Whose minister somebody is and of which people they come are two
things: a German chancellor may be an Austrian.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from grader.evidence.difference import tell_difference
from grader.evidence.events import Events
from grader.evidence.index import Index, index_of
from grader.evidence.offices import find_offices, speaks_of_office
from grader.model import Contest, Span
from grader.report import Claim
from grader.text.names import NameMention
from grader.text.places import find_place, is_comparable_place
from grader.text.reading import TextLayer
from grader.text.spans import is_covered, starting_in

_BEHIND = re.compile(r"\s+(?:of|from|at)\s+(?:the\s+)?((?:[A-Z][\w’'-]*)(?:\s+[A-Z][\w’'-]*){0,3})")
_APPOSED = re.compile(r",\s+(?:then\s+)?(?:an?|the)\s+([A-Z][\w’'-]*)(?:\s+[a-z][\w’'-]*){0,3}")
_BEFORE = re.compile(r"\b(?:[Aa]n?|[Tt]he)\s+([A-Z][\w’'-]*)(?:\s+[a-z][\w’'-]*){0,3}\s+\Z")
_Way = Literal["country", "people", "adjective", "house"]
_HOUSES = frozenset(["university", "college", "school", "institute", "hospital", "academy", "museum"])
# Words that many names of institutions share beside what they are.
_GENERAL = frozenset(["state", "national", "medical", "technical", "royal", "public", "high", "art", "of", "the"])
_REACH = 60


class Origin(NamedTuple):
    """Where a text says that somebody is from.

    Attributes:
        place: the usual name of a country, or the institution as it is written.
        span: offsets of the words into the text.
        way: how it is said: of or for a `country`, by the name of a `people`, by its `adjective` before a noun, or of an
            institution (`house`).
    """

    place: str
    span: Span
    way: _Way


def find_origins(layer: TextLayer, span: Span) -> Iterator[tuple[NameMention, Origin]]:
    """Where a sentence of a text says that the people it names are from."""
    for mention in starting_in(layer.names, span):
        if mention.kind not in ("place", "group"):
            for found in _read_around(layer.text, mention, span):
                yield mention, found
    if not speaks_of_office(layer.stems[slice(*layer.word_range(span))]):
        return
    for mention, office in find_offices(layer.text, layer.names, span):
        for place in sorted(office.places):
            yield mention, Origin(place, office.span, "country")


def _read_around(text: str, mention: NameMention, span: Span) -> Iterator[Origin]:
    stop = min(span[1], mention.span[1] + _REACH)
    behind = _BEHIND.match(text, mention.span[1], stop)
    if behind:
        yield from _read_behind(text, behind.span(1))
    apposed = _APPOSED.match(text, mention.span[1], stop)
    if apposed:
        yield from _read_people(text, apposed)
    before = _BEFORE.search(text, max(span[0], mention.span[0] - _REACH), mention.span[0])
    if before:
        yield from _read_people(text, before)


def _read_behind(text: str, span: Span) -> Iterator[Origin]:
    """The institution or the country behind `of`, `from` or `at`."""
    words = text[slice(*span)].split()
    place = find_place(" ".join(words)) or find_place(words[0])
    if len(words) > 1 and words[-1].lower() in _HOUSES:
        yield Origin(" ".join(words), span, "house")
    elif place and not place.is_people:
        yield Origin(place.name, span, "country")


def _read_people(text: str, match: re.Match[str]) -> Iterator[Origin]:
    """The country whose people or adjective stands at a name: `the Frenchman`, `the French engineer`."""
    place = find_place(match[1])
    if place and place.is_people:
        is_alone = text[match.end(1) : match.end()].strip() == ""
        yield Origin(place.name, match.span(1), "people" if is_alone else "adjective")


@lru_cache(maxsize=4)
def _told_in(contest: Contest) -> Mapping[str, Sequence[tuple[Origin, int]]]:
    """Where the material has its people from, with the sentence, read once for each loaded contest."""
    index = index_of(contest)
    found: dict[str, list[tuple[Origin, int]]] = defaultdict(list)
    for number, line in enumerate(index.sentences):
        passage = index.readings[line.passage]
        for mention, origin in find_origins(passage, line.span):
            who = index.roster.resolve(mention)
            if who:
                found[who].append((origin, number))
    return found


def find_wrong_origins(events: Events, closed: Sequence[Span]) -> list[Claim]:
    """Statements that have somebody from another country or institution than the material."""
    reading, index = events.reading, events.index
    told, claims = _told_in(index.contest), []
    for number, names in events.names.items() if told else ():
        sentence = reading.sentences[number]
        if not any(index.roster.resolve(m) in told for m in names):
            continue
        for mention, origin in find_origins(reading, sentence.span):
            who = index.roster.resolve(mention)
            if who is None or who not in told or is_covered(mention.span[0], closed):
                continue
            other = _find_opposed(who, origin, told[who], index)
            if other:
                theirs = index.readings[index.sentences[other[1]].passage].text[slice(*other[0].span)]
                ours = reading.text[slice(*origin.span)]
                claims.append(tell_difference(sentence.span, "place", ours, theirs, other[1], index))
                break
    return claims


def _find_opposed(
    who: str, origin: Origin, told: Sequence[tuple[Origin, int]], index: Index
) -> tuple[Origin, int] | None:
    """What the material says instead; None where it may say the same."""
    alike = [(other, number) for other, number in told if other.way == origin.way]
    if not alike or not all(_excludes(origin, other) for other, _ in alike) or _is_together(who, origin, index):
        return None
    return alike[0]


def _excludes(one: Origin, other: Origin) -> bool:
    if one.way != "house":
        return is_comparable_place(one.place, other.place)
    (*mine, head), (*theirs, other_head) = one.place.lower().split(), other.place.lower().split()
    return head == other_head and not (set(mine) - _GENERAL) & (set(theirs) - _GENERAL)


def _is_together(who: str, origin: Origin, index: Index) -> bool:
    """Whether a sentence of the material names somebody together with what the essay gives them."""
    for line in index.sentences:
        passage = index.readings[line.passage]
        names = starting_in(passage.names, line.span)
        if any(index.roster.resolve(m) == who for m in names):
            is_said = origin.way == "house" and origin.place in passage.text[slice(*line.span)]
            if is_said or any((place := find_place(m.text)) and place.name == origin.place for m in names):
                return True
    return False
