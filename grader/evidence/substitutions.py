"""Statements that name another person or place than the material does for the same act.

A name is exchanged when a sentence of the material tells the same event, lacks the essay's name, and has another name of the
same kind in the same role: the words right after it (what the person did) or right before it (what happened in the place) are
the same. If the material tells anything alike of the essay's own name, nothing is said.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from grader.evidence.events import Events, Likeness
from grader.evidence.index import Index, PassageReading, index_of
from grader.evidence.lexicon import STOP_STEMS
from grader.model import Contest, Span
from grader.report import Claim
from grader.text.names import NameMention
from grader.text.reading import Reading
from grader.text.spans import is_covered, starting_in
from grader.text.words import Word

_AFTER, _BEFORE = 4, 3
_SAME_SHARE = 0.45
_SAME_MASS = 1.0
_RIVAL = 0.75
_SUBJECTS = frozenset(["i", "he", "she", "we", "they"])
_MOTIONS = {"from": "from", "to": "to", "into": "to", "toward": "to", "towards": "to", "for": "to"}


@dataclass(frozen=True, slots=True)
class Role:
    """The content stems around a name.

    Attributes:
        before: what stands before it, nearest first.
        after: what stands after it, up to the next subject: in `they hid Ada and she fled` no one did.
        motion: `from` or `to` where the word before it says so; else empty.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    motion: str


def find_substitutions(events: Events, about: dict[Span, frozenset[int]], closed: Sequence[Span]) -> list[Claim]:
    """People and places that the material's account of the same event has otherwise.

    Args:
        events: the essay's clauses against the material.
        about: sentence of the essay to the sentences of the material that its surely used items rest on.
        closed: merged spans that state nothing: quotations, and what repeats the prompt.
    """
    reading = events.reading
    claims: list[Claim] = []
    named: dict[int, frozenset[str | None]] = {}
    for mention in reading.names:
        number = reading.sentence_at(mention.span[0])
        if number is None or is_covered(mention.span[0], closed) or mention.kind not in ("person", "place"):
            continue
        span = reading.sentences[number].span
        if number not in named:
            named[number] = frozenset(map(events.index.roster.resolve, _names_near(reading, number)))
        found = _exchanged(mention, number, events, about.get(span, frozenset()), named[number])
        if found and not any(c.span == span and c.source_value == found[0] for c in claims):
            claims.append(
                Claim(
                    span=span,
                    verdict="contradicted",
                    kind="person" if mention.kind == "person" else "place",
                    essay_value=mention.text,
                    source_value=found[0],
                    passage=found[1],
                )
            )
    return claims


def _exchanged(
    mention: NameMention, number: int, events: Events, about: frozenset[int], here: frozenset[str | None]
) -> tuple[str, str] | None:
    """The material's name for the same role and the passage, if the essay's name stands in its place.

    `here` are the persons and places that the essay names in this sentence and the one before.
    """
    reading, index = events.reading, events.index
    entity = index.roster.resolve(mention)
    role = role_of(mention.span, reading.words, reading.starts, index)
    if mention.kind == "person" and entity is None:
        return None
    staged = _staged(role, mention.kind, index, here)
    if not staged:
        return None
    first, last = reading.word_range(mention.span)
    own = " ".join(index.lexicon.known(w.norm, w.stem) for w in reading.words[first:last])
    clause = events.clause_at(number, mention.span[0])
    if about.isdisjoint(staged) and all(events.share_held(clause, n, own) < _SAME_SHARE for n in staged):
        return None  # as below, but without looking at the whole material
    likenesses = events.likenesses(clause, about, without=own)
    best: tuple[Likeness, str, str] | None = None
    for likeness in likenesses:
        line = index.sentences[likeness.sentence]
        passage = index.readings[line.passage]
        if entity is not None and entity in {index.roster.resolve(m) for m in _names_around(passage, line.span)}:
            if best is None or likeness.mass >= _RIVAL * best[0].mass:
                return None
        elif best is None and likeness.sentence in staged and _is_told(likeness, likenesses, about):
            best = likeness, staged[likeness.sentence], passage.passage.id
    return best[1:] if best else None


