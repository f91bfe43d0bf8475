"""The material of a contest, read once and shared by all essays."""

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from grader.evidence.lexicon import STOP_STEMS, Lexicon
from grader.evidence.sentence_sets import make_set
from grader.model import Contest, Passage, Source, Span
from grader.text.dates import DateMention
from grader.text.memory import Memory
from grader.text.quotations import Quoted, find_quoted
from grader.text.reading import TextLayer
from grader.text.roster import Roster
from grader.text.spans import starting_in
from grader.text.speakers import Speaker, find_speakers
from grader.text.words import find_words, stem

GRAM = 3
_COMMON = 60


@dataclass(frozen=True, slots=True)
class SourceSentence:
    """A sentence of the material.

    Attributes:
        passage: number of the passage in `Index.passages`.
        span: offsets into the passage's text.
        first, last: half-open range of positions in `Index.stream`.
        stems: its content words' stems, in order.
    """

    passage: int
    span: Span
    first: int
    last: int
    stems: tuple[str, ...]


class PassageReading(TextLayer):
    """A passage with what the text layer finds in it, each found when first asked for."""

    def __init__(self, passage: Passage, known_names: frozenset[str]) -> None:
        super().__init__(passage.text, known_names)
        self.passage = passage

    @cached_property
    def quoted(self) -> list[Quoted]:
        """Stretches between quotation marks."""
        return find_quoted(self.text)

    @cached_property
    def speakers(self) -> list[Speaker | None]:
        """Who says each of `quoted`; none for the narrator."""
        return find_speakers(self.text, self.quoted, self.sentence_spans, self.names)


