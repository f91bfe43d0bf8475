"""A page as what a typesetter needs: blocks with runs of text, so that file, print and PDF share their templates.

Only what our templates make is known here. Essays and materials are text in them, never elements, so blocks nest no deeper
than the templates do; marks, whose depth an essay can raise, become flat runs.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple, TypeAlias

from lxml import html

from grader.reports.glyphs import count_unknown, draw_known

Block: TypeAlias = dict[str, Any]

_LEFT_OUT = {"nav", "svg", "style", "script"}
_LINES = {"p", "summary", "dt", "dd", "figcaption"}
_GROUPS = {"main", "header", "footer", "section", "div", "aside", "details", "blockquote", "dl", "figure"}
_BLOCKS = {"h1", "h2", "h3", "ul", "ol", "table", *_LINES, *_GROUPS}
_STYLED_TAGS = {"b": "bold", "strong": "bold", "mark": "mark", "sup": "sup"}
_STYLED_CLASSES = {"soft", "quote", "words", "who", "where", "hash", "number", "other", "sample", "dots", "heading"}
_KINDS = {"good", "differs", "verify", "copied", "advice"}
_ON_A_LINE_OF_ITS_OWN = {"where", "use", "line"}
_LINE_END = object()
_SPACES = re.compile(r"[ \t\n\f\r]+")


class _Style(NamedTuple):
    names: tuple[str, ...] = ()
    kind: str = ""
    href: str = ""


def read_page(page: str) -> Block:
    """The content of a page for the typesetter.

    Returns:
        `title`, `language`, `blocks`, `ids` (what can be linked to) and `unknown` (how many characters no font of ours
        can draw; each of them stands as a box).
    """
    tree: Any = html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    main = tree.xpath("//main")[0]
    blocks = _blocks(main, _Style())
    return {
        "title": draw_known(_collapse(tree.findtext(".//title") or "")).strip(),
        "language": tree.get("lang") or "en",
        "blocks": blocks,
        "unknown": count_unknown(main.text_content()),
        "ids": [str(name) for name in main.xpath(".//@id")],
    }


def _collapse(text: str) -> str:
    return _SPACES.sub(" ", text)


def _classes(element: html.HtmlElement) -> list[str]:
    return (element.get("class") or "").split()


def _blocks(element: html.HtmlElement, style: _Style) -> list[Block]:
    """The blocks inside an element; text between them becomes lines."""
    blocks: list[Block] = []
    loose: list[Any] = [element.text]
    for child in element:
        if child.tag in _BLOCKS:
            blocks += _line(loose, style)
            blocks.append(_block(child, style))
            loose = [child.tail]
        else:
            loose += [child, child.tail]
    return blocks + _line(loose, style)


def _line(loose: list[Any], style: _Style) -> list[Block]:
    runs = _runs(loose, style, is_kept=False)
    return [{"kind": "line", "classes": [], "runs": runs}] if runs else []


def _block(element: html.HtmlElement, style: _Style) -> Block:
    classes = _classes(element)
    block: Block = {"kind": "group", "classes": classes, "id": element.get("id") or ""}
    inner = style._replace(kind=next((c for c in classes if c in _KINDS), style.kind))
    if element.tag in ("h1", "h2", "h3"):
        block |= {"kind": "heading", "level": int(element.tag[1]), "runs": _all_runs(element, inner)}
    elif element.tag in _LINES:
        block |= {"kind": "summary" if element.tag == "summary" else "line", "runs": _all_runs(element, inner)}
    elif element.tag in ("ul", "ol"):
        block |= {"kind": "list", "items": [_item(child, inner) for child in element]}
    elif element.tag == "table":
        block |= {"kind": "table", "head": _head(element, inner), "rows": list(_rows(element, inner))}
    elif element.tag == "blockquote":
        runs = _runs([element.text], inner, is_kept=True)
        block |= {"kind": "passage", "runs": runs}
    else:
        block |= {"kind": "details" if element.tag == "details" else "group", "blocks": _blocks(element, inner)}
        block["language"] = _language(element)
    return block


def _language(element: html.HtmlElement) -> str:
    """The language of a part of the page where it is one that a typesetter can know."""
    language = str(element.get("lang") or "")[:3].partition("-")[0]
    return language if language.isascii() and language.isalpha() and len(language) > 1 else ""


def _item(element: html.HtmlElement, style: _Style) -> Block:
    classes = _classes(element)
    inner = style._replace(kind=next((c for c in classes if c in _KINDS), style.kind))
    return {"classes": classes, "id": element.get("id") or "", "blocks": _blocks(element, inner)}


def _head(table: html.HtmlElement, style: _Style) -> list[list[Block]]:
    return [_blocks(cell, style) for row in table.iterfind("thead/tr") for cell in row]


def _rows(table: html.HtmlElement, style: _Style) -> Iterator[Block]:
    for row in table.iterfind("tbody/tr"):
        cells = [
            {"span": int(cell.get("colspan") or 1), "is_heading": cell.tag == "th", "blocks": _blocks(cell, style)}
            for cell in row
        ]
        yield {"id": row.get("id") or "", "classes": _classes(row), "cells": cells}


def _all_runs(element: html.HtmlElement, style: _Style) -> list[Block]:
    """The runs of a line; the essay keeps its own line ends and spaces."""
    nodes = [element.text, *(node for child in element for node in (child, child.tail))]
    return _runs(nodes, style, is_kept="text" in _classes(element))


def _runs(nodes: list[Any], style: _Style, *, is_kept: bool) -> list[Block]:
    """Text and elements within a line as flat runs of one style each."""
    runs: list[Block] = []
    waiting = [(node, style) for node in reversed(nodes)]
    while waiting:
        node, outer = waiting.pop()
        if node is _LINE_END:
            runs.append({"text": "\n"})
        elif isinstance(node, str):
            _add(runs, node if is_kept else _collapse(node), outer)
        elif node is not None and node.tag not in _LEFT_OUT and "back" not in _classes(node):
            if node.get("id"):
                runs.append({"id": node.get("id")})
            inner = _restyle(outer, node)
            inside = [node.text, *(n for child in node for n in (child, child.tail))]
            if _ON_A_LINE_OF_ITS_OWN.intersection(_classes(node)):
                inside = [_LINE_END, *inside, _LINE_END]
            waiting += [(n, inner) for n in reversed(inside)]
    return runs if is_kept else _trim(runs)


def _restyle(outer: _Style, element: html.HtmlElement) -> _Style:
    """The style inside an element: that of its surroundings and its own."""
    classes = _classes(element)
    names = [_STYLED_TAGS[element.tag]] if element.tag in _STYLED_TAGS else []
    names += [c for c in classes if c in _STYLED_CLASSES]
    kind = next((c for c in classes if c in _KINDS), outer.kind)
    if element.tag == "mark":  # marks nest: each keeps its own line
        names = [f"{kind} {next((c for c in classes if c.startswith('lane')), 'lane0')}"]
    inner = (*outer.names, *(n for n in names if n not in outer.names))
    return _Style(inner, kind, element.get("href") or outer.href)


def _add(runs: list[Block], text: str, style: _Style) -> None:
    """Appends text, to the run before when it looks the same."""
    if not text:
        return
    run = {"text": draw_known(text), "styles": list(style.names), "mark": style.kind, "href": style.href}
    last = runs[-1] if runs else {}
    if last.keys() == run.keys() and all(last[k] == run[k] for k in ("styles", "mark", "href")):
        last["text"] += run["text"]
    else:
        runs.append(run)


def _trim(runs: list[Block]) -> list[Block]:
    """The runs without spaces at the ends of lines, without doubled spaces and without empty lines."""
    kept: list[Block] = []
    before = "\n"
    for run in runs:
        text = run.get("text", "")
        if text == "\n" and before == "\n":
            continue
        if text != "\n" and before in ("\n", " "):
            text = text.lstrip(" ")
        if text or "id" in run:
            kept.append({**run, "text": text} if text else run)
            before = text[-1] if text else before
    while kept and not kept[-1].get("text", "x").strip():
        kept.pop()
    return kept
