"""Statements that name another person or place than the material does for the same act.

A name is exchanged when a sentence of the material tells the same event, lacks the essay's name, and has another name of the
same kind in the same part: what the person did, or what happened in the place, is told in the same words. If the material
tells anything alike of the essay's own name, nothing is said.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from grader.evidence.acting import act_alike, are_acting_nations, is_acting_nation
from grader.evidence.events import Events
from grader.evidence.index import Index, PassageReading
from grader.evidence.likenesses import Clause, Likeness
from grader.evidence.name_frames import Frame, find_listed, weigh_shared
from grader.evidence.namesakes import has_namesake, is_named_in, is_one_name, may_be_one_person
from grader.evidence.players import Player, find_actors, find_gatherings, find_scenes, read_player, stage_of
from grader.evidence.sentence_sets import list_numbers
from grader.model import Span
from grader.report import Claim
from grader.text.name_words import ORDINARY
from grader.text.names import NameMention
from grader.text.places import is_comparable_place
from grader.text.polarity import is_denied, is_supposed
from grader.text.reading import Reading
from grader.text.spans import is_covered, starting_in
from grader.text.words import stem

_SAME_SHARE, _UNKNOWN_SHARE = 0.45, 0.3
_SAME_MASS, _UNKNOWN_MASS = 1.0, 1.4
_RIVAL = 0.75
_FEWEST, _RARITY = 2, 0.9
_SURE_RARITY = 0.45
_HOUSES = """
office institute palace hall house hospital hotel museum prison school theatre church cathedral college castle station
university academy library seminary abbey fort
"""
_BUILDINGS = frozenset(_HOUSES.split())


class _Named(NamedTuple):
    """A name of the essay in its sentence."""

    mention: NameMention
    number: int
    frame: Frame
    entity: str | None
    listed: tuple[NameMention, ...]
    is_unknown: bool


def find_substitutions(events: Events, about: dict[Span, frozenset[int]], closed: Sequence[Span]) -> list[Claim]:
    """People and places that the material's account of the same event has otherwise.

    Args:
        events: the essay's clauses against the material.
        about: sentence of the essay to the sentences of the material that its surely used items rest on.
        closed: merged spans that state nothing: quotations, and what repeats the prompt.
    """
    reading = events.reading
    claims: list[Claim] = []
    for named in _read_names(events, closed):
        span = reading.sentences[named.number].span
        found = _exchanged(named, events, about.get(span, frozenset()))
        if found and not any(c.span == span and c.source_value == found[0] for c in claims):
            claims.append(
                Claim(
                    span=span,
                    verdict="contradicted",
                    kind="person" if named.mention.kind == "person" else "place",
                    essay_value=named.mention.text,
                    source_value=found[0],
                    passage=found[1],
                )
            )
    return claims


def _read_names(events: Events, closed: Sequence[Span]) -> Iterable[_Named]:
    """The names of the essay's sentences that may be exchanged for another."""
    reading, index = events.reading, events.index
    for at, name in enumerate(reading.names):
        number = reading.sentence_at(name.span[0])
        if number is None or is_covered(name.span[0], closed):
            continue
        frame = Frame(name.span, reading, reading.sentences[number].span, index)
        mention, entity, _ = read_player(name, frame, index)
        is_unknown = entity is None and not _is_spelt_nearly(mention, index)
        if mention.kind == "person" and entity is None and not (is_unknown and _form_of_address(mention)):
            continue
        acts = mention.kind == "person" or is_acting_nation(mention, frame)
        if not acts and not is_somewhere(mention, frame):
            continue
        if (mention.kind == "person" and not is_unknown and frame.is_owner) or frame.is_quoting:
            continue
        listed = tuple(find_listed(reading.names, reading.text, at))
        yield _Named(mention, number, frame, entity, listed, is_unknown)


def _is_spelt_nearly(mention: NameMention, index: Index) -> bool:
    """Whether a name has a word that is none of the material's, but a slip of the pen away from one."""
    tokens = mention.tokens
    if len(tokens) == 1 and tokens[0] in index.known_names:
        return True
    known = [index.lexicon.known(token, stem(token)) for token in tokens]
    return any(
        meant != stem(token) and meant in index.lexicon.counts for meant, token in zip(known, tokens, strict=True)
    )


