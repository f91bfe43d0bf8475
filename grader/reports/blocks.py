"""The essay's text as blocks on a page: paragraphs, titles, notes, each where it stands in the text."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from grader.model import PartKind, Span
from grader.report import EssayInfo

_BLANK = re.compile(r"\n(?:[^\S\n]*\n)+")
_PART_NAMES = {"title": "title", "note": "notes", "bibliography": "bibliography"}


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text between blank lines or borders of parts.

    Attributes:
        paragraph: its number among paragraphs of the body, from 1; 0 for other parts.
    """

    span: Span
    kind: PartKind
    paragraph: int

    @property
    def label(self) -> str:
        """How people call it."""
        return f"paragraph {self.paragraph}" if self.paragraph else _PART_NAMES[self.kind]


def cut_blocks(essay: EssayInfo) -> list[Block]:
    """Blocks in order; together they hold every character of the text but the white space between them."""
    text = essay.text
    parts = sorted(essay.parts, key=lambda p: p.span)
    starts = [p.span[0] for p in parts]
    blocks: list[Block] = []
    paragraph = 0
    for start, end in _cut(text, sorted({b for p in parts for b in p.span})):
        at = bisect_right(starts, start) - 1
        kind: PartKind = parts[at].kind if at >= 0 and start < parts[at].span[1] else "body"
        paragraph += kind in ("body", "quotation")
        blocks.append(Block((start, end), kind, paragraph if kind in ("body", "quotation") else 0))
    return blocks


def _cut(text: str, borders: list[int]) -> list[Span]:
    """Stretches between blank lines and those borders that stand at the beginning of a line."""
    cuts = [0]
    cuts += [m.end() for m in _BLANK.finditer(text)]
    cuts += [b for b in borders if 0 < b < len(text) and text[b - 1] == "\n"]
    edges = [*sorted(set(cuts)), len(text)]
    spans = []
    for start, end in pairwise(edges):
        stretch = text[start:end]
        body = stretch.strip("\n")
        if body.strip():
            first = start + len(stretch) - len(stretch.lstrip("\n"))
            spans.append((first, first + len(body.rstrip())))
    return spans


def block_at(blocks: list[Block], offset: int) -> Block | None:
    """The block that holds an offset, or the nearest one before it."""
    at = bisect_right(blocks, offset, key=lambda b: b.span[0]) - 1
    return blocks[at] if at >= 0 else None
