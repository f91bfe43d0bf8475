"""Pages of lines become blocks: titles, headings, paragraphs across pages, quotations, footnotes, furniture."""

from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from grader.documents.document import BlockKind, Piece
from grader.documents.lines import count_words, ends_sentence
from grader.documents.pdf_lines import Line
from grader.documents.pdf_pages import Page, measure_body, sort_pages
from grader.documents.pdf_paragraphs import (
    Column,
    find_vocabulary,
    group_lines,
    join_lines,
    measure_column,
    measure_pitches,
)
from grader.documents.plain_text import find_headings

_HEADING_SIZE = 1.12
_SMALL_SIZE = 0.95
_MAX_HEADING_WORDS = 20
_MAX_LEVEL = 6
_MIN_QUOTATION_LINES = 2


class _Type(NamedTuple):
    """How the whole file is set: line height of the running text, line distances by height, and its words."""

    body_height: float
    pitches: dict[int, float]
    vocabulary: frozenset[str]


class _Paragraph(NamedTuple):
    """A piece with what is needed to join and rank it; it is open when its last line is full and ends no sentence."""

    piece: Piece
    height: float
    is_open: bool


def _find_kind(lines: list[Line], text: str, column: Column, body_height: float) -> BlockKind:
    if lines[0].height > _HEADING_SIZE * body_height and count_words(text) <= _MAX_HEADING_WORDS:
        return "heading"
    is_set_in = all(column.is_indented(line) for line in lines) and len(lines) >= _MIN_QUOTATION_LINES
    return "quotation" if is_set_in else "paragraph"


def _build_paragraphs(page: Page, type_: _Type) -> list[_Paragraph]:
    if not page.body:
        return []
    column = measure_column(page.body, type_.pitches)
    built = []
    for number, lines in enumerate(group_lines(page.body, column), 1):
        text = join_lines(lines, type_.vocabulary)
        kind = _find_kind(lines, text, column, type_.body_height)
        is_open = not ends_sentence(text) and not column.is_short(lines[-1])
        piece = Piece(text, kind, paragraph=number, page=page.number)
        built.append(_Paragraph(piece, lines[0].height, is_open))
    return built


def _goes_on(before: _Paragraph, after: _Paragraph) -> bool:
    """Whether a page's first paragraph is the rest of the last one before."""
    first, second = before.piece, after.piece
    if first.page == second.page or second.paragraph > 1 or {first.kind, second.kind} != {"paragraph"}:
        return False
    return before.is_open or (second.text[:1].islower() and not ends_sentence(first.text))


def _join_pages(paragraphs: list[_Paragraph]) -> list[_Paragraph]:
    """The paragraphs, those that go on across a page's end made one, which stands on the page where it begins."""
    joined: list[_Paragraph] = []
    for paragraph in paragraphs:
        if joined and _goes_on(joined[-1], paragraph):
            before = joined[-1]
            text = f"{before.piece.text} {paragraph.piece.text}"
            joined[-1] = _Paragraph(replace(before.piece, text=text), before.height, paragraph.is_open)
        else:
            joined.append(paragraph)
    return joined


def _find_plain_headings(paragraphs: list[_Paragraph], body_height: float) -> dict[int, BlockKind]:
    """Short lines above prose, in type as large as the text's and not in the middle of a sentence."""
    texts = [paragraph.piece.text for paragraph in paragraphs]
    return {
        index: kind
        for index, kind in find_headings(texts).items()
        if paragraphs[index].piece.kind == "paragraph"
        and paragraphs[index].height >= _SMALL_SIZE * body_height
        and (index == 0 or ends_sentence(texts[index - 1]) or paragraphs[index - 1].piece.kind == "heading")
    }


def _mark_headings(paragraphs: list[_Paragraph], body_height: float) -> list[Piece]:
    """The pieces, headings ranked by the size of their type; the first heading of the file is its title."""
    sizes = sorted({round(p.height) for p in paragraphs if p.piece.kind == "heading"}, reverse=True)
    found = _find_plain_headings(paragraphs, body_height)
    pieces = []
    for index, (piece, height, _) in enumerate(paragraphs):
        if piece.kind == "heading":
            pieces.append(replace(piece, level=min(sizes.index(round(height)) + 1, _MAX_LEVEL)))
        elif index in found:
            level = min(len(sizes) + 1, _MAX_LEVEL) if found[index] == "heading" else 0
            pieces.append(replace(piece, kind=found[index], level=level))
        else:
            pieces.append(piece)
    if pieces and pieces[0].kind == "heading" and pieces[0].page == 1:
        pieces[0] = replace(pieces[0], kind="title", level=0)
    return pieces


def _build_rest(page: Page, vocabulary: frozenset[str], taken: int) -> list[Piece]:
    """Footnotes and furniture, numbered after the page's paragraphs."""
    notes = [Piece(join_lines(lines, vocabulary), "note", page=page.number) for lines in page.notes]
    furniture = [Piece(line.text, page=page.number, is_clutter=True) for line in page.furniture]
    return [replace(piece, paragraph=taken + i) for i, piece in enumerate([*notes, *furniture], 1)]


def build_pieces(pages: list[list[Line]]) -> list[Piece]:
    """The blocks of a file, running text first, then what stands apart on its pages.

    Args:
        pages: the lines of every page, in order.
    """
    lines = list(chain.from_iterable(pages))
    type_ = _Type(measure_body(lines), measure_pitches(lines), find_vocabulary(lines))
    paragraphs: list[_Paragraph] = []
    rest: list[Piece] = []
    for page in sort_pages(pages):
        built = _build_paragraphs(page, type_)
        paragraphs += built
        rest += _build_rest(page, type_.vocabulary, len(built))
    return _mark_headings(_join_pages(paragraphs), type_.body_height) + rest
