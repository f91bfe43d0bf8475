"""Citations of a text: in parentheses, as note marks, notes, and lines of a bibliography."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, TypeAlias

from grader.model import Part, Span
from grader.text.name_words import ORDINARY
from grader.text.references import LOCATOR, NAMES, Reference, may_be_authors, read_reference, split_names
from grader.text.speech_verbs import is_finite

CitationKind: TypeAlias = Literal["parenthetical", "note_mark", "note", "bibliography"]


class Citation(NamedTuple):
    """Where a text says what it rests on.

    Attributes:
        span: offsets into the text, with parentheses or brackets.
        kind: in the running text, a mark that points to a note, the note itself, or an entry of the bibliography.
        names: authors as written, given names first.
        year: year of publication; None where not said.
        title: title or kind of source (`Biography`, `handout`); empty where not said.
        pages: pages, slide, paragraph or time as written; empty where not said.
        label: label of a note or note mark; `ibid` for a repeated one; empty otherwise.
    """

    span: Span
    kind: CitationKind
    names: tuple[str, ...] = ()
    year: int | None = None
    title: str = ""
    pages: str = ""
    label: str = ""


_SOURCES = (
    r"handouts?|slides?|slide ?show|powerpoint|presentation|video|clip|documentary|film|articles?|biography|textbook"
    r"|website|web ?page"
    r"|sources?|documents?|docs?|excerpt|reading|lecture|interview|podcast|worksheet|encyclopa?edia"
    r"|wikipedia|material|packet|transcript"
)
_PARENTHESIS = re.compile(r"\(([^()]{1,160})\)")
_LEAD = re.compile(
    r"(?:(?:as )?(?:quoted|qtd\.?|cited) in|see(?: also)?|cf\.?|e\.g\.,?|from|taken from|source:|in)\s+(?=\S)",
    re.IGNORECASE,
)
_PAGE_BEHIND = r"(?:[:,] ?(?:pp?\.? ?)?(\d{1,4}(?: ?[-–] ?\d{1,4})?))?"
_AUTHOR_YEAR = re.compile(rf"({NAMES})(,)? (1[0-9]\d\d|20\d\d)[a-z]?{_PAGE_BEHIND}")
_AUTHOR_PAGE = re.compile(rf"({NAMES})(,)? (?:(pp?\.?|pages?) ?)?(\d{{1,3}}(?: ?[-–] ?\d{{1,4}})?)")
_AUTHOR_TITLE = re.compile(rf"({NAMES}), (.{{3,100}}?),? ({LOCATOR})")
_SOURCE = re.compile(
    rf"(?:the )?((?:[\w'’-]{{2,20}} )?(?:{_SOURCES})(?: (?:[A-Z]|no\.? ?\d{{1,3}}|\d{{1,3}}))?)(?:[,:]? ({LOCATOR}))?",
    re.IGNORECASE,
)
_LOCATOR = re.compile(LOCATOR, re.IGNORECASE)
_IBID = re.compile(rf"(?:ibid|op\. ?cit|loc\. ?cit|idem)\b\.?(?:,? ({LOCATOR}|\d{{1,4}}))?", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{3,150}")
_YEAR_ONLY = re.compile(rf"(1[0-9]\d\d|20\d\d)[a-z]?{_PAGE_BEHIND}")
_NAME_BEFORE = re.compile(rf"({NAMES})(?:['’]s)? ?$")
_WORD_AFTER = re.compile(r"\s+(?:has |have |also |first |rightly |once )?([a-z]+)")
_CLOSING = frozenset("\"”’'»\x92\x94")
_TITLE = re.compile(
    r"(?:[A-Z][\w'’:-]*|of|the|and|in|to|a|on|for)(?: (?:[A-Z][\w'’:-]*|of|the|and|in|to|a|on|for)){0,7}"
)
_NOTE_MARK = re.compile(r"\[\^?(\d{1,3})\]|(?<=[^\s\d])([⁰¹²³⁴-⁹]{1,3})|(?<=[.,!?;\"”’])\((\d{1,2})\)")
_MARK_OPENING = re.compile(r"[\[(⁰¹²³⁴-⁹]")  # a quick look first
_UNIT_BEFORE = re.compile(r"\b(?:k?m|cm|mm|ft|mi)$")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_LABEL = re.compile(r"\s*(?:\[\^?(\d{1,3})\]:?|([⁰¹²³⁴-⁹]{1,3})|(\d{1,3})[.):]?|[*•–-])\s+")
_REACH = 80


def find_citations(text: str, parts: Sequence[Part] = ()) -> list[Citation]:
    """Every citation of `text`, in order.

    Asides in parentheses are none: `(in exile)`, `(65 million people)`, `(October 1917)`.

    Args:
        text: the text.
        parts: its parts; notes and bibliography are read as entries, everything else as running text.
    """
    entries = [part for part in parts if part.kind in {"note", "bibliography"}]
    found = [one for part in entries for one in _find_entries(text, part)]
    closed = [part.span for part in entries]
    running = (*_find_parentheses(text), *_find_note_marks(text))
    found += [one for one in running if not any(start <= one.span[0] < end for start, end in closed)]
    return sorted(found, key=lambda one: one.span)


def _find_parentheses(text: str) -> Iterator[Citation]:
    for match in _PARENTHESIS.finditer(text):
        inner = match[1]
        if "\n\n" in inner or not any(c.isalnum() for c in inner):
            continue
        for piece in inner.split(";"):
            read = _read_parenthesis(text, match.span(), " ".join(piece.split()))
            if read is not None:
                yield read


def _read_parenthesis(text: str, span: Span, inner: str) -> Citation | None:
    """The citation that one piece between parentheses is; None for an aside."""
    said = _LEAD.sub("", inner, count=1).strip(" .,")
    if _ADDRESS.fullmatch(said):
        return Citation(span, "parenthetical", title=said)
    if ibid := _IBID.fullmatch(said):
        return Citation(span, "parenthetical", pages=ibid[1] or "", label="ibid")
    if _LOCATOR.fullmatch(said):
        return Citation(span, "parenthetical", pages=said)
    if source := _SOURCE.fullmatch(said):
        return Citation(span, "parenthetical", title=source[1], pages=source[2] or "")
    return _read_authors(span, said, text) or _read_year(text, span, said) or _read_title(text, span, said)


def _read_authors(span: Span, said: str, text: str) -> Citation | None:
    """`Service, 2004`, `Service 2004: 12`, `Deutscher 45`, `Service, Stalin, p. 3`."""
    if (dated := _AUTHOR_YEAR.fullmatch(said)) and may_be_authors(dated[1], is_marked=bool(dated[2] or dated[4])):
        return Citation(span, "parenthetical", split_names(dated[1]), int(dated[3]), pages=dated[4] or "")
    if (paged := _AUTHOR_PAGE.fullmatch(said)) and may_be_authors(paged[1], is_marked=bool(paged[3])):
        is_clear = paged[2] or paged[3] or not text[span[1] : span[1] + 1].strip(" ") or text[span[1]] in ".,;:!?"
        if is_clear:
            return Citation(span, "parenthetical", split_names(paged[1]), pages=paged[4])
    if (titled := _AUTHOR_TITLE.fullmatch(said)) and may_be_authors(titled[1]):
        rest = read_reference(said)
        title = titled[2].strip(' ,"“”*_')
        return Citation(span, "parenthetical", split_names(titled[1]), rest.year, title, titled[3])
    return None


def _read_year(text: str, span: Span, said: str) -> Citation | None:
    """`Deutscher (1949) argues`: a year behind its author is a citation when a verb of saying or a page follows."""
    dated = _YEAR_ONLY.fullmatch(said)
    if dated is None:
        return None
    named = _NAME_BEFORE.search(text, max(0, span[0] - _REACH), span[0])
    after = _WORD_AFTER.match(text, span[1])
    if named is None or not may_be_authors(named[1]) or not (dated[2] or (after and is_finite(after[1]))):
        return None
    return Citation(
        (named.start(1), span[1]), "parenthetical", split_names(named[1]), int(dated[1]), pages=dated[2] or ""
    )


def _read_title(text: str, span: Span, said: str) -> Citation | None:
    """Right behind a quotation: an author or a title alone, `“…” (Deutscher)`, `“…” (The Road Home)`."""
    before = text[max(0, span[0] - 3) : span[0]].rstrip()
    if not before or before[-1] not in _CLOSING or not _TITLE.fullmatch(said) or not said[0].isupper():
        return None
    is_author = may_be_authors(said) and said.split(maxsplit=1)[0].lower() not in ORDINARY and " of " not in said
    return Citation(span, "parenthetical", split_names(said) if is_author else (), title="" if is_author else said)


def _find_note_marks(text: str) -> Iterator[Citation]:
    end = 0
    for opening in _MARK_OPENING.finditer(text):
        match = _NOTE_MARK.match(text, opening.start()) if opening.start() >= end else None
        if match is None:
            continue
        end = match.end()
        label = match[1] or match[3] or match[2].translate(_SUPERSCRIPTS)
        if match[2] is None or not _UNIT_BEFORE.search(text, max(0, match.start() - 3), match.start()):
            yield Citation(match.span(), "note_mark", label=label)


def _find_entries(text: str, part: Part) -> Iterator[Citation]:
    """The entries of a part with notes or a bibliography: a line each; unlabelled lines go on with the one before."""
    start, end = part.span
    lines: list[Span] = []
    is_labelled = _LABEL.match(text, start, end) is not None
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if text[start:stop].strip():
            if lines and is_labelled and not _LABEL.match(text, start, stop):
                lines[-1] = lines[-1][0], stop
            else:
                lines.append((start, stop))
        start = stop + 1
    for line in lines:
        yield _read_entry(text, line, "note" if part.kind == "note" else "bibliography")


def _read_entry(text: str, span: Span, kind: CitationKind) -> Citation:
    marked = _LABEL.match(text, *span)
    label = next((group for group in marked.groups() if group), "").translate(_SUPERSCRIPTS) if marked else ""
    inner = " ".join(text[marked.end() if marked else span[0] : span[1]].split())
    ibid = _IBID.match(inner)
    read = Reference(pages=ibid[1] or "") if ibid else read_reference(inner, is_listed=kind == "bibliography")
    if ibid and not label:
        label = "ibid"
    first = span[0] + len(text[slice(*span)]) - len(text[slice(*span)].lstrip())
    return Citation((first, max(span[1], first + 1)), kind, read.names, read.year, read.title, read.pages, label)
