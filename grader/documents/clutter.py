"""What in a text saved from a web page is not part of the work: menus, share buttons, comment forms, notices.

A block is left out when its words say plainly what it is. Weaker signs (a lone "Home", a short line beside a share
button) count only in a file that holds a plain one. In doubt a block is kept.
"""

import re
from bisect import bisect_right
from dataclasses import replace

from grader.documents.document import Block, Document
from grader.documents.lines import count_words, ends_sentence
from grader.documents.site_phrases import CALL, COMMENT_FORM, COMMENT_HEAD, COPYRIGHT, MENU_WORDS, PLAIN, WEAK

_MAX_COPYRIGHT_WORDS = 30
_MAX_CALL_WORDS = 80
_MENU_CUT = re.compile(r"\s[|·•»›>/–-]\s|\s{3,9}|\t|\n")
_MIN_MENU_ITEMS = 3
_MAX_ITEM_WORDS = 4
_ORPHAN_WORDS = 4
_OPEN_ORPHAN_WORDS = 8
_MAX_COMMENT_LINE = 200
_EDGES = " \t\n.…:;,!*#|>»«<←→-–—()[]"


def _core(text: str) -> str:
    return " ".join(text[:600].split()).strip(_EDGES)


def _is_menu(text: str) -> bool:
    """Whether a line strings short items together, one of them a word of every site's menu."""
    items = [item for item in _MENU_CUT.split(text[:600]) if item.strip()]
    is_short = len(items) >= _MIN_MENU_ITEMS and all(len(item.split()) <= _MAX_ITEM_WORDS for item in items)
    return is_short and any(item.strip(_EDGES).lower() in MENU_WORDS for item in items)


def is_plain_clutter(text: str) -> bool:
    """Whether a block's own words say that it belongs to a web site and not to the work."""
    core = _core(text)
    if core and PLAIN.fullmatch(core):
        return True
    words = count_words(text)
    if words <= _MAX_CALL_WORDS and len({m.group().lower() for m in CALL.finditer(text[:600])}) > 1:
        return True
    return _is_menu(text)


def _is_orphan(block: Block, text: str) -> bool:
    """Whether a block is a short line that is neither a heading nor a sentence."""
    if block.kind in {"title", "heading", "table", "note"} or ends_sentence(text):
        return False
    is_open = text.rstrip().endswith(("-", "–", "—", ":", "|"))
    return count_words(text) <= (_OPEN_ORPHAN_WORDS if is_open else _ORPHAN_WORDS)


def _find_comments(texts: list[str], blocks: tuple[Block, ...]) -> set[int]:
    """Readers' comments: what stands between a line such as "3 comments" and the form below it, without a heading."""
    cores = [_core(text) if len(text) < _MAX_COMMENT_LINE else "" for text in texts]
    forms = [i for i, core in enumerate(cores) if COMMENT_FORM.match(core)]
    headings = [i for i, block in enumerate(blocks) if block.kind == "heading"]
    found: set[int] = set()
    for index, core in enumerate(cores):
        below = bisect_right(forms, index)
        if index in found or below == len(forms) or not COMMENT_HEAD.fullmatch(core):
            continue
        if bisect_right(headings, index) == bisect_right(headings, forms[below]):
            found.update(range(index, forms[below]))
    return found


def _spread(marked: list[bool], orphans: list[bool]) -> list[bool]:
    """Orphans count as clutter when they stand in one run with clutter."""
    spread = list(marked)
    for order in (range(1, len(marked)), range(len(marked) - 2, -1, -1)):
        step = 1 if order.step > 0 else -1
        for index in order:
            spread[index] = spread[index] or (orphans[index] and spread[index - step])
    return spread


def find_clutter(texts: list[str], blocks: tuple[Block, ...]) -> list[bool]:
    """Which blocks are clutter, by their words and their neighbours.

    Args:
        texts: the blocks' texts as people read them.
        blocks: the blocks themselves; what is marked as clutter already stays so.
    """
    is_wordless = [not any(character.isalnum() for character in text) for text in texts]
    plain = [is_plain_clutter(text) for text in texts]
    marked = [
        block.is_clutter or wordless or clutter or _is_copyright(text)
        for block, wordless, clutter, text in zip(blocks, is_wordless, plain, texts, strict=True)
    ]
    if not any(plain):
        return marked
    comments = _find_comments(texts, blocks)
    marked = [m or i in comments or bool(WEAK.fullmatch(_core(texts[i]))) for i, m in enumerate(marked)]
    return _spread(marked, [_is_orphan(block, text) for block, text in zip(blocks, texts, strict=True)])


def _is_copyright(text: str) -> bool:
    return count_words(text) <= _MAX_COPYRIGHT_WORDS and bool(COPYRIGHT.search(text[:300]))


def mark_clutter(document: Document) -> Document:
    """The document with every block marked that is not part of the work."""
    texts = [block.plain or document.read_block(block) for block in document.blocks]
    found = find_clutter(texts, document.blocks)
    blocks = tuple(replace(b, is_clutter=is_clutter) for b, is_clutter in zip(document.blocks, found, strict=True))
    return replace(document, blocks=blocks)
