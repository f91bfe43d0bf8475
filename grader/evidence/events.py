"""Which sentences of the material tell the same event as a clause of the essay."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable
from functools import cached_property
from operator import itemgetter

from grader.evidence.index import Index, content_stems, known_stems
from grader.evidence.likenesses import Clause, Likeness, find_likenesses, most_held
from grader.model import Span
from grader.text.names import NameMention
from grader.text.quantities import Quantity
from grader.text.reading import Reading, Sentence
from grader.text.spans import Item

_BREAK = re.compile(
    r"[;:,\s](?:(?<=[;:])|(?=[\sabsuw])(?:(?:(?<=,)\s+|(?<=\s)\s*)(?:but|while|whereas|although|because|so that|until)\s"
    r"|(?<=,)\s(?!when\b|where\b|who\b|which\b)"
    r"|(?<=\s)\s*and\s+(?=(?:[A-Z]\w*|he|she|they|it|we|the|his|her|their|then|about|nearly|some|nobody|none|no|never"
    r"|not)\b)))"
)  # begins with one set of characters, or two, so that the search passes over all others at once
_FAR = 0.45
_CONTEXT_NAMES = 0.5
_SMALL_CLAUSE = 2
_MOST_AROUND = (
    100  # words of a sentence before and behind a clause; so that long sentences cost no more than many short ones
)
_PRONOUNS = frozenset(["he", "him", "his", "she", "her", "they", "them", "their", "it", "its"])


def _meant_names(reading: Reading, index: Index, sentence: Sentence, number: int) -> list[str]:
    """Names of the sentence before, where a pronoun may mean them."""
    if number == 0 or _PRONOUNS.isdisjoint(reading.norms[sentence.first : sentence.last]):
        return []
    before = reading.sentences[number - 1]
    stems = known_stems(reading, index)[before.first : before.last]
    return [s for s in dict.fromkeys(stems) if index.is_name(s)]


def split_clauses(text: str, sentence: Span) -> list[Span]:
    """The stretches of a sentence between the words and points that part its clauses, in order; at least one."""
    starts, ends = [sentence[0]], []
    for match in _BREAK.finditer(text, *sentence):
        ends.append(match.start())
        starts.append(match.end())
    return list(zip(starts, [*ends, sentence[1]], strict=True))


def _leave_out(clause: Clause, stems: Container[str]) -> Clause:
    around = {s: w for s, w in clause.around.items() if s not in stems}
    own, core = (tuple([s for s in told if s not in stems]) for told in (clause.own, clause.core))
    return Clause(clause.span, core, own, around)


class Events:
    """The clauses of one essay and the sentences of the material that tell them, each found once."""

    def __init__(self, reading: Reading, index: Index) -> None:
        self.reading, self.index = reading, index
        self._breaks: dict[int, list[Span]] = {}
        self._clauses: dict[tuple[int, Span], Clause] = {}
        self._meanings: dict[int, list[str]] = {}
        self._likenesses: dict[tuple[Span, str], list[Likeness]] = {}

    def clause_at(self, number: int, at: int) -> Clause:
        """The clause of sentence `number` that holds the character at `at`, with the words it is about."""
        span = self._clause_span(number, at)
        if (number, span) not in self._clauses:
            self._clauses[number, span] = self._clause(number, span)
        return self._clauses[number, span]

    def clause_spans(self, number: int) -> list[Span]:
        """Where the clauses of sentence `number` stand that have a word, in order."""
        text = self.reading.text
        return [span for span in self._clause_spans(number) if text[span[0] : span[1]].strip(" ,;:.")]

    def _clause_spans(self, number: int) -> list[Span]:
        if number not in self._breaks:
            self._breaks[number] = split_clauses(self.reading.text, self.reading.sentences[number].span)
        return self._breaks[number]

    def _clause_span(self, number: int, at: int) -> Span:
        """The stretch of a sentence between the breaks around the character at `at`."""
        spans = self._clause_spans(number)
        return spans[min(bisect_right(spans, at, key=itemgetter(1)), len(spans) - 1)]

    def likenesses(self, clause: Clause, about: frozenset[int], without: str = "") -> list[Likeness]:
        """Sentences of the material that tell the clause's event, best first.

        Args:
            clause: the clause.
            about: sentences that are always among the answers.
            without: stems, separated by spaces, that are left out of it: those of a name that may be exchanged.
        """
        key = clause.span, without
        if key not in self._likenesses:
            rest = _leave_out(clause, without.split()) if without else clause
            self._likenesses[key] = find_likenesses(rest, self.index, about)
        return self._likenesses[key]

    def most_held(self, clause: Clause, sentences: Iterable[int], without: str = "") -> float:
        """The largest `share` of some sentences of the material, without looking at the others; see `likenesses`."""
        return most_held(clause, sentences, frozenset(without.split()), self.index)

    @cached_property
    def names(self) -> dict[int, list[NameMention]]:
        """Number of a sentence to the names in it, in order; sentences without one are left out."""
        return self._sort_in(self.reading.names)

    @cached_property
    def quantities(self) -> dict[int, list[Quantity]]:
        """Number of a sentence to the quantities in it, likewise."""
        return self._sort_in(self.reading.quantities)

    def _sort_in(self, items: Iterable[Item]) -> dict[int, list[Item]]:
        found: dict[int, list[Item]] = {}
        for item in items:
            number = self.reading.sentence_at(item.span[0])
            if number is not None:
                found.setdefault(number, []).append(item)
        return found

    def _meant(self, number: int) -> list[str]:
        if number not in self._meanings:
            self._meanings[number] = _meant_names(self.reading, self.index, self.reading.sentences[number], number)
        return self._meanings[number]

    @cached_property
    def _content(self) -> tuple[list[int], list[str]]:
        """The number of each content word of the essay, dates and figures left out, and the stem that it means."""
        spans = [d.span for d in self.reading.dates] + [q.span for q in self.reading.quantities]
        slots = {at for span in spans for at in range(*self.reading.word_range(span))}
        content = enumerate(content_stems(self.reading, self.index))
        told = {at: stem for at, stem in content if stem is not None and at not in slots}
        return [*told], [*told.values()]

    def _clause(self, number: int, span: Span) -> Clause:
        sentence, (first, last) = self.reading.sentences[number], self.reading.word_range(span)
        places, stems = self._content
        bounds = max(sentence.first, first - _MOST_AROUND), first, last, min(sentence.last, last + _MOST_AROUND)
        low, begin, end, high = [bisect_left(places, at) for at in bounds]
        own = dict.fromkeys(stems[begin:end])
        around = dict.fromkeys(stems[low:begin] + stems[end:high], _FAR)
        for stem in self._meant(number):
            around.setdefault(stem, _CONTEXT_NAMES)
        core, is_bare = tuple(own) or tuple(around), not own
        if len(own) <= _SMALL_CLAUSE:
            own |= dict.fromkeys(s for s, weight in around.items() if weight == _FAR)
        return Clause(span, core, tuple(own), {s: w for s, w in around.items() if s not in own}, is_bare)
