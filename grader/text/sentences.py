"""Sentences of a text as spans.

The splitting itself is sentencex's (Wikimedia's rules, MIT). Around it stand the cases that essays add: note marks,
lists, hard line ends, control characters, and sentences inside long quotations.
"""

import re

from grader.model import Span

_PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?!\s*\n))*")
_NOTE_MARK = re.compile(r"\[\d{1,3}\]|[⁰¹²³⁴-⁹]")
_LIST_LINE = re.compile(r"\n(?=[ \t]*(?:[-*•–·>#]|\d{1,3}[.)]|\[\d{1,3}\]|\|)[ \t]*\S)")
_ENDED_LINE = re.compile(r"(?<=[.!?:][\"'”’)\]])\n|(?<=[.!?:])\n")
# Inside quotations sentencex does not split; a full stop between a lower-case word and a capital is an end there, too.
_INNER_END = re.compile(r"(?<=[a-z0-9,)%][.!?])[\"'”’)\]]{0,3}\s+(?=[\"'“‘(\[]{0,2}[A-Z])|(?<=\.\.\.)\s+(?=[\"“‘]?[A-Z])")
_TITLES = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|St|Prof|Gen|Col|Lt|Capt|Sgt|Rev|Hon|Gov|Sen|Rep|No|Vol|vs|cf|ed|eds|pp?|ch|etc|al|Jan|Feb"
    r"|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|e\.g|i\.e|approx|ca|c)\.$"
)
_LONG_WORDS = 12


def _lines(text: str, start: int, end: int) -> list[Span]:
    """A paragraph cut where a line is a sentence of its own: list lines and lines that end like a sentence."""
    cuts = sorted({m.end() for p in (_LIST_LINE, _ENDED_LINE) for m in p.finditer(text, start, end)})
    return list(zip([start, *cuts], [*cuts, end], strict=True))


def _inner(text: str, start: int, end: int) -> list[Span]:
    """A long sentence cut at the sentence ends inside its quotations."""
    cuts = []
    for m in _INNER_END.finditer(text, start, end):
        before = text[max(start, m.start() - 12) : m.start()]
        if not _TITLES.search(before) and text.count(" ", start, m.start()) > 1:
            cuts.append(m.end())
    return list(zip([start, *cuts], [*cuts, end], strict=True))


def _trimmed(text: str, start: int, end: int) -> Span:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())


def find_paragraphs(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Paragraphs of `text[start:end]`: stretches between blank lines, without the white space around them."""
    stop = len(text) if end is None else end
    return [_trimmed(text, m.start(), m.end()) for m in _PARAGRAPH.finditer(text, start, stop)]


def find_sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Sentences of `text[start:end]` in order, without the white space around them; never across a blank line."""
    from sentencex import get_sentence_boundaries  # noqa: PLC0415 - delayed: not every command needs it

    found: list[Span] = []
    for paragraph in find_paragraphs(text, start, end):
        for first, last in _lines(text, *paragraph):
            masked = _NOTE_MARK.sub(lambda m: " " * len(m.group()), text[first:last])
            masked = masked.encode("utf-8", "replace").decode() if not masked.isascii() else masked
            for boundary in get_sentence_boundaries("en", masked):
                span = first + boundary["start_index"], first + boundary["end_index"]
                pieces = _inner(text, *span) if text.count(" ", *span) > _LONG_WORDS else [span]
                found += [trimmed for piece in pieces if (trimmed := _trimmed(text, *piece))[1] > trimmed[0]]
    return found
