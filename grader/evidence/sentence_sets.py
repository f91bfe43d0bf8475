"""Sets of the material's sentences as whole numbers: bit n stands for sentence n, so that large sets meet in one step."""

from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_

EVERY = -1
"""The set of all sentences: it has every bit."""


def make_set(numbers: Iterable[int]) -> int:
    """The set of some sentences."""
    return unite(1 << number for number in numbers)


def unite(sets: Iterable[int]) -> int:
    """The sentences of any of some sets."""
    return reduce(or_, sets, 0)


def list_numbers(sentences: int) -> Iterator[int]:
    """The numbers of the sentences of a set but `EVERY`, in order."""
    while sentences:
        lowest = sentences & -sentences
        yield lowest.bit_length() - 1
        sentences ^= lowest
