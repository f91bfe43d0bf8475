"""PDF through pypdfium2: lines become paragraphs, running headers are clutter, footnotes stand at the end."""

from typing import TYPE_CHECKING

from grader.documents.document import Document, Reader, join_pieces
from grader.documents.guard import check_pages, check_size, check_text, parsing
from grader.documents.lines import count_words
from grader.documents.ocr import MAX_PIXELS, recognise_lines, warn_recognised
from grader.documents.pdf_blocks import build_pieces
from grader.documents.pdf_lines import Line, read_lines
from grader.errors import UnreadableFile

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfDocument, PdfPage

_FEW_WORDS = 15
_PASSWORD_ERROR = 4
_SCAN_DPI = 300
_POINTS = 72.0
_NO_TEXT = (
    "Make it searchable with text recognition (OCR), use --ocr where tesseract is installed, "
    "or save the text itself as .docx or PDF"
)


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
    few = [i for i, lines in enumerate(pages) if _count(lines) < _FEW_WORDS]
    return [i + 1 for i in few if not pages[i] or _has_picture(pdf[i])]


def _count(lines: list[Line]) -> int:
    return sum(count_words(line.text) for line in lines)


def _render_page(page: "PdfPage") -> tuple["Image", int]:
    """A grey picture of a page and its pixels an inch: 300, fewer on large sheets."""
    width, height = page.get_size()
    dpi = min(_SCAN_DPI, int(_POINTS * (MAX_PIXELS / max(width * height, 1.0)) ** 0.5))
    image: Image = page.render(scale=max(dpi, 1) / _POINTS, grayscale=True).to_pil().convert("L")
    return image, max(dpi, 1)


def _recognise(pdf: "PdfDocument", pages: list[list[Line]], scanned: list[int], file: str) -> list[int]:
    """Put recognised lines in the place of the few that scanned pages have; the pages where that gave more words."""
    recognised = []
    for number in scanned:
        image, dpi = _render_page(pdf[number - 1])
        lines = recognise_lines(image, file, number, dpi)
        if _count(lines) > _count(pages[number - 1]):
            pages[number - 1] = lines
            recognised.append(number)
    return recognised


def _warn_scanned(scanned: list[int], pages: int, file: str) -> tuple[str, ...]:
    if len(scanned) == pages:
        raise UnreadableFile(file, "the pages hold no text that can be read: they are pictures, or empty", _NO_TEXT)
    if not scanned:
        return ()
    names = ", ".join(map(str, scanned))
    return (f"Page {names}: hardly any text could be read; the page is empty or a picture.",)


def _read_pages(pdf: "PdfDocument", file: str, *, ocr: bool) -> tuple[list[list[Line]], tuple[str, ...]]:
    """The lines of every page, and warnings."""
    check_pages(len(pdf), file)
    pages = [read_lines(page, number) for number, page in enumerate(pdf, 1)]
    scanned = _find_scanned(pdf, pages)
    recognised = _recognise(pdf, pages, scanned, file) if ocr else []
    unread = _warn_scanned([number for number in scanned if number not in recognised], len(pages), file)
    return pages, (*([warn_recognised(recognised)] if recognised else []), *unread)


def _read(content: bytes, file: str, *, ocr: bool) -> Document:
    check_size(content, file)
    pdf = _open_file(content, file)
    with parsing(file):
        try:
            pages, warnings = _read_pages(pdf, file, ocr=ocr)
        finally:
            pdf.close()
        document = join_pieces(build_pieces(pages), warnings=warnings)
    check_text(document.text, file)
    return document


def read_pdf(content: bytes, file: str) -> Document:
    """A .pdf file with a text layer.

    Paragraphs count from 1 on every page: running text first, then footnotes, then headers, footers and page numbers.
    The text holds all running text first, then what else stands on the pages, notes last.
    """
    return _read(content, file, ocr=False)


def read_scanned(content: bytes, file: str) -> Document:
    """A .pdf file whose pages are in part or all pictures: their text is recognised with tesseract, English.

    Raises:
        UnreadableFile: as `read_pdf`; tesseract is missing, fails, or takes longer than two minutes for a page.
    """
    return _read(content, file, ocr=True)


READER = Reader("PDF", (".pdf",), read_pdf, read_scanned)
