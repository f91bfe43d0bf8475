"""Turns of phrase that say in several words what one word says: `throw … out` and expel.

The list, `idioms.txt`, is this package's own.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

from grader.text.words import Word, fold, stem

_GAP = 3


class Idiom(NamedTuple):
    """A turn of phrase.

    Attributes:
        head: stems of the first part.
        tail: stems of the second part; at most three words stand between the two. Empty for a phrase in one piece.
        meanings: stems of the words that say the same.
        needed: every stem of both parts.
    """

    head: tuple[str, ...]
    tail: tuple[str, ...]
    meanings: tuple[str, ...]
    needed: frozenset[str]


class Idioms(NamedTuple):
    """The listed idioms: those whose head has two words or more by its first two, the others by their one first word."""

    by_pair: dict[tuple[str, str], list[Idiom]]
    by_word: dict[str, list[Idiom]]


@lru_cache(maxsize=1)
def idioms() -> Idioms:
    """The listed idioms."""
    found = Idioms(defaultdict(list), defaultdict(list))
    text = (files("grader.evidence") / "idioms.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            said, meant = line.split("=")
            head, _, tail = said.partition("...")
            first, second, meanings = (tuple(stem(fold(word)) for word in part.split()) for part in (head, tail, meant))
            idiom = Idiom(first, second, tuple(dict.fromkeys(meanings)), frozenset(first + second))
            if len(first) > 1:
                found.by_pair[first[0], first[1]].append(idiom)
            else:
                found.by_word[first[0]].append(idiom)
    return found


def find_meanings(words: Sequence[Word]) -> list[str]:
    """Stems of what the idioms among the words mean, each once, in order."""
    by_pair, by_word = idioms()
    stems = [word.stem for word in words]
    begun = [(at, idiom) for at, pair in enumerate(pairwise(stems)) if pair in by_pair for idiom in by_pair[pair]]
    begun += [(at, idiom) for at, one in enumerate(stems) if one in by_word for idiom in by_word[one]]
    found: dict[str, None] = {}
    for at, idiom in begun:
        if idiom.needed.issubset(stems) and _is_at(idiom, stems, at):
            found |= dict.fromkeys(idiom.meanings)
    return list(found)


def _is_at(idiom: Idiom, stems: Sequence[str], at: int) -> bool:
    after = at + len(idiom.head)
    if tuple(stems[at:after]) != idiom.head:
        return False
    size = len(idiom.tail)
    return any(tuple(stems[k : k + size]) == idiom.tail for k in range(after, after + _GAP + 1)) if size else True
