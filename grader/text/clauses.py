"""The words around a quotation as tokens: names in one piece, other quotations masked, punctuation kept."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

from grader.model import Span
from grader.text.name_kinds import NameMention
from grader.text.quotations import Quoted

TokenKind: TypeAlias = Literal["word", "name", "quote", "point"]

_TOKEN = re.compile(r"[^\W_]+(?:['’\x92][^\W_]+)*|[,;:()]|[–—]| - |\.\.\.|[.!?]")
_ASIDE = re.compile(
    r", ?(?:on the other hand|on the one hand|for example|for instance|however|by contrast|in contrast|in turn|of course"
    r"|in fact|meanwhile|moreover|though|too|therefore|at first|in the end|as always)(?=,)",
    re.IGNORECASE,
)
"""What stands between a subject and its verb without being either: `Hill, on the other hand, says`."""

_LONGEST = 2000
_POSSESSIVE = re.compile(r"['’\x92](?:s\b|(?!\w))")


class Token(NamedTuple):
    """A word, a name, another quotation or a punctuation mark.

    Attributes:
        start, end: offsets into the text.
        low: the word in lower case; the mark itself; empty for names and quotations.
        kind: which of them it is.
        name: the name; None for other tokens.
        is_possessive: it ends with a possessive ’s.
    """

    start: int
    end: int
    low: str
    kind: TokenKind
    name: NameMention | None = None
    is_possessive: bool = False


class Scene:
    """A text with its sentences, names and quotations, for looking around a quotation.

    Args:
        text: the text.
        sentences: its sentences, in order.
        names: its names, in order.
        quotes: its quotations, in order.

    Attributes:
        groups: the pieces of each speech by its number.
    """

    def __init__(
        self, text: str, sentences: Sequence[Span], names: Sequence[NameMention], quotes: Sequence[Quoted]
    ) -> None:
        self.text, self.sentences, self.names, self.quotes = text, sentences, names, quotes
        self._name_starts = [name.span[0] for name in names]
        self._quote_starts = [quote.outer[0] for quote in quotes]
        self._sentence_starts = [span[0] for span in sentences]
        self.groups: dict[int, list[Quoted]] = defaultdict(list)
        for quote in quotes:
            self.groups[quote.group].append(quote)

    @cached_property
    def fuller_names(self) -> dict[str, list[NameMention]]:
        """Names without a title by their last word."""
        found: dict[str, list[NameMention]] = defaultdict(list)
        for name in self.names:
            if not name.title and len(name.tokens) > 1:
                found[name.tokens[-1]].append(name)
        return found

    def sentence_number(self, offset: int) -> int:
        """Number of the last sentence that starts at or before `offset`; -1 before the first."""
        return bisect_right(self._sentence_starts, offset) - 1

    def read_tokens(self, start: int, end: int, depth: int = 0) -> list[Token]:
        """Tokens of `text[start:end]`, of a long stretch its last 2,000 characters.

        Quotations of `depth` are one token each, and nothing is read inside them.
        """
        tokens: list[Token] = []
        start = max(start, end - _LONGEST)
        position = start
        for quote in self._quotes_between(start, end, depth):
            tokens += self._read_plain(position, min(quote.outer[0], end))
            if quote.outer[0] < end:
                tokens.append(Token(max(quote.outer[0], start), quote.outer[1], "", "quote"))
            position = max(position, quote.outer[1])
        return tokens + self._read_plain(position, end)

    def _quotes_between(self, start: int, end: int, depth: int) -> list[Quoted]:
        last = bisect_left(self._quote_starts, end)
        first = last
        while first and self.quotes[first - 1].outer[0] >= start:
            first -= 1
        holding = [q for q in self.quotes[max(0, first - 4) : first] if q.outer[1] > start]
        return [q for q in (*holding, *self.quotes[first:last]) if q.depth == depth]

    def _read_plain(self, start: int, end: int) -> list[Token]:
        tokens: list[Token] = []
        if start >= end:
            return tokens
        starts, taken = self._name_starts, start
        number = bisect_left(starts, start)
        asides = [aside.span() for aside in _ASIDE.finditer(self.text, start, end)]
        for match in _TOKEN.finditer(self.text, start, end):
            at = match.start()
            if at < taken or (asides and any(first <= at <= last for first, last in asides)):
                continue
            while number < len(starts) and starts[number] < at:
                number += 1
            if number < len(starts) and starts[number] == at:
                name = self.names[number]
                possessive = _POSSESSIVE.match(self.text, name.span[1])
                taken = possessive.end() if possessive else name.span[1]
                tokens.append(Token(at, name.span[1], "", "name", name, possessive is not None))
            else:
                tokens.append(_read_word(match))
        return tokens


def _read_word(match: re.Match[str]) -> Token:
    low = match.group().lower()
    if low[:1].isalnum():
        return Token(*match.span(), low, "word", None, low.endswith(("'s", "’s", "\x92s")))
    return Token(*match.span(), low.strip(), "point")
