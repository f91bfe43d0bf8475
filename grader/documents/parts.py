"""The parts of an essay: title, body, notes, works cited, block quotations."""

import re
from bisect import bisect_left
from itertools import accumulate, groupby

from grader.documents.document import Block, Document
from grader.documents.lines import (
    BackMatter,
    count_words,
    ends_sentence,
    find_back_matter,
    is_front_line,
    is_prose,
    is_title_like,
    is_word_count,
)
from grader.model import Part, PartKind

_MAX_FRONT_BLOCKS = 8
_LONG_PROSE_WORDS = 60
_MIN_LATE = 0.4
_NOTE = re.compile(r"\s{0,8}(?:\[\^?(\w{1,4})\]:?|([¹²³⁰-⁹]{1,3})|(\d{1,3})[.)]?\s|([*†‡]{1,3})\s?)\s{0,4}\S")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_REFERENCES = (
    r"\[\^?(\w{1,4})\]",
    r"([¹²³⁰-⁹]{1,3})",
    r"(?<=[.,;:!?\"'”’)])(\d{1,3})(?![\d\w%])",
    r"(?<=\w)([*†‡]{1,3})(?!\w)",
)
_REFERENCE = re.compile("|".join(_REFERENCES))
_ENTRY_SIGNS = (
    r"\b(?:1[5-9]|20)\d\d\b|https?://|www\.|\bpp?\. ?\d|\b[Ii]bid\b|\bop\. ?cit",
    r"\bed(?:s|ited)?\b\.?|\bPress\b|\bPrint\b|\bWeb\b|\bAccessed\b|\bRetrieved\b|\bquoted in\b",
    r"\bsection\b|\barticle\b|\bhandout\b|\bvideo\b|^[\W\d]{0,8}[A-Z][\w'’-]{1,30}, [A-Z]",
)
_ENTRY = re.compile("|".join(_ENTRY_SIGNS))
_MAX_ENTRY_WORDS = 60
_MAX_FRONT = 4_000
_BYLINE = re.compile(r"[\s#*_]{0,9}(?:an essay |essay |written |submitted )?by\s", re.IGNORECASE)
_TITLE_MARKS = "#*_=~` \t"


def is_entry(text: str) -> bool:
    """Whether a text looks like an entry of works cited: short, with a year, page, address, press or "Last, First"."""
    return count_words(text) <= _MAX_ENTRY_WORDS and bool(_ENTRY.search(text))


def _count_front(document: Document, texts: list[str]) -> int:
    """How many blocks at the beginning are the title, byline, date and the like; prose must follow."""
    count = 0
    has_title = has_byline = False
    for block, text in zip(document.blocks[:_MAX_FRONT_BLOCKS], texts, strict=False):
        is_byline = is_front_line(text)
        is_styled = block.kind == "title" or (block.kind == "heading" and (has_byline or not has_title))
        is_plain = block.kind in {"paragraph", "title"} and is_title_like(text) and not find_head(text)
        if not (is_styled or is_byline or is_plain):
            break
        has_title = has_title or not is_byline
        has_byline = has_byline or any(is_front_line(line) for line in text.split("\n"))
        count += 1
    below = texts[count : count + 3]
    return count if any(is_prose(text) or ends_sentence(text) for text in below) else 0


def pick_title(front: str) -> str:
    """The title alone, on one line, from the text of a part of the kind title: no byline, date, or marks of Markdown.

    Where a name and a class stand above the title, as MLA asks, the title is what stands below them; empty when only such
    lines are there.
    """
    blocks = [[line for line in block.split("\n") if line.strip()] for block in front[:_MAX_FRONT].split("\n\n")]
    lines = [line for block in blocks for line in block]
    is_front = [is_front_line(line) for line in lines]
    rest = [line for line, is_told in zip(lines, is_front, strict=True) if not is_told]
    if any(is_front) and not is_front[0]:
        last = len(lines) - is_front[::-1].index(True)
        has_byline = any(_BYLINE.match(line) for line in lines)
        below = [] if has_byline else [line for line in blocks[-1] if line in lines[last:]]
        rest = below or [line for line in rest if line in lines[: is_front.index(True)]]
    return " ".join(" ".join(line.strip(_TITLE_MARKS) for line in rest).split())


def find_head(text: str) -> BackMatter | None:
    """Whether a block is, or begins with, the head of notes or works cited, such as "Works Cited" or "Sources: …"."""
    first = text.strip().split("\n", 1)[0]
    head = find_back_matter(first, is_sure=True) or find_back_matter(first, is_sure=False)
    if head:
        return head
    name, colon, rest = first.partition(":")
    is_listed = bool(colon and rest.strip()) and is_entry(rest)
    return (find_back_matter(name, is_sure=True) or find_back_matter(name, is_sure=False)) if is_listed else None