def _form_of_address(mention: NameMention) -> str:
    """`mr`, `dr`, `st`: what is said before a surname; empty where nothing is."""
    first = mention.tokens[0] if len(mention.tokens) > 1 else ""
    return mention.title.lower().rstrip(".") or (first if first in ("st", "saint") else "")


def _exchanged(named: _Named, events: Events, about: frozenset[int]) -> tuple[str, str] | None:
    """The material's name for the same part and the passage, if the essay's name stands in its place."""
    reading, index = events.reading, events.index
    found = _find_candidates(named, index)
    if found == 0:
        return None
    first, last = reading.word_range(named.mention.span)
    own = " ".join(index.lexicon.known(w.norm, w.stem) for w in reading.words[first:last])
    start = min(m.span[0] for m in (named.mention, *named.listed))
    clause = events.clause_at(named.number, named.frame.aside_end or start)
    if not (found is None or _may_be_told(named, found, events, clause, about, own)):
        return None
    likenesses = events.likenesses(clause, about, without=own)
    here = frozenset(map(index.roster.resolve, _names_near(reading, named.number)))
    norms = frozenset(reading.norms[slice(*reading.word_range(reading.sentences[named.number].span))])
    players = stage_of(index.contest).players
    best: tuple[Likeness, str, str] | None = None
    for likeness in likenesses:
        line = index.sentences[likeness.sentence]
        passage = index.readings[line.passage]
        if _is_named_around(named, passage, line.span, index):
            if best is None or likeness.mass >= _RIVAL * best[0].mass:
                return None
        elif (
            best is None
            and _is_told(named, likeness, likenesses, about)
            and _has_listed(named, passage, line.span, index)
        ):
            others = [p for p in players[likeness.sentence] if _replaces(p, named, here, passage, index) and not is_named_in(p.mention, norms)]
            if len(others) == 1:
                best = likeness, others[0].mention.text, passage.passage.id
    return best[1:] if best and _is_stated(named, clause, reading) else None


def _is_stated(named: _Named, clause: Clause, reading: Reading) -> bool:
    """Whether the essay says for sure that its name has the part: neither proposes, supposes nor denies it."""
    first, last = reading.word_range((reading.sentences[named.number].span[0], clause.span[1]))
    words, start = reading.words[first:last], reading.word_range(clause.span)[0] - first
    name = reading.word_range(named.mention.span)[0] - first
    return not is_supposed(reading.text, words[start:]) and not is_denied(reading.text, words, name)


def _may_be_told(named: _Named, found: int, events: Events, clause: Clause, about: frozenset[int], own: str) -> bool:
    """Whether any of the only sentences that can have another name in the same part may tell the clause's act."""
    if any(found >> number & 1 for number in about):
        return True
    if named.is_unknown:  # the best sentence beside it may speak for it
        found |= found << 1 | found >> 1
    share, _ = _least(named)
    return events.most_held(clause, list_numbers(found), own) >= share


def _find_candidates(named: _Named, index: Index) -> int | None:
    """The only sentences of the material that can have another name in the same part; None where any can."""
    is_person, entity = named.mention.kind == "person", named.entity
    found = find_actors(named.frame, index) if is_person and not named.is_unknown else None
    if named.listed:
        together = find_gatherings([index.roster.resolve(m) for m in named.listed], index)
        found = together if found is None else found & together
    elif found is None and not (named.is_unknown and (is_person or named.mention.tokens[1:])):
        found = find_scenes(named.frame, 1 if named.is_unknown else _FEWEST, index)
        if is_acting_nation(named.mention, named.frame):
            found |= find_actors(named.frame, index)
    if found and entity is not None:  # where the very name stands near, no other one stands in its place
        found &= ~stage_of(index.contest).around.get(entity, 0)
    return found


def _least(named: _Named) -> tuple[float, float]:
    """The share and the mass that a sentence of the material must have to tell the clause's act."""
    is_rare = named.is_unknown or bool(named.listed)
    return (_UNKNOWN_SHARE, _UNKNOWN_MASS) if is_rare else (_SAME_SHARE, _SAME_MASS)


def _is_told(named: _Named, likeness: Likeness, likenesses: list[Likeness], about: frozenset[int]) -> bool:
    """Whether a sentence of the material tells the clause's act, and about as well as the best one."""
    share, mass = _least(named)
    is_alike = likeness.share >= share and likeness.mass >= mass
    is_near_best = likeness.mass >= _RIVAL * likenesses[0].mass
    is_beside = abs(likeness.sentence - likenesses[0].sentence) <= 1
    if named.is_unknown and is_beside and likenesses[0].mass >= mass and likenesses[0].share >= share:
        return True
    return likeness.has_names and is_near_best and (likeness.sentence in about or is_alike)


