"""Plain text: paragraphs between blank lines, one to a line, or with indented first lines."""

import re
from itertools import zip_longest

from grader.documents.decoding import decode_text
from grader.documents.document import Block, BlockKind, Document, Reader
from grader.documents.guard import check_size, check_text
from grader.documents.lines import count_words, find_back_matter, is_heading_like, is_prose, is_title_like
from grader.documents.parts import pick_title
from grader.model import Span

_LONG_LINE = 110  # nobody wraps lines by hand beyond this; a longer line is a paragraph of its own
_TAB = "    "
_MIN_INDENT = 2
_QUOTE_INDENT = 4
_MAX_QUOTATION_SHARE = 0.4
_MIN_QUOTATION_WORDS = 5
_MARKED = re.compile(r"\s{0,8}(?:\[\^?\w{1,4}\]:?|[-*•–·]|\d{1,3}[.)]|[¹²³⁰-⁹]{1,3})\s{1,8}\S|https?://|www\.")
_ENDS = (".", "!", "?", "\x85", "…", '"', "”", "’", ")", "]", ":")
_TITLE_SHARE = 0.6


def _indent(line: str) -> int:
    expanded = line[:40].replace("\t", _TAB)
    return len(expanded) - len(expanded.lstrip())


def _begins_paragraph(lines: list[str], index: int) -> bool:
    """Whether a line begins a paragraph although no blank line stands before it."""
    line, before = lines[index], lines[index - 1]
    if _MARKED.match(line) or find_back_matter(line, is_sure=True) or find_back_matter(before, is_sure=True):
        return True
    if len(line) > _LONG_LINE or len(before) > _LONG_LINE:
        return True
    if (_indent(line) >= _MIN_INDENT) != (_indent(before) >= _MIN_INDENT):
        is_first_line = _indent(line) < _MIN_INDENT and (index == 1 or _indent(lines[index - 2]) < _MIN_INDENT)
        return not is_first_line and before.rstrip().endswith(_ENDS)
    is_titled = index == 1 and len(before) < _TITLE_SHARE * len(line) and is_title_like(before)
    return is_titled and is_prose(" ".join(lines[1:]))


def _split_group(lines: list[str], starts: list[int]) -> list[Span]:
    """The paragraphs of lines that stand together between blank lines."""
    firsts = [0] + [index for index in range(1, len(lines)) if _begins_paragraph(lines, index)]
    spans = []
    for first, after in zip(firsts, [*firsts[1:], len(lines)], strict=True):
        last = after - 1
        start = starts[first] + len(lines[first]) - len(lines[first].lstrip())
        spans.append((start, starts[last] + len(lines[last].rstrip())))
    return spans


def find_paragraphs(text: str) -> list[Span]:
    """Paragraphs of a plain text in order, without the white space around them; together they hold every word.

    Blank lines end a paragraph; so does a line that is longer than anybody wraps by hand, a list or note mark, an
    indented first line, and a title right above wrapped prose.
    """
    spans: list[Span] = []
    lines: list[str] = []
    starts: list[int] = []
    start = 0
    for line in [*text.split("\n"), ""]:
        if line.strip():
            lines.append(line)
            starts.append(start)
        elif lines:
            spans += _split_group(lines, starts)
            lines, starts = [], []
        start += len(line) + 1
    return spans


def _is_indented(text: str, span: Span) -> bool:
    """Whether every line of the paragraph is indented or marked with `>`."""
    begin = text.rfind("\n", 0, span[0]) + 1
    lines = text[begin : span[1]].split("\n")
    least = _QUOTE_INDENT if len(lines) == 1 else _MIN_INDENT
    return all(line.startswith(">") or _indent(line) >= least for line in lines)


def find_quotations(text: str, spans: list[Span]) -> set[int]:
    """Which paragraphs are block quotations: indented as a whole, when most others are not."""
    indented = [i for i, span in enumerate(spans) if i and _is_indented(text, span)]
    if not indented:
        return set()
    prose = {i for i, (start, end) in enumerate(spans) if count_words(text[start:end]) >= _MIN_QUOTATION_WORDS}
    quoted = prose.intersection(indented)
    return quoted if len(quoted) <= _MAX_QUOTATION_SHARE * len(prose) else set()


def find_headings(texts: list[str]) -> dict[int, BlockKind]:
    """Which paragraphs are the title and the headings: short lines without a full stop, right above prose."""
    kinds: dict[int, BlockKind] = {}
    for index, (text, below) in enumerate(zip_longest(texts, texts[1:], fillvalue="")):
        is_head = len(text) <= _LONG_LINE and is_heading_like(text) and is_title_like(text)
        if is_head and is_prose(below) and not is_heading_like(below):
            kinds[index] = "heading"
    if texts and is_title_like(texts[0]) and any(is_prose(text) for text in texts[1:]):
        kinds[0] = "title"
    return kinds


def find_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a plain text."""
    spans = find_paragraphs(text)
    kinds = find_headings([text[start:end] for start, end in spans])
    quotations = find_quotations(text, spans)
    blocks = []
    for index, span in enumerate(spans):
        kind = kinds.get(index, "quotation" if index in quotations else "paragraph")
        blocks.append(Block(span, kind, index + 1, level=int(kind == "heading")))
    return tuple(blocks)


def read_plain_text(content: bytes, file: str) -> Document:
    """A .txt file in any encoding."""
    check_size(content, file)
    text, warnings = decode_text(content, file)
    check_text(text, file)
    blocks = find_blocks(text)
    title = pick_title(text[slice(*blocks[0].span)]) if blocks[0].kind == "title" else ""
    return Document(text, blocks, title, warnings)


READER = Reader("plain text", (".txt", ".text"), read_plain_text)
