"""Errors in a text, and anything that finds them: the interface of proofreaders."""

from collections.abc import Iterable
from typing import Literal, NamedTuple, Protocol, TypeAlias

from grader.model import Span

ErrorKind: TypeAlias = Literal[
    "spelling", "capital", "apostrophe", "word boundary", "confused word", "agreement", "verb form", "number", "article",
    "missing word", "word choice", "double negative", "comparison", "repetition", "grammar", "punctuation", "spacing",
]  # fmt: skip


class Error(NamedTuple):
    """One error.

    Attributes:
        span: the wrong words.
        kind: what is wrong.
        rule: name of the rule that found it, for people who look for it.
        message: what is wrong, in the proofreader's words; empty when the suggestion says it all.
        suggestions: what it could be instead, likeliest first; an empty one means that the words should go.
        is_shown: precise enough to be shown; else it only counts in rates.
    """

    span: Span
    kind: ErrorKind
    rule: str
    message: str = ""
    suggestions: tuple[str, ...] = ()
    is_shown: bool = True


class Proofreader(Protocol):
    """Anything that finds errors in plain text."""

    def find_errors(self, text: str) -> list[Error]:
        """Errors of `text` with spans in code points of it, in any order, possibly overlapping."""

    def __hash__(self) -> int:
        """Answers are kept by the proofreader who gave them."""


class Proofs(NamedTuple):
    """What proofreading found.

    Attributes:
        errors: in order, none inside another.
        words: how many words of the writer's own were read.
        end: where reading stopped.
        is_complete: the whole essay was read, not only its beginning.
    """

    errors: tuple[Error, ...]
    words: int
    end: int
    is_complete: bool

    def count(self, kinds: Iterable[str]) -> int:
        """How many errors are of one of the kinds."""
        wanted = frozenset(kinds)
        return sum(error.kind in wanted for error in self.errors)
