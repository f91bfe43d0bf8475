"""The words by which a clause of an essay and one of the material exclude each other."""

from collections.abc import Sequence

from grader.evidence.index import Index
from grader.evidence.tellings import Telling
from grader.text.opposites import equals_of, opposites_of

_FEWEST, _FEWEST_NAMELESS, _FEWEST_SHARED = 2, 3, 3
_FEWER = frozenset(["fewer", "less"])  # as they are and as they are stemmed


def find_opposed_words(
    one: Telling, other: Telling, pairs: Sequence[tuple[str, str]], index: Index
) -> tuple[str, str] | None:
    """The words by which two tellings of one event exclude each other; None where they do not."""
    if other.is_open or len({b for _, b in pairs}) < _FEWEST_SHARED:
        return None
    common = [(a, b) for a, b in pairs if not index.is_name(a)]
    opposed = [(a, b) for a, b in common if b in opposites_of(a) and _is_exchanged(a, b, one, other)]
    plain = [
        (a, b)
        for a, b in common
        if b not in opposites_of(a) and not a.isdigit() and None not in (one.denies(a), other.denies(b))
    ]
    if opposed:
        a, b = opposed[0]
        is_alike = one.denies(a) == other.denies(b) and all(one.denies(c) == other.denies(d) for c, d in plain)
        return (a, b) if is_alike and len({c for c, _ in pairs} - {a}) >= _FEWEST else None
    if any(one.denies(a) and other.denies(b) for a, b in plain):
        return None
    differing = {a: b for a, b in plain if one.denies(a) != other.denies(b)}
    names = [a for a, _ in pairs if index.is_name(a)]
    if len(differing) < (_FEWEST if names else _FEWEST_NAMELESS):
        return None
    if not _FEWER.isdisjoint((*one.stems, *other.stems)):
        return None  # fewer are neither all nor none
    said, told = next(iter(differing.items()))
    is_near = one.find_first_denied(said) in {a for a, _ in pairs} and other.find_first_denied(told) in {b for _, b in pairs}
    return (said, told) if is_near and all(_is_on_same_side(name, (said, told), one, other) for name in names) else None


def _is_on_same_side(name: str, pivot: tuple[str, str], one: Telling, other: Telling) -> bool:
    """Whether a name stands before a word in both clauses or behind it in both; a passive may turn them round."""
    if one.is_passive or other.is_passive or name not in other.stems:
        return True
    is_before = one.stems.index(name) <= one.stems.index(pivot[0])
    return is_before == (other.stems.index(name) <= other.stems.index(pivot[1]))


def _is_exchanged(a: str, b: str, one: Telling, other: Telling) -> bool:
    return equals_of(a).isdisjoint(other.stems) and equals_of(b).isdisjoint(one.stems)
