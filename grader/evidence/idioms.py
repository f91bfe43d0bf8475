"""Turns of phrase that say in several words what one word says: `throw … out` and expel.

The list, `idioms.txt`, is this package's own.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from grader.text.words import Word, fold, stem

_GAP = 3


class Idiom(NamedTuple):
    """A turn of phrase.

    Attributes:
        head: stems of the first part.
        tail: stems of the second part; at most three words stand between the two. Empty for a phrase in one piece.
        meanings: stems of the words that say the same.
    """

    head: tuple[str, ...]
    tail: tuple[str, ...]
    meanings: tuple[str, ...]


@lru_cache(maxsize=1)
def idioms() -> dict[str, dict[str, tuple[Idiom, ...]]]:
    """The listed idioms by the stem of their first word, then by the next one of the first part; empty for a single word."""
    found: dict[str, dict[str, list[Idiom]]] = defaultdict(lambda: defaultdict(list))
    text = (files("grader.evidence") / "idioms.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            said, meant = line.split("=")
            head, _, tail = said.partition("...")
            parts = [tuple(stem(fold(word)) for word in part.split()) for part in (head, tail, meant)]
            idiom = Idiom(parts[0], parts[1], tuple(dict.fromkeys(parts[2])))
            found[idiom.head[0]]["".join(idiom.head[1:2])].append(idiom)
    return {first: {second: tuple(every) for second, every in by.items()} for first, by in found.items()}


def find_meanings(words: Sequence[Word]) -> list[str]:
    """Stems of what the idioms among the words mean, each once, in order."""
    found: dict[str, None] = {}
    stems, known = [word.stem for word in words], idioms()
    for at in [number for number, one in enumerate(stems) if one in known]:
        by_next, following = known[stems[at]], stems[at + 1] if at + 1 < len(stems) else ""
        for idiom in (*by_next.get("", ()), *(by_next.get(following, ()) if following else ())):
            if _is_at(idiom, stems, at):
                found |= dict.fromkeys(idiom.meanings)
    return list(found)


def _is_at(idiom: Idiom, stems: Sequence[str], at: int) -> bool:
    after, size = at + len(idiom.head), len(idiom.tail)
    if size and idiom.tail[0] not in stems[after : after + _GAP + 1]:
        return False
    if tuple(stems[at:after]) != idiom.head:
        return False
    return any(tuple(stems[k : k + size]) == idiom.tail for k in range(after, after + _GAP + 1)) if size else True
