"""A text with its words, sentences and paragraphs found once and shared by everything that looks at it."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from grader.model import Essay, Part, Span
from grader.text.citations import Citation, find_citations
from grader.text.dates import DateMention, find_dates
from grader.text.names import NameMention, find_names
from grader.text.quantities import Quantity, find_quantities
from grader.text.quotations import Quoted, find_quoted
from grader.text.segments import LONGEST_WHOLE, split_sentence
from grader.text.sentences import find_paragraphs, find_sentences
from grader.text.spans import Ordered
from grader.text.words import Word, find_words

_PROSE = ("body", "quotation")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the prose and the run of `Reading.words` that stand in it.

    Attributes:
        span: offsets into the text.
        first, last: half-open range of word numbers.
        paragraph: number of the paragraph it stands in, from 0.
    """

    span: Span
    first: int
    last: int
    paragraph: int


class TextLayer:
    """What the text layer finds in any text, each found when first asked for.

    Args:
        text: the text.
        known_names: folded name tokens of the material, so that names in lower case are found, too.
    """

    def __init__(self, text: str, known_names: frozenset[str] = frozenset()) -> None:
        self.text = text
        self.known_names = known_names

    @cached_property
    def sentence_spans(self) -> list[Span]:
        """The spans of the sentences."""
        return find_sentences(self.text)

    @cached_property
    def words(self) -> list[Word]:
        """Every word of the whole text."""
        return find_words(self.text)

    @cached_property
    def _columns(self) -> list[list[Any]]:
        """The words' attributes, one list each."""
        return [list(column) for column in zip(*self.words, strict=True)] or [[], [], [], []]

    @cached_property
    def norms(self) -> list[str]:
        """The folded form of each word; never to be changed."""
        return self._columns[2]

    @cached_property
    def stems(self) -> list[str]:
        """The stem of each word; never to be changed."""
        return self._columns[3]

    @cached_property
    def starts(self) -> list[int]:
        """Where each word starts, for searching."""
        return self._columns[0]

    def word_range(self, span: Span) -> tuple[int, int]:
        """Half-open range of the numbers of the words that start inside `span`."""
        starts = self.starts
        return bisect_left(starts, span[0]), bisect_left(starts, span[1])

    @cached_property
    def dates(self) -> Ordered[DateMention]:
        """Dates, in order."""
        return Ordered(find_dates(self.text))

    @cached_property
    def quantities(self) -> Ordered[Quantity]:
        """Quantities, in order."""
        return Ordered(find_quantities(self.text, self.dates))

    @cached_property
    def names(self) -> Ordered[NameMention]:
        """Names of people, places and groups, in order."""
        return Ordered(find_names(self.text, self.words, self.sentence_spans, self.known_names))


class Reading(TextLayer):
    """An essay as the text layer sees it; everything is found at most once, when it is first asked for.

    Args:
        essay: the essay; sentences are taken from its body and its block quotations only.
        known_names: folded name tokens of the material, so that names in lower case are found, too.
    """

    def __init__(self, essay: Essay, known_names: frozenset[str] = frozenset()) -> None:
        super().__init__(essay.text, known_names)
        self.essay = essay
        self.word_counts: dict[str, int] = {}

    @cached_property
    def prose(self) -> tuple[Part, ...]:
        """The parts that are the writer's argument: body and block quotations."""
        return tuple(part for part in self.essay.parts if part.kind in _PROSE)

    @cached_property
    def paragraphs(self) -> list[Span]:
        """Paragraphs of the prose."""
        return [span for part in self.prose for span in find_paragraphs(self.text, *part.span)]

    @cached_property
    def sentences(self) -> list[Sentence]:
        """Sentences of the prose, in order; those without a word are left out."""
        found = []
        for number, paragraph in enumerate(self.paragraphs):
            for span in find_sentences(self.text, *paragraph):
                first, last = self.word_range(span)
                if last > first:
                    found.append(Sentence(span, first, last, number))
        return found

    @cached_property
    def segments(self) -> list[Sentence]:
        """The sentences, long ones cut where clauses meet; what evidence is looked for in."""
        closed = [quoted.outer for quoted in self.quoted]
        found = []
        for sentence in self.sentences:
            if sentence.last - sentence.first <= LONGEST_WHOLE:
                found.append(sentence)
                continue
            pieces = split_sentence(self.text, sentence.span, self.starts, closed)
            found += [Sentence(span, *self.word_range(span), sentence.paragraph) for span in pieces]
        return found

    @cached_property
    def _segment_starts(self) -> list[int]:
        return [segment.span[0] for segment in self.segments]

    def segment_at(self, offset: int) -> int | None:
        """Number of the segment that holds the character at `offset`; none outside the prose."""
        return _at(self.segments, self._segment_starts, offset)

    @cached_property
    def sentence_spans(self) -> list[Span]:
        """The spans of the sentences alone."""
        return [sentence.span for sentence in self.sentences]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentence_spans]

    @cached_property
    def quoted(self) -> Ordered[Quoted]:
        """Stretches between quotation marks and block quotations, in order."""
        return Ordered(find_quoted(self.text, [part.span for part in self.prose if part.kind == "quotation"]))

    @cached_property
    def citations(self) -> list[Citation]:
        """Parenthetical citations, note marks, notes and bibliography entries, in order."""
        return find_citations(self.text, self.essay.parts)

    def sentence_at(self, offset: int) -> int | None:
        """Number of the sentence that holds the character at `offset`; none outside the prose."""
        return _at(self.sentences, self._sentence_starts, offset)

    def part_at(self, offset: int) -> str:
        """Kind of the part that holds the character at `offset`; `body` where none is given."""
        return next((p.kind for p in self.essay.parts if p.span[0] <= offset < p.span[1]), "body")


def _at(sentences: list[Sentence], starts: list[int], offset: int) -> int | None:
    number = bisect_right(starts, offset) - 1
    return number if number >= 0 and offset < sentences[number].span[1] else None
