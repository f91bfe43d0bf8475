"""Where on the page the words stand that a statement rests on."""

from dataclasses import dataclass

from grader.model import Span
from grader.report import Report
from grader.reports.blocks import Block, block_at
from grader.reports.characters import first_words
from grader.reports.notes import Note
from grader.reports.remarks import Key

_SHOWN_WORDS = 9
_MARKS = " \t\n\"“”„«»'‘’"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link to words of the essay.

    Attributes:
        href: of the marked words.
        words: the first of them.
        number: of the note about them; 0 when they have none.
        where: the part of the essay, such as `paragraph 3`.
        start: how far into the essay they stand, 0 to 1.
    """

    href: str
    words: str
    number: int
    where: str
    start: float


@dataclass(frozen=True, slots=True)
class Spot:
    """Words that can be linked to, but carry no note."""

    id: str
    span: Span


def spot_spans(report: Report) -> dict[Key, Span]:
    """What the report rests on beside its notes: claims that agree, points touched on, further places of evidence."""
    spans: dict[Key, Span] = {("claim", str(n)): c.span for n, c in enumerate(report.claims)}
    spans |= {("quotation", str(n)): q.span for n, q in enumerate(report.quotations)}
    spans |= {("copying", str(n)): c.span for n, c in enumerate(report.copying)}
    for number, use in enumerate(report.evidence.items):
        for further, span in enumerate(use.spans):
            spans[item_key(number, further)] = span
    return spans


def item_key(number: int, further: int) -> Key:
    """The key of an item's best place in the essay (`further` is 0) or of another one."""
    return (f"item+{further}" if further else "item", str(number))


def make_anchors(report: Report, notes: list[Note], blocks: list[Block]) -> tuple[dict[Key, Anchor], list[Spot]]:
    """A link for everything that rests on words of the essay, and the spots that must be made for some of them."""
    text = report.essay.text
    anchors: dict[Key, Anchor] = {}
    by_span: dict[Span, str] = {}
    for note in notes:
        for remark in note.remarks:
            anchor = _anchor(f"#m{note.number}", _clip(remark.span, text) or note.span, note.number, blocks, text)
            anchors |= dict.fromkeys(remark.keys, anchor)
        by_span[note.span] = f"m{note.number}"
    spots: list[Spot] = []
    for key, span in spot_spans(report).items():
        clipped = _clip(span, text)
        if key in anchors or clipped is None:
            continue
        if clipped not in by_span:
            by_span[clipped] = f"s{len(spots) + 1}"
            spots.append(Spot(by_span[clipped], clipped))
        anchors[key] = _anchor(f"#{by_span[clipped]}", clipped, 0, blocks, text)
    return anchors, spots


def _clip(span: Span, text: str) -> Span | None:
    start, end = max(0, span[0]), min(len(text), span[1])
    return (start, end) if start < end and text[start:end].strip() else None


def _anchor(href: str, span: Span, number: int, blocks: list[Block], text: str) -> Anchor:
    block = block_at(blocks, span[0])
    where = block.label if block else ""
    words = first_words(text[slice(*span)].strip(_MARKS), _SHOWN_WORDS)
    return Anchor(href, words, number, where, round(span[0] / len(text), 4))
