"""Footnotes of a web page or of a Word document turned into one: links that jump ahead, and where they land."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LABEL = re.compile(r"\[?(?:note |fn\.? ?)?(\d{1,3}|[a-z]|[ivx]{1,5}|[*†‡§]{1,3})\]?$", re.IGNORECASE)
_MAX_LABEL = 12
_BACK = re.compile(r"[\s↑^↩\ufe0e⏎⤴←▲]{1,6}$|jump up$|back$|return$", re.IGNORECASE)
_DIGITS = re.compile(r"\[?(\d{1,3})\]?$")
_BEFORE_MARK = re.compile(r"(?:[^\W\d_]{3}|[.,;:!?\"'”’)\]])$")


def _short_text(element: "HtmlElement") -> str:
    text = ""
    for piece in element.itertext():
        text += piece
        if len(text) > _MAX_LABEL:
            return ""
    return text.strip()


@dataclass(slots=True)
class NoteMarks:
    """The marks of a page's notes.

    Attributes:
        references: links in the running text, with the label of their note.
        targets: names of the elements that hold the notes, with the same labels.
        back_links: links from a note back to the text, which are not part of it.
    """

    references: dict["HtmlElement", str] = field(default_factory=dict)
    targets: dict[str, str] = field(default_factory=dict)
    back_links: set["HtmlElement"] = field(default_factory=set)


def find_note_marks(root: "HtmlElement") -> NoteMarks:
    """Every link to a later place of the same page whose text is a note's label, such as `[1]`, and its target."""
    places: dict[str, int] = {}
    links: list[tuple[int, str, HtmlElement]] = []
    for place, element in enumerate(root.iter("*")):
        for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
            if name:
                places.setdefault(name, place)
        if element.tag == "a" and (element.get("href") or "").startswith("#"):
            links.append((place, str(element.get("href"))[1:], element))
    marks = NoteMarks()
    for place, target, element in links:
        label = _LABEL.match(_short_text(element))
        if label and places.get(target, -1) > place:
            marks.references[element] = label.group(1)
            marks.targets.setdefault(target, label.group(1))
        elif _BACK.match(_short_text(element)) and places.get(target, place) < place:
            marks.back_links.add(element)
    return marks


def read_raised_mark(element: "HtmlElement", before: str) -> str:
    """The label of a raised number without a link, where a note mark may stand and no power; else empty."""
    digits = _DIGITS.match(_short_text(element))
    return digits.group(1) if digits and _BEFORE_MARK.search(before[-3:]) else ""
