"""What a file holds: its whole text and, in order, its paragraphs, headings, notes and table rows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from grader.model import Span

BlockKind: TypeAlias = Literal["title", "heading", "paragraph", "quotation", "note", "bibliography", "table"]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, note, table row or list item of a file.

    Attributes:
        span: where it stands in `Document.text`.
        paragraph: counts from 1 in the file as it is, clutter included; on every page and slide anew.
        level: 1 to 6 for headings, 0 for everything else.
        page, slide: from 1, in files that have them; `is_note` marks a slide's speaker notes.
        start_seconds, speaker: of a caption.
        is_clutter: whether its place in the file (a menu, a running header) says that it is not part of the work.
        plain: the text as people read it, where the file writes it with marks (Markdown); else empty.
    """

    span: Span
    kind: BlockKind
    paragraph: int
    level: int = 0
    page: int | None = None
    slide: int | None = None
    is_note: bool = False
    start_seconds: float | None = None
    speaker: str = ""
    is_clutter: bool = False
    plain: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read.

    Attributes:
        text: the whole decoded text; line ends are LF, and for text formats nothing else is changed.
        blocks: in order, not overlapping; together they cover every word of the text.
        title: what the file itself says it is called; may be empty.
        warnings: what could not be read or was guessed, sentences for people.
    """

    text: str
    blocks: tuple[Block, ...]
    title: str = ""
    warnings: tuple[str, ...] = ()

    def read_block(self, block: Block) -> str:
        """The block's characters, as they stand in the text."""
        return self.text[block.span[0] : block.span[1]]


@dataclass(frozen=True, slots=True)
class Reader:
    """How one format is read.

    Attributes:
        name: the format as people call it.
        suffixes: lower case, with the full stop; the first is the usual one.
        read: takes the content and the file's name as people know it; raises UnreadableFile and nothing else.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes, str], Document]


@dataclass(frozen=True, slots=True)
class Piece:
    """A block that does not stand in a text yet: readers that extract text collect these."""

    text: str
    kind: BlockKind = "paragraph"
    level: int = 0
    paragraph: int = 0
    page: int | None = None
    is_clutter: bool = False


def join_pieces(pieces: Iterable[Piece], title: str = "", warnings: tuple[str, ...] = ()) -> Document:
    """A document whose text is the pieces with a blank line between them, notes last.

    Pieces without a paragraph number are counted in the order given.
    """
    numbered = [(piece, piece.paragraph or number) for number, piece in enumerate(pieces, 1)]
    ordered = sorted(numbered, key=lambda pair: pair[0].kind == "note")
    blocks, start = [], 0
    for piece, paragraph in ordered:
        end = start + len(piece.text)
        blocks.append(
            Block((start, end), piece.kind, paragraph, piece.level, page=piece.page, is_clutter=piece.is_clutter)
        )
        start = end + 2
    return Document("\n\n".join(piece.text for piece, _ in ordered), tuple(blocks), title, warnings)