def _is_told(likeness: Likeness, likenesses: list[Likeness], about: frozenset[int]) -> bool:
    """Whether a sentence of the material tells the clause's act, and about as well as the best one."""
    is_alike = likeness.share >= _SAME_SHARE and likeness.mass >= _SAME_MASS
    is_near_best = likeness.mass >= _RIVAL * likenesses[0].mass
    return likeness.has_names and is_near_best and (likeness.sentence in about or is_alike)


def _names_near(reading: Reading, number: int) -> Iterable[NameMention]:
    """Names of a sentence and the one before it."""
    low = reading.sentences[max(0, number - 1)].span[0]
    high = reading.sentences[number].span[1]
    return starting_in(reading.names, (low, high))


def _names_around(passage: PassageReading, span: Span) -> Iterable[NameMention]:
    """Names of a sentence of the material and of its neighbours."""
    spans = passage.sentence_spans
    at = bisect_left(spans, span)
    low, high = spans[max(0, at - 1)][0], spans[min(len(spans) - 1, at + 1)][1]
    return starting_in(passage.names, (low, high))


def role_of(span: Span, words: Sequence[Word], starts: Sequence[int], index: Index) -> Role:
    """The role of the name at `span`; `starts` tells where each word begins."""
    first, last = bisect_left(starts, span[0]), bisect_left(starts, span[1])
    leading = words[max(0, first - 2 * _BEFORE - 2) : first]
    before = [w for w in reversed(leading) if w.stem not in STOP_STEMS]
    following = takewhile(lambda w: w.norm not in _SUBJECTS, words[last : last + 2 * _AFTER])
    after = [w for w in following if w.stem not in STOP_STEMS]
    near = next((w.norm for w in reversed(leading) if w.norm != "the"), "")
    known = index.lexicon.known
    return Role(
        tuple(known(w.norm, w.stem) for w in before[:_BEFORE]),
        tuple(known(w.norm, w.stem) for w in after[:_AFTER]),
        _MOTIONS.get(near, ""),
    )


def _telling(role: Role, kind: str) -> tuple[str, ...]:
    """The words that make the role: the first one after a person, those before a place."""
    return role.before if kind == "place" else role.after[:1]


def _staged(role: Role, kind: str, index: Index, here: frozenset[str | None]) -> dict[int, str]:
    """Sentences of the material in which one other name of this kind, and no second, stands in the role, with that name."""
    stage = _stage_of(index.contest)
    players: dict[int, set[_Player]] = {}
    for stem in _telling(role, kind):
        for meant, _ in index.lexicon.similar(stem):
            for player in stage.get((kind, meant), ()):
                is_other_way = role.motion and player.motion and role.motion != player.motion
                if not is_other_way and player.entity not in here:
                    players.setdefault(player.sentence, set()).add(player)
    return {number: found.pop().text for number, found in players.items() if len(found) == 1}


class _Player(NamedTuple):
    """A name of the material in its role.

    Attributes:
        sentence: number in `Index.sentences`.
        start: where it begins in its passage.
        entity: what the roster calls it; none for a name that it does not know.
        motion: of its role.
    """

    sentence: int
    start: int
    text: str
    entity: str | None
    motion: str


@lru_cache(maxsize=4)
def _stage_of(contest: Contest) -> dict[tuple[str, str], list[_Player]]:
    """Kind of name and word of its role to the names of the material that play it, made once for each loaded contest."""
    index = index_of(contest)
    stage: dict[tuple[str, str], list[_Player]] = {}
    for number, line in enumerate(index.sentences):
        passage = index.readings[line.passage]
        for mention in starting_in(passage.names, line.span):
            role = role_of(mention.span, passage.words, passage.starts, index)
            entity = index.roster.resolve(mention)
            player = _Player(number, mention.span[0], mention.text, entity, role.motion)
            for stem in _telling(role, mention.kind):
                stage.setdefault((mention.kind, stem), []).append(player)
    return stage
