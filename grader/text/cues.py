"""Patterns of whole phrases that begin with one of a few words, looked for once a text and only where such words begin.

A pattern of many alternatives tries all of them at every word of a text. A text is cut into words once instead, and a
cue is tried where a word has the same first letters as one of its own.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain

from grader.model import Span
from grader.text.words import blank_marks

LETTERS = 4
"""How many letters of a word tell where to look."""
_OPENINGS = re.compile(rf"\b\w{{1,{LETTERS}}}")


@lru_cache(maxsize=4)
def lower_case(text: str) -> str:
    """The text in lower case and of unchanged length: patterns without `IGNORECASE` are searched several times as fast."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


class Cue:
    """A phrase for text in lower case.

    Args:
        pattern: begins at the beginning of a word.
        openings: every word that a match can begin with, or four letters or more of it, separated by spaces.
    """

    def __init__(self, pattern: str, openings: str) -> None:
        self.pattern = re.compile(pattern)
        self.openings = sorted({word[:LETTERS] for word in openings.split()})

    def find_all(self, low: str, span: Span, text: str = "") -> list[Span]:
        """Where the pattern matches inside `span`, without overlaps.

        Args:
            low: the text in lower case, of unchanged length.
            span: where to look.
            text: the text as it is written, where the pattern is for that.
        """
        found = _read(low).find_matches(self, text or low)
        if not found:
            return []
        first, last = bisect_left(found, (span[0],)), bisect_left(found, (span[1],))
        begins_inside = first > 0 and found[first - 1][1] > span[0]
        if begins_inside or (last > first and found[last - 1][1] > span[1]):
            return [match.span() for match in self.pattern.finditer(text or low, *span)]
        return found[first:last]

    def is_in(self, low: str, span: Span, text: str = "") -> bool:
        """Whether the pattern matches inside `span`; arguments as of `find_all`."""
        found = _read(low).find_matches(self, text or low)
        number = bisect_left(found, (span[0],))
        if number < len(found) and found[number][0] < span[1]:
            return found[number][1] <= span[1] or bool(self.find_all(low, span, text))
        return number > 0 and found[number - 1][1] > span[0] and bool(self.find_all(low, span, text))

    def mark(self, low: str, spans: Sequence[Span], text: str = "") -> list[bool]:
        """Whether the pattern matches inside each of several stretches, which stand in order and do not overlap."""
        marks = [False] * len(spans)
        found = _read(low).find_matches(self, text or low)
        starts = [start for start, _ in spans] if found else []
        for first, last in found:
            for number in range(max(0, bisect_right(starts, first) - 1), bisect_left(starts, last)):
                marks[number] = marks[number] or self.is_in(low, spans[number], text)
        return marks


def read_openings(low: str) -> Mapping[str, Sequence[int]]:
    """Where the words of a text in lower case begin, by their first four letters; kept for the last four texts."""
    return _read(low).places


class _Openings:
    """Where the words of a text begin, by their first letters, and where cues were found."""

    def __init__(self, low: str) -> None:
        self.places = defaultdict[str, list[int]](list)
        start = 0
        for piece in blank_marks(low).split(" "):
            if piece.isalnum():
                self.places[piece[:LETTERS]].append(start)
            elif piece:
                for word in _OPENINGS.finditer(piece):
                    self.places[word[0]].append(start + word.start())
            start += len(piece) + 1
        self._matches: dict[Cue, list[Span]] = {}

    def find_matches(self, cue: Cue, text: str) -> list[Span]:
        """Where a cue matches in the whole text, in order and without overlaps."""
        matches = self._matches.get(cue)
        if matches is None:
            matches = self._matches[cue] = []
            end, match = 0, cue.pattern.match
            for start in sorted(chain.from_iterable(filter(None, map(self.places.get, cue.openings)))):
                if start >= end and (found := match(text, start)):
                    matches.append(found.span())
                    end = found.end()
        return matches


@lru_cache(maxsize=4)
def _read(low: str) -> _Openings:
    return _Openings(low)
