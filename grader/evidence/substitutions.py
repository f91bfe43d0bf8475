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
    staged = _staged(role, mention.kind, index)
    if not staged or (mention.kind == "person" and entity is None):
        return None
    first, last = reading.word_range(mention.span)
    own = " ".join(index.lexicon.known(w.norm, w.stem) for w in reading.words[first:last])
    likenesses = events.likenesses(events.clause_at(number, mention.span[0]), about, without=own)
    best: tuple[Likeness, str, str] | None = None
    for likeness in likenesses:
        line = index.sentences[likeness.sentence]
        passage = index.readings[line.passage]
        if entity is not None and entity in {index.roster.resolve(m) for m in _names_around(passage, line.span)}:
            if best is None or likeness.mass >= _RIVAL * best[0].mass:
                return None
        elif best is None and likeness.sentence in staged and _is_told(likeness, likenesses, about):
            others = [m for m in starting_in(passage.names, line.span) if m.kind == mention.kind]
            others = [m for m in others if index.roster.resolve(m) not in here and _plays(m, passage, role, index)]
            if len(others) == 1:
                best = likeness, others[0].text, passage.passage.id
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


def _plays(mention: NameMention, passage: PassageReading, role: Role, index: Index) -> bool:
    """Whether a name of the material stands in the given role."""
    played = role_of(mention.span, passage.words, passage.starts, index)
    if role.motion and played.motion and role.motion != played.motion:
        return False
    other, wanted = _telling(played, mention.kind), _telling(role, mention.kind)
    return any(meant in other for stem in wanted for meant, _ in index.lexicon.similar(stem))


def _staged(role: Role, kind: str, index: Index) -> frozenset[int]:
    """Sentences of the material in which some name of this kind may stand in the role."""
    stage = _stage_of(index.contest)
    found: set[int] = set()
    for stem in _telling(role, kind):
        for meant, _ in index.lexicon.similar(stem):
            found |= stage.get((kind, meant), frozenset())
    return frozenset(found)


@lru_cache(maxsize=4)
def _stage_of(contest: Contest) -> dict[tuple[str, str], frozenset[int]]:
    """Kind of name and word of its role to the sentences of the material, made once for each loaded contest."""
    index = index_of(contest)
    stage: dict[tuple[str, str], set[int]] = {}
    for number, line in enumerate(index.sentences):
        passage = index.readings[line.passage]
        for mention in starting_in(passage.names, line.span):
            role = role_of(mention.span, passage.words, passage.starts, index)
            for stem in _telling(role, mention.kind):
                stage.setdefault((mention.kind, stem), set()).add(number)
    return {key: frozenset(numbers) for key, numbers in stage.items()}
