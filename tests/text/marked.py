"""Texts whose expected spans stand between «…»."""

from grader.checks.examples import read_marks
from grader.model import Essay, Part
from grader.text.reading import Reading


def read_text(text, known_names=frozenset()):
    return Reading(Essay("essay", "essay.txt", text, (Part("body", (0, len(text))),) if text else ()), known_names)


def mark(text, spans):
    """The text with its spans between «…»."""
    marked = ""
    at = 0
    for start, end in spans:
        marked += f"{text[at:start]}«{text[start:end]}»"
        at = end
    return marked + text[at:]


def read_marked(marked):
    text, _ = read_marks(marked)
    return read_text(text)
