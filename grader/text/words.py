"""Words of a text as spans, with their normal forms beside them.

The text is never rewritten: every word keeps its offsets into the original, and its folded form and stem stand beside
them.
"""

import re
from functools import lru_cache, partial
from importlib.resources import files
from typing import NamedTuple

from anyascii import anyascii

from grader.text.stemming import stem_english

_WORD = re.compile(r"[^\W_]+(?:['’\x92‘ʼ´`][^\W_]+)*")
_MARKS = '\n,.“”"-;:()—–?!'
_POSSESSIVE = re.compile(r"'s?$")
_BRITISH = (  # spellings that a stemmer takes for other words
    (re.compile(r"(?<=[a-z]{4})is(?=(?:e[drs]?|ers|ing|ations?)$)"), "iz"),
    (re.compile(r"(?<=[a-z]{3})our(?=(?:s|ed|ing|able|ful|less|ite|ites|hood|er|ers)?$)"), "or"),
)
_CACHED = 1 << 16


class Word(NamedTuple):
    """One word of a text.

    Attributes:
        start, end: half-open offsets into the text.
        norm: lower case, without accents, in Latin letters, without a possessive ending.
        stem: stem of `norm`; see `stem`.
    """

    start: int
    end: int
    norm: str
    stem: str


@lru_cache(maxsize=1)
def irregular_forms() -> dict[str, str]:
    """Irregular forms to their base forms, `wrote` to `write`, from `irregular_forms.txt`."""
    text = (files("grader.text") / "irregular_forms.txt").read_text(encoding="utf-8")
    lines = [line.split() for line in text.splitlines() if not line.startswith("#")]
    return {form: forms[0] for forms in lines for form in forms[1:]}


@lru_cache(maxsize=_CACHED)
def fold(word: str) -> str:
    """Lower case, without accents, in Latin letters, straight apostrophes, no possessive ending."""
    plain = word if word.isascii() else anyascii(word.replace("\x92", "'"))
    return _POSSESSIVE.sub("", plain.replace("`", "'").lower())


@lru_cache(maxsize=_CACHED)
def stem(norm: str) -> str:
    """Snowball stem (Porter 2, see `stemming`) of a folded word in American spelling.

    Irregular forms have the stem of their base form.
    """
    base = irregular_forms().get(norm, norm)
    for pattern, american in _BRITISH:
        base = pattern.sub(american, base)
    return stem_english(base)


@lru_cache(maxsize=_CACHED)
def _forms(raw: str) -> tuple[str, str]:
    norm = fold(raw)
    return norm, stem(norm)


def blank_marks(text: str) -> str:
    """The text with spaces for the commonest marks that no word holds: cut at spaces it is nearly always cut into words.

    Looking for words by a pattern takes several times as long.
    """
    for mark in _MARKS:
        text = text.replace(mark, " ")
    return text


_make_word = partial(tuple.__new__, Word)  # several times as fast as `Word(…)`, and there is no more frequent object


def find_words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Every word of `text[start:end]` in order; numbers are words, an inner apostrophe belongs to its word."""
    found: list[Word] = []
    for piece in blank_marks(text[start:end]).split(" "):
        stop = start + len(piece)
        if piece.isalnum():
            found.append(_make_word((start, stop, *_forms(piece))))
        elif piece:
            odd = [(start + match.start(), start + match.end(), *_forms(match[0])) for match in _WORD.finditer(piece)]
            found += map(_make_word, odd)
        start = stop + 1
    return found
