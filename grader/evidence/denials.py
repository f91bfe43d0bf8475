"""Statements that deny what the material says, or say the opposite of it.

A statement is held against the material only where a clause of it tells the same: it has most of the rare words of the
essay's clause and every name of it, and the essay has about half of its words. At least two of the words are denied on one
side alone, or one is exchanged for its opposite beside two others that both have. If any sentence that tells the event
about as well says what the essay says, nothing is said.
"""

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from grader.evidence.denial_words import find_opposed_words
from grader.evidence.difference import tell_difference
from grader.evidence.elsewhere import is_other_time
from grader.evidence.events import Events
from grader.evidence.index import Index
from grader.evidence.likenesses import Clause
from grader.evidence.sentence_sets import EVERY, list_numbers
from grader.evidence.tellings import Telling, Told, find_told, read_stems, read_telling, says_no_such, tellings_of
from grader.model import Span
from grader.report import Claim
from grader.text.opposites import opposites_of
from grader.text.polarity import find_denying, is_slip_of_denial, read_polarity
from grader.text.reading import Reading
from grader.text.spans import is_covered

_MASS = 0.8
_RIVAL = 0.6
_SHARE, _BACK_SHARE, _NAMELESS_BACK_SHARE = 0.7, 0.4, 0.5
_AGREEING_SHARE, _AGREEING_BACK_SHARE = 0.55, 0.3
_FEWEST, _SURE_NAMES = 2, 2
_ROUNDING = 1e-6
_QUOTING = re.compile("[\"“”«»]")


class Denial(NamedTuple):
    """A clause and the clause of the material that says the opposite.

    Attributes:
        said, told: the word of the essay and that of the material which stand against each other.
        sentence: number of the sentence in `Index.sentences`.
        span: the clause of the material in its passage.
    """

    said: str
    told: str
    sentence: int
    span: Span


class _Match(NamedTuple):
    """How two clauses tell the same: shares of the rarity of their words that the other has, and the words shared."""

    share: float
    back_share: float
    pairs: tuple[tuple[str, str], ...]


def find_denials(events: Events, about: dict[Span, frozenset[int]], closed: Sequence[Span]) -> list[Claim]:
    """Statements that deny what the material says of the same event, or say the opposite."""
    reading, index = events.reading, events.index
    places, stems = read_stems(reading, index)
    known = find_told(stems, index)
    told = [known[stem] for stem in stems]
    denying = find_denying(reading.norms)
    opposed = [at for at, one in enumerate(told) if one.opposed]
    denied = [at for at, one in enumerate(told) if one.denied]
    claims = []
    for number, sentence in enumerate(reading.sentences):
        for span in events.clause_spans(number):
            begin, end = reading.word_range(span)
            first, last = bisect_left(places, begin), bisect_left(places, end)
            is_plain = not _count_in(begin, end, denying)
            if is_plain and not _count_in(first, last, opposed) and _count_in(first, last, denied) < _FEWEST:
                continue  # only a word with an opposite excludes it, or two that are denied
            run = dict(zip(stems[first:last], told[first:last], strict=True))
            if is_plain:
                may_oppose = find_candidates(run, frozenset()) != []
            else:  # any of its words may be denied
                may_oppose = says_no_such(reading.text, span) or find_candidates(run, run.keys()) != []
            if not may_oppose or is_covered(span[0], closed) or _QUOTING.search(reading.text, *span):
                continue  # told from its words alone, as most clauses are; words of others are the quotations' matter
            found = _find_denial(events, number, span, about.get(sentence.span, frozenset()))
            if found:
                claims.append(_claim(events, sentence.span, span, found))
                break
    return claims


def _count_in(first: int, last: int, places: Sequence[int]) -> int:
    """How many of some places in order lie in a half-open range."""
    return bisect_left(places, last) - bisect_left(places, first)


def _claim(events: Events, sentence: Span, clause: Span, found: Denial) -> Claim:
    ours = events.reading.text[slice(*clause)]
    theirs = events.index.readings[events.index.sentences[found.sentence].passage].text[slice(*found.span)]
    return tell_difference(sentence, "event", ours, theirs, found.sentence, events.index)


