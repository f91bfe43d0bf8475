"""Statements that name another person or place than the material does for the same act.

A name is exchanged when a sentence of the material tells the same event, lacks the essay's name, and has another name of the
same kind in the same role: the words right after it (what the person did) or right before it (what happened in the place) are
the same. If the material tells anything alike of the essay's own name, nothing is said.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from grader.evidence.events import Events, Likeness
from grader.evidence.index import Index, PassageReading
from grader.evidence.lexicon import STOP_STEMS
from grader.model import Span
from grader.report import Claim
from grader.text.names import NameMention
from grader.text.reading import Reading
from grader.text.spans import is_covered, starting_in
from grader.text.words import Word

_AFTER, _BEFORE = 4, 3
_SAME_SHARE = 0.45
_SAME_MASS = 1.0
_RIVAL = 0.75


@dataclass(frozen=True, slots=True)
class Role:
    """The content stems around a name: what stands before it, nearest first, and after it."""

    before: tuple[str, ...]
    after: tuple[str, ...]


def find_substitutions(events: Events, about: dict[Span, frozenset[int]], closed: Sequence[Span]) -> list[Claim]:
    """People and places that the material's account of the same event has otherwise.

    Args:
        events: the essay's clauses against the material.
        about: sentence of the essay to the sentences of the material that its surely used items rest on.
        closed: merged spans that state nothing: quotations, and what repeats the prompt.
    """
    reading = events.reading
    claims: list[Claim] = []
    for mention in reading.names:
        number = reading.sentence_at(mention.span[0])
        if number is None or is_covered(mention.span[0], closed) or mention.kind not in ("person", "place"):
            continue
        span = reading.sentences[number].span
        found = _exchanged(mention, number, events, about.get(span, frozenset()))
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


def _exchanged(mention: NameMention, number: int, events: Events, about: frozenset[int]) -> tuple[str, str] | None:
    """The material's name for the same role and the passage, if the essay's name stands in its place."""
    reading, index = events.reading, events.index
    entity = index.roster.resolve(mention)
    if mention.kind == "person" and entity is None:
        return None
    role = role_of(mention.span, reading.words, reading.starts, index)
    here = {index.roster.resolve(m) for m in _names_near(reading, number)}
    first, last = reading.word_range(mention.span)
    own = " ".join(index.lexicon.known(w.norm, w.stem) for w in reading.words[first:last])
    likenesses = events.likenesses(events.clause_at(number, mention.span[0]), about, without=own)
    best: tuple[Likeness, NameMention, PassageReading] | None = None
    for likeness in likenesses:
        line = index.sentences[likeness.sentence]
        passage = index.readings[line.passage]
        names = starting_in(passage.names, line.span)
        if entity is not None and entity in {index.roster.resolve(m) for m in _names_around(passage, line.span)}:
            if best is None or likeness.mass >= _RIVAL * best[0].mass:
                return None
            continue
        is_alike = likeness.share >= _SAME_SHARE and likeness.mass >= _SAME_MASS
        is_told = likeness.has_names and (likeness.sentence in about or is_alike)
        if best is None and is_told and likeness.mass >= _RIVAL * likenesses[0].mass:
            fitting = [
                m
                for m in names
                if m.kind == mention.kind
                and index.roster.resolve(m) not in here
                and plays(role, role_of(m.span, passage.words, passage.starts, index), mention.kind, index)
            ]
            if len(fitting) == 1:
                best = likeness, fitting[0], passage
    return (best[1].text, best[2].passage.id) if best else None


def _names_near(reading: Reading, number: int) -> Iterable[NameMention]:
    """Names of a sentence and the one before it."""
    low = reading.sentences[max(0, number - 1)].span[0]
    high = reading.sentences[number].span[1]
    return starting_in(reading.names, (low, high))


def _names_around(passage: PassageReading, span: Span) -> Iterable[NameMention]:
    """Names of a sentence of the material and of its neighbours."""
    spans = passage.sentences
    at = bisect_left(spans, span)
    low, high = spans[max(0, at - 1)][0], spans[min(len(spans) - 1, at + 1)][1]
    return starting_in(passage.names, (low, high))


def role_of(span: Span, words: Sequence[Word], starts: Sequence[int], index: Index) -> Role:
    """The role of the name at `span`; `starts` tells where each word begins."""
    first, last = bisect_left(starts, span[0]), bisect_left(starts, span[1])
    before = [w for w in reversed(words[max(0, first - 2 * _BEFORE - 2) : first]) if w.stem not in STOP_STEMS]
    after = [w for w in words[last : last + 2 * _AFTER] if w.stem not in STOP_STEMS]
    known = index.lexicon.known
    return Role(
        tuple(known(w.norm, w.stem) for w in before[:_BEFORE]), tuple(known(w.norm, w.stem) for w in after[:_AFTER])
    )


def plays(one: Role, other: Role, kind: str, index: Index) -> bool:
    """Whether two names stand in the same role: two shared words after a person, or one before a place."""
    after = _shared(one.after, other.after, index)
    before = _shared(one.before, other.before, index)
    if kind == "place":
        return before >= 1
    begins_alike = bool(one.after) and bool(_shared(one.after[:1], other.after[:1], index))
    return after >= 3 or begins_alike  # noqa: PLR2004


def _shared(one: Sequence[str], other: Sequence[str], index: Index) -> int:
    return sum(any(other_stem in other for other_stem, _ in index.lexicon.similar(stem)) for stem in one)
