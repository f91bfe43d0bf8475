"""Word documents through mammoth: footnotes, endnotes and tracked insertions are kept, deletions are not."""

from io import BytesIO
from typing import Any

from grader.documents.document import Document, Reader
from grader.documents.docx_xml import simplify_docx
from grader.documents.guard import check_office_zip, check_size, parsing
from grader.documents.web_page import build_document

_QUOTE_STYLES = ("Quote", "Intense Quote", "Block Text", "Block Quote", "Block Quotation", "Quotations", "Long Quote")
_STYLES = "\n".join(
    (
        "p[style-name='Title'] => h1.title:fresh",
        "p[style-name='Subtitle'] => p.subtitle:fresh",
        "p[style-name='Bibliography'] => p.bibliography:fresh",
        *(f"p[style-name='{name}'] => blockquote > p:fresh" for name in _QUOTE_STYLES),
        "br[type='page'] => ",
    )
)
_MIN_INDENT_TWIPS = 360  # a quarter of an inch
_MAX_QUOTATION_SHARE = 0.4


def _read_twips(length: str | None) -> int:
    digits = (length or "").lstrip("-")
    return int(digits[:7]) if digits.isascii() and digits.isdigit() else 0


def _is_indented(element: Any) -> bool:
    """Whether a paragraph is set in as a whole: no list, no hanging or first-line indent, not centred, no style."""
    indent = getattr(element, "indent", None)
    if indent is None or element.numbering or element.alignment == "center" or indent.hanging or indent.first_line:
        return False
    is_plain = element.style_name in {None, "Normal", "normal", "Body Text", "List Paragraph", "Default"}
    return is_plain and bool(element.children) and _read_twips(indent.start) >= _MIN_INDENT_TWIPS


def _mark_quotations(document: Any) -> Any:
    """The document, with the quotation style on paragraphs that stand out by their indent, when most others do not."""
    indented = [_is_indented(child) for child in document.children]
    if not any(indented) or sum(indented) > _MAX_QUOTATION_SHARE * len(indented):
        return document
    children = [
        child.copy(style_name="Quote") if is_quotation else child
        for child, is_quotation in zip(document.children, indented, strict=True)
    ]
    return document.copy(children=children)


def convert(content: bytes) -> str:
    """The HTML of a Word document, as mammoth gives it."""
    import mammoth  # noqa: PLC0415 - delayed: only Word documents need it

    result = mammoth.convert_to_html(
        BytesIO(simplify_docx(content)),
        style_map=_STYLES,
        include_embedded_style_map=False,
        external_file_access=False,
        convert_image=lambda _image: [],
        transform_document=_mark_quotations,
    )
    return str(result.value)


def read_docx(content: bytes, file: str) -> Document:
    """A .docx file; headers, footers, comments and pictures are left out, notes stand at the end."""
    check_size(content, file)
    check_office_zip(content, file)
    with parsing(file):
        html = convert(content)
    return build_document(f"<div>{html}</div>", file, has_clutter=False)


READER = Reader("Word document", (".docx",), read_docx)
