"""What a clause says of its words: which it affirms and which it denies, in the material's stems."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from grader.evidence.events import split_clauses
from grader.evidence.index import Index, content_stems, index_of
from grader.evidence.lexicon import STOP_STEMS
from grader.evidence.sentence_sets import EVERY, unite
from grader.model import Contest, Span
from grader.text.memory import Memory
from grader.text.opposites import opposites_of
from grader.text.polarity import POLAR_NORMS, read_polarity
from grader.text.reading import TextLayer
from grader.text.words import Word, stem

_POSSESSIVE = re.compile(r"['’\x92](?:s\b|(?!\w))")

_NO_SUCH = re.compile(r"\b(?:no such thing|there (?:was|were|is|are) no)\b", re.IGNORECASE)
_EXIST = stem("exist")
_EDGES = frozenset(["end", "beginning", "start"])
_UNKNOWN = 0.3


@dataclass(frozen=True, slots=True)
class Telling:
    """A clause of the essay or of the material.

    Attributes:
        span: where it stands.
        stems: its content words in order, as the material spells them.
        denied: whether each of `stems` is denied.
        owners: those of `stems` that only own what is spoken of: `Hill’s brother`.
        is_passive: whether somebody may be said to do it with `by`.
        is_open: whether it is a condition, a wish, a guess or a question, so that it tells nothing for sure.
    """

    span: Span
    stems: tuple[str, ...]
    denied: tuple[bool, ...]
    owners: frozenset[str]
    is_open: bool
    is_passive: bool

    def denies(self, one: str) -> bool | None:
        """Whether a stem is denied; None where it does not stand there, or is both affirmed and denied."""
        said = {denied for other, denied in zip(self.stems, self.denied, strict=True) if other == one}
        return said.pop() if len(said) == 1 else None

    def find_first_denied(self, one: str) -> str:
        """The first stem of the denial that reaches a stem, which is what it denies above all; itself where it is affirmed.

        Who did not obey an order was given it all the same.
        """
        at = self.stems.index(one)
        while at and self.denied[at] and self.denied[at - 1]:
            at -= 1
        return self.stems[at]


def read_telling(text: str, span: Span, words: Sequence[Word], index: Index) -> Telling:
    """What a clause says.

    Args:
        text: the text.
        span: the clause, at most a sentence.
        words: its words.
        index: the material.
    """
    polarity = read_polarity(text, words)
    kept = [(n, w) for n, w in enumerate(words) if w.stem not in STOP_STEMS and w.norm not in POLAR_NORMS]
    kept = [(n, w) for n, w in kept if w.norm not in _EDGES or not _is_time(words, n)]
    stems = tuple(index.lexicon.known(word.norm, word.stem) for _, word in kept)
    owners = frozenset(
        s for s, (_, w) in zip(stems, kept, strict=True)
        if not text[w.start].islower() and _POSSESSIVE.search(text, w.start, w.end + 2)
    )  # fmt: skip
    denied = tuple(n in polarity.denied for n, _ in kept)
    if says_no_such(text, span):
        stems, denied = (*stems, _EXIST), (*denied, True)
    is_passive = "by" in [word.norm for word in words]
    return Telling(span, stems, denied, owners, polarity.is_open, is_passive)


def _is_time(words: Sequence[Word], n: int) -> bool:
    """Whether a word only tells when: `by the end of the day` ends nothing."""
    return [w.norm for w in words[max(0, n - 1) : n + 2 : 2]] == ["the", "of"]


def read_stems(layer: TextLayer, index: Index) -> tuple[list[int], list[str]]:
    """The number of each word of a text that tells something, and the material's stem that it means."""
    norms, content = layer.norms, content_stems(layer, index)
    told = {at: stem for at, stem in enumerate(content) if stem is not None and norms[at] not in POLAR_NORMS}
    return [*told], [*told.values()]


def says_no_such(text: str, span: Span) -> bool:
    """Whether a clause says that something does not exist, as `there was no` does."""
    return _NO_SUCH.search(text, *span) is not None


def tellings_of(sentence: int, index: Index) -> tuple[Telling, ...]:
    """The clauses of a sentence of the material, read once for each loaded contest."""
    memory = _memory_of(index.contest)
    if sentence not in memory:
        line = index.sentences[sentence]
        passage, start = index.readings[line.passage], index.starts[line.passage]
        words = passage.words[line.first - start : line.last - start]
        memory[sentence] = tuple(
            read_telling(passage.text, span, [w for w in words if span[0] <= w.start < span[1]], index)
            for span in split_clauses(passage.text, line.span)
        )
    return memory[sentence]


@lru_cache(maxsize=4)
def _memory_of(_contest: Contest) -> dict[int, tuple[Telling, ...]]:
    """Memory of `tellings_of`, one for each loaded contest."""
    return {}


class Told(NamedTuple):
    """Where the material speaks of a word; sets of sentences are as in `grader.evidence.sentence_sets`.

    Attributes:
        denied: the sentences that deny the word, or one that it may stand for.
        opposed: those that have a word that says the opposite.
        held: those that have any of them.
        named: those that have the very word or follow one that has it; all, where it is no name.
        worth: how much the word counts in a comparison.
    """

    denied: int
    opposed: int
    held: int
    named: int
    worth: float


def find_told(stems: Iterable[str], index: Index) -> dict[str, Told]:
    """Where the material speaks of each of some stems: of an empty one, which stands for a word that tells nothing, nowhere.

    It is remembered for each loaded contest, since essays use the same words.
    """
    memory = _told_of(index.contest)
    return {one: memory.get(one) or _read_told(one, memory, index) for one in dict.fromkeys(stems)}


def _read_told(stemmed: str, memory: Memory[str, Told], index: Index) -> Told:
    if not stemmed:
        return Told(0, 0, 0, EVERY, 0.0)
    denied_in, held_in = _read_sides(index.contest)
    alike = [other for other, _ in index.lexicon.similar(stemmed)]
    opposed = unite(held_in.get(one, 0) for one in opposites_of(stemmed))
    very = held_in.get(stemmed, 0)
    told = memory[stemmed] = Told(
        unite(denied_in.get(one, 0) for one in alike),
        opposed,
        opposed | unite(held_in.get(one, 0) for one in alike),
        very | very << 1 if index.is_name(stemmed) else EVERY,
        index.rarity(stemmed) * (1.0 if index.sentences_with(stemmed) else _UNKNOWN),
    )
    return told


@lru_cache(maxsize=4)
def _told_of(_contest: Contest) -> Memory[str, Told]:
    """Memory of `_read_told`, one for each loaded contest."""
    return Memory()


@lru_cache(maxsize=4)
def _read_sides(contest: Contest) -> tuple[dict[str, int], dict[str, int]]:
    """Stem to the sentences of the material that deny it, and to those that have it, made once for each loaded contest."""
    index = index_of(contest)
    denied: dict[str, int] = defaultdict(int)
    held: dict[str, int] = defaultdict(int)
    for number in range(len(index.sentences)):
        for telling in tellings_of(number, index):
            for one, is_denied in zip(telling.stems, telling.denied, strict=True):
                held[one] |= 1 << number
                if is_denied and not telling.is_open:
                    denied[one] |= 1 << number
    return dict(denied), dict(held)
