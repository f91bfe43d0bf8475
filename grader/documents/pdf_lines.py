"""The lines of a PDF's pages with their places on the page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

_LINE_END = re.compile("\r\n|\n|\ufffe|\x02")
_SOFT_HYPHENS = frozenset({"\ufffe", "\x02"})
_MARK_AFTER_WORD = re.compile(r"(?<=[^\W\d_.,;:!?\"'”’)]) ?(\d{1,3})(?!\d)|(?<=[.,;:!?\"'”’)]) ?(\d{1,3})(?!\d)")
_MARK_AT_START = re.compile(r"\s{0,3}(\d{1,3})(?=[\s“\"A-Za-z])")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_RAISED_SHARE = 0.85
_MAX_MARKS = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page; places in points from the page's lower left corner.

    Attributes:
        height: from the deepest letter to the highest, which grows with the size of the type.
        is_hyphenated: whether the last word goes on in the next line.
    """

    text: str
    page: int
    left: float
    right: float
    top: float
    height: float
    is_hyphenated: bool = False


class _Glyphs:
    """Where the characters of a page stand."""

    def __init__(self, textpage: "PdfTextPage") -> None:
        from pypdfium2 import raw  # noqa: PLC0415 - delayed: only PDF files need it

        self._textpage = textpage
        self._find_index = raw.FPDFText_GetCharIndexFromTextIndex

    def find_box(self, offset: int) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of the character at an offset of the page's text."""
        left, bottom, right, top = self._textpage.get_charbox(self._find_index(self._textpage, offset), loose=True)
        return float(left), float(bottom), float(right), float(top)


def _bracket_marks(glyphs: _Glyphs, text: str, start: int, bottom: float, height: float) -> str:
    """The line with raised note numbers as `[1]`: smaller than the line and above its foot."""
    cuts: list[tuple[int, int, str]] = []
    at_start = _MARK_AT_START.match(text)
    for mark in [*([at_start] if at_start else []), *_MARK_AFTER_WORD.finditer(text)][:_MAX_MARKS]:
        group = 1 if mark.group(1) else 2
        _, foot, _, top = glyphs.find_box(start + mark.start(group))
        if top - foot < _RAISED_SHARE * height and foot > bottom + 0.1 * height:
            space = " " if mark is at_start or text[mark.end() : mark.end() + 1].isalpha() else ""
            cuts.append((mark.start(), mark.end(), f"[{mark.group(group)}]{space}"))
    for first, after, bracketed in reversed(cuts):
        text = text[:first] + bracketed + text[after:]
    return text


def _measure_line(glyphs: _Glyphs, text: str, start: int, page: int, *, is_hyphenated: bool) -> Line:
    first = start + len(text) - len(text.lstrip())
    last = start + len(text.rstrip()) - 1
    middle = next((i for i in range((first + last) // 2, last + 1) if text[i - start].isalpha()), first)
    boxes = [glyphs.find_box(offset) for offset in (first, middle, last)]
    tallest = max(boxes, key=lambda box: box[3] - box[1])
    height = tallest[3] - tallest[1]
    marked = _bracket_marks(glyphs, text, start, tallest[1], height)
    shown = " ".join(_CONTROL.sub("", marked).split())
    return Line(shown, page, boxes[0][0], boxes[2][2], tallest[3], height, is_hyphenated)


def read_lines(page: "PdfPage", number: int) -> list[Line]:
    """The lines of a page in reading order; a word broken by a soft hyphen ends its line.

    Args:
        page: a page of an open file.
        number: its number, from 1.
    """
    textpage = page.get_textpage()
    text = textpage.get_text_range()
    glyphs = _Glyphs(textpage)
    lines = []
    for start, end, mark in _cut_lines(text):
        piece = text[start:end]
        if piece.strip() and _CONTROL.sub("", piece).strip():
            lines.append(_measure_line(glyphs, piece, start, number, is_hyphenated=mark in _SOFT_HYPHENS))
    textpage.close()
    return lines


def _cut_lines(text: str) -> Iterator[tuple[int, int, str]]:
    start = 0
    for mark in _LINE_END.finditer(text):
        yield start, mark.start(), mark.group()
        start = mark.end()
    yield start, len(text), ""
