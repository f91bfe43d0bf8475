"""Words exchanged for another member of their set: a nephew for the niece, coal for the grain, a judge for the prosecutor.

Held against the essay only where a sentence of the material tells the rest of the clause, has another member of the set
or one list of them, and neither it nor its neighbours nor any sentence that tells the clause nearly as well has the
essay's word.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from grader.evidence.difference import tell_difference
from grader.evidence.events import Events
from grader.evidence.figure_table import neighbours
from grader.evidence.index import Index, index_of
from grader.evidence.likenesses import Clause, Likeness
from grader.evidence.slots import Value, agrees, values_of
from grader.model import Contest, Span
from grader.report import Claim
from grader.text.dates import DateMention
from grader.text.opposites import find_rivals, rivals_of
from grader.text.polarity import read_polarity
from grader.text.spans import is_covered, starting_in
from grader.text.words import Word

_SHARE, _MASS, _RIVAL = 0.7, 1.1, 0.75
_FEWEST = 3
_TELLING = 10
_POSSESSIVES, _REACH = ("'s", "’s", "s'", "s’"), 60
_LINKS = frozenset(["and", "or", ",", ", and", ", or"])
_ROLE_WORDS = """
judge prosecutor defend wit juror attorney king queen emperor general colonel captain chairman treasur
"""
_ROLES = frozenset(_ROLE_WORDS.split())


def find_exclusions(events: Events, about: dict[Span, frozenset[int]], closed: Sequence[Span]) -> list[Claim]:
    """Words for which the material's account of the same event has another of their set, one a sentence at most."""
    reading, index = events.reading, events.index
    excluded, claims = _find_excluded(index.contest), []
    for number, sentence in enumerate(reading.sentences):
        if excluded.isdisjoint(reading.stems[sentence.first : sentence.last]):
            continue
        for word in reading.words[sentence.first : sentence.last]:
            if word.stem not in excluded or is_covered(word.start, closed):
                continue
            found = _find_rival(events, number, word, about.get(sentence.span, frozenset()))
            if found:
                claims.append(_claim(events, sentence.span, word, *found, index))
                break
    return claims


@lru_cache(maxsize=4)
def _find_excluded(contest: Contest) -> frozenset[str]:
    """Stems of which the material has a rival, found once for each loaded contest."""
    index = index_of(contest)
    return frozenset(one for one, rivals in find_rivals().items() if any(map(index.sentences_with, rivals)))


def _claim(events: Events, span: Span, word: Word, told: Span, sentence: int, index: Index) -> Claim:
    ours = events.reading.text[word.start : word.end]
    theirs = index.readings[index.sentences[sentence].passage].text[slice(*told)]
    return tell_difference(span, "role" if word.stem in _ROLES else "event", ours, theirs, sentence, index)


def _find_rival(events: Events, number: int, word: Word, about: frozenset[int]) -> tuple[Span, int] | None:
    """The material's words of the same set, and their sentence."""
    reading, index = events.reading, events.index
    here = reading.stems[reading.sentences[number].first : reading.sentences[number].last]
    candidates = {n for rival in rivals_of(word.stem) for n in index.sentences_with(rival)}
    if not rivals_of(word.stem).isdisjoint(here):
        return None
    clause = events.clause_at(number, word.start)
    if events.most_held(clause, candidates, word.stem) < _SHARE:
        return None  # as below, but without looking at the whole material
    _, last = reading.word_range(clause.span)
    if read_polarity(reading.text, reading.words[reading.sentences[number].first : last]).is_open:
        return None  # what leads to the clause may tell that it is a view: `I believe that …, and that her brother …`
    likenesses = events.likenesses(clause, about, without=word.stem)
    best: tuple[Span, int] | None = None
    for likeness in likenesses:
        if likeness.mass < _RIVAL * likenesses[0].mass:
            break
        near = frozenset(s for n in neighbours(likeness.sentence, index) for s in index.sentences[n].stems)
        if word.stem in near:
            return None
        rivals = _find_members(likeness.sentence, rivals_of(word.stem), index)
        is_told = best is None and rivals is not None and _is_told(likeness, clause, near, events)
        if rivals and is_told and _has_owner(rivals, likeness.sentence, clause, index):
            best = rivals, likeness.sentence
    return best


def _has_owner(told: Span, sentence: int, clause: Clause, index: Index) -> bool:
    """Whether the essay speaks of whose it is, where the material says so: Hill's son is nobody else's mother."""
    passage = index.readings[index.sentences[sentence].passage]
    head = passage.text[: told[0]].rstrip()
    if not head.endswith(_POSSESSIVES):
        return True
    first, last = passage.word_range((max(0, len(head) - _REACH), len(head)))
    owner = passage.words[last - 1] if last > first else None
    return owner is None or index.lexicon.known(owner.norm, owner.stem) in clause.stems


def _find_members(sentence: int, wanted: frozenset[str], index: Index) -> Span | None:
    """Where a sentence of the material has one of some words, or several in one list; None where it has them apart."""
    line = index.sentences[sentence]
    passage, start = index.readings[line.passage], index.starts[line.passage]
    found = [w for w in passage.words[line.first - start : line.last - start] if w.stem in wanted]
    is_list = all(passage.text[a.end : b.start].strip() in _LINKS for a, b in pairwise(found))
    return (found[0].start, found[-1].end) if found and is_list else None


def _is_told(likeness: Likeness, clause: Clause, near: frozenset[str], events: Events) -> bool:
    """Whether a sentence tells the rest of a clause, its names among it; a date or figure of both counts as a word."""
    index = events.index
    is_alike = likeness.share >= _SHARE and likeness.mass >= _MASS and (likeness.is_core or clause.own != clause.core)
    if not is_alike or not all(s in near for s in clause.own if index.is_name(s)):
        return False
    shared = likeness.predicates + likeness.names
    return shared >= _FEWEST or (shared == _FEWEST - 1 and _has_value(clause.span, likeness.sentence, events))


def _has_value(span: Span, sentence: int, events: Events) -> bool:
    """Whether a sentence of the material has a date or figure of a clause; small figures are met by chance."""
    values: list[Value] = [*starting_in(events.reading.dates, span), *starting_in(events.reading.quantities, span)]
    told = values_of(sentence, events.index)
    return any(_is_telling(one) and agrees(one, other) for one in values for other in told)


def _is_telling(value: Value) -> bool:
    return value.year is not None if isinstance(value, DateMention) else value.low >= _TELLING
