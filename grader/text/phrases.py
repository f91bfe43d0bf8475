"""Runs of words that are never right, as small tables: `he have`, `can to go`, `much people`.

A phrase is a row of alternatives. Matching walks over the words of one sentence and looks up each word in a table of
first words, so that its time grows with the number of words alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

Slot = frozenset[str]
START, END = "^", "$"
_NOTHING: Mapping[str, str] = {}


class Phrase(NamedTuple):
    """A run of words that is never right.

    Attributes:
        id: its name, for people who look for it.
        kind: kind of error.
        words: for each word of the run the forms that it may have; `^` and `$` stand for a sentence's start and end.
        fix: what a word of the run should be; a word without an entry stays, an empty one goes.
        fixes_at: number of the word that `fix` is about; -1 for the last.
        not_after: no error when one of these words stands directly before.
        not_near: no error when one of these words stands among the five before.
        only_after, only_before: an error only when one of these words stands directly before or behind.
        is_shown: precise enough to be shown; else it counts, with others, in the value alone.
    """

    id: str
    kind: str
    words: tuple[Slot, ...]
    fix: Mapping[str, str] = _NOTHING
    fixes_at: int = -1
    not_after: Slot = frozenset()
    not_near: Slot = frozenset()
    only_after: Slot = frozenset()
    only_before: Slot = frozenset()
    not_before: Slot = frozenset()
    is_shown: bool = True


class Match(NamedTuple):
    """A phrase found: numbers of its first word and of the one behind its last, and the words it should be."""

    phrase: Phrase
    first: int
    last: int
    suggestion: str


_NEAR = 5


class PhraseTable:
    """Phrases by their first words."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self.by_first: dict[str, list[Phrase]] = defaultdict(list)
        for phrase in phrases:
            for word in sorted(phrase.words[0]):
                self.by_first[word].append(phrase)

    def find(self, lows: Sequence[str]) -> list[Match]:
        """Every phrase in the words of a sentence, which begin with `^` and end with `$`; punctuation marks are words."""
        found: list[Match] = []
        reached = 0
        for at, low in enumerate(lows):
            if at < reached:
                continue
            for phrase in self.by_first.get(low, ()):
                end = at + len(phrase.words)
                if end <= len(lows) and _fits(phrase, lows, at, end):
                    found.append(Match(phrase, at, end, _suggest(phrase, lows[at:end])))
                    reached = end
                    break
        return found


def _fits(phrase: Phrase, lows: Sequence[str], at: int, end: int) -> bool:
    if any(lows[at + n] not in slot for n, slot in enumerate(phrase.words)):
        return False
    before = lows[at - 1] if at else START
    behind = lows[end] if end < len(lows) else END
    if before in phrase.not_after or behind in phrase.not_before:
        return False
    if (phrase.only_after and before not in phrase.only_after) or (
        phrase.only_before and behind not in phrase.only_before
    ):
        return False
    return not phrase.not_near or phrase.not_near.isdisjoint(lows[max(0, at - _NEAR) : at])


def _suggest(phrase: Phrase, run: Sequence[str]) -> str:
    """The run with its wrong word put right; empty when nothing is known."""
    at = phrase.fixes_at % len(run)
    if run[at] not in phrase.fix:
        return ""
    words = [*run[:at], phrase.fix[run[at]], *run[at + 1 :]]
    return " ".join(word for word in words if word and word not in {START, END})
