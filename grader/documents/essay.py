"""Essay files become essays: the whole text and its parts."""

from grader.documents.child import read_safely
from grader.documents.document import Document, Piece, join_pieces
from grader.documents.formats import check_essay_format
from grader.documents.guard import check_size
from grader.documents.parts import find_parts
from grader.model import Essay


def _drop_furniture(document: Document) -> Document:
    """A paged document without running headers and page numbers, which are the program's and not the writer's."""
    if not any(block.page and block.is_clutter for block in document.blocks):
        return document
    pieces = [
        Piece(document.read_block(block), block.kind, block.level, block.paragraph, block.page)
        for block in document.blocks
        if not (block.page and block.is_clutter)
    ]
    return join_pieces(pieces, document.title, document.warnings)


def read_essay(content: bytes, file: str, essay_id: str, *, ocr: bool = False) -> Essay:
    """One essay, taken whole: nothing but the running headers of paged files is left out.

    Args:
        content: the whole file.
        file: its name as shown to people; the suffix tells the format.
        essay_id: safe for file names, see `name_essays`.
        ocr: recognise the text of scanned pages and of pictures with tesseract.

    Raises:
        UnreadableFile: as `read_document`; slides and captions are no essays.
    """
    check_size(content, file)
    check_essay_format(content, file)
    document = _drop_furniture(read_safely(content, file, ocr=ocr))
    return Essay(essay_id, file, document.text, find_parts(document), warnings=document.warnings)
