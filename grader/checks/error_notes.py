"""Errors as notes for writers: the same slip once, kinds by how often they occur."""

from collections import defaultdict
from typing import NamedTuple

from grader.checks.check import Note
from grader.model import Span
from grader.text.proofs import Error, ErrorKind, Proofs

_MOST_NOTES, _MOST_OF_A_KIND = 12, 3
_LEAST_WEIGHT, _MOST_WEIGHT, _FULL_RATE = 0.15, 0.45, 6.0
_REACH = 24
_ONE_NOTE = frozenset({"spacing"})
_NO_SUGGESTION: dict[ErrorKind, str] = {
    "agreement": "the verb does not fit its subject",
    "verb form": "the form of the verb does not fit here",
    "number": "one or many? The noun does not fit the word before it",
    "article": "a small word such as a, an or the is missing or too much",
    "missing word": "a word seems to be missing",
    "word choice": "English says this with other words",
    "comparison": "this compares twice",
    "punctuation": "a mark is missing or too much",
    "spacing": "a space is missing or too much",
}
_ACTIONS: dict[ErrorKind, str] = {
    "spelling": "Look the word up and correct it wherever it stands.",
    "capital": "Write a capital letter for I, for names and at the start of a sentence.",
    "apostrophe": "Put the apostrophe where letters are left out, or where something belongs to somebody.",
    "word boundary": "Check whether this is one word or two.",
    "confused word": "The two sound alike: say the sentence with each meaning and choose.",
    "agreement": "Find the subject and let the verb follow it.",
    "verb form": "Check the form of the verb in this sentence.",
    "number": "Check whether one or several are meant.",
    "article": "Read the phrase aloud and put the article right.",
    "missing word": "Read the sentence aloud and add what is missing.",
    "word choice": "Use the usual wording.",
    "double negative": "Keep one of the two negatives.",
    "comparison": "Keep one of the two: more, or the ending.",
    "repetition": "Take one of the two out.",
    "grammar": "Read the sentence again and put it right.",
    "punctuation": "Put the mark in.",
    "spacing": "Put one space behind each comma and full stop, and none before it.",
}


class _Slip(NamedTuple):
    """The same slip, wherever it stands."""

    first: Error
    written: str
    times: int


def write_notes(text: str, proofs: Proofs) -> list[Note]:
    """At most twelve notes on the errors that are shown: kinds by how often they occur, the same slip once.

    Args:
        text: the essay.
        proofs: its errors.
    """
    slips: dict[ErrorKind, dict[str, list[Error]]] = defaultdict(lambda: defaultdict(list))
    for error in proofs.errors:
        if error.is_shown:
            key = "" if error.kind in _ONE_NOTE else text[slice(*error.span)].lower()
            slips[error.kind][key].append(error)
    counts = {kind: sum(map(len, same.values())) for kind, same in slips.items()}
    notes: list[Note] = []
    for kind in sorted(slips, key=lambda k: (-counts[k], k)):
        weight = _weigh(counts[kind], proofs.words)
        notes += [_note(text, slip, weight) for slip in _rank(text, slips[kind])[:_MOST_OF_A_KIND]]
    return notes[:_MOST_NOTES]


def _rank(text: str, same: dict[str, list[Error]]) -> list[_Slip]:
    """Slips of one kind, most frequent first, then in the order of the essay."""
    ranked = sorted(same.values(), key=lambda errors: (-len(errors), errors[0].span))
    return [_Slip(errors[0], text[slice(*errors[0].span)], len(errors)) for errors in ranked]


def _weigh(errors: int, words: int) -> float:
    """How much mending one kind of error would help: seldom more than advice on the argument."""
    rate = min(1.0, 100 * errors / max(1, words) / _FULL_RATE)
    return round(_LEAST_WEIGHT + (_MOST_WEIGHT - _LEAST_WEIGHT) * rate, 4)


def _note(text: str, slip: _Slip, weight: float) -> Note:
    error = slip.first
    span = _widen(text, error.span) if error.kind in _ONE_NOTE else error.span
    times = f" ({slip.times} times)" if slip.times > 1 else ""
    said = _say(error, text[slice(*span)], slip.written)
    return Note("advice", span, f"{said}{times}", _ACTIONS[error.kind], weight=weight)


def _say(error: Error, shown: str, written: str) -> str:
    """What is wrong, in a sentence."""
    right = error.suggestions[0] if error.suggestions else ""
    if error.rule == "no full stop":
        return error.message
    if error.kind == "repetition":
        return f"“{shown}”: the same word twice."
    if error.kind == "spacing" or not right or right == written:
        return f"“{shown}”: {_NO_SUGGESTION.get(error.kind, 'this does not look right')}."
    if error.kind == "capital":
        return f"“{shown}” should be “{right}”."
    return f"“{shown}”: did you mean “{right}”?"


def _widen(text: str, span: Span) -> Span:
    """A space or comma with the words around it, so that people see where it is."""
    start, end = span
    while start > 0 and span[0] - start < _REACH and not text[start - 1].isspace():
        start -= 1
    if text[slice(*span)].isspace():
        while start > 0 and span[0] - start < _REACH and (text[start].isspace() or not text[start - 1].isspace()):
            start -= 1
    while end < len(text) and end - span[1] < _REACH and not text[end].isspace():
        end += 1
    return start, end
