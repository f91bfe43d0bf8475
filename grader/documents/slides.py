"""PowerPoint presentations through python-pptx: the paragraphs of every slide in reading order, then its notes."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from grader.documents.document import Document, Piece, Reader, join_pieces
from grader.documents.guard import check_office_zip, check_pages, check_size, check_text, parsing
from grader.documents.office_xml import parse_xml
from grader.errors import UnreadableFile

if TYPE_CHECKING:
    from pptx.slide import Slide

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_FURNITURE = frozenset({"dt", "ftr", "hdr", "sldNum"})
_TITLES = frozenset({"title", "ctrTitle"})
_ROW_EMU = 228_600  # a quarter of an inch: shapes that begin so close to one height stand side by side
_FAR_EMU = 10**12
_NO_TEXT = "Save the text of the slides as .docx or PDF"


@dataclass(slots=True)
class _Unread:
    """Numbers of the slides that hold what was not read, by what it is."""

    found: dict[str, list[int]] = field(default_factory=dict)

    def note(self, what: str, slide: int) -> None:
        """Remember that a slide holds such a thing."""
        slides = self.found.setdefault(what, [])
        if slide not in slides:
            slides.append(slide)

    def list_warnings(self) -> tuple[str, ...]:
        """A sentence for each kind."""
        return tuple(
            f"Slide{'s' if len(slides) > 1 else ''} {', '.join(map(str, slides))}: {what}."
            for what, slides in sorted(self.found.items())
        )


def _list_shapes(shapes: Any) -> Iterator[Any]:
    """Every shape in reading order: from the top, left before right; the shapes of a group stay together."""
    stack = [iter(sorted(shapes, key=_find_place))]
    while stack:
        shape = next(stack[-1], None)
        if shape is None:
            stack.pop()
        elif hasattr(shape, "shapes"):
            stack.append(iter(sorted(shape.shapes, key=_find_place)))
        else:
            yield shape


def _find_place(shape: Any) -> tuple[int, int]:
    top = _FAR_EMU if shape.top is None else int(shape.top)
    return top // _ROW_EMU, _FAR_EMU if shape.left is None else int(shape.left)


def _find_role(shape: Any) -> str:
    """What a placeholder is for, such as `title` or `sldNum`; empty for other shapes."""
    found = shape.element.xpath("./*/p:nvPr/p:ph")
    return str(found[0].get("type") or "body") if found else ""


def _flatten(text: str) -> str:
    return " ".join(text.split())


def _read_paragraphs(element: Any) -> Iterator[str]:
    """The paragraphs of anything that holds drawing text; line breaks are spaces, formulas and fields their text."""
    for paragraph in element.iter(f"{_DRAWING}p"):
        parts = (
            " " if node.tag == f"{_DRAWING}br" else node.text or ""
            for node in paragraph.iter(f"{_DRAWING}t", f"{_DRAWING}br")
        )
        yield _flatten("".join(parts))


def _read_rows(table: Any) -> Iterator[str]:
    for row in table.iter(f"{_DRAWING}tr"):
        cells = [" ".join(_read_paragraphs(cell)).strip() for cell in row.iter(f"{_DRAWING}tc")]
        yield " | ".join(cell for cell in cells if cell)


def _read_diagram(shape: Any) -> Iterator[str]:
    """The texts of a SmartArt diagram, in the order they were typed."""
    for related in shape.part.rels.values():
        if related.reltype.endswith("/diagramData") and related.rId in shape.element.xpath(".//@*"):
            yield from _read_paragraphs(parse_xml(related.target_part.blob))


def _read_frame(shape: Any, slide: int, unread: _Unread) -> Iterator[Piece]:
    """What a frame holds: a table, a diagram; of a chart or another program's object, nothing."""
    kind = str(shape.element.xpath("string(./a:graphic/a:graphicData/@uri)")).rpartition("/")[2]
    if kind == "table":
        yield from (Piece(row, "table") for row in _read_rows(shape.element))
    elif kind == "diagram":
        yield from (Piece(text) for text in _read_diagram(shape))
    else:
        what = "a chart was not read" if kind == "chart" else "something from another program was not read"
        unread.note(what, slide)


def _read_shape(shape: Any, slide: int, unread: _Unread) -> Iterator[Piece]:
    role = _find_role(shape)
    tag = str(shape.element.tag).rpartition("}")[2]
    if tag == "graphicFrame":
        yield from _read_frame(shape, slide, unread)
    elif tag == "pic":
        unread.note("a picture was not read; text in it may be missing", slide)
    elif role in _TITLES:
        title = " ".join(_read_paragraphs(shape.element)).strip()
        yield Piece(title, "heading", 1)
    else:
        yield from (Piece(text, is_clutter=role in _FURNITURE) for text in _read_paragraphs(shape.element))


def _settle_choices(tree: Any) -> None:
    """Put the older form of a shape in the place of the choice between forms, else the newer one."""
    for choice in list(tree.iter(f"{_COMPATIBLE}AlternateContent")):
        forms = [form for tag in ("Fallback", "Choice") for form in choice.iterchildren(f"{_COMPATIBLE}{tag}")]
        chosen = next((form for form in forms if any(_read_paragraphs(form))), forms[0] if forms else None)
        for child in () if chosen is None else list(chosen):
            choice.addprevious(child)
        choice.getparent().remove(choice)


def _read_notes(slide: "Slide") -> Iterator[Piece]:
    if not slide.has_notes_slide:
        return
    for shape in slide.notes_slide.shapes:
        if _find_role(shape) == "body":
            texts = [text for text in _read_paragraphs(shape.element) if text]
            yield from (Piece(text, paragraph=n, is_note=True) for n, text in enumerate(texts, 1))


def _read_slide(slide: "Slide", number: int, unread: _Unread) -> Iterator[Piece]:
    """The title, then the other paragraphs, counted from 1, then the notes, counted anew."""
    _settle_choices(slide.element)
    found = [p for shape in _list_shapes(slide.shapes) for p in _read_shape(shape, number, unread) if p.text]
    found.sort(key=lambda piece: piece.kind != "heading")
    if sum(not piece.is_clutter for piece in found) == 1:  # nothing stands below a lone title that could name it
        found = [replace(piece, kind="paragraph", level=0) for piece in found]
    if slide.element.get("show") in {"0", "false"}:
        unread.note("hidden in the presentation; the text was read all the same", number)
    numbered = [replace(piece, paragraph=n) for n, piece in enumerate(found, 1)]
    yield from (replace(piece, slide=number) for piece in [*numbered, *_read_notes(slide)])


def read_slides(content: bytes, file: str) -> Document:
    """A .pptx file; slides count from 1, hidden ones too; what stands on the slide masters is left out."""
    check_size(content, file)
    check_office_zip(content, file)
    unread = _Unread()
    with parsing(file):
        from pptx import Presentation  # noqa: PLC0415 - delayed: only presentations need it

        slides = Presentation(BytesIO(content)).slides
        check_pages(len(slides), file)
        pieces = [piece for number, slide in enumerate(slides, 1) for piece in _read_slide(slide, number, unread)]
    if not pieces:
        raise UnreadableFile(file, "the slides hold no text that can be read", _NO_TEXT)
    first = pieces[0]
    title = first.text if first.slide == 1 and not first.is_note and not first.is_clutter else ""
    document = join_pieces(pieces, title, unread.list_warnings())
    check_text(document.text, file)
    return document


READER = Reader("PowerPoint presentation", (".pptx",), read_slides, is_for_essays=False)
