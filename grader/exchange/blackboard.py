"""Blackboard: `Essay 1_abee_attempt_2026-11-03-10-20-30_essay.docx`, and a receipt in .txt for every attempt."""

import re
from dataclasses import dataclass

from grader.exchange.submission import Kind, Platform, Submission

_ATTEMPT = re.compile(
    r"(?P<assignment>.{1,200})_(?P<user>[^_/]{1,100})_attempt_(?P<time>\d{4}(?:-\d\d){5})(?:_(?P<file>.+)|\.txt)",
    re.DOTALL,
)
_FIELDS = ("Submission Field", "Comments", "Files")
_EMPTY = re.compile(
    r"There (?:is|are) no student (?:submission text data|comments) for this assignment\.?", re.IGNORECASE
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the .txt of an attempt says: whose it is, and the text that was typed; empty when there is none."""

    name: str
    typed: str


def take_apart(path: str) -> Submission | None:
    """A file of a Blackboard download; its receipt holds the student's name."""
    found = _ATTEMPT.fullmatch(path.rsplit("/", 1)[-1])
    if found is None:
        return None
    kind: Kind = "file" if found["file"] else "receipt"
    day = "-".join(found["time"].split("-")[:3])
    return Submission("Blackboard", "", found["time"], found["user"], found["file"] or "", kind=kind, handed_in=day)


def read_receipt(text: str) -> Receipt:
    """A receipt: lines `Name: Ann Bee (abee)` and more, then fields with their text below them."""
    name, field = "", ""
    typed: list[str] = []
    for line in text.split("\n"):
        head, colon, rest = line.partition(":")
        if colon and head.strip() in _FIELDS and not rest.strip():
            field = head.strip()
        elif colon and head.strip() == "Name" and not name:
            name = re.sub(r"\s*\([^()]*\)\s*$", "", rest).strip()
        elif field == "Submission Field":
            typed.append(line)
    said = "\n".join(typed).strip()
    return Receipt(name, "" if _EMPTY.fullmatch(said) else said)


def has_markup(text: str) -> bool:
    """Whether typed text was written as HTML."""
    return _TAG.search(text) is not None


PLATFORM = Platform("Blackboard", take_apart)
