"""A walk over a page's elements that collects its blocks: paragraphs, headings, list items, table rows, notes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from grader.documents.document import BlockKind, Piece
from grader.documents.lines import count_words, ends_sentence
from grader.documents.note_marks import NoteMarks, find_note_marks, read_raised_mark

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SECTIONS = {"address", "article", "aside", "body", "center", "details", "dialog", "dir", "div", "fieldset", "figure"}
_PAGE_PARTS = {
    "footer",
    "form",
    "header",
    "legend",
    "main",
    "menu",
    "nav",
    "section",
    "summary",
    "caption",
    "figcaption",
}
_TEXT_BLOCKS = {"blockquote", "dd", "dl", "dt", "hr", "li", "ol", "p", "pre", "ul", "h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = frozenset(_SECTIONS | _PAGE_PARTS | _TEXT_BLOCKS | {"table", "tbody", "tfoot", "thead", "tr"})
_CELLS = frozenset({"td", "th"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_NAMED_KINDS: dict[str, BlockKind] = {"title": "title", "subtitle": "title", "bibliography": "bibliography"}
_HIDDEN = re.compile(
    r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden|font-size\s{0,3}:\s{0,3}0(?:px|pt|em)?\s{0,3}(?:;|$)"
)
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_AROUND_BREAK = re.compile(r" ?\n ?")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_EMPTY_LINE = re.compile(r"\n{2,}")
_MAX_STYLE = 500
_LAYOUT_CELL = 400
_LINK_SHARE = 0.8
_LINK_WORDS = 15


class _Context(NamedTuple):
    """What the elements that are open say about the text in them."""

    kind: BlockKind = "paragraph"
    level: int = 0
    is_clutter: bool = False
    is_link: bool = False
    is_pre: bool = False
    is_layout: bool = True


def is_hidden(element: "HtmlElement") -> bool:
    """Whether the page says that nobody is to see the element."""
    style = (element.get("style") or "")[:_MAX_STYLE].lower()
    return element.get("hidden") is not None or bool(style and _HIDDEN.search(style))


def _is_layout(table: "HtmlElement") -> bool:
    """Whether a table only arranges the page: it holds another table, headings, lists or long cells."""
    if any(inner is not table for inner in table.iter("table", "h1", "h2", "h3", "ul", "ol", "blockquote")):
        return True
    return any(sum(map(len, cell.itertext())) > _LAYOUT_CELL for cell in table.iter("td"))


def _change_kind(context: _Context, element: "HtmlElement", tag: str) -> _Context:
    """The context with what the element's tag says about the kind of its text."""
    named = _NAMED_KINDS.get(element.get("class") or "") if tag in {"p", "h1"} else None
    if named:
        return context._replace(kind=named)
    if context.kind == "note":
        return context
    if tag in _HEADINGS:
        return context._replace(kind="heading", level=_HEADINGS[tag])
    if tag == "table":
        return context._replace(is_layout=_is_layout(element))
    if tag == "tr" and not context.is_layout:
        return context._replace(kind="table")
    return context._replace(kind="quotation") if tag == "blockquote" else context