def _find_denial(events: Events, number: int, span: Span, about: frozenset[int]) -> Denial | None:
    """The clause of the material that says the opposite of a clause of the essay.

    Args:
        events: the essay's clauses against the material.
        number: of a sentence of the essay.
        span: one of its clauses.
        about: sentences of the material that are looked at in any case.
    """
    telling = _read(events, span)
    denied = frozenset(one for one in telling.stems if telling.denies(one) is not False)
    candidates = () if telling.is_open else find_candidates(find_told(telling.stems, events.index), denied)
    if not candidates:
        return None  # as below, but without looking at the whole material
    clause = events.clause_at(number, span[0])
    meant = _find_meant(telling, events.index)
    if clause.is_bare or not any(_oppose(events, clause, telling, meant, number) for number in candidates):
        return None
    best: Denial | None = None
    likenesses = events.likenesses(clause, about)
    for likeness in likenesses:
        if likeness.mass < max(_MASS, _RIVAL * likenesses[0].mass) and likeness.sentence not in about:
            continue
        other, match = _compare(telling, meant, likeness.sentence, events.index)
        if match.share < _AGREEING_SHARE or match.back_share < _AGREEING_BACK_SHARE:
            continue
        found = _oppose(events, clause, telling, meant, likeness.sentence)
        if find_opposed_words(telling, other, match.pairs, events.index) is None:
            return None
        best = best or found
    return best


def find_candidates(told: Mapping[str, Told], denied: Container[str]) -> list[int]:
    """The sentences of the material that may exclude a clause, have its names and enough of its words to tell the same.

    Args:
        told: the clause's stems and where the material speaks of each.
        denied: those of them that it denies or may deny.
    """
    candidates = differing = 0
    named = EVERY
    for one, (denying, opposed, held, naming, _) in told.items():
        numbers = held if one in denied else denying
        candidates |= opposed | differing & numbers
        differing |= numbers
        named &= naming
    candidates &= named
    if not candidates:
        return []
    total = sum([found.worth for found in told.values()])
    least = _SHARE * total - _ROUNDING
    candidates &= _hold_some(told.values(), total - least)
    parts = [(found.held, found.worth) for found in told.values()]
    return [
        number
        for number in list_numbers(candidates)
        if sum([worth for held, worth in parts if held >> number & 1]) >= least
    ]


def _hold_some(told: Iterable[Told], most: float) -> int:
    """The sentences that hold one of the weightiest words; all others lack more than so much of what the words weigh."""
    holding, lacking = 0, 0.0
    for found in sorted(told, key=attrgetter("worth"), reverse=True):
        holding |= found.held
        lacking += found.worth
        if lacking > most + _ROUNDING:
            break
    return holding


def _read(events: Events, span: Span) -> Telling:
    first, last = events.reading.word_range(span)
    return read_telling(events.reading.text, span, events.reading.words[first:last], events.index)


def _find_meant(telling: Telling, index: Index) -> frozenset[str]:
    """The stems of the material that tell of any word of a clause: those that it may stand for, and their opposites."""
    alike = (other for one in telling.stems for other, _ in index.lexicon.similar(one))
    return frozenset(alike).union(*map(opposites_of, telling.stems))


def _compare(telling: Telling, meant: frozenset[str], sentence: int, index: Index) -> tuple[Telling, _Match]:
    other = _join(meant, sentence, index)
    return other, _match(telling, other, index)


def _oppose(events: Events, clause: Clause, telling: Telling, meant: frozenset[str], sentence: int) -> Denial | None:
    """How a clause and a sentence of the material that tells the same exclude each other."""
    index = events.index
    other, match = _compare(telling, meant, sentence, index)
    names = sum(1 for one in {a for a, _ in match.pairs} if index.is_name(one))
    least = _BACK_SHARE if names >= _SURE_NAMES else _NAMELESS_BACK_SHARE
    if match.share < _SHARE or match.back_share < least or not _has_names(telling, sentence, index):
        return None
    words = find_opposed_words(telling, other, match.pairs, index)
    if not words or is_other_time(events.reading, clause.span, sentence, index):
        return None
    if words[1] not in opposites_of(words[0]) and _both_deny(events, clause, sentence):
        return None
    if _is_in_doubt(events.reading, clause.span):
        return None
    is_same = not _is_of_another(telling, words[1], sentence, events, clause)
    return Denial(*words, sentence, other.span) if is_same else None


