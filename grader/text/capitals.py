"""What a capital letter is worth in a text: evidence of a name, or only the start of a sentence, a heading, a shout."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import compress

from grader.model import Span
from grader.text.name_words import CALENDAR, OPENERS
from grader.text.words import Word

_OPENING = re.compile(r"(?:^|[:\n]|[\"“„‟«‹‘(\[\x84\x91\x93`])[\s\"“„‟«‹‘(\[\x84\x91\x93'`*_>#-]*$")
_SENTENCE_END = re.compile(r"[.!?…:;,][\"'”’)\]]*\s*$")
_SMALLS = "a an the of and or in on to for from with by at as is be it its not no vs into"
_SMALL = frozenset(_SMALLS.split())
_REACH = 8
_LONGEST_HEADING = 14
_HEADING_SHARE, _SHOUTED_SHARE = 0.6, 0.7


class Capitals:
    """A text's words with what their capitals say.

    Args:
        text: the text.
        words: all its words, in order.
        sentences: its sentences.

    Attributes:
        starts, ends, norms: where each word starts and ends, and its folded form.
        numbers: numbers of the capitalised words.
        weak: numbers of the capitalised words whose capital says nothing: at the start of a sentence or quotation,
            or in a heading.
        firm: folded words that are capitalised where nothing but being a name explains it.
        plain: folded words that also stand in lower case.
        is_shouted: most words are capitalised, so that no capital says anything.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    norms: tuple[str, ...]

    def __init__(self, text: str, words: Sequence[Word], sentences: Sequence[Span]) -> None:
        self.text = text
        self.starts, self.ends, self.norms, _ = zip(*words, strict=True) if words else ((), (), (), ())
        initials = list(map(text.__getitem__, self.starts))
        self.numbers = list(compress(range(len(words)), map(str.isupper, initials)))
        self.is_shouted = len(self.numbers) > _SHOUTED_SHARE * len(words) and len(words) > _LONGEST_HEADING
        firsts = {bisect_left(self.starts, start) for start, _ in sentences}
        headed = self._headings()
        self.weak = {
            n for n in self.numbers if n in firsts or n in headed or self.is_shouted or self._is_opening(self.starts[n])
        }
        self.plain = set(compress(self.norms, map(str.islower, initials)))
        self.firm = {self.norms[n] for n in self.numbers if n not in self.weak} - OPENERS - CALENDAR

    def _is_opening(self, start: int) -> bool:
        is_inside = start > 1 and self.text[start - 1] == " " and self.text[start - 2].isalnum()  # as nearly always
        return not is_inside and _OPENING.search(self.text, max(0, start - _REACH), start) is not None

    def _headings(self) -> set[int]:
        """Numbers of the words in headings: short lines without a full stop, most of whose words are capitalised."""
        found: set[int] = set()
        begin = 0
        for line in self.text.split("\n"):
            end = begin + len(line)
            first, last = bisect_left(self.starts, begin), bisect_left(self.starts, end)
            begin = end + 1
            if not 1 < last - first <= _LONGEST_HEADING or _SENTENCE_END.search(line[-_REACH:]):
                continue
            longer = [self.starts[n] for n in range(first, last) if self.norms[n] not in _SMALL]
            if sum([self.text[start].isupper() for start in longer]) >= _HEADING_SHARE * len(longer):
                found.update(range(first, last))
        return found
