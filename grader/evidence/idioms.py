"""Turns of phrase that say in several words what one word says: `throw … out` and expel.

The list, `idioms.txt`, is this package's own.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from grader.text.words import fold, stem

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


@lru_cache(maxsize=1)
def idioms() -> dict[str, list[tuple[str, Idiom]]]:
    """The listed idioms, each under that of its stems which the fewest of them need, and beside the next of these."""
    listed = []
    text = (files("grader.evidence") / "idioms.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            said, meant = line.split("=")
            head, _, tail = said.partition("...")
            first, second, meanings = (tuple(stem(fold(word)) for word in part.split()) for part in (head, tail, meant))
            listed.append(Idiom(first, second, tuple(dict.fromkeys(meanings)), frozenset(first + second)))
    counts = Counter(one for idiom in listed for one in idiom.needed)
    found: dict[str, list[tuple[str, Idiom]]] = defaultdict(list)
    for idiom in listed:
        rarest, *others = sorted(idiom.needed, key=lambda one: (counts[one], one))
        found[rarest].append((others[0] if others else rarest, idiom))
    return dict(found)


def find_meanings(stems: Sequence[str]) -> list[str]:
    """Stems of what the idioms among some words, given by their stems, mean, each once."""
    listed, present = idioms(), set(stems)
    told = [
        idiom
        for one in stems
        if one in listed
        for other, idiom in listed[one]
        if other in present and idiom.needed <= present
    ]
    found: dict[str, None] = {}
    for idiom in told:
        if any(_is_at(idiom, stems, at) for at, one in enumerate(stems) if one == idiom.head[0]):
            found |= dict.fromkeys(idiom.meanings)
    return list(found)


def _is_at(idiom: Idiom, stems: Sequence[str], at: int) -> bool:
    after = at + len(idiom.head)
    if tuple(stems[at:after]) != idiom.head:
        return False
    size = len(idiom.tail)
    return any(tuple(stems[k : k + size]) == idiom.tail for k in range(after, after + _GAP + 1)) if size else True
