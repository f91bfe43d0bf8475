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
        read_scanned: the same for files that may hold pictures of pages, whose text is recognised; None where a format
            holds no such pages.
        is_for_essays: whether an essay may be handed in so; slides and captions are material only.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes, str], Document]
    read_scanned: Callable[[bytes, str], Document] | None = None
    is_for_essays: bool = True


@dataclass(frozen=True, slots=True)
class Piece:
    """A block that does not stand in a text yet: readers that extract text collect these; fields as `Block`'s."""

    text: str
    kind: BlockKind = "paragraph"
    level: int = 0
    paragraph: int = 0
    page: int | None = None
    is_clutter: bool = False
    slide: int | None = None
    is_note: bool = False
    start_seconds: float | None = None
    speaker: str = ""

    def stand_at(self, start: int, paragraph: int) -> Block:
        """The block that the piece becomes at an offset of a text."""
        return Block(
            (start, start + len(self.text)),
            self.kind,
            paragraph,
            self.level,
            self.page,
            self.slide,
            self.is_note,
            self.start_seconds,
            self.speaker,
            self.is_clutter,
        )


def join_pieces(pieces: Iterable[Piece], title: str = "", warnings: tuple[str, ...] = ()) -> Document:
    """A document whose text is the pieces with a blank line between them, notes last.

    Pieces without a paragraph number are counted in the order given.
    """
    numbered = [(piece, piece.paragraph or number) for number, piece in enumerate(pieces, 1)]
    ordered = sorted(numbered, key=lambda pair: pair[0].kind == "note")
    blocks, start = [], 0
    for piece, paragraph in ordered:
        blocks.append(piece.stand_at(start, paragraph))
        start += len(piece.text) + 2
    return Document("\n\n".join(piece.text for piece, _ in ordered), tuple(blocks), title, warnings)
