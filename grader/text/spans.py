"""Searching in ordered spans, so that long texts cost no more than many short ones."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from math import inf
from typing import Protocol, TypeVar

from grader.model import Span


class Spanned(Protocol):
    """Anything that has a span."""

    @property
    def span(self) -> Span:
        """Half-open offsets into a text."""


Item = TypeVar("Item", bound=Spanned)


class Ordered(list[Item]):
    """Items in the order of where they start, which stands beside them; never changed once made."""

    def __init__(self, items: Iterable[Item] = ()) -> None:
        super().__init__(items)
        self.starts = [item.span[0] for item in self]


def starting_in(items: Ordered[Item], span: Span) -> list[Item]:
    """The items that start inside `span`."""
    starts = items.starts
    low = bisect_left(starts, span[0])
    if low == len(starts) or starts[low] >= span[1]:
        return []
    return items[low : bisect_left(starts, span[1], low)]


def merge(spans: Iterable[Span]) -> list[Span]:
    """The same stretches in order, without overlaps."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def overlaps(span: Span, merged: Sequence[Span]) -> bool:
    """Whether one of the stretches that `merge` gave holds a character of the span."""
    number = bisect_right(merged, (span[0], inf))
    return (number > 0 and span[0] < merged[number - 1][1]) or (number < len(merged) and merged[number][0] < span[1])


def is_covered(at: int, merged: Sequence[Span]) -> bool:
    """Whether a character stands in one of the stretches that `merge` gave."""
    number = bisect_right(merged, (at, inf)) - 1
    return number >= 0 and at < merged[number][1]