@dataclass(slots=True)
class _Walk:
    """The elements that are open, and the text since the last block's end."""

    marks: NoteMarks
    clutter: set["HtmlElement"]
    contexts: list[_Context] = field(default_factory=lambda: [_Context()])
    pieces: list[Piece] = field(default_factory=list)
    buffer: list[str] = field(default_factory=list)
    link_characters: int = 0
    note_label: str = ""
    has_words: bool = False

    def add(self, text: str | None) -> None:
        """Add running text, white space folded as browsers fold it."""
        if text:
            shown = text if self.contexts[-1].is_pre else _SPACE.sub(" ", text)
            self.buffer.append(shown)
            self.has_words = self.has_words or not shown.isspace()
            self.link_characters += len(shown.strip()) if self.contexts[-1].is_link else 0

    def flush(self) -> None:
        """End the block; an empty line in it makes two of it."""
        raw = _INVISIBLE.sub("", "".join(self.buffer))
        text = raw.strip("\n") if self.contexts[-1].is_pre else _AROUND_BREAK.sub("\n", raw).strip(" \n|")
        if text.strip():
            self.pieces += self._cut(text)
            self.note_label = ""
        self.buffer.clear()
        self.link_characters, self.has_words = 0, False

    def _border(self, tag: str) -> None:
        """End the block where an element begins or ends; a table's row is one block, whatever stands in its cells."""
        context = self.contexts[-1]
        if context.kind == "table" and tag != "tr":
            self.buffer.append(" " if tag in _BLOCKS else "")
        elif tag in _BLOCKS or (tag in _CELLS and context.is_layout):
            self.flush()

    def _cut(self, text: str) -> Iterator[Piece]:
        context = self.contexts[-1]
        kind: BlockKind = "note" if self.note_label else context.kind
        if self.note_label and not text.startswith((f"[{self.note_label}]", f"({self.note_label})")):
            text = f"[{self.note_label}] {text}"
        is_link = self.link_characters >= _LINK_SHARE * len(text) and kind in {"paragraph", "table"}
        is_menu = is_link and count_words(text) <= _LINK_WORDS and not ends_sentence(text)
        for part in [" ".join(text.split())] if kind == "table" else _EMPTY_LINE.split(text):
            if part.strip():
                yield Piece(part.strip(), kind, context.level, is_clutter=is_menu or context.is_clutter)

    def enter(self, element: "HtmlElement") -> bool:
        """Open an element; False when what it holds is not to be read."""
        tag, context = str(element.tag), self.contexts[-1]
        self._border(tag)
        context = _change_kind(context, element, tag)
        label = self._find_note(element, tag)
        if label:
            self.note_label = label
            context = context._replace(kind="note") if tag in _BLOCKS else context
        self.contexts.append(
            context._replace(
                is_clutter=context.is_clutter or element in self.clutter,
                is_link=context.is_link or tag == "a",
                is_pre=context.is_pre or tag == "pre",
            )
        )
        return not is_hidden(element) and element not in self.marks.back_links and self._read_inline(element, tag)

    def _find_note(self, element: "HtmlElement", tag: str) -> str:
        """The label of the note that begins with the element; empty when none does."""
        name = element.get("id") or (element.get("name") if tag == "a" else None) or ""
        is_start = tag in _BLOCKS or not self.has_words
        return self.marks.targets.get(name, "") if is_start else ""

    def _read_inline(self, element: "HtmlElement", tag: str) -> bool:
        mark = self.marks.references.get(element, "")
        if not mark and tag == "sup":
            mark = read_raised_mark(element, "".join(self.buffer[-2:]))
        if mark:
            self.buffer.append(f"[{mark}]")
            self.has_words = True
            return False
        if tag == "br":
            self.buffer.append("\n")
        elif tag in _CELLS and self.contexts[-1].kind == "table" and self.has_words:
            self.buffer.append(" | ")
        self.add(element.text)
        return True

    def leave(self, element: "HtmlElement") -> None:
        """Close an element; the text behind it belongs to what is around it."""
        self._border(str(element.tag))
        self.contexts.pop()
        self.add(element.tail)


def walk_blocks(root: "HtmlElement", clutter: set["HtmlElement"]) -> list[Piece]:
    """The blocks of a page in order; notes carry their label, `[1] …`, and the text has `[1]` where it refers to one.

    Args:
        root: the page, without scripts and the like.
        clutter: elements whose blocks are marked as clutter.
    """
    from lxml.etree import iterwalk  # noqa: PLC0415 - delayed: only web pages and Word documents need it

    walk = _Walk(find_note_marks(root), clutter)
    elements = iterwalk(root, events=("start", "end"))
    for event, element in elements:
        if event == "end":
            walk.leave(element)
        elif not walk.enter(element):
            elements.skip_subtree()
    walk.flush()
    return walk.pieces
