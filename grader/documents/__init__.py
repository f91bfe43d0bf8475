"""Files become documents: one module a format, each with a constant `READER`, and a line in `READERS`."""

from grader.documents import captions, docx, markdown, odt, pdf, plain_text, slides, web_page
from grader.documents.document import Block, Document, Reader
from grader.documents.essay import read_essay
from grader.documents.formats import read_document
from grader.documents.identity import name_essays, safe_id
from grader.documents.material import read_material, read_passages

READERS: tuple[Reader, ...] = (
    plain_text.READER,
    markdown.READER,
    web_page.READER,
    docx.READER,
    odt.READER,
    pdf.READER,
    slides.READER,
    captions.READER,
)
"""Every format that can be read."""

__all__ = [
    "READERS",
    "Block",
    "Document",
    "Reader",
    "name_essays",
    "read_document",
    "read_essay",
    "read_material",
    "read_passages",
    "safe_id",
]
