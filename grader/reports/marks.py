"""The essay's text cut into pieces at the borders of its marks, so that overlapping marks nest."""

from dataclasses import dataclass, field
from itertools import pairwise

from grader.model import Span
from grader.reports.anchors import Spot
from grader.reports.blocks import Block
from grader.reports.notes import Note
from grader.reports.remarks import Kind

_MOST_LANES = 3
_MOST_DEPTH = 8
_MOST_OPEN = 3
_URGENCY: tuple[Kind, ...] = ("differs", "copied", "verify", "advice", "good")


@dataclass(frozen=True, slots=True)
class Layer:
    """A marked stretch.

    Attributes:
        id: its name on the page.
        style: the classes that draw it; empty for words that are only linked to.
        note: the note about it, if any.
    """

    id: str
    span: Span
    style: str
    note: Note | None


@dataclass(slots=True)
class Piece:
    """Some characters of the essay under the same marks.

    Attributes:
        layers: outermost first, with whether the layer begins here.
        notes: whose marks end here.
    """

    text: str
    layers: list[tuple[Layer, bool]]
    notes: list[Note] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class MarkedBlock:
    """A block of the essay with its pieces and the notes whose marks end in it."""

    block: Block
    pieces: list[Piece]

    @property
    def notes(self) -> list[Note]:
        """Notes for the margin beside the block: those that stay open, then the folded ones, which share a line."""
        return sorted(self._found, key=lambda note: note.number in self.folded)

    @property
    def _found(self) -> list[Note]:
        return [note for piece in self.pieces for note in piece.notes]

    @property
    def folded(self) -> set[int]:
        """Numbers of the notes of which the margin shows the heading alone, so that the next paragraph keeps its place.

        Three stay open: those to compare with the material before the others.
        """
        ranked = sorted(self._found, key=lambda note: (_URGENCY.index(note.kind), note.number))
        return {note.number for note in ranked[_MOST_OPEN:]}


def make_layers(notes: list[Note], spots: list[Spot]) -> list[Layer]:
    """Marks and spots in the order of the text, the longer ones first; overlapping lines get lanes of their own."""
    layers = [Layer(f"m{n.number}", n.span, n.kind if n.is_underlined else "", n) for n in notes]
    layers += [Layer(s.id, s.span, "", None) for s in spots]
    layers.sort(key=lambda layer: (layer.span[0], -layer.span[1]))
    ends = [0] * _MOST_LANES
    laned = []
    for layer in layers:
        style = layer.style
        if style:
            lane = next((k for k, end in enumerate(ends) if end <= layer.span[0]), _MOST_LANES - 1)
            ends[lane] = max(ends[lane], layer.span[1])
            style = f"{style} lane{lane}"
        laned.append(Layer(layer.id, layer.span, style, layer.note))
    return laned


def mark_blocks(text: str, blocks: list[Block], layers: list[Layer]) -> list[MarkedBlock]:
    """Every block with its pieces, and each note where its words end; one sweep over the text."""
    sweep = _Sweep(layers)
    marked = [MarkedBlock(b, [sweep.cover(text, start, end) for start, end in sweep.cut(b.span)]) for b in blocks]
    last_piece: dict[str, Piece] = {}
    for block in marked:
        for piece in block.pieces:
            last_piece |= {layer.id: piece for layer, _ in piece.layers}
    for layer in layers:
        if layer.note and layer.id in last_piece:
            last_piece[layer.id].notes.append(layer.note)
    for piece in last_piece.values():
        piece.notes.sort(key=lambda n: n.number)
    return marked


class _Sweep:
    """Goes through the text once, from left to right, and knows which layers are open."""

    def __init__(self, layers: list[Layer]) -> None:
        self._waiting = layers[::-1]
        self._open: list[Layer] = []
        self._begun: set[str] = set()

    def cut(self, span: Span) -> list[Span]:
        """A block's span cut wherever a layer begins or ends."""
        borders = {*span}
        borders.update(layer.span[1] for layer in self._open if span[0] < layer.span[1] < span[1])
        for layer in reversed(self._waiting):
            if layer.span[0] >= span[1]:
                break
            borders.update(b for b in layer.span if span[0] < b < span[1])
        ordered = sorted(borders)
        return list(pairwise(ordered))

    def cover(self, text: str, start: int, end: int) -> Piece:
        """A piece with the layers over it; deeper ones than can be told apart are named only where they begin."""
        while self._waiting and self._waiting[-1].span[0] < end:
            self._open.append(self._waiting.pop())
        self._open = [layer for layer in self._open if layer.span[1] > start]
        shown = [
            (layer, layer.id not in self._begun)
            for depth, layer in enumerate(self._open)
            if depth < _MOST_DEPTH or layer.id not in self._begun
        ]
        self._begun.update(layer.id for layer, _ in shown)
        return Piece(text[start:end], shown)
