"""Whether two names may be one, however they are spelt or shortened: nobody stands in the place of somebody of his name."""

from collections.abc import Container, Iterable
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from grader.text.name_keys import name_key, same_name
from grader.text.name_words import ORDINARY, PLACE_HEADS, TITLES
from grader.text.names import NameMention
from grader.text.words import fold

_SHORTEST_SLIP, _LONG, _FEWEST_CONSONANTS, _BEGINNING = 4, 7, 3, 3
_VOWELS = str.maketrans("", "", "aeiouy")


def is_one_name(one: NameMention, other: NameMention) -> bool:
    """Whether two names may be forms or spellings of one: `Luke` and `Luke Hill`, `Pacific Sea` and `Pacific Ocean`.

    Of several words one may be misspelt beyond recognition, if it begins alike.
    """
    return _are_one(one.tokens, other.tokens)


@lru_cache(maxsize=4096)
def _are_one(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """The same of the names' words; kept, since a class writes of the same few people again and again."""
    short, long = sorted((_find_telling(one), _find_telling(other)), key=len)
    near = [any(same_name(a, b) or _is_near(a, b) for b in long) for a in short]
    if not any(near):
        return False
    begun = {b[:_BEGINNING] for b in long}
    return all(is_near or a[:_BEGINNING] in begun for a, is_near in zip(short, near, strict=True))


def _find_telling(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name without titles and what kind of place it is; all where there are no others."""
    return tuple(t for t in tokens if t not in TITLES and t not in PLACE_HEADS and t not in ORDINARY) or tokens


def may_be_one_person(one: NameMention, entity: str | None, other: NameMention) -> bool:
    """Whether a name, or whom it is taken for, may be the person of another: the word before it may be the sentence's.

    `Plus Hill crossed the river` tells of Hill, and so may a first name that the material does not give.
    """
    if "person" not in (one.kind, other.kind):
        return False
    if entity is not None:
        return all(fold(word) in other.tokens for word in entity.split())
    return any(a not in ORDINARY and a not in TITLES and a in other.tokens for a in one.tokens)


def has_namesake(mention: NameMention, names: Iterable[NameMention]) -> bool:
    """Whether any of some names may be a form or spelling of one."""
    return any(is_one_name(mention, other) for other in names)


def is_named_in(mention: NameMention, norms: Container[str]) -> bool:
    """Whether every word of a name stands among some words, in whatever case they are written."""
    return all(token in norms for token in mention.tokens)


def _is_near(one: str, other: str) -> bool:
    """Whether one word is the other with two slips of the pen at most, begins with it, or has its consonants."""
    if min(len(one), len(other)) < _SHORTEST_SLIP:
        return False
    most = 2 if max(len(one), len(other)) >= _LONG else 1
    is_slip = DamerauLevenshtein.distance(one, other, score_cutoff=most) <= most
    return is_slip or one.startswith(other) or other.startswith(one) or _sounds_alike(one, other)


def _sounds_alike(one: str, other: str) -> bool:
    """Whether two words begin alike and have the same three consonants or more: vowels are what is misspelt first."""
    a, b = name_key(one), name_key(other)
    bones = a.translate(_VOWELS)
    return a[:1] == b[:1] and len(bones) >= _FEWEST_CONSONANTS and bones == b.translate(_VOWELS)
