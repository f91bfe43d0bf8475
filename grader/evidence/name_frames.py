"""The words around a name that tell which part it plays in an event: what a person did, what happened in a place."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import Literal, TypeAlias

from grader.evidence.index import Index
from grader.evidence.lexicon import STOP_STEMS
from grader.model import Span
from grader.text.names import NameMention
from grader.text.numerals import NUMERAL_STEMS
from grader.text.words import Word, stem

Way: TypeAlias = Literal["", "at", "to", "from"]
_AFTER, _BEFORE = 6, 4
_REACH = 60
_LONGEST_LIST = 30  # so that a list of thousands costs no more than many short ones
_SUBJECTS = frozenset(["i", "he", "she", "we", "they"])
_WAYS: dict[str, Way] = {"in": "at", "at": "at", "near": "at", "inside": "at", "outside": "at", "from": "from"}
_WAYS |= {"to": "to", "into": "to", "toward": "to", "towards": "to", "reached": "to"}
_WAY = re.compile(
    rf"\b({'|'.join(_WAYS)}) (?:(?:the|an?|his|her|its|their) )?"
    r"(?:(?:[a-z]{1,15} ){0,2}(?:corridor|area|region|city|town|village|suburb|district|port|part|centre|center|capital|north"
    r"|south|east|west|state|province|house|hall|garden|street|station|island|hills?) (?:of )?(?:the )?)?\Z"
)
_COUNTED = NUMERAL_STEMS | frozenset(map(stem, ["year", "month", "week", "day", "time", "later"]))
_LINK = re.compile(r"(?:,| and| or| &)(?: (?:in|on|at|to|from|of))?(?: the)? ")
_QUOTED_NEXT = re.compile(r"[^.;:!?\n]{0,60}[\"“”«]")


@dataclass(frozen=True, slots=True)
class Frame:
    """The part that a name plays in its sentence.

    Attributes:
        before, after: content stems before it, nearest first, and behind it up to the next subject.
        way: how a place is spoken of: `at`, `to` or `from` it; empty where nothing says so.
        is_owner: whether it only owns what is spoken of, as in `Hill’s brother`.
        is_quoting: whether a quotation follows.
        has_article: whether `the` or `a` stands before it.
        is_described: whether `, who …` follows.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    way: Way
    is_owner: bool
    is_quoting: bool
    is_described: bool
    has_article: bool


def read_frame(
    span: Span, text: str, sentence: Span, words: Sequence[Word], starts: Sequence[int], index: Index
) -> Frame:
    """The part of the name at `span` in its sentence; `starts` tells where each word begins."""
    first, last = bisect_left(starts, span[0]), bisect_left(starts, span[1])
    low = max(bisect_left(starts, sentence[0]), first - 2 * _BEFORE)
    high = min(bisect_left(starts, sentence[1]), last + 2 * _AFTER)
    before = (w for w in reversed(words[low:first]) if w.stem not in STOP_STEMS)
    following = takewhile(lambda w: w.norm not in _SUBJECTS, words[last:high])
    after = (w for w in following if w.stem not in STOP_STEMS)
    way = _WAY.search(text, max(sentence[0], span[0] - _REACH), span[0])
    known = index.lexicon.known
    return Frame(
        tuple(known(w.norm, w.stem) for w in islice(before, _BEFORE)),
        tuple(known(w.norm, w.stem) for w in islice(after, _AFTER)),
        _WAYS[way[1].lower()] if way else "",
        text[span[1] : span[1] + 2] in ("'s", "’s") or text[span[1] : span[1] + 1] in ("'", "’"),
        _QUOTED_NEXT.match(text, span[1], sentence[1]) is not None,
        text.startswith(", who ", span[1]),
        text.endswith((" the ", "The ", " a ", " an "), 0, span[0]),
    )


def find_listed(names: Sequence[NameMention], text: str, at: int) -> list[NameMention]:
    """The names that stand in one list with that of number `at`, itself left out: `in Rome, Milan and Turin`."""
    found = []
    for step in (-1, 1):
        k = at
        while 0 <= k + step < len(names) and abs(k - at) < _LONGEST_LIST:
            one, other = sorted((k, k + step))
            if not _LINK.fullmatch(text, names[one].span[1], names[other].span[0]):
                break
            k += step
            found.append(names[k])
    return found


def weigh_shared(mine: Iterable[str], theirs: Sequence[str], index: Index) -> tuple[int, float]:
    """How many of one frame's stems stand in the other, too, and the sum of their rarities."""
    telling = (s for s in dict.fromkeys(mine) if not s.isdigit() and s not in _COUNTED)
    shared = index.lexicon.shared(telling, theirs)
    return len(shared), round(sum(map(index.rarity, shared)), 4)
