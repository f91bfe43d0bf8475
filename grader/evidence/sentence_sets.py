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


def count_most(sets: Iterable[int]) -> int:
    """In how many of some sets the sentence stands that stands in most; all are counted at once, in binary."""
    digits: list[int] = []  # of how often each sentence was seen, the ones first
    for one in sets:
        carried = one
        for place, digit in enumerate(digits):
            if not carried:
                break
            digits[place], carried = digit ^ carried, digit & carried
        if carried:
            digits.append(carried)
    most, holding = 0, EVERY
    for digit in reversed(digits):
        most *= 2
        if holding & digit:
            most, holding = most + 1, holding & digit
    return most
