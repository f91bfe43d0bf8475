"""Which sentences of the material tell the same event as a clause of the essay."""

import re
from collections import defaultdict
from dataclasses import dataclass

from grader.evidence.index import Index
from grader.evidence.lexicon import STOP_STEMS
from grader.model import Span
from grader.text.reading import Reading, Sentence

_BREAK = re.compile(
    r"[;:]|,?\s+(?:but|when|while|whereas|although|because|so that|until)\s|,\s"
    r"|\s+and\s+(?=(?:[A-Z]\w*|he|she|they|it|we|the|his|her|their|then|about|nearly|some)\b)"
)
_FAR = 0.45
_CONTEXT_NAMES = 0.5
_UNKNOWN = 0.3
_SMALL_CLAUSE = 2
_PRONOUNS = frozenset("he him his she her they them their it its".split())


@dataclass(frozen=True, slots=True)
class Clause:
    """The words around a slot.

    Attributes:
        span: of the clause in the essay.
        core: stems of the clause itself, without dates and numbers.
        own: the same, or those of the whole sentence where the clause has only one or two.
        around: stem to how much it helps, 0 to 1: the rest of the sentence, and names that a pronoun may mean.
    """

    span: Span
    core: tuple[str, ...]
    own: tuple[str, ...]
    around: dict[str, float]

    @property
    def stems(self) -> frozenset[str]:
        """Every stem in and around the clause."""
        return frozenset(self.own) | self.around.keys()


@dataclass(frozen=True, slots=True)
class Likeness:
    """How well a sentence of the material tells a clause's event.

    Attributes:
        sentence: number in `Index.sentences`.
        share: share of the clause's own words that stand there, weighted by rarity, 0 to 1.
        mass: summed rarity of all shared words, those around the clause included.
        predicates, names: how many different ordinary words and names are shared.
        is_core: whether an ordinary word of the clause itself is shared, or it has none that the material knows.
    """

    sentence: int
    share: float
    mass: float
    predicates: int
    names: int
    is_core: bool


def clause_at(reading: Reading, index: Index, number: int, at: int) -> Clause:
    """The clause of sentence `number` that holds the character at `at`, with the words it is about."""
    sentence = reading.sentences[number]
    span = _clause_span(reading.text, sentence.span, at)
    slots = [d.span for d in reading.dates] + [q.span for q in reading.quantities]
    own: dict[str, None] = {}
    around: dict[str, float] = {}
    for word in reading.words[sentence.first : sentence.last]:
        if word.stem in STOP_STEMS or any(s <= word.start < e for s, e in slots):
            continue
        stem = index.lexicon.known(word.norm, word.stem)
        if span[0] <= word.start < span[1]:
            own[stem] = None
        else:
            around[stem] = _FAR
    for stem in _meant_names(reading, index, sentence, number):
        around.setdefault(stem, _CONTEXT_NAMES)
    core = tuple(own)
    if len(own) <= _SMALL_CLAUSE:
        own |= dict.fromkeys(s for s, weight in around.items() if weight == _FAR)
    return Clause(span, core, tuple(own), {s: w for s, w in around.items() if s not in own})


def _clause_span(text: str, sentence: Span, at: int) -> Span:
    start, end = sentence
    for m in _BREAK.finditer(text, *sentence):
        if m.end() <= at:
            start = m.end()
        elif m.start() > at:
            end = m.start()
            break
    return start, end


def _meant_names(reading: Reading, index: Index, sentence: Sentence, number: int) -> list[str]:
    """Names of the sentence before, where a pronoun may mean them."""
    run = reading.words[sentence.first : sentence.last]
    if number == 0 or not any(w.norm in _PRONOUNS for w in run):
        return []
    before = reading.sentences[number - 1]
    stems = [index.lexicon.known(w.norm, w.stem) for w in reading.words[before.first : before.last]]
    return [s for s in dict.fromkeys(stems) if index.is_name(s)]


def find_likenesses(clause: Clause, index: Index, most: int = 12) -> list[Likeness]:
    """Sentences of the material that tell the clause's event, best first, at most `most`.

    Words that the material never uses count little against a clause: the writer's own words are no other event.
    """
    tally: dict[int, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0, 0.0, 0.0])
    total = 1e-9
    core = {s for s in clause.core if not index.is_name(s) and _holders(s, index)}
    weights = dict.fromkeys(clause.own, 1.0) | clause.around
    for stem, weight in weights.items():
        rarity = index.rarity(stem)
        is_own = stem in clause.own
        if is_own:
            total += rarity * (1.0 if index.sentences_with(stem) else _UNKNOWN)
        is_name = index.is_name(stem)
        for number, strength in _holders(stem, index).items():
            row = tally[number]
            row[0] += rarity * strength * is_own
            row[1] += rarity * strength * weight
            row[3 if is_name else 2] += 1
            row[4] += stem in core
    ranked = sorted(tally, key=lambda n: (-round(tally[n][1], 4), n))[:most]
    return [
        Likeness(
            n, min(1.0, row[0] / total), row[1], int(row[2]), int(row[3]), is_core=bool(row[4]) or not core
        )
        for n in ranked
        for row in (tally[n],)
    ]


def _holders(stem: str, index: Index) -> dict[int, float]:
    """The sentences that hold a stem or a word that may stand for it, with the strength of the likeness."""
    best: dict[int, float] = {}
    for other, strength in index.lexicon.similar(stem):
        for number in index.sentences_with(other):
            if strength > best.get(number, 0.0):
                best[number] = strength
    return best