def _has_listed(named: _Named, passage: PassageReading, sentence: Span, index: Index) -> bool:
    """Whether a sentence of the material has the names that stand in one list with the essay's."""
    if not named.listed:
        return True
    there = {index.roster.resolve(m) for m in starting_in(passage.names, sentence)} - {None}
    return all(index.roster.resolve(m) in there for m in named.listed)


def _replaces(
    player: Player, named: _Named, here: frozenset[str | None], passage: PassageReading, index: Index
) -> bool:
    """Whether a name of the material plays the part of the essay's; `here` is who is named near that."""
    mine, (other, entity, frame) = named.mention, player
    if entity in here or is_one_name(mine, other) or may_be_one_person(mine, named.entity, other):
        return False
    if mine.kind == "person" and named.is_unknown:
        return other.kind == "person" and _form_of_address(mine) == _form_of_address(other)
    if mine.kind == "person":
        return other.kind == "person" and not frame.is_owner and act_alike(named.frame, frame, index)
    if are_acting_nations(mine, named.frame, other, frame) and act_alike(named.frame, frame, index):
        return True
    return _is_place_alike(named, player, passage, index)


def _is_place_alike(named: _Named, player: Player, passage: PassageReading, index: Index) -> bool:
    """Whether a place of the material stands where the essay's does, in one list with the same or by what happens there."""
    mine, (other, _, frame) = named.mention, player
    if not is_comparable_place(mine.text, other.text):
        return False
    if named.listed and mine.kind == other.kind and _is_listed_alike(named.listed, other, passage, index):
        return True
    return is_somewhere(mine, named.frame) and is_somewhere(other, frame) and _lies_alike(named, other, frame, index)


def _is_listed_alike(listed: Sequence[NameMention], other: NameMention, passage: PassageReading, index: Index) -> bool:
    """Whether a place of the material stands in one list with just those that the essay lists beside its own."""
    there = find_listed(passage.names, passage.text, [m.span for m in passage.names].index(other.span))
    return {index.roster.resolve(m) for m in listed} == {index.roster.resolve(m) for m in there} != {None}


def _lies_alike(named: _Named, other_name: NameMention, other: Frame, index: Index) -> bool:
    """Whether the same happens in two places, and in the same way: to it, from it or there."""
    one, mention = named.frame, named.mention
    if (
        named.is_unknown
        and other_name.tokens[1:]
        and mention.tokens[1:]
        and mention.tokens[-1] == other_name.tokens[-1]
    ):
        return True
    if {one.way, other.way} - {""} and one.way != other.way:
        return False
    count, rarity = weigh_shared(one.before, other.before, index)
    if named.is_unknown and one.way and count and rarity >= _SURE_RARITY:
        return True
    return count >= _FEWEST and rarity >= _RARITY


def is_somewhere(mention: NameMention, frame: Frame) -> bool:
    """Whether a name is that of a place: a known one, or a building or an unknown name that somebody is in or goes to."""
    if mention.kind == "place":
        return True
    head = mention.tokens[-1]
    if mention.kind == "group":
        return head in _BUILDINGS and frame.way != ""
    return (
        mention.kind != "person"
        and len(mention.tokens) == 1
        and not mention.text.isupper()
        and head not in ORDINARY
        and not head.endswith("s")
        and not frame.has_article
        and frame.way != ""
    )


def _names_near(reading: Reading, number: int) -> Iterable[NameMention]:
    """Names of a sentence and the one before it."""
    low = reading.sentences[max(0, number - 1)].span[0]
    high = reading.sentences[number].span[1]
    return starting_in(reading.names, (low, high))


def _is_named_around(named: _Named, passage: PassageReading, span: Span, index: Index) -> bool:
    """Whether a sentence of the material has the essay's name, misspelt perhaps, or one beside it has whom it means."""
    if has_namesake(named.mention, starting_in(passage.names, span)):
        return True
    if named.entity is None:
        return False
    spans = passage.sentence_spans
    at = bisect_left(spans, span)
    low, high = spans[max(0, at - 1)][0], spans[min(len(spans) - 1, at + 1)][1]
    return named.entity in {index.roster.resolve(m) for m in starting_in(passage.names, (low, high))}
