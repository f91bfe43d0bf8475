"""Words exchanged for another member of their set: a nephew for the niece, coal for the grain, a judge for the prosecutor.

Held against the essay only where a sentence of the material tells the rest of the clause, has exactly one other member of
the set, and neither it nor its neighbours nor any sentence that tells the clause nearly as well has the essay's word.
"""

from collections.abc import Sequence

from grader.evidence.difference import tell_difference
from grader.evidence.events import Events
from grader.evidence.figure_table import neighbours
from grader.evidence.index import Index
from grader.evidence.likenesses import Clause, Likeness
from grader.model import Span
from grader.report import Claim
from grader.text.opposites import find_rivals, rivals_of
from grader.text.polarity import read_polarity
from grader.text.spans import is_covered
from grader.text.words import Word

_SHARE, _MASS, _RIVAL = 0.45, 1.1, 0.75
_FEWEST = 3
_ROLE_WORDS = """
judge prosecutor defend wit juror attorney king queen emperor general colonel captain chairman treasur
"""
_ROLES = frozenset(_ROLE_WORDS.split())


def find_exclusions(events: Events, about: dict[Span, frozenset[int]], closed: Sequence[Span]) -> list[Claim]:
    """Words for which the material's account of the same event has another of their set, one a sentence at most."""
    reading, index = events.reading, events.index
    rivals, claims = find_rivals(), []
    for number, sentence in enumerate(reading.sentences):
        for word in reading.words[sentence.first : sentence.last]:
            if not rivals.get(word.stem) or is_covered(word.start, closed):
                continue
            found = _find_rival(events, number, word, about.get(sentence.span, frozenset()))
            if found:
                claims.append(_claim(events, sentence.span, word, *found, index))
                break
    return claims


def _claim(events: Events, span: Span, word: Word, told: Word, sentence: int, index: Index) -> Claim:
    ours = events.reading.text[word.start : word.end]
    theirs = index.readings[index.sentences[sentence].passage].text[told.start : told.end]
    return tell_difference(span, "role" if word.stem in _ROLES else "event", ours, theirs, sentence, index)


def _find_rival(events: Events, number: int, word: Word, about: frozenset[int]) -> tuple[Word, int] | None:
    """The material's word of the same set, and its sentence."""
    reading, index = events.reading, events.index
    here = {w.stem for w in reading.words[reading.sentences[number].first : reading.sentences[number].last]}
    candidates = {n for rival in rivals_of(word.stem) for n in index.sentences_with(rival)}
    if not candidates or not rivals_of(word.stem).isdisjoint(here):
        return None
    clause = events.clause_at(number, word.start)
    if events.most_held(clause, candidates, word.stem) < _SHARE:
        return None  # as below, but without looking at the whole material
    first, last = reading.word_range(clause.span)
    if read_polarity(reading.text, reading.words[first:last]).is_open:
        return None
    likenesses = events.likenesses(clause, about, without=word.stem)
    best: tuple[Word, int] | None = None
    for likeness in likenesses:
        if likeness.mass < _RIVAL * likenesses[0].mass:
            break
        near = frozenset(s for n in neighbours(likeness.sentence, index) for s in index.sentences[n].stems)
        if word.stem in near:
            return None
        rivals = _members(likeness.sentence, rivals_of(word.stem), index)
        if best is None and len(rivals) == 1 and _is_told(likeness, clause, near, index):
            best = rivals[0], likeness.sentence
    return best


def _members(sentence: int, wanted: frozenset[str], index: Index) -> list[Word]:
    line = index.sentences[sentence]
    words, start = index.readings[line.passage].words, index.starts[line.passage]
    return [w for w in words[line.first - start : line.last - start] if w.stem in wanted]


def _is_told(likeness: Likeness, clause: Clause, near: frozenset[str], index: Index) -> bool:
    """Whether a sentence tells the rest of a clause, its names among it."""
    is_alike = likeness.share >= _SHARE and likeness.mass >= _MASS and (likeness.is_core or clause.own != clause.core)
    names = (s for s in clause.own if index.is_name(s))
    return is_alike and likeness.predicates + likeness.names >= _FEWEST and all(s in near for s in names)