def _is_in_doubt(reading: Reading, span: Span) -> bool:
    """Whether what leads to a clause tells that it is a view or a demand, or a word of it may be a misspelt denial."""
    first, last = reading.word_range(span)
    opening = reading.words[reading.sentences[reading.sentence_at(span[0]) or 0].first : first]
    if opening and read_polarity(reading.text, opening).is_open:
        return True
    return any(map(is_slip_of_denial, reading.norms[first:last]))


def _both_deny(events: Events, clause: Clause, sentence: int) -> bool:
    """Whether the sentences of both deny something: how far each denial reaches, and what it leaves, is then in doubt.

    `Nor, again, those who came late` parts the denial from its clause.
    """
    reading, line = events.reading, events.index.sentences[sentence]
    own = reading.sentences[reading.sentence_at(clause.span[0]) or 0]
    passage, start = events.index.readings[line.passage], events.index.starts[line.passage]
    sides = reading.norms[own.first : own.last], passage.norms[line.first - start : line.last - start]
    return all(map(find_denying, sides))


def _is_of_another(telling: Telling, told: str, sentence: int, events: Events, clause: Clause) -> bool:
    """Whether the word that stands against the essay's is told of somebody else whom the essay's sentence names, too."""
    index = events.index
    mine = {s for s in telling.stems if index.is_name(s)}
    beside = {s for s in clause.around if index.is_name(s)} - mine
    holding = [t for t in tellings_of(sentence, index) if told in t.stems]
    subjects = [{s for s in t.stems[: t.stems.index(told)] if index.is_name(s)} for t in holding]
    return all(mine.isdisjoint(names) and not beside.isdisjoint(names) for names in subjects)


def _join(meant: frozenset[str], sentence: int, index: Index) -> Telling:
    """The clauses of a sentence of the material that share a word with a clause of the essay, as one."""
    clauses = [t for t in tellings_of(sentence, index) if not meant.isdisjoint(t.stems)]
    if not clauses:
        return Telling(index.sentences[sentence].span, (), (), frozenset(), is_open=True, is_passive=False)
    return Telling(
        (clauses[0].span[0], clauses[-1].span[1]),
        tuple(s for t in clauses for s in t.stems),
        tuple(d for t in clauses for d in t.denied),
        frozenset(s for t in clauses for s in t.owners),
        any(t.is_open for t in clauses),
        any(t.is_passive for t in clauses),
    )


def _match(one: Telling, other: Telling, index: Index) -> _Match:
    pairs = tuple((a, b) for a in dict.fromkeys(one.stems) for b, _ in index.lexicon.similar(a) if b in other.stems)
    pairs += tuple((a, b) for a in dict.fromkeys(one.stems) for b in sorted(opposites_of(a)) if b in other.stems)
    mine, theirs = {a for a, _ in pairs}, {b for _, b in pairs}
    return _Match(_share(one.stems, mine, index), _share(other.stems, theirs, index), pairs)


def _share(stems: Iterable[str], shared: set[str], index: Index) -> float:
    total = held = 1e-9
    for one, told in find_told(stems, index).items():
        total += told.worth
        held += told.worth if one in shared else 0.0
    return held / total


def _has_names(telling: Telling, sentence: int, index: Index) -> bool:
    """Whether every name of a clause stands in a sentence of the material or the one before, as owner in both or in none."""
    line = index.sentences[sentence]
    near = [
        other for other in (sentence - 1, sentence) if other >= 0 and index.sentences[other].passage == line.passage
    ]
    told = [t for other in near for t in tellings_of(other, index)]
    owners = {s for t in told for s in t.owners}
    known = {s for t in told for s in t.stems}
    names = {s for s in telling.stems if index.is_name(s)}
    return names <= known and all((s in owners) == (s in telling.owners) for s in names)
