"""Patterns of whole phrases that begin with one of a few words, and are looked for only where such a word begins.

A pattern of many alternatives tries all of them at every word of a text. A text is cut into words once instead, and a
cue is tried where a word has the same first letters as one of its own.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

from grader.model import Span

_GAPS = re.compile(r"(\W+)")
_LETTERS = 4


class Cue:
    """A phrase for text in lower case.

    Args:
        pattern: begins at the beginning of a word.
        openings: every word that a match can begin with, or four letters or more of it, separated by spaces.
    """

    def __init__(self, pattern: str, openings: str) -> None:
        self.pattern = re.compile(pattern)
        self.openings = sorted({word[:_LETTERS] for word in openings.split()})

    def find_all(self, low: str, span: Span, text: str = "") -> Iterator[re.Match[str]]:
        """The matches inside `span`, as `finditer` gives them.

        Args:
            low: the text in lower case, of unchanged length.
            span: where to look.
            text: the text as it is written, where the pattern is for that.
        """
        starts, match, end = _read(low).find_starts(self), self.pattern.match, span[0]
        for number in range(bisect_left(starts, span[0]), len(starts)):
            at = starts[number]
            if at >= span[1]:
                return
            if at >= end and (found := match(text or low, at, span[1])):
                end = found.end()
                yield found

    def search(self, low: str, span: Span, text: str = "") -> re.Match[str] | None:
        """The first of `find_all`."""
        return next(self.find_all(low, span, text), None)


class _Openings:
    """Where the words of a text begin, by their first letters."""

    def __init__(self, low: str) -> None:
        pieces = _GAPS.split(low)  # words and what stands between them in turn
        starts = [0, *accumulate(map(len, pieces))]
        self._places = defaultdict[str, list[int]](list)
        for word, start in zip(pieces[::2], starts[::2], strict=False):
            self._places[word[:_LETTERS]].append(start)
        self._starts: dict[Cue, list[int]] = {}

    def find_starts(self, cue: Cue) -> list[int]:
        """Where words begin that a cue may begin with, in order."""
        starts = self._starts.get(cue)
        if starts is None:
            found = (self._places[word] for word in cue.openings if word in self._places)
            starts = self._starts[cue] = sorted(at for places in found for at in places)
        return starts


@lru_cache(maxsize=4)
def _read(low: str) -> _Openings:
    return _Openings(low)
