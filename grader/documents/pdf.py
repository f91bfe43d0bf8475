"""PDF through pypdfium2: lines become paragraphs, running headers are clutter, footnotes stand at the end."""

from typing import TYPE_CHECKING

from grader.documents.document import Document, Reader, join_pieces
from grader.documents.guard import check_pages, check_size, check_text, parsing
from grader.documents.lines import count_words
from grader.documents.pdf_blocks import build_pieces
from grader.documents.pdf_lines import Line, read_lines
from grader.errors import UnreadableFile

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

_FEW_WORDS = 15
_PASSWORD_ERROR = 4
_NO_TEXT = "Run text recognition (OCR) on it, or save the text itself as .docx or PDF"


def _open_file(content: bytes, file: str) -> "PdfDocument":
    import pypdfium2  # noqa: PLC0415 - delayed: only PDF files need it

    with parsing(file):
        try:
            return pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            if getattr(error, "err_code", None) == _PASSWORD_ERROR:
                remedy = "Save it again without a password"
                raise UnreadableFile(file, "the file is protected by a password", remedy) from error
            raise


def _has_picture(page: "PdfPage") -> bool:
    from pypdfium2 import raw  # noqa: PLC0415 - delayed: only PDF files need it

    return any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))


def _find_scanned(pdf: "PdfDocument", pages: list[list[Line]]) -> list[int]:
    """Numbers of the pages that show a picture or nothing, and hardly a word that can be read."""
    few = [i for i, lines in enumerate(pages) if sum(count_words(line.text) for line in lines) < _FEW_WORDS]
    return [i + 1 for i in few if not pages[i] or _has_picture(pdf[i])]


def _warn_scanned(scanned: list[int], pages: int, file: str) -> tuple[str, ...]:
    if len(scanned) == pages:
        raise UnreadableFile(file, "the pages are pictures without text that can be read", _NO_TEXT)
    if not scanned:
        return ()
    names = ", ".join(map(str, scanned))
    return (f"Page {names}: hardly any text could be read; the page is empty or a picture.",)


def read_pdf(content: bytes, file: str) -> Document:
    """A .pdf file with a text layer.

    Paragraphs count from 1 on every page: running text first, then footnotes, then headers, footers and page numbers.
    The text holds all running text first, then what else stands on the pages, notes last.
    """
    check_size(content, file)
    pdf = _open_file(content, file)
    with parsing(file):
        try:
            check_pages(len(pdf), file)
            lines = [read_lines(page, number) for number, page in enumerate(pdf, 1)]
            warnings = _warn_scanned(_find_scanned(pdf, lines), len(lines), file)
        finally:
            pdf.close()
        document = join_pieces(build_pieces(lines), warnings=warnings)
    check_text(document.text, file)
    return document


READER = Reader("PDF", (".pdf",), read_pdf)
