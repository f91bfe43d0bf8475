"""The words around a name that tell which part it plays in an event: what a person did, what happened in a place."""

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Sequence
from functools import cached_property
from typing import Literal, TypeAlias

from grader.evidence.index import Index
from grader.evidence.lexicon import STOP_STEMS
from grader.model import Span
from grader.text.names import NameMention
from grader.text.numerals import NUMERAL_STEMS
from grader.text.reading import TextLayer
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
_PREPOSITION = re.compile(
    r"\b(?:of|in|with|without|against|for|to|from|at|near|on|over|between|among|about|across|through|towards?|into|within)"
    r" (?:the )?\Z"
)
_COUNTED = NUMERAL_STEMS | frozenset(map(stem, ["year", "month", "week", "day", "time", "later"]))
_LINK = re.compile(r"(?:,| and| or| &)(?: (?:in|on|at|to|from|of))?(?: the)? ")
_LONGEST_LINK = len(" and from the ")
_ASIDE = re.compile(
    r", (?:who|which|then|by then|an?|the|his|her|their) [^,;:.!?()]{1,80},(?= [a-z])(?! (?:and|or|who|which)\b)"
)
_QUOTED_NEXT = re.compile(r"[^.;:!?\n\"“”«]{0,60}+[\"“”«]")


class Frame:
    """The part that a name plays in its sentence; each piece of it is read when it is first asked for.

    Args:
        span: the name.
        layer: the text that it stands in.
        sentence: its sentence.
        index: the material.
    """

    def __init__(self, span: Span, layer: TextLayer, sentence: Span, index: Index) -> None:
        self._span, self._layer, self._sentence, self._index = span, layer, sentence, index

    @cached_property
    def before(self) -> tuple[str, ...]:
        """Content stems before the name, nearest first."""
        starts = self._layer.starts
        first = bisect_left(starts, self._span[0])
        low = max(bisect_left(starts, self._sentence[0]), first - 2 * _BEFORE)
        return self._read(reversed(self._layer.words[low:first]), _BEFORE)

    @cached_property
    def after(self) -> tuple[str, ...]:
        """Content stems behind the name, up to the next subject."""
        return self._read_behind(self._span[1], _AFTER)

    @cached_property
    def act(self) -> tuple[str, ...]:
        """The same without what is said of the name between two commas: `Hill, who was ill, sold the farm`."""
        return self._read_behind(self.aside_end, _AFTER) if self.aside_end else self.after

    @property
    def first_act(self) -> tuple[str, ...]:
        """The first word that tells what the name does, or what is done by it; empty where nothing follows."""
        return self.before[:1] if self.is_agent else self._read_behind(self.aside_end or self._span[1], 1)

    @cached_property
    def aside_end(self) -> int:
        """Where what is said of the name between two commas ends; 0 where nothing is."""
        aside = _ASIDE.match(self._layer.text, self._span[1], self._sentence[1])
        return aside.end() if aside else 0

    def _read_behind(self, at: int, most: int) -> tuple[str, ...]:
        starts = self._layer.starts
        last = bisect_left(starts, at)
        high = min(bisect_left(starts, self._sentence[1]), last + 2 * _AFTER)
        return self._read(self._layer.words[last:high], most, _SUBJECTS)

    def _read(self, words: Iterable[Word], most: int, ends: Container[str] = ()) -> tuple[str, ...]:
        known, found = self._index.lexicon.known, list[str]()
        for word in words:
            if len(found) == most or word.norm in ends:
                break
            if word.stem not in STOP_STEMS:
                found.append(known(word.norm, word.stem))
        return tuple(found)

    @cached_property
    def way(self) -> Way:
        """How a place is spoken of: `at`, `to` or `from` it; empty where nothing says so."""
        start = self._span[0]
        way = _WAY.search(self._layer.text, max(self._sentence[0], start - _REACH), start)
        return _WAYS[way[1].lower()] if way else ""

    @property
    def is_object(self) -> bool:
        """Whether a preposition other than `by` stands before the name."""
        start = self._span[0]
        return _PREPOSITION.search(self._layer.text, max(self._sentence[0], start - _REACH), start) is not None

    @property
    def is_agent(self) -> bool:
        """Whether something is done by the name: `was vetoed by Hill`."""
        return self._layer.text.endswith((" by ", " by the "), self._sentence[0], self._span[0])

    @property
    def is_owner(self) -> bool:
        """Whether the name only owns what is spoken of, as in `Hill’s brother`."""
        return self._layer.text.startswith(("'s", "’s", "'", "’"), self._span[1])

    @property
    def is_quoting(self) -> bool:
        """Whether a quotation follows."""
        return _QUOTED_NEXT.match(self._layer.text, self._span[1], self._sentence[1]) is not None

    @property
    def is_described(self) -> bool:
        """Whether `, who …` follows."""
        return self._layer.text.startswith(", who ", self._span[1])

    @property
    def has_article(self) -> bool:
        """Whether `the` or `a` stands before the name."""
        return self._layer.text.endswith((" the ", "The ", " a ", " an "), 0, self._span[0])


def find_listed(names: Sequence[NameMention], text: str, at: int) -> list[NameMention]:
    """The names that stand in one list with that of number `at`, itself left out: `in Rome, Milan and Turin`."""
    found = []
    for step in (-1, 1):
        k = at
        while 0 <= k + step < len(names) and abs(k - at) < _LONGEST_LIST:
            one, other = sorted((k, k + step))
            start, end = names[one].span[1], names[other].span[0]
            if end - start > _LONGEST_LINK or not _LINK.fullmatch(text, start, end):
                break
            k += step
            found.append(names[k])
    return found


def weigh_shared(mine: Iterable[str], theirs: Sequence[str], index: Index) -> tuple[int, float]:
    """How many of one frame's stems stand in the other, too, and the sum of their rarities."""
    telling = (s for s in dict.fromkeys(mine) if not s.isdigit() and s not in _COUNTED)
    shared = index.lexicon.shared(telling, theirs)
    return len(shared), round(sum(map(index.rarity, shared)), 4)
