"""Web pages, and essays typed into a learning platform, which hands them out as HTML."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from grader.documents.block_walk import walk_blocks
from grader.documents.decoding import decode_text
from grader.documents.document import Document, Piece, Reader, join_pieces
from grader.documents.guard import SAVE_AGAIN, check_html_size, check_size, check_text, parsing
from grader.documents.lines import count_words
from grader.documents.page_clutter import find_clutter_elements
from grader.errors import UnreadableFile

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_UNSEEN = ("script", "style", "noscript", "template")
_EMBEDDED = ("iframe", "object", "embed", "svg", "canvas", "audio", "video", "map")
_FIELDS = ("select", "option", "button", "input", "textarea", "datalist", "meter", "progress")
_DECLARED = re.compile(
    rb"""<meta[^<>]{1,200}charset\s{0,3}=\s{0,3}["']?([\w-]{2,20})|<\?xml[^<>]{1,60}encoding=["']([\w-]{2,20})""",
    re.IGNORECASE,
)
_XML_DECLARATION = re.compile(r"\s{0,20}<\?xml[^<>]{0,200}\?>", re.IGNORECASE)
_HEAD_BYTES = 4096
_MIN_KEPT_SHARE = 0.1


def parse_page(html: str, file: str) -> "HtmlElement":
    """The root of a page, without scripts, form fields and the like.

    Raises:
        UnreadableFile: it holds nothing, or is nested deeper (256) than the parser reads, which would lose text.
    """
    from lxml import etree  # noqa: PLC0415 - delayed: only web pages and Word documents need it
    from lxml.html import HTMLParser, document_fromstring  # noqa: PLC0415 - the same

    check_html_size(html, file)
    parser = HTMLParser(huge_tree=False, no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    with parsing(file):
        root = document_fromstring(_XML_DECLARATION.sub("", html, count=1).encode("utf-8"), parser=parser)
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise UnreadableFile(file, "the page is nested too deeply to be read in full", SAVE_AGAIN)
    etree.strip_elements(root, *_UNSEEN, *_EMBEDDED, *_FIELDS, with_tail=False)
    return root


def _mark_title(pieces: list[Piece]) -> list[Piece]:
    """The only first-level heading outside clutter is the title."""
    tops = [
        i for i, piece in enumerate(pieces) if piece.level == 1 and not piece.is_clutter and piece.kind == "heading"
    ]
    if len(tops) == 1 and not any(piece.kind == "title" for piece in pieces):
        pieces[tops[0]] = replace(pieces[tops[0]], kind="title", level=0)
    return pieces


def _doubt_clutter(pieces: list[Piece]) -> list[Piece]:
    """The pieces; all are kept when hardly anything would be left."""
    words = sum(count_words(piece.text) for piece in pieces)
    kept = sum(count_words(piece.text) for piece in pieces if not piece.is_clutter)
    return [replace(piece, is_clutter=False) for piece in pieces] if kept < _MIN_KEPT_SHARE * words else pieces


def build_document(html: str, file: str, warnings: tuple[str, ...] = (), *, has_clutter: bool) -> Document:
    """A document from a page's source; without clutter, nothing in it is marked as such."""
    root = parse_page(html, file)
    title = " ".join((root.findtext(".//title") or "").split())
    with parsing(file):
        for head in root.findall("head"):
            root.remove(head)
        pieces = walk_blocks(root, find_clutter_elements(root) if has_clutter else set())
    document = join_pieces(_doubt_clutter(_mark_title(pieces)), title, warnings)
    check_text(document.text, file)
    return document


def read_web_page(content: bytes, file: str) -> Document:
    """An .html file: the text that a browser would show, a block a paragraph."""
    check_size(content, file)
    check_html_size(content, file)
    declared = _DECLARED.search(content[:_HEAD_BYTES])
    encoding = (declared.group(1) or declared.group(2)).decode("ascii", "replace") if declared else ""
    html, warnings = decode_text(content, file, encoding)
    return build_document(html, file, warnings, has_clutter=True)


READER = Reader("web page", (".html", ".htm", ".xhtml"), read_web_page)
