"""Two wordings side by side: which words differ."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

from grader.text.words import fold

_MOST_WORDS = 250
_EDGES = " .,;:!?\"'“”‘’„«»()[]…–—-"
_WORD = re.compile(r"\S+(?:\s[^\w\s]+(?=\s|$))*")  # a dash between spaces belongs to the word before it


class Stretch(NamedTuple):
    """Some words of a wording; those that the other one lacks are different."""

    text: str
    is_different: bool


def compare_words(ours: str, theirs: str) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    """Both wordings in stretches, the words that only one of them has marked; case and punctuation do not count."""
    left, right = (_WORD.findall(" ".join(text.split()))[:_MOST_WORDS] for text in (ours, theirs))
    matcher = SequenceMatcher(None, [_plain(w) for w in left], [_plain(w) for w in right], autojunk=False)
    ours_in, theirs_in = [], []
    for how, i, j, k, m in matcher.get_opcodes():
        ours_in.append(Stretch(" ".join(left[i:j]), how != "equal"))
        theirs_in.append(Stretch(" ".join(right[k:m]), how != "equal"))
    return _tidy(ours_in), _tidy(theirs_in)


def _plain(word: str) -> str:
    return fold(word.strip(_EDGES))


def _tidy(stretches: list[Stretch]) -> tuple[Stretch, ...]:
    return tuple(s for s in stretches if s.text)
