"""Harper as a proofreader (harper-py, Apache-2.0; dictionary and rules come with it).

Building a linter costs half a second, so each thread builds one when it first needs it. Words are never added to its
dictionary: what one contest knows must not be right in another.
"""

import re
import threading
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from grader.model import Span
from grader.text.harper_rules import RULES
from grader.text.proofs import Error
from grader.text.suggestions import rank_suggestions

if TYPE_CHECKING:
    from harper import Lint, Linter, Suggestion

_NO_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`\x92")
_ABBREVIATION = re.compile(r"\s{1,3}[^\W\d_]?[A-Z]")
_OWNER_BEFORE = re.compile(r"\b(?:my|our|your|their|his|her|its|the|an|of|in)\s$", re.IGNORECASE)
_NEXT_WORD = re.compile(r"\s{1,3}[^\W_]{1,40}")
_MOST_SUGGESTIONS = 3
_LETTERS = re.compile(r"[^\W\d_]")
_SENTENCE_BEFORE = re.compile(r"[.!?][\"'”’)\]]{0,3}$")
_ELLIPSES = (". .", "..", "…")
_REACH = 12
_BOTH_RIGHT = frozenset({"that that", "had had"})


class _Linters(threading.local):
    """The linters of one thread: American with all rules in use, British for spelling alone."""

    american: "Linter | None" = None
    british: "Linter | None" = None


class HarperProofreader:
    """Finds errors with Harper; a word that is right in American or in British English is right."""

    def __init__(self) -> None:
        self._linters = _Linters()

    def find_errors(self, text: str) -> list[Error]:
        """Errors of `text`, as `Proofreader` asks."""
        found = []
        for rule, lints in sorted(self._american().organized_lints(text, language="plaintext", dedup=False).items()):
            for lint in lints:
                error = _read_lint(text, rule, lint)
                if error is not None and not self._is_british(error, text):
                    found.append(error)
        return found

    def _american(self) -> "Linter":
        if self._linters.american is None:
            self._linters.american = _build("AMERICAN", frozenset(RULES))
        return self._linters.american

    def _is_british(self, error: Error, text: str) -> bool:
        """Whether a misspelling in American English is right in British English."""
        return error.rule == "SpellCheck" and self.knows_british(text[slice(*error.span)])

    def knows_british(self, word: str) -> bool:
        """Whether a word is in the British dictionary."""
        if self._linters.british is None:
            self._linters.british = _build("BRITISH", frozenset({"SpellCheck"}))
        return not self._linters.british.lint(word, language="plaintext")


def _build(dialect: str, rules: frozenset[str]) -> "Linter":
    """A linter with these rules alone."""
    from harper import Dialect, Linter  # noqa: PLC0415 - not every command proofreads

    linter = Linter(Dialect[dialect])
    linter.set_lint_config({name: name in rules for name in linter.get_lint_config()})
    return linter


def _read_lint(text: str, rule: str, lint: "Lint") -> Error | None:
    """Harper's answer as an error; None where experience says that it is mistaken."""
    if rule not in RULES:
        return None
    kind, is_shown = RULES[rule]
    span = lint.span.start, lint.span.end
    written = text[slice(*span)]
    suggestions = _rank(written, [_write(written, one) for one in lint.suggestions])
    if rule == "Themself":
        suggestions = ("themselves",)
    error = Error(span, kind, rule, "", suggestions, is_shown)
    if rule == "AnA":
        return None if written.isupper() or _ABBREVIATION.match(text, span[1]) else _add_next_word(text, error)
    if rule == "SpellCheck":
        return _name_misspelling(error, written)
    if rule == "SentenceCapitalization":
        before = text[max(0, span[0] - _REACH) : span[0]].rstrip()
        return error if not before or (_SENTENCE_BEFORE.search(before) and not before.endswith(_ELLIPSES)) else None
    if _is_mistaken(text, rule, span):
        return None
    return error if _LETTERS.search(written) or kind in {"spacing", "punctuation"} else None


def _is_mistaken(text: str, rule: str, span: Span) -> bool:
    """Whether a rule is known to be wrong in such a place."""
    written, behind = text[slice(*span)], text[span[1] : span[1] + _REACH]
    if rule == "Spaces":
        return len(written) > 1 or behind.startswith(_ELLIPSES)
    if rule == "NounVerbConfusion":
        return written.lower() not in {"affect", "effect", "affects", "effects"}
    if rule == "Everyday":
        return bool(_OWNER_BEFORE.search(text[max(0, span[0] - _REACH) : span[0]]))
    if rule in {"Everyone", "Someone"}:
        return behind.startswith(" of ")
    return rule == "RepeatedWords" and written.lower() in _BOTH_RIGHT


def _rank(written: str, suggestions: list[str]) -> tuple[str, ...]:
    """The suggestions, nearest first; Harper's own order differs from run to run where it has no preference."""
    return tuple(sorted(suggestions, key=lambda one: (OSA.distance(written.lower(), one.lower()), one)))


def _add_next_word(text: str, error: Error) -> Error:
    """The error with the word behind it, which shows why it is one: `a office`."""
    match = _NEXT_WORD.match(text, error.span[1])
    if match is None:
        return error
    suggestions = tuple(one + match.group() for one in error.suggestions)
    return error._replace(span=(error.span[0], match.end()), suggestions=suggestions)


def _write(written: str, suggestion: "Suggestion") -> str:
    """A suggestion as the words that should stand there."""
    replacement = suggestion.replacement_text
    return {"REPLACE": replacement, "REMOVE": "", "INSERT_AFTER": written + replacement}[suggestion.kind.name]


def _name_misspelling(error: Error, written: str) -> Error:
    """A misspelling by what is wrong with it: a capital, an apostrophe, or letters."""
    ranked, is_near = rank_suggestions(written, error.suggestions)
    if ranked and ranked[0] != written and ranked[0].lower() == written.lower():
        return error._replace(kind="capital", suggestions=ranked[:1])
    for suggestion in error.suggestions:
        if "'" in suggestion and _spell_out(suggestion) == _spell_out(written):
            return error._replace(kind="apostrophe", suggestions=(suggestion,))
    return error._replace(suggestions=ranked[:_MOST_SUGGESTIONS], is_shown=is_near)


def _spell_out(word: str) -> str:
    """The word in lower case without apostrophes."""
    return word.translate(_NO_APOSTROPHES).lower()


@lru_cache(maxsize=1)
def shared_harper() -> HarperProofreader:
    """The process's Harper; each thread has its own linters in it."""
    return HarperProofreader()
