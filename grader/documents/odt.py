"""OpenDocument texts: content.xml is written as a page, which is then read as Word documents are.

Not odfdo: it knows no walk that keeps notes, tracked changes, text boxes and hidden text apart.
"""

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from grader.documents.document import Document, Reader
from grader.documents.guard import SAVE_AGAIN, check_office_zip, check_size, parsing
from grader.documents.odt_styles import Styles
from grader.documents.office_xml import read_member
from grader.documents.web_page import build_document
from grader.errors import UnreadableFile

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _DRAW = f"{{{_NAMES}text:1.0}}", f"{{{_NAMES}table:1.0}}", f"{{{_NAMES}drawing:1.0}}"
_OFFICE, _SVG = f"{{{_NAMES}office:1.0}}", f"{{{_NAMES}svg-compatible:1.0}}"
_UNSEEN = frozenset(
    {f"{_TEXT}{name}" for name in ("tracked-changes", "note-citation", "hidden-text", "ruby-text", "hidden-paragraph")}
    | {f"{_OFFICE}{name}" for name in ("annotation", "annotation-end", "forms", "scripts", "binary-data")}
    | {f"{_SVG}title", f"{_SVG}desc", f"{_TABLE}covered-table-cell", f"{_DRAW}object", f"{_DRAW}object-ole"}
)
_TAGS = {
    f"{_TEXT}list": "ul",
    f"{_TEXT}list-item": "li",
    f"{_TEXT}list-header": "li",
    f"{_TABLE}table": "table",
    f"{_TABLE}table-row": "tr",
    f"{_TABLE}table-cell": "td",
}
_SIGNS = {f"{_TEXT}s": " ", f"{_TEXT}tab": " ", f"{_TEXT}line-break": "<br>"}
_PARAGRAPHS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_MAX_LEVEL = 6
_MAX_QUOTATION_SHARE = 0.4


def _write_tags(role: str) -> tuple[str, str]:
    """What opens and closes a paragraph of a role, in the words that `block_walk` knows."""
    if role == "title":
        return "<h1 class=title>", "</h1>"
    if role in {"subtitle", "bibliography"}:
        return f"<p class={role}>", "</p>"
    if role == "blockquote":
        return "<blockquote><p>", "</p></blockquote>"
    return f"<{role or 'p'}>", f"</{role or 'p'}>"


@dataclass(slots=True)
class _Writer:
    """The page so far.

    Attributes:
        buffers: the page, and above it the text boxes and notes that are open.
        boxes: text boxes that are to follow the paragraph they hang on.
        closing: what closes each open element.
        paragraphs: how many paragraphs are open: more than one inside boxes and notes.
    """

    styles: Styles
    has_quotations: bool
    buffers: list[list[str]] = field(default_factory=lambda: [[]])
    boxes: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)
    paragraphs: int = 0
    lists: int = 0

    def _write(self, html: str) -> None:
        self.buffers[-1].append(html)

    def _find_role(self, element: "_Element") -> str:
        name = element.get(f"{_TEXT}style-name") or ""
        role = self.styles.find_role(name)
        if element.tag == f"{_TEXT}h" and role not in {"title", "subtitle"}:
            level = element.get(f"{_TEXT}outline-level") or "1"
            return f"h{min(int(level), _MAX_LEVEL)}" if level.isascii() and level.isdigit() and int(level) else "h1"
        is_set_in = self.has_quotations and not self.lists and self.styles.is_indented(name)
        return "blockquote" if is_set_in and not role else role

    def _is_unseen(self, element: "_Element") -> bool:
        tag = str(element.tag)
        style = element.get(f"{_TEXT}style-name") or ""
        is_named = tag in _UNSEEN or tag.endswith("-source") or element.get(f"{_TEXT}display") == "none"
        return is_named or bool(style and self.styles.is_hidden(style))

    def enter(self, element: "_Element") -> bool:
        """Open an element; False when what it holds is not to be read."""
        tag, closing = str(element.tag), ""
        is_read = not self._is_unseen(element)
        if tag == f"{_TEXT}note":
            number = len(self.notes) + 1
            self.notes.append("")
            self._write(f'<sup><a href="#note-{number}">[{number}]</a></sup>')
            self.buffers.append([f'<li id="note-{number}">'])
            closing = str(number)
        elif tag.startswith(_DRAW) and self.paragraphs:
            self.buffers.append([])
        elif tag in _PARAGRAPHS and is_read:
            opening, closing = _write_tags(self._find_role(element))
            self._write(opening)
            self.paragraphs += 1
        else:
            closing = f"</{_TAGS[tag]}>" if tag in _TAGS else ""
            self._write(f"<{_TAGS[tag]}>" if tag in _TAGS else _SIGNS.get(tag, ""))
        self.lists += tag == f"{_TEXT}list"
        self.closing.append(closing)
        self._write(escape(element.text or "", quote=False) if is_read else "")
        return is_read

    def leave(self, element: "_Element") -> None:
        """Close an element; the text behind it belongs to what is around it."""
        tag, closing = str(element.tag), self.closing.pop()
        if tag == f"{_TEXT}note":
            self.notes[int(closing) - 1] = "".join(self.buffers.pop()) + "</li>"
        elif tag.startswith(_DRAW) and self.paragraphs:
            self.boxes.append("".join(self.buffers.pop()))
        else:
            self._write(closing)
            self.paragraphs -= tag in _PARAGRAPHS and bool(closing)
            if not self.paragraphs and self.boxes:
                self._write("".join(self.boxes))
                self.boxes.clear()
        self.lists -= tag == f"{_TEXT}list"
        self._write(escape(element.tail or "", quote=False))


def _has_quotations(body: "_Element", styles: Styles) -> bool:
    """Whether indented paragraphs stand out, since most others are not indented."""
    found = [styles.is_indented(child.get(f"{_TEXT}style-name") or "") for child in body.iterchildren(f"{_TEXT}p")]
    return 0 < sum(found) <= _MAX_QUOTATION_SHARE * len(found)


def _write_page(body: "_Element", styles: Styles) -> str:
    from lxml.etree import iterwalk  # noqa: PLC0415 - delayed: only office documents need it

    writer = _Writer(styles, _has_quotations(body, styles))
    elements = iterwalk(body, events=("start", "end"))
    for event, element in elements:
        if event == "end":
            writer.leave(element)
        elif not writer.enter(element):
            elements.skip_subtree()
    notes = f"<ol>{''.join(writer.notes)}</ol>" if writer.notes else ""
    return f"<div>{''.join(writer.buffers[0])}{notes}</div>"


def read_odt(content: bytes, file: str) -> Document:
    """An .odt file; headers, footers, comments, deletions and pictures are left out, notes stand at the end."""
    check_size(content, file)
    check_office_zip(content, file)
    with parsing(file):
        root, styles = read_member(content, "content.xml"), Styles()
        body = None if root is None else root.find(f"{_OFFICE}body/{_OFFICE}text")
        if body is None:
            raise UnreadableFile(file, "the file is damaged: it holds no text document", SAVE_AGAIN)
        styles.add(read_member(content, "styles.xml"))
        styles.add(root)
        page = _write_page(body, styles)
    return build_document(page, file, has_clutter=False)


READER = Reader("LibreOffice document", (".odt",), read_odt)
