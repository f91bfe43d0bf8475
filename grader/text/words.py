"""Words of a text as spans, with their normal forms beside them.

The text is never rewritten: every word keeps its offsets into the original, and its folded form and stem stand beside
them.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii

_WORD = re.compile(r"[^\W_]+(?:['’\x92‘ʼ][^\W_]+)*")
_POSSESSIVE = re.compile(r"'s?$")
_CACHED = 1 << 16


class Word(NamedTuple):
    """One word of a text.

    Attributes:
        start, end: half-open offsets into the text.
        norm: lower case, without accents, in Latin letters, without a possessive ending.
        stem: Snowball (Porter 2) stem of `norm`.
    """

    start: int
    end: int
    norm: str
    stem: str


@lru_cache(maxsize=1)
def _stemmer() -> "object":
    from nltk.stem.snowball import EnglishStemmer  # noqa: PLC0415 - importing nltk costs a second

    return EnglishStemmer()


@lru_cache(maxsize=_CACHED)
def fold(word: str) -> str:
    """Lower case, without accents, in Latin letters, straight apostrophes, no possessive ending."""
    plain = word if word.isascii() else anyascii(word.replace("\x92", "'"))
    return _POSSESSIVE.sub("", plain.lower())


@lru_cache(maxsize=_CACHED)
def stem(norm: str) -> str:
    """Snowball stem of a folded word (Porter 2, as implemented by NLTK)."""
    return str(_stemmer().stem(norm))  # type: ignore[attr-defined]


@lru_cache(maxsize=_CACHED)
def _forms(raw: str) -> tuple[str, str]:
    norm = fold(raw)
    return norm, stem(norm)


def find_words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Every word of `text[start:end]` in order; numbers are words, an inner apostrophe belongs to its word."""
    stop = len(text) if end is None else end
    new = tuple.__new__  # several times as fast as `Word(…)`, and there is no more frequent object
    return [new(Word, (*m.span(), *_forms(m[0]))) for m in _WORD.finditer(text, start, stop)]
