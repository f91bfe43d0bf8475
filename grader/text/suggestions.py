"""Which word a misspelling was meant to be."""

from functools import lru_cache
from importlib.resources import files

from rapidfuzz.distance import OSA

_SHORT, _LONG = 4, 9


@lru_cache(maxsize=1)
def common_words() -> tuple[str, ...]:
    """The words that a learner meets first, in the order of `common_words.txt`."""
    text = (files("grader.text") / "common_words.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return tuple(dict.fromkeys(word for line in lines for word in line.split()))


@lru_cache(maxsize=1)
def _common_by_start() -> dict[str, tuple[str, ...]]:
    starts: dict[str, list[str]] = {}
    for word in common_words():
        starts.setdefault(word[0], []).append(word)
    return {start: tuple(words) for start, words in starts.items()}


def _find_near(low: str) -> list[str]:
    """Common words that begin alike and are one slip away, in the order of the list."""
    alike = _common_by_start().get(low[:1], ())
    return [word for word in alike if len(word) >= _SHORT and OSA.distance(low, word, score_cutoff=1) == 1]


def rank_suggestions(written: str, suggestions: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    """Suggestions likeliest first, and whether the first is near enough to be what was meant.

    Common words one slip away (Damerau 1964: a letter missing, added, wrong or swapped) come before all others, for they
    are what people write; names in capitals are never suggested that way.
    """
    low = written.lower()
    near = _find_near(low)
    if not near and low.endswith("s"):
        near = [f"{word}s" for word in _find_near(low[:-1])]
    scored = [(OSA.distance(low, one.lower()), one) for one in suggestions]
    near.sort(key=lambda word: len(word) == len(low))
    ranked = [*near, *(one for _, one in sorted(scored))]
    if not ranked:
        return (), False
    limit = 1 if len(low) <= _SHORT else 2 if len(low) < _LONG else 3
    told = [word.capitalize() if written[0].isupper() and word.islower() else word for word in ranked]
    return tuple(dict.fromkeys(told)), OSA.distance(low, ranked[0].lower()) <= limit
