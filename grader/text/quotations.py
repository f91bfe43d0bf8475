"""Stretches of a text between quotation marks."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from grader.model import Span
from grader.text.quotation_marks import Mark, MarkKind, find_marks
from grader.text.speech_verbs import is_finite

__all__ = ["MarkKind", "Quoted", "find_quoted"]

_BLANK_LINE, _LINE = re.compile(r"\n[ \t]*\n\s*"), re.compile(r"\n\s*")
_LONG_LINE = re.compile(r"[^\n]{140}")
_SENTENCE_END = re.compile(r"[.!?…]+(?=[\s\"'”’)\]]|$)")
_WORD = re.compile(r"[^\W_]+(?:['’´`][^\W_]+)*")
_DEEPEST, _LONGEST_GAP, _MOST_GAP_WORDS, _LOOK_AHEAD = 8, 80, 6, 6
_RELATIVE = re.compile(r", who(?:se)? (?:(?!, (?:and|but) )[^.;:!?])+, ?\Z")
_FIRST_ENDS = frozenset(",?!—–-…")
_CONNECTIVES = frozenset({"and", "but", "while", "or", "then", "which", "that"})
_POSSESSIVE_ENDS = frozenset("sSzZxX")


class Quoted(NamedTuple):
    """A quoted stretch.

    Attributes:
        span: the words inside the marks, without white space around them.
        outer: the same with the marks.
        mark: what opens it; `block` for a block quotation, which has no marks.
        is_closed: a closing mark was found; otherwise it ends with the first sentence or the paragraph.
        depth: 0 for a quotation, 1 for one inside a quotation, …
        group: the same for the pieces of one speech (`“A,” he said, “b.”`, and its later paragraphs); -1 if unknown.
    """

    span: Span
    outer: Span
    mark: MarkKind
    is_closed: bool = True
    depth: int = 0
    group: int = -1


def find_quoted(text: str, blocks: Iterable[Span] = ()) -> list[Quoted]:
    """Every quoted stretch of `text`, in order of where it begins, an outer one before those in it.

    A quotation ends with its paragraph. When the next paragraph begins with a mark of the same family, the two are
    pieces of one group.

    Args:
        text: the text.
        blocks: spans of block quotations.
    """
    marks = find_marks(text)
    found: list[Quoted] = []
    if marks:
        found = [one for one in _Reader(text, marks).read() if _has_word(text, one.span)]
    found += [Quoted(span, span, "block") for span in blocks if _has_word(text, span)]
    ordered = sorted(found, key=lambda one: (one.outer[0], -one.outer[1]))
    return list(_number_groups(text, _measure_depth(ordered)))


def _has_word(text: str, span: Span) -> bool:
    return _WORD.search(text, *span) is not None


class _Reader:
    """Pairs the marks of one text, paragraph by paragraph."""

    def __init__(self, text: str, marks: Sequence[Mark]) -> None:
        self.text, self.marks = text, marks
        self.open: list[Mark] = []
        self.found: list[Quoted] = []
        self.carried: dict[int, int] = {}

    def read(self) -> list[Quoted]:
        breaks = _LINE if _LONG_LINE.search(self.text) else _BLANK_LINE
        first = 0
        for end in [*(m.start() for m in breaks.finditer(self.text)), len(self.text)]:
            last = bisect_left(self.marks, end, lo=first, key=lambda mark: mark.start)
            for number in range(first, last):
                self._take(number, last)
            self._leave(end, self.marks[last] if last < len(self.marks) else None)
            first = last
        return self.found

    def _take(self, number: int, last: int) -> None:
        """Let a mark close the quotation that it can close, or open one."""
        mark = self.marks[number]
        at = next((n for n in reversed(range(len(self.open))) if self.open[n].family == mark.family), None)
        if at is not None and mark.can_close and not mark.is_fresh and not self._is_possessive(number, last):
            self._close(at, mark.start, mark.end)
        elif at is None and self._ends_mixed(mark):
            self._close(len(self.open) - 1, mark.start, mark.end)
        elif mark.can_open and (mark.is_sure or self._may_be_closed(number, last)):
            if at is not None and self._is_mistaken(self.open[at], number, last):
                self._abandon(at, mark.start)
            if len(self.open) < _DEEPEST:
                self.open.append(mark)

    def _ends_mixed(self, mark: Mark) -> bool:
        """Whether a double mark that can only close ends what a printed single one began: ‘so”."""
        is_end = mark.family == "double" and mark.can_close and not mark.can_open
        return is_end and bool(self.open) and self.open[-1].family == "single" and self.open[-1].is_sure

    def _may_be_closed(self, number: int, last: int) -> bool:
        """Whether a mark follows in the paragraph that could close what this one opens; for double marks, the next one."""
        family = self.marks[number].family
        later = [m for m in self.marks[number + 1 : min(last, number + 1 + _LOOK_AHEAD * 4)] if m.family == family]
        return any(m.can_close and not m.is_fresh for m in (later if family == "single" else later[:1]))

    def _is_possessive(self, number: int, last: int) -> bool:
        """Whether a mark after an s is the apostrophe of a plural, because a better one to close with follows."""
        mark = self.marks[number]
        if mark.family != "single" or self.text[mark.start - 1] not in _POSSESSIVE_ENDS:
            return False
        if not re.match(r"\s\w", self.text[mark.end : mark.end + 2]):
            return False
        later = (one for one in self.marks[number + 1 : min(last, number + 1 + _LOOK_AHEAD)] if one.family == "single")
        following = next(later, None)
        return following is not None and following.can_close and not following.can_open

    def _is_mistaken(self, opened: Mark, number: int, last: int) -> bool:
        """Whether a mark that opens inside its own family shows that the one before it never was closed.

        It does not when two closing marks follow: then one quotation stands in the other.
        """
        mark = self.marks[number]
        if mark.family == "single" or opened.kind != mark.kind:
            return not opened.is_sure
        later = [
            one for one in self.marks[number + 1 : min(last, number + 1 + _LOOK_AHEAD)] if one.family == mark.family
        ]
        is_nested = len(later) > 1 and not any(one.is_fresh for one in later[:2])
        return mark.is_fresh and not is_nested

    def _close(self, at: int, end: int, outer_end: int) -> None:
        self._abandon(at + 1, end)
        self._add(self.open.pop(), end, outer_end, is_closed=True)

    def _abandon(self, at: int, end: int) -> None:
        """Give up the quotations from number `at` on, which were never closed: they end with their first sentence."""
        for mark in self.open[at:]:
            if mark.is_sure:
                match = _SENTENCE_END.search(self.text, mark.end, end)
                stop = match.end() if match else end
                self._add(mark, stop, stop, is_closed=False)
        del self.open[at:]

    def _leave(self, end: int, following: Mark | None) -> None:
        """End a paragraph; a quotation that the next paragraph goes on with is carried over."""
        if not self.open:
            return
        mark = self.open[0]
        goes_on = following is not None and following.family == mark.family and following.can_open
        if goes_on and following is not None and not self.text[end : following.start].strip():
            self.carried[following.start] = self.carried.get(mark.start, mark.start)
            self._close(0, end, end)
        self._abandon(0, end)

    def _add(self, mark: Mark, end: int, outer_end: int, *, is_closed: bool) -> None:
        inner = self.text[mark.end : end]
        span = end - len(inner.lstrip()), mark.end + len(inner.rstrip())
        if span[0] < span[1]:
            group = self.carried.get(mark.start, mark.start)
            self.found.append(Quoted(span, (mark.start, max(outer_end, span[1])), mark.kind, is_closed, 0, group))


def _measure_depth(ordered: Iterable[Quoted]) -> Iterator[Quoted]:
    """Each quotation with how many others it stands in."""
    ends: list[int] = []
    for one in ordered:
        while ends and ends[-1] <= one.outer[0]:
            ends.pop()
        yield one._replace(depth=len(ends))
        ends.append(one.outer[1])


def _number_groups(text: str, ordered: Iterable[Quoted]) -> Iterator[Quoted]:
    """Each quotation with its group, numbered from 0; the second half of a split one is in the group of the first."""
    numbers: dict[int, int] = {}
    before: Quoted | None = None
    for one in ordered:
        key = one.group if one.group >= 0 else one.outer[0]
        group = numbers.setdefault(key, len(numbers))
        if before is not None and one.depth == 0 and _is_split(text, before, one):
            numbers[key] = group = before.group
        numbered = one._replace(group=group)
        if one.depth == 0:
            before = numbered
        yield numbered


def _is_split(text: str, first: Quoted, second: Quoted) -> bool:
    """Whether two quotations are halves of one speech, with `he said` between them.

    A clause about the speaker may follow where a comma and a small letter show that the speech goes on:
    `“A,” says Weiss, who owned the mill, “b.”`
    """
    gap = text[first.outer[1] : second.outer[0]]
    if len(gap) > _LONGEST_GAP or "\n" in gap or "block" in {first.mark, second.mark}:
        return False
    ends_open = text[first.span[1] - 1] in _FIRST_ENDS or gap.lstrip().startswith((",", "—", "–"))
    clause = _RELATIVE.search(gap) if text[second.span[0]].islower() else None
    said = gap[: clause.start()] if clause else gap
    words = [match.group().lower() for match in _WORD.finditer(said)]
    if not ends_open or not 1 <= len(words) <= _MOST_GAP_WORDS or re.search(r"[.!?;](?!\s*$)", gap):
        return False
    return sum(is_finite(word) for word in words) == 1 and words[0] not in _CONNECTIVES