class Index:
    """Passages, sentences, words and names of a contest's material, made for looking things up.

    Attributes:
        readings: every passage with its text layer, in the order of `passages`.
        sentences: every sentence of the material.
        stream: stems of all words of all passages, one after the other; `starts[p]` is where passage p begins.
        grams: every run of three stems to where it stands: passages, and positions in the stream.
    """

    def __init__(self, contest: Contest) -> None:
        self.contest = contest
        self.sources: dict[str, Source] = {source.id: source for source in contest.sources}
        self.passages: list[Passage] = [p for source in contest.sources for p in source.passages]
        self.numbers = {passage.id: number for number, passage in enumerate(self.passages)}
        self.roster = Roster.from_texts([p.text for p in self.passages])
        self.known_names = frozenset(self.roster.tokens)
        self.readings = [PassageReading(passage, self.known_names) for passage in self.passages]
        self.sentences: list[SourceSentence] = []
        self.stream: list[str] = []
        self.starts: list[int] = []
        self._owners: list[int] = []
        for number, reading in enumerate(self.readings):
            self._append(number, reading)
        self._name_stems = self._find_name_stems()
        self.document_counts = Counter(s for sentence in self.sentences for s in set(sentence.stems))
        counts = Counter(self.stream)
        for item in contest.key.items:
            said = (item.statement, *item.keywords)
            counts.update(w.stem for text in said for w in find_words(text) if w.stem not in STOP_STEMS)
        self.lexicon = Lexicon(counts, self.known_names)
        self.grams = self._grams()
        self._sets = Memory[str, int]()

    def _append(self, number: int, reading: PassageReading) -> None:
        """Adds a passage's words and sentences."""
        offset = len(self.stream)
        self.starts.append(offset)
        self.stream += [word.stem for word in reading.words]
        self._owners += [number] * len(reading.words)
        at = 0
        for span in reading.sentence_spans:
            first = at
            while at < len(reading.words) and reading.words[at].start < span[1]:
                at += 1
            stems = tuple(w.stem for w in reading.words[first:at] if w.stem not in STOP_STEMS)
            self.sentences.append(SourceSentence(number, span, offset + first, offset + at, stems))

    def _find_name_stems(self) -> frozenset[str]:
        """Stems that the material writes with a capital inside sentences at least as often as without: names and offices."""
        large: Counter[str] = Counter()
        small: Counter[str] = Counter()
        for reading in self.readings:
            opening = {span[0] for span in reading.sentence_spans}
            for word in reading.words:
                if reading.text[word.start].islower():
                    small[word.stem] += 1
                elif reading.text[word.start].isupper() and _is_inside(reading.text, word.start, opening):
                    large[word.stem] += 1
        names = {stem(token) for token in self.known_names}
        return frozenset(names | {s for s, n in large.items() if n >= small[s] and s not in STOP_STEMS})

    def _grams(self) -> dict[tuple[str, ...], list[tuple[int, int]]]:
        grams: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
        ends = [*self.starts[1:], len(self.stream)][: len(self.starts)]
        for passage, (start, end) in enumerate(zip(self.starts, ends, strict=True)):
            for at in range(start, end - GRAM + 1):
                grams[tuple(self.stream[at : at + GRAM])].append((passage, at))
        return {gram: places for gram, places in grams.items() if len(places) <= _COMMON}

    @cached_property
    def _rarities(self) -> dict[str, float]:
        return {term: self._rarity_of(count) for term, count in self.document_counts.items()}

    @cached_property
    def _rarest(self) -> float:
        return self._rarity_of(0)

    def _rarity_of(self, count: int) -> float:
        size = len(self.sentences) + 2
        return max(0.01, math.log(size / (count + 0.5)) / math.log(size / 1.5))

    def rarity(self, term: str) -> float:
        """Inverse document frequency of a stem over the material's sentences.

        Scaled so that a stem of one sentence has 1, whatever the size of the material; common ones come near 0.
        """
        return self._rarities.get(term, self._rarest)

    def sum_rarities(self, terms: Iterable[str]) -> float:
        """The sum of the rarities of some stems."""
        total, known, unknown = 0.0, self._rarities, self._rarest
        for term in terms:
            total += known.get(term, unknown)
        return total

    @cached_property
    def _where(self) -> dict[str, list[int]]:
        where: dict[str, list[int]] = defaultdict(list)
        for number, sentence in enumerate(self.sentences):
            for one in sorted(set(sentence.stems)):
                where[one].append(number)
        return dict(where)

    def sentences_with(self, term: str) -> list[int]:
        """Numbers of the sentences that hold a content stem, in order."""
        return self._where.get(term, [])

    def set_with(self, term: str) -> int:
        """The same as a set."""
        found = self._sets.get(term)
        if found is None:
            found = self._sets[term] = make_set(self.sentences_with(term))
        return found

    def is_name(self, term: str) -> bool:
        """Whether a stem is that of a name or an office of the material."""
        return term in self._name_stems

    def dates_of(self, sentence: int) -> list[DateMention]:
        """The dates of a sentence, given by number."""
        line = self.sentences[sentence]
        return starting_in(self.readings[line.passage].dates, line.span)

    def passage_at(self, position: int) -> int:
        """Number of the passage that holds a position of the stream."""
        return self._owners[position]

    def norms_at(self, first: int, size: int) -> list[str]:
        """The folded words of a stretch of the stream that stays in one passage."""
        number = self.passage_at(first)
        start = first - self.starts[number]
        return [word.norm for word in self.readings[number].words[start : start + size]]

    def sentence_at(self, position: int) -> int:
        """Number of the sentence that holds a position of the stream."""
        return bisect_right(self.sentences, position, key=lambda s: s.first) - 1

    def span_of(self, first: int, last: int) -> tuple[int, Span]:
        """The passage number and the offsets in it of the words `first` (included) to `last` (excluded) of the stream."""
        number = self.passage_at(first)
        words, start = self.readings[number].words, self.starts[number]
        return number, (words[first - start].start, words[min(last - start, len(words)) - 1].end)


def _is_inside(text: str, start: int, opening: set[int]) -> bool:
    """Whether a word stands inside a sentence: after a small letter, a digit or a comma, not at an opening."""
    before = text[max(0, start - 2) : start].strip()
    return start not in opening and bool(before) and (before[-1].isalnum() or before[-1] == ",")


@lru_cache(maxsize=4)
def index_of(contest: Contest) -> Index:
    """The index of a contest, made once for each loaded contest and kept for the last four."""
    return Index(contest)


@lru_cache(maxsize=2)
def known_stems(layer: TextLayer, index: Index) -> list[str]:
    """For each word of a text the material's stem that it means; kept for the last two texts and never to be changed."""
    known, counts = index.lexicon.known, index.lexicon.counts
    return [stem if stem in counts else known(norm, stem) for norm, stem in zip(layer.norms, layer.stems, strict=True)]


@lru_cache(maxsize=2)
def content_stems(layer: TextLayer, index: Index) -> list[str | None]:
    """The same, but None for words that tell nothing by themselves; kept likewise and never to be changed."""
    known = zip(layer.stems, known_stems(layer, index), strict=True)
    return [None if own in STOP_STEMS else meant for own, meant in known]
