"""What a reference says: who wrote what when, on which page."""

import re
from typing import NamedTuple

from grader.text.name_words import CALENDAR, GIVEN_NAMES, OPENERS, ORDINARY, THINGS, TITLES
from grader.text.places import find_place
from grader.text.words import fold

_UPPER = "A-ZÀ-ÖØ-ÞА-ЯŁŠŽČ"
_PART = rf"(?:(?:von|van|de|da|di|del|al|bin) ){{0,2}}[{_UPPER}][\w'’-]{{0,30}}\.?"
_PERSON = rf"{_PART}(?:[ -]{_PART}){{0,3}}"
NAMES = rf"{_PERSON}(?:,? (?:and|&) {_PERSON}|,? et al\.?|, {_PERSON}(?=,? (?:and|&))){{0,4}}"
_PAGE_WORD = r"(?:pp?|pages?|pg|para|paras|paragraphs?|lines?|slides?|minutes?|min|ch|chapter|vol)\b\.?"
_NUMBERS = r"\d{1,4}(?: ?[-–] ?\d{1,4})?(?:, ?\d{1,4}(?: ?[-–] ?\d{1,4})?){0,3}"
LOCATOR = rf"(?:{_PAGE_WORD} ?{_NUMBERS}|\d{{1,2}}:\d\d(?::\d\d)?)"
_YEAR = r"(?:1[0-9]\d\d|20\d\d)(?!\d)"

_PAGES = re.compile(rf"\b{_PAGE_WORD} ?({_NUMBERS})", re.IGNORECASE)
_LAST_PAGES = re.compile(r"[:,] ?(\d{1,4}(?: ?[-–] ?\d{1,4})?)\.?\s*$")
_BRACKETED_YEAR = re.compile(rf"\([^()]{{0,60}}?({_YEAR})[a-z]?\)")
_ANY_YEAR = re.compile(rf"(?<![\d–-])({_YEAR})(?![\d–-])")
_WHOLE = rf"[{_UPPER}][\w'’-]{{1,30}}"
_GIVEN = rf"(?:[{_UPPER}]\. ?){{1,3}}|{_WHOLE}(?: (?:[{_UPPER}]\.|{_WHOLE})){{0,2}}"
_INVERTED = re.compile(rf"({_PART}(?:[ -]{_PART})?), ({_GIVEN})(?=[.,(:]|\s|$)")
_LEADING = re.compile(rf"({NAMES})(?=[,:(]|\. |\s*$)")
_MARKED_TITLE = re.compile(r"[“\"«‘*_]{1,2}([^“”\"«»*_]{2,150})[”\"»’*_]{1,2}")
_PLAIN_TITLE = re.compile(r"[\s,.:;(\d)]*([^(]{2,150}?)(?=\s*\(|\. |,? pp?\.|, \d|\.?\s*$)")
_OTHERS = re.compile(rf",? (?:and|&) ({_PERSON})")
_INITIAL = 2
_AND = re.compile(r",? (?:and|&) |, ?")


class Reference(NamedTuple):
    """What a reference says; empty where it says nothing.

    Attributes:
        names: authors, given names first.
        year: year of publication.
        title: title of the work.
        pages: pages, paragraph, slide or time, as written.
    """

    names: tuple[str, ...] = ()
    year: int | None = None
    title: str = ""
    pages: str = ""


def split_names(text: str) -> tuple[str, ...]:
    """The single names of `Getty and Naumov`, `Smith, Jones & Brown`, `Smith et al.`."""
    plain = re.sub(r",? et al\.?", "", text).strip()
    parts = (part.strip() for part in _AND.split(plain))
    return tuple(
        part if len(part.rsplit(" ", maxsplit=1)[-1]) == _INITIAL else part.rstrip(".") for part in parts if part
    )


def may_be_authors(text: str, *, is_marked: bool = False) -> bool:
    """Whether capitalised words can be authors: no months or places, and ordinary words (Mr Service) only when marked.

    Args:
        text: the words.
        is_marked: a comma or a page says that a source is meant.
    """
    words = [fold(word.strip(".,")) for word in re.split(r"[\s,&-]+", text) if word.strip(".,")]
    if not words or any(word in CALENDAR for word in words) or find_place(text) is not None:
        return False
    if is_marked and len(words) == 1:
        return words[0] not in OPENERS and words[0] not in THINGS
    return any(word not in ORDINARY and word not in OPENERS and word not in TITLES for word in words)


def read_reference(entry: str, *, is_listed: bool = False) -> Reference:
    """Reads a note or a line of a bibliography, whatever its style.

    Args:
        entry: the entry without its label.
        is_listed: it is of a bibliography, where surnames stand first.
    """
    names, rest = _read_names(entry, is_listed=is_listed)
    pages = _PAGES.search(entry) or _LAST_PAGES.search(entry)
    if pages is not None and _ANY_YEAR.fullmatch(pages[1]):
        pages = None
    years = [m[1] for m in (_BRACKETED_YEAR.search(entry), *reversed(list(_ANY_YEAR.finditer(entry)))) if m]
    title = _MARKED_TITLE.search(entry) or _PLAIN_TITLE.match(entry, rest)
    return Reference(
        names=names,
        year=int(years[0]) if years else None,
        title=title[1].strip(" ,.:;") if title else "",
        pages=pages[1] if pages else "",
    )


def _read_names(entry: str, *, is_listed: bool) -> tuple[tuple[str, ...], int]:
    """The authors at the beginning of an entry, and where they end."""
    inverted = _INVERTED.match(entry)
    is_ended = inverted is not None and is_listed and entry.startswith((".", ",", " ("), inverted.end())
    if inverted is not None and (is_ended or _is_given(inverted[2])) and may_be_authors(inverted[1], is_marked=True):
        others = _OTHERS.match(entry, inverted.end())
        first = f"{inverted[2].strip(' ,')} {inverted[1]}"
        names = (first, *split_names(others[1])) if others else (first,)
        return names, (others or inverted).end()
    leading = _LEADING.match(entry)
    if leading is None or not may_be_authors(leading[1]) or entry.lower().startswith(("the ", "a ", "an ")):
        return (), 0
    return split_names(leading[1]), leading.end()


def _is_given(text: str) -> bool:
    """Whether words are given names or initials, so that the surname stands before them."""
    words = text.split()
    return bool(words) and all(len(word.strip(".")) == 1 or fold(word.strip(".")) in GIVEN_NAMES for word in words[:2])
