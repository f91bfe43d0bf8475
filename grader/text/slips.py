"""The slips that learners of English make and that a dictionary cannot see: `he have`, `can to go`, `much people`.

The groups follow what grammars for learners list (Swan, M. (2005): Practical English Usage) and the kinds of learner corpora
(Dahlmeier, D., Ng, H. T., and Wu, S. M. (2013): Building a large annotated corpus of learner English). The tables were
written for this project; each phrase that is shown was read in context before it was let in.
"""

from collections.abc import Iterator
from typing import NamedTuple, cast

from grader.model import Span
from grader.text import slip_nouns, slip_verbs, slip_words
from grader.text.phrases import END, START, PhraseTable
from grader.text.proofs import Error, ErrorKind
from grader.text.reading import Reading, Sentence

SLIPS = PhraseTable((*slip_verbs.PHRASES, *slip_nouns.PHRASES, *slip_words.PHRASES))
"""Every phrase that is never right."""
_FEWEST_UNENDED, _REACH = 15, 40


class _Line(NamedTuple):
    """A sentence as a row of words and marks.

    Attributes:
        lows: `^`, words in lower case with straight apostrophes, the first mark of what stands between them, `$`.
        spans: where each stands; none for `^` and `$`.
    """

    lows: list[str]
    spans: list[Span | None]


def find_slips(reading: Reading, end: int) -> Iterator[Error]:
    """Slips in the sentences that begin before `end`: phrases that are never right, and paragraphs without a full stop."""
    for sentence in reading.sentences:
        if sentence.span[0] >= end:
            break
        line = read_line(reading, sentence)
        for match in SLIPS.find(line.lows):
            spans = [span for span in line.spans[match.first : match.last] if span]
            phrase = match.phrase
            span = spans[0][0], spans[-1][1]
            right = _like(reading.text[slice(*span)], match.suggestion)
            yield Error(span, cast("ErrorKind", phrase.kind), phrase.id, "", (right,) if right else (), phrase.is_shown)
    yield from _find_unended(reading, end)


def read_line(reading: Reading, sentence: Sentence) -> _Line:
    """The words and marks of a sentence in a row."""
    text = reading.text
    lows, spans = [START], list[Span | None]([None])
    before = -1
    for word in reading.words[sentence.first : sentence.last]:
        gap = text[before : word.start].strip() if before >= 0 else ""
        if gap:
            lows.append(gap[0])
            spans.append((before, word.start))
        lows.append(text[word.start : word.end].lower().replace("’", "'"))
        spans.append((word.start, word.end))
        before = word.end
    return _Line([*lows, END], [*spans, None])


def _ends_small(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence ends with a word in small letters, not with a name as bylines and headings do."""
    word = reading.words[sentence.last - 1]
    return word.end == sentence.span[1] and reading.text[word.start : word.end].islower()


def _like(written: str, right: str) -> str:
    """The suggestion with a capital where the writer had one."""
    capital = right[:1].upper() + right[1:] if written[:1].isupper() else right
    return " ".join("I" if word == "i" else word for word in capital.split(" ")) if capital else ""


def _find_unended(reading: Reading, end: int) -> Iterator[Error]:
    """The last word of each paragraph whose last sentence is long and ends in no mark."""
    lasts = {sentence.paragraph: sentence for sentence in reading.sentences if sentence.span[1] <= end}
    for number in sorted(lasts):
        sentence = lasts[number]
        is_heading = sentence.last - sentence.first < _FEWEST_UNENDED or "|" in reading.text[slice(*sentence.span)]
        behind = reading.text[sentence.span[1] : sentence.span[1] + _REACH].lstrip()
        if not is_heading and _ends_small(reading, sentence) and not behind[:1].islower():
            word = reading.words[sentence.last - 1]
            span, right = (word.start, word.end), reading.text[word.start : word.end] + "."
            yield Error(span, "punctuation", "no full stop", "This paragraph ends without a full stop.", (right,))
