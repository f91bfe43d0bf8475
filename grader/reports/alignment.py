"""Two texts laid beside each other, word by word: where the words of one stand in the other, and what changed."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

from grader.model import Span

MOST_WORDS = 8_000
_FEWEST_WORDS = 3
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_CLOSING = re.compile(r"[.,;:!?…)\]\"'”’]{0,4}")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")


class Alignment:
    """Where the words of an earlier text stand in a later one.

    Only the first `MOST_WORDS` of either are compared; that is far more than an essay, and bounds memory.

    Args:
        earlier: the earlier text.
        later: the later text.
    """

    def __init__(self, earlier: str, later: str) -> None:
        self._earlier = [match.span() for match in _WORD.finditer(earlier)][:MOST_WORDS]
        self._later = [match.span() for match in _WORD.finditer(later)][:MOST_WORDS]
        self._text = later
        self._before = [earlier[start:end].casefold() for start, end in self._earlier]
        self._after = [later[start:end].casefold() for start, end in self._later]
        self._starts = [start for start, _ in self._earlier]
        self._pairs = _pair(self._before, self._after)
        self.is_same = self._before == self._after

    def find(self, span: Span) -> Span | None:
        """Where the words of a span of the earlier text stand now, with what was put in their place; none when nowhere.

        Words that were moved whole are found where they are; what was written right before or behind, in the same
        paragraph, belongs to them.
        """
        first, last = self._words_of(span)
        region = self._find_region(first, last)
        if region[0] == region[1]:
            return None
        closed = _CLOSING.match(self._text, self._later[region[1] - 1][1])
        return self._later[region[0]][0], closed.end() if closed else self._later[region[1] - 1][1]

    def count_changes(self, span: Span) -> int:
        """How many words of a span were taken out, and how many were put there or right beside it."""
        first, last = self._words_of(span)
        if self._find_moved(first, last) is not None:
            return 0
        start, end = self._find_region(first, last)
        kept = sum(other is not None for other in self._pairs[first:last])
        return (last - first - kept) + (end - start - kept)

    def _words_of(self, span: Span) -> tuple[int, int]:
        return bisect_left(self._starts, span[0]), bisect_left(self._starts, span[1])

    def _find_region(self, first: int, last: int) -> tuple[int, int]:
        """Numbers of the later words between those that are paired with words before and behind."""
        moved = self._find_moved(first, last)
        if moved is not None:
            return moved, moved + last - first
        start = next((other + 1 for other in reversed(self._pairs[:first]) if other is not None), 0)
        end = next((other for other in self._pairs[last:] if other is not None), len(self._after))
        kept = [other for other in self._pairs[first:last] if other is not None]
        return self._stay_in_paragraph(start, max(start, end), kept)

    def _stay_in_paragraph(self, start: int, end: int, kept: Sequence[int]) -> tuple[int, int]:
        """The region without new paragraphs before and behind the words that were kept."""
        if not kept:
            return start, end
        begin, until = self._later[kept[0]][0], self._later[kept[-1]][1]
        while start < kept[0] and _BLANK_LINE.search(self._text, self._later[start][1], begin):
            start += 1
        while end > kept[-1] + 1 and _BLANK_LINE.search(self._text, until, self._later[end - 1][0]):
            end -= 1
        return start, end

    def _find_moved(self, first: int, last: int) -> int | None:
        """Where the words stand together, when they no longer stand where the text around them leads."""
        words = self._before[first:last]
        if len(words) < _FEWEST_WORDS or None not in self._pairs[first:last]:
            return None
        places = (at for at, word in enumerate(self._after) if word == words[0])
        return next((at for at in places if self._after[at : at + len(words)] == words), None)


def _pair(before: Sequence[str], after: Sequence[str]) -> list[int | None]:
    """For each earlier word the number of the later one that it is paired with in a longest common subsequence."""
    pairs: list[int | None] = [None] * len(before)
    for step in LCSseq.opcodes(before, after):
        if step.tag == "equal":
            for offset in range(step.src_end - step.src_start):
                pairs[step.src_start + offset] = step.dest_start + offset
    return pairs
