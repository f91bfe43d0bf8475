"""What on a page is not its running text: headers and footers, page and line numbers, footnotes."""

import re
from collections import Counter
from itertools import takewhile
from statistics import median
from typing import NamedTuple

from grader.documents.lines import count_words
from grader.documents.pdf_lines import Line

_EDGE_LINES = 2
_MAX_HEADER_WORDS = 12
_MIN_REPEATS = 2
_REPEAT_SHARE = 0.4
_NUMBER_ONLY = re.compile(
    r"[-–— ]{0,3}(?:page |p\. ?)?(?:\d{1,4}|[ivxl]{1,6})(?: ?(?:/|of) ?\d{1,4})?[-–— ]{0,3}$", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
_NOTE_START = re.compile(r"\[?\d{1,3}\]?[.)]?\s+\S|\d{1,3}(?=[A-Z“\"])|[*†‡]{1,3}\s?\S")
_SMALL_SHARE = 0.93
_LOWER_PART = 0.6
_MARK_SHARE = 0.85


class Page(NamedTuple):
    """The lines of a page by what they are.

    Attributes:
        body: running text, in reading order.
        notes: footnotes, a list of lines each.
        furniture: headers, footers, page numbers.
    """

    number: int
    body: list[Line]
    notes: list[list[Line]]
    furniture: list[Line]


def measure_body(lines: list[Line]) -> float:
    """The line height of the running text: the median, long lines counting more."""
    heights = sorted(line.height for line in lines for _ in range(1 + len(line.text) // 20))
    return median(heights) if heights else 0.0


def _edges(lines: list[Line]) -> list[list[Line]]:
    """The short lines at the top and at the foot of a page, outermost first."""
    down = sorted(lines, key=lambda line: -line.top)
    edges = (down[:_EDGE_LINES], down[_EDGE_LINES:][-_EDGE_LINES:][::-1])
    return [list(takewhile(lambda line: count_words(line.text) <= _MAX_HEADER_WORDS, edge)) for edge in edges]


def _shape(line: Line) -> tuple[str, int]:
    """What makes headers of different pages the same: their words without numbers, and roughly their height."""
    return _DIGITS.sub("#", line.text.lower()), round(line.top / 12)


def _find_margin_numbers(lines: list[Line], body_height: float) -> set[Line]:
    """Line and paragraph numbers left of the text, and note marks that stand alone."""
    if not lines:
        return set()
    left = median(line.left for line in lines for _ in range(1 + len(line.text) // 5))
    numbers = (line for line in lines if line.text.isdigit())
    return {line for line in numbers if line.right < left or line.height < _MARK_SHARE * body_height}


def _find_furniture(pages: list[list[Line]], body_height: float) -> set[Line]:
    edges = [edge for lines in pages for edge in _edges(lines)]
    shapes = Counter(shape for lines in pages for shape in {_shape(line) for edge in _edges(lines) for line in edge})
    least = max(_MIN_REPEATS, _REPEAT_SHARE * len(pages))
    furniture: set[Line] = set()
    for edge in edges:
        furniture.update(takewhile(lambda line: shapes[_shape(line)] >= least or _NUMBER_ONLY.match(line.text), edge))
    for lines in pages:
        furniture |= _find_margin_numbers(lines, body_height)
        if furniture.issuperset(lines):
            furniture.difference_update(lines)
    return furniture


def _find_first_note(lines: list[Line], body_height: float) -> int:
    """Where the footnotes begin: below the text, in smaller type to the page's end, with a mark; else the end."""
    first = len(lines)
    lowest = min((line.top for line in lines), default=0.0)
    highest = max((line.top for line in lines), default=0.0)
    for index in range(len(lines) - 1, 0, -1):
        line = lines[index]
        if line.height >= _SMALL_SHARE * body_height or line.top > lowest + _LOWER_PART * (highest - lowest):
            break
        if _NOTE_START.match(line.text):
            first = index
    return first


def _cut_notes(lines: list[Line]) -> list[list[Line]]:
    notes: list[list[Line]] = []
    for line in lines:
        if _NOTE_START.match(line.text) or not notes:
            notes.append([])
        notes[-1].append(line)
    return notes


def sort_pages(pages: list[list[Line]]) -> list[Page]:
    """Every page's lines sorted into running text, footnotes and furniture.

    Furniture are lines at the top or foot of a page that come back on two fifths of the pages (numbers aside), lone
    page numbers, and line or paragraph numbers in the margin.
    """
    body_height = measure_body([line for lines in pages for line in lines])
    furniture = _find_furniture(pages, body_height)
    sorted_pages = []
    for number, lines in enumerate(pages, 1):
        text = [line for line in lines if line not in furniture]
        first = _find_first_note(text, body_height)
        outside = [line for line in lines if line in furniture]
        sorted_pages.append(Page(number, text[:first], _cut_notes(text[first:]), outside))
    return sorted_pages
