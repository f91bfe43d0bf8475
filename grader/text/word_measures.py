"""Measures of vocabulary that do not grow with the length of a text."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

_FACTOR_SIZE = 0.72
_WINDOW = 50
_WIDE_WINDOW, _STEP = 100, 50
Item = TypeVar("Item")


def share(marks: Iterable[bool]) -> float:
    """Share of true among the marks; 0 for none."""
    taken = list(marks)
    return taken.count(True) / len(taken) if taken else 0.0  # several times as fast as a sum of booleans


def cut_windows(items: Sequence[Item]) -> list[Sequence[Item]]:
    """Windows of a hundred items, each begun fifty after the one before; at least one, which may be shorter."""
    return [items[at : at + _WIDE_WINDOW] for at in range(0, max(1, len(items) - _STEP), _STEP)]


def measure_mtld(words: Sequence[str]) -> float:
    """The mean length of runs of words whose type-token ratio stays above .72, forwards and backwards.

    McCarthy, P. M., and Jarvis, S. (2010): MTLD, vocd-D, and HD-D. Behavior Research Methods 42. About 20 to 150 for
    essays; at most the number of words.
    """
    if not words:
        return 0.0
    return (_measure_one_way(words) + _measure_one_way(words[::-1])) / 2


def _measure_one_way(words: Sequence[str]) -> float:
    factors, seen, size = 0.0, set[str](), 0
    for word in words:
        size += 1
        if word not in seen:
            seen.add(word)  # the ratio can only rise
        elif len(seen) / size <= _FACTOR_SIZE:
            factors += 1
            seen, size = set(), 0
    if size:
        factors += (1 - len(seen) / size) / (1 - _FACTOR_SIZE)
    return len(words) / factors if factors else float(len(words))


def measure_mattr(words: Sequence[str]) -> float:
    """The mean share of different words among any fifty running words, 0 to 1.

    Covington, M. A., and McFall, J. D. (2010): Cutting the Gordian knot. Journal of Quantitative Linguistics 17. A text of
    fewer than fifty words is one window.
    """
    if len(words) <= _WINDOW:
        return len(set(words)) / max(1, len(words))
    final = len(words) - _WINDOW
    last, total = dict[str, int](), (final + 1) * _WINDOW
    for at, word in enumerate(words):
        before = last.get(word, -_WINDOW)
        if at - before < _WINDOW:  # windows that hold both count the word once
            total -= min(before, final) - (at - _WINDOW if at >= _WINDOW else -1)
        last[word] = at
    return total / (final + 1) / _WINDOW