def _is_weak(text: str) -> bool:
    first = text.strip().split("\n", 1)[0].partition(":")[0]
    return find_back_matter(first, is_sure=True) is None


def _is_long_prose(text: str) -> bool:
    return count_words(text) > _LONG_PROSE_WORDS and not is_entry(text) and _NOTE.match(text) is None


def _read_label(match: re.Match[str]) -> str:
    return next(group for group in match.groups() if group).translate(_RAISED)


def _find_late(texts: list[str]) -> int:
    """The first block of the essay's later part."""
    sizes = list(accumulate(map(len, texts), initial=0))
    return bisect_left(sizes, _MIN_LATE * sizes[-1])


def _opens_section(texts: list[str], index: int, *, is_inside: bool, is_late: bool) -> BackMatter | None:
    """The kind of the section that a block heads; an unsure head stands late, in a section or above an entry."""
    text = texts[index]
    head = find_head(text)
    if head is None or not _is_weak(text):
        return head
    below = texts[index + 1] if index + 1 < len(texts) else ""
    return head if is_late and (is_inside or is_entry(below) or is_entry(text)) else None


def _mark_sections(texts: list[str], kinds: list[PartKind]) -> None:
    """Everything below a head of notes or works cited, up to long prose or the next head."""
    section: PartKind | None = None
    is_annotated = False
    late = _find_late(texts)
    for index, text in enumerate(texts):
        if kinds[index] == "title":
            continue
        head = _opens_section(texts, index, is_inside=section is not None, is_late=index >= late)
        if head:
            section, is_annotated = head, "annotated" in text.lower()
        elif kinds[index] == "body" and _is_long_prose(text) and not is_annotated:
            section = None
        if section and kinds[index] in {"body", "quotation"}:
            kinds[index] = section


def _mark_notes(texts: list[str], kinds: list[PartKind]) -> None:
    """Notes without a head: marked paragraphs at the end, or after the place that refers to them."""
    if not any(_NOTE.match(text) for text in texts):
        return
    seen: set[str] = set()
    last_body = max((i for i, kind in enumerate(kinds) if kind == "body" and not _NOTE.match(texts[i])), default=-1)
    for index, text in enumerate(texts):
        mark = _NOTE.match(text)
        if mark and kinds[index] == "body":
            label, is_bracketed = _read_label(mark), mark.group(3) is None and mark.group(4) is None
            is_referred = label in seen and count_words(text) <= _MAX_ENTRY_WORDS
            is_last = index > last_body
            if (is_bracketed and (is_last or is_referred)) or (is_last and is_referred):
                kinds[index] = "note"
                continue
        seen.update(_read_label(found) for found in _REFERENCE.finditer(text))


def _mark_end(texts: list[str], kinds: list[PartKind]) -> None:
    """Lone addresses and a word count below the last paragraph."""
    for index in range(len(texts) - 1, 0, -1):
        text = texts[index].strip()
        if kinds[index] != "body":
            continue
        if is_word_count(text):
            kinds[index] = "note"
        elif " " not in text and text.lower().startswith(("http://", "https://", "www.")):
            kinds[index] = "bibliography"
        else:
            return


_PARTS: dict[str, PartKind] = {"quotation": "quotation", "note": "note", "bibliography": "bibliography"}


def _find_kinds(document: Document) -> list[PartKind]:
    texts = [document.read_block(block) for block in document.blocks]
    kinds: list[PartKind] = [_PARTS.get(block.kind, "body") for block in document.blocks]
    front = _count_front(document, texts)
    kinds[:front] = ["title"] * front
    _mark_sections(texts, kinds)
    _mark_notes(texts, kinds)
    _mark_end(texts, kinds)
    return kinds if any(kind in {"body", "quotation"} for kind in kinds) else ["body"] * len(kinds)


def find_parts(document: Document) -> tuple[Part, ...]:
    """The parts of an essay in order, not overlapping, together every word; neighbours of one kind are one part.

    Headings inside the text belong to the body, the heads of notes and works cited to what they head.
    """
    pairs: list[tuple[PartKind, Block]] = list(zip(_find_kinds(document), document.blocks, strict=True))
    parts = []
    for kind, group in groupby(pairs, key=lambda pair: pair[0]):
        blocks = [block for _, block in group]
        parts.append(Part(kind, (blocks[0].span[0], blocks[-1].span[1])))
    return tuple(parts)
