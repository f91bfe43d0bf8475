"""Whether what a text cites is listed, and what it lists is cited; and what an entry of a list lacks."""

import re
from collections.abc import Iterable, Sequence
from typing import Literal, TypeAlias

from grader.text.citations import Citation
from grader.text.words import find_words

EntryPart: TypeAlias = Literal["author", "title", "year", "publisher, place or address"]

_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S{3,200}|\b[\w-]{2,60}\.(?:com|org|net|edu|gov|info|co\.uk|de|fr)\b\S{0,200}", re.IGNORECASE
)
_PLACE = re.compile(
    r"\b(?:Press|Publish\w{0,8}|Books|Verlag|University|School|Museum|Archive|Journal|Review|Magazine|Newspaper"
    r"|Times|Print|Web|Ed\.)\b"
    r"|[A-Z][\w'’. -]{1,40}: ?[A-Z][\w'’&. -]{1,60}|\b(?:handout|slides?|video|film|documentary|website|lecture"
    r"|class|reader)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b|\bn\. ?d\.")
_HEAD = re.compile(
    r"[\s#*_]{0,9}(?:(?:annotated |selected )?bibliography|(?:list of )?(?:works?|sources?|literature) (?:cited"
    r"|consulted|used|list)"
    r"|references|reference list|(?:list of |my |primary |secondary )?sources|works|literature"
    r"|further reading)[\s:*_.]{0,9}",
    re.IGNORECASE,
)
_SHORTEST_WORD = 4
_COMMON = frozenset(
    [
        "from",
        "with",
        "that",
        "this",
        "page",
        "source",
        "sources",
        "article",
        "book",
        "press",
        "university",
        "https",
        "http",
    ]
)


def list_entries(text: str, citations: Sequence[Citation]) -> list[Citation]:
    """The entries of the bibliography, without the line that heads it."""
    listed = [c for c in citations if c.kind == "bibliography"]
    return [c for c in listed if not _HEAD.fullmatch(text[slice(*c.span)].strip())]


def cited_keys(citation: Citation) -> frozenset[str]:
    """Folded words by which a citation can be found again: surnames, or the telling words of its title."""
    surnames = {find_words(name)[-1].norm for name in citation.names if find_words(name)}
    return frozenset(surnames) if surnames else _telling(citation.title)


def _telling(text: str) -> frozenset[str]:
    words = {w.norm for w in find_words(text)}
    return frozenset(w for w in words if len(w) >= _SHORTEST_WORD and w not in _COMMON and not w.isdigit())


def find_unlisted(text: str, citations: Sequence[Citation]) -> list[Citation]:
    """Citations in brackets that no entry of the bibliography answers; none where there is no bibliography."""
    entries = list_entries(text, citations)
    if not entries:
        return []
    listed = {w.norm for entry in entries for w in find_words(text, *entry.span)}
    running = [c for c in citations if c.kind == "parenthetical" and c.label != "ibid"]
    return [c for c in running if (keys := cited_keys(c)) and keys.isdisjoint(listed)]


def find_uncited(text: str, citations: Sequence[Citation], prose: Iterable[tuple[int, int]]) -> list[Citation]:
    """Entries of the bibliography that neither the prose nor a note names by author or by a word of the title."""
    spans = [*prose, *(c.span for c in citations if c.kind == "note")]
    named = {w.norm for span in spans for w in find_words(text, *span)}
    return [
        entry
        for entry in list_entries(text, citations)
        if (keys := cited_keys(entry) | _telling(entry.title)) and keys.isdisjoint(named)
    ]


def find_loose_marks(citations: Sequence[Citation]) -> list[Citation]:
    """Note marks without a note of their label, and labelled notes without a mark; none where there are no notes."""
    notes = {c.label for c in citations if c.kind == "note" and c.label}
    marks = {c.label for c in citations if c.kind == "note_mark"}
    if not notes:
        return []
    loose = [c for c in citations if c.kind == "note_mark" and c.label not in notes]
    return loose + [c for c in citations if c.kind == "note" and c.label.isdigit() and marks and c.label not in marks]


def missing_parts(text: str, entry: Citation) -> list[EntryPart]:
    """What an entry does not show, judged by its shape alone."""
    said = text[slice(*entry.span)]
    rest = _ADDRESS.sub("", said)
    missing: list[EntryPart] = []
    if not entry.names:
        missing.append("author")
    if not _telling(entry.title) or not _telling(rest):
        missing.append("title")
    if not _YEAR.search(said):
        missing.append("year")
    if not _ADDRESS.search(said) and not _PLACE.search(said):
        missing.append("publisher, place or address")
    return missing


def is_bare_address(text: str, entry: Citation) -> bool:
    """Whether an entry is an address and nothing else, which tells a reader neither who nor what."""
    said = text[slice(*entry.span)]
    return _ADDRESS.search(said) is not None and not _telling(_ADDRESS.sub("", said))
