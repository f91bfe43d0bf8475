"""Lines of a page become paragraphs, told by gaps, indents, short last lines and the size of the type."""

import re
from collections import Counter
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from grader.documents.lines import ends_sentence, is_heading_like
from grader.documents.pdf_lines import Line

_SIZE_CHANGE = 0.12
_GAP = 1.35
_MAX_PITCH = 3.0
_USUAL_PITCH = 1.3
_INDENT = 0.7
_SHORT_SHARE = 0.12
_HEADING_WIDTH = 0.6
_LIST_MARK = re.compile(r"[•▪◦‣–-]\s|\[\d{1,3}\]")
_NUMBER_MARK = re.compile(r"\d{1,2}[.)]\s")
_LAST_PART = re.compile(r"[^\W\d_]+$")
_FIRST_PART = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_MIN_FIRST_HALF = 3
_MIN_SECOND_HALF = 4


@dataclass(frozen=True, slots=True)
class Column:
    """Where the running text of a page stands: its edges, in points, and the usual distance of its lines.

    Attributes:
        left, right: the commonest beginning of a line, and nearly the longest end.
        pitches: distance of neighbouring lines by their height, both in points, in the whole file.
    """

    left: float
    right: float
    pitches: Mapping[int, float]

    @property
    def width(self) -> float:
        """From edge to edge, at least one point."""
        return max(self.right - self.left, 1.0)

    def is_indented(self, line: Line) -> bool:
        """Whether a line begins clearly right of the edge."""
        return line.left > self.left + _INDENT * line.height

    def is_short(self, line: Line) -> bool:
        """Whether a line ends clearly before the edge."""
        return line.right < self.right - _SHORT_SHARE * self.width

    def is_apart(self, before: Line, line: Line) -> bool:
        """Whether two lines stand further apart than lines of a paragraph."""
        return before.top - line.top > _GAP * self.pitches.get(round(line.height), _USUAL_PITCH * line.height)


def measure_pitches(lines: list[Line]) -> dict[int, float]:
    """The usual distance between neighbouring lines of the same height, by that height."""
    steps: dict[int, list[float]] = {}
    for before, line in pairwise(lines):
        step, height = before.top - line.top, round(line.height)
        if before.page == line.page and round(before.height) == height and 0 < step < _MAX_PITCH * line.height:
            steps.setdefault(height, []).append(step)
    return {height: median(found) for height, found in steps.items()}


def measure_column(lines: list[Line], pitches: Mapping[int, float]) -> Column:
    """The column of a page's lines."""
    lefts = Counter(round(line.left) for line in lines)
    left = min(lefts, key=lambda place: (-lefts[place], place))
    rights = sorted(line.right for line in lines)
    return Column(float(left), rights[int(0.9 * (len(rights) - 1))], pitches)


def _begins_by_place(line: Line, paragraph: list[Line], column: Column) -> bool:
    """Whether the beginning of a line or the end of the line before show that a new paragraph begins."""
    before = paragraph[-1]
    has_ended = ends_sentence(before.text)
    if column.is_indented(line) != column.is_indented(before):
        if column.is_indented(before):
            return len(paragraph) > 1 or has_ended
        return has_ended or column.is_short(before)
    if has_ended and (column.is_short(before) or _NUMBER_MARK.match(line.text)):
        return True
    is_narrow = before.right - before.left < _HEADING_WIDTH * column.width
    return len(paragraph) == 1 and is_narrow and is_heading_like(before.text) and line.text[:1].isupper()


def _begins(line: Line, paragraph: list[Line], column: Column) -> bool:
    """Whether a line begins a new paragraph."""
    before = paragraph[-1]
    if before.is_hyphenated:
        return False
    is_other_size = abs(line.height - before.height) > _SIZE_CHANGE * before.height
    if is_other_size or _LIST_MARK.match(line.text) or column.is_apart(before, line):
        return True
    if line.top > before.top + before.height:  # the next column
        return ends_sentence(before.text) or not line.text[:1].islower()
    return _begins_by_place(line, paragraph, column)


def group_lines(lines: list[Line], column: Column) -> list[list[Line]]:
    """The paragraphs of a page, a list of lines each."""
    paragraphs: list[list[Line]] = []
    for line in lines:
        if not paragraphs or _begins(line, paragraphs[-1], column):
            paragraphs.append([])
        paragraphs[-1].append(line)
    return paragraphs


def find_vocabulary(lines: list[Line]) -> frozenset[str]:
    """Every word of the file, in lower case, compounds with their hyphen too."""
    found = {word.lower() for line in lines for word in _WORD.findall(line.text)}
    return frozenset(found | {part for word in found for part in word.split("-")})


def join_words(before: str, after: str, vocabulary: AbstractSet[str]) -> str:
    """Two lines whose border cuts a word; the hyphen stays in a compound.

    The word is taken for a compound when the file writes it with a hyphen elsewhere, or when both halves are words of
    the file and their union is none.
    """
    first, second = _LAST_PART.search(before), _FIRST_PART.match(after)
    if not first or not second:
        return before + "-" + after
    head, tail = first.group().lower(), second.group().lower()
    is_compound = f"{head}-{tail}" in vocabulary or (
        len(head) >= _MIN_FIRST_HALF and len(tail) >= _MIN_SECOND_HALF and {head, tail} <= vocabulary
    )
    has_capital = second.group()[0].isupper()
    joins_plainly = f"{head}{tail}" in vocabulary or not (is_compound or has_capital)
    return before + ("" if joins_plainly else "-") + after


def join_lines(lines: list[Line], vocabulary: AbstractSet[str]) -> str:
    """The text of a paragraph on one line."""
    text = lines[0].text
    for before, line in pairwise(lines):
        text = join_words(text, line.text, vocabulary) if before.is_hyphenated else f"{text} {line.text}"
    return text
