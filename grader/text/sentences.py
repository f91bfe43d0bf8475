"""Sentences of a text as spans.

The splitting itself is sentencex's (Wikimedia's rules, MIT). Around it stand the cases that essays add: note marks,
lists, hard line ends, control characters, and sentences inside long quotations.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from grader.model import Span

_BREAK = re.compile(r"\n(?:[^\S\n]*\n)*")
_HAND_WRAPPED = 110  # nobody wraps lines by hand beyond this; a longer line is a paragraph of its own
_NOISE = re.compile(r"([^\w\s])\1{15,}")
_TWICE = re.compile(r"([^\w\s])\1")
_STEP = 8  # of sixteen characters alike two stand side by side among every eighth of a text
_NOTE_MARK = re.compile(r"[\[⁰¹²³⁴-⁹](?:(?<!\[)|\d{1,3}\])")  # one set of first characters is found fast
_LIST_LINE = re.compile(r"\n(?=[ \t]*(?:[-*•–·>#]|\d{1,3}[.)]|\[\d{1,3}\]|\|)[ \t]*\S)")
_ENDED_LINE = re.compile(r"(?<=[.!?:][\"'”’)\]])\n|(?<=[.!?:])\n")
# Inside quotations sentencex does not split; a full stop between a lower-case word and a capital is an end there, too.
_INNER_END = re.compile(
    r"[.!?](?:(?<=[a-z0-9,)%].)[\"'”’)\]]{0,3}\s+(?=[\"'“‘(\[]{0,2}[A-Z])|(?<=\.\.\.)\s+(?=[\"“‘]?[A-Z]))"
)
_TITLES = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|St|Prof|Gen|Col|Lt|Capt|Sgt|Rev|Hon|Gov|Sen|Rep|No|Vol|vs|cf|ed|eds|pp?|ch|etc|al|Jan|Feb"
    r"|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|e\.g|i\.e|approx|ca|c)\.$"
)
_LONG_WORDS = 12
_LOOSE_MARK = re.compile(r"\s([\"“])\Z")
_LOOSE_MARKS = frozenset('"“')
_DOUBLE_MARKS = frozenset('"“”')


def _lines(text: str, start: int, end: int) -> list[Span]:
    """A paragraph cut where a line is a sentence of its own: list lines and lines that end like a sentence."""
    if text.find("\n", start, end) < 0:
        return [(start, end)]
    cuts = sorted({m.end() for p in (_LIST_LINE, _ENDED_LINE) for m in p.finditer(text, start, end)})
    return list(zip([start, *cuts], [*cuts, end], strict=True))


def _inner(text: str, start: int, end: int) -> list[Span]:
    """A long sentence cut at the sentence ends inside its quotations."""
    cuts = []
    for m in _INNER_END.finditer(text, start, end):
        stop = m.start() + 1
        if not _TITLES.search(text[max(start, stop - 12) : stop]) and text.count(" ", start, stop) > 1:
            cuts.append(m.end())
    return list(zip([start, *cuts], [*cuts, end], strict=True)) if cuts else [(start, end)]


def _trimmed(text: str, start: int, end: int) -> Span:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())


def find_paragraphs(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Paragraphs of `text[start:end]` without the white space around them.

    Blank lines end a paragraph, and so does the end of a line that is longer than anybody wraps by hand.
    """
    stop = len(text) if end is None else end
    found: list[Span] = []
    first, line_start = start, start
    for m in _BREAK.finditer(text, start, stop):
        next_end = text.find("\n", m.end(), stop)
        following = (stop if next_end < 0 else next_end) - m.end()
        is_blank = m.group().count("\n") > 1
        if is_blank or max(m.start() - line_start, following) > _HAND_WRAPPED:
            found.append(_trimmed(text, first, m.start()))
            first = m.end()
        line_start = m.end()
    found.append(_trimmed(text, first, stop))
    return [span for span in found if span[1] > span[0]]


def find_sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Sentences of `text[start:end]` in order, without the white space around them; never across a blank line."""
    from sentencex import get_sentence_boundaries  # noqa: PLC0415 - delayed: not every command needs it

    found: list[Span] = []
    for paragraph in find_paragraphs(text, start, end):
        spans: list[Span] = []
        for first, last in _lines(text, *paragraph):
            masked = _NOTE_MARK.sub(lambda m: " " * len(m.group()), text[first:last])
            if _TWICE.search(masked[::_STEP]):
                masked = _NOISE.sub(lambda m: " " * len(m.group()), masked)
            masked = masked.encode("utf-8", "replace").decode() if not masked.isascii() else masked
            for boundary in get_sentence_boundaries("en", masked):
                span = first + boundary["start_index"], first + boundary["end_index"]
                pieces = _inner(text, *span) if text.count(" ", *span) > _LONG_WORDS else [span]
                spans += [trimmed for piece in pieces if (trimmed := _trimmed(text, *piece))[1] > trimmed[0]]
        may_move = not _LOOSE_MARKS.isdisjoint([text[last - 1] for _, last in spans])
        found += _move_marks(text, spans) if may_move else spans
    return found


def _move_marks(text: str, spans: list[Span]) -> Iterator[Span]:
    """The sentences of a paragraph; a quotation mark apart at the end of one, where none is open, begins the next."""
    marks, start = 0, spans[0][0] if spans else 0
    for (first, last), (following, _) in pairwise([*spans, (0, 0)]):
        marks += sum([text.count(mark, first, last) for mark in _DOUBLE_MARKS])
        match = _LOOSE_MARK.search(text, max(first, last - 2), last)
        if match and following and marks % 2:
            yield _trimmed(text, start, match.start())
            start = match.start(1)
        else:
            yield start, last
            start = following
