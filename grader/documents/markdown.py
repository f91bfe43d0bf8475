"""Markdown: the text stays as the file has it; markdown-it-py (CommonMark and tables) says which lines are what."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from grader.documents.decoding import decode_text
from grader.documents.document import Block, BlockKind, Document, Reader
from grader.documents.guard import check_size, check_text, parsing
from grader.documents.plain_text import find_headings

if TYPE_CHECKING:
    from markdown_it.token import Token

_OPENING = re.compile(r"^[ \t]*(?:>[ \t]?|#{1,6}[ \t]+|[-*+][ \t]+|\d{1,9}[.)][ \t]+)+", re.MULTILINE)
_RULE = re.compile(r"^[ \t|:=-]+$|(?<![ \t])[ \t]{1,20}#{1,6}$", re.MULTILINE)
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\n]{0,1200}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,500})\](?:\([^()\n]{0,1200}\)|\[[^\[\]\n]{0,100}\])")
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,500}>|<!--[^<]{0,2000}?-->")
_EMPHASIS = re.compile(r"(?<![\\\w*_])[*_]{1,3}(?=[^\s*_])|(?<=[^\s\\*_])[*_]{1,3}(?![\w*_])|`{1,3}")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])")
_FOOTNOTE = re.compile(r"\[\^(\w{1,10})\]:?")


def strip_markup(raw: str) -> str:
    """The text as people read it: without heading, quotation and list signs, emphasis, link addresses, tags."""
    text = _RULE.sub("", _OPENING.sub("", raw))
    text = _TAG.sub("", _LINK.sub(r"\1", _IMAGE.sub("", text)))
    text = _FOOTNOTE.sub(r"[\1]", text)
    return _ESCAPE.sub(r"\1", _EMPHASIS.sub("", text)).strip(" |\n\t")


def _find_lines(tokens: "list[Token]") -> Iterator[tuple[BlockKind, int, int, int]]:
    """Kind, level, first line and line after the last of every block, in order."""
    quotes = 0
    for token in tokens:
        quotes += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if token.map is None:
            continue
        first, after = token.map
        if token.type == "heading_open":
            yield "heading", int(token.tag[1:]), first, after
        elif token.type in {"paragraph_open", "html_block"}:
            yield "quotation" if quotes else "paragraph", 0, first, after
        elif token.type in {"code_block", "fence"}:
            yield "quotation", 0, first, after
        elif token.type == "tr_open":
            yield "table", 0, first, after


def _fill_gaps(text: str, found: list[tuple[BlockKind, int, int, int]]) -> list[tuple[BlockKind, int, int, int]]:
    """Blocks as spans; lines that no token holds, such as link addresses, become notes."""
    filled: list[tuple[BlockKind, int, int, int]] = []
    before = 0
    for kind, level, first, after in [*found, ("paragraph", 0, len(text), len(text))]:
        start = max(first, before)
        if any(character.isalnum() for character in text[before:start]):
            filled.append(("note", 0, before, start))
        if start < after:
            filled.append((kind, level, start, after))
        before = max(before, after)
    return filled


def _find_spans(text: str) -> list[tuple[BlockKind, int, int, int]]:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - delayed: only Markdown files need it

    parser = MarkdownIt("commonmark").enable("table").disable("inline")
    ends = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    found = [
        (kind, level, ends[first], min(ends[min(after, len(ends) - 1)], len(text)))
        for kind, level, first, after in _find_lines(parser.parse(text))
    ]
    return _fill_gaps(text, found)


def _build_blocks(text: str) -> Iterator[Block]:
    number = 0
    for kind, level, first, after in _find_spans(text):
        raw = text[first:after]
        if not raw.strip():
            continue
        number += 1
        start = first + len(raw) - len(raw.lstrip())
        end = after - len(raw) + len(raw.rstrip())
        is_note = kind == "paragraph" and _FOOTNOTE.match(raw.lstrip()) is not None
        plain = strip_markup(text[start:end])
        is_comment = not any(character.isalnum() for character in plain)
        yield Block((start, end), "note" if is_note else kind, number, level, is_clutter=is_comment, plain=plain or " ")


def _name_title(blocks: list[Block]) -> str:
    """The text of the only first-level heading; empty when there are none or several."""
    tops = [block for block in blocks if block.level == 1]
    return tops[0].plain if len(tops) == 1 else ""


def read_markdown(content: bytes, file: str) -> Document:
    """A .md file; the blocks' `plain` holds their text without marks."""
    check_size(content, file)
    text, warnings = decode_text(content, file)
    check_text(text, file)
    with parsing(file):
        blocks = list(_build_blocks(text))
    if not any(block.kind == "heading" for block in blocks):
        kinds = find_headings([block.plain for block in blocks])
        blocks = [
            replace(block, kind=kinds.get(i, block.kind), level=int(kinds.get(i) == "heading"))
            for i, block in enumerate(blocks)
        ]
    title = _name_title(blocks)
    return Document(text, tuple(blocks), title, warnings)


READER = Reader("Markdown", (".md", ".markdown"), read_markdown)
