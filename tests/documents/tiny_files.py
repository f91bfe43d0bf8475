"""Small files of every format, built where the tests need them."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

PROSE = "The river rises in the northern hills, and for most of its way it is hardly more than a brook."
MORE = "Below the old mill it grows wide and slow; the barges of the salt traders once turned here."
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OPEN = "urn:oasis:names:tc:opendocument:xmlns"
_OPEN_NAMES = {"fo": "xsl-fo-compatible", "svg": "svg-compatible", "draw": "drawing", "style": "style"} | {
    name: name for name in ("office", "text", "table")
}
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def make_paragraph(text, *, style="", indent=0, inner=""):
    """One paragraph of a Word document; `inner` is more XML of runs."""
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + (f'<w:ind w:left="{indent}"/>' if indent else "")
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r>{inner}</w:p>'


def make_footnote_mark(number):
    """The place in a paragraph where a footnote is referred to."""
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def make_docx(*paragraphs, footnotes=(), styles=(), members=None):
    """A Word document of paragraphs made with `make_paragraph`."""
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'
        for number, text in enumerate(footnotes, 1)
    )
    named = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/></w:style>'
        for name in styles
    )
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="xml" ContentType="{_KIND}.document.main+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{_RELATION}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {_WORD}><w:body>{''.join(paragraphs)}</w:body></w:document>",
        "word/footnotes.xml": f"<w:footnotes {_WORD}>{notes}</w:footnotes>",
        "word/styles.xml": f"<w:styles {_WORD}>{named}</w:styles>",
        **(members or {}),
    }
    return make_zip(parts)


def make_zip(parts):
    """A zip archive of names and contents."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def make_odt(*body, styles="", common="", members=None):
    """An OpenDocument text: XML of its body, of its own styles, and of the common ones."""
    opening = " ".join(f'xmlns:{name}="{_OPEN}:{place}:1.0"' for name, place in _OPEN_NAMES.items())
    root = f"<office:document-content {opening}>"
    return make_zip(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": "<manifest/>",
            "content.xml": f"{root}<office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{''.join(body)}</office:text></office:body></office:document-content>",
            "styles.xml": f"{root}<office:styles>{common}</office:styles></office:document-content>",
            **(members or {}),
        }
    )


def make_odt_note(text, kind="footnote", mark="1"):
    """A note where an OpenDocument paragraph refers to it."""
    return (
        f'<text:note text:note-class="{kind}"><text:note-citation>{mark}</text:note-citation>'
        f"<text:note-body><text:p>{text}</text:p></text:note-body></text:note>"
    )


def make_pptx(*slides):
    """A presentation; every slide is a tuple of a title, the lines of its body, and the lines of its notes."""
    from pptx import Presentation  # noqa: PLC0415 - delayed: only tests of slides need it

    presentation = Presentation()
    for title, body, notes in slides:
        slide = presentation.slides.add_slide(presentation.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = "\n".join(body)
        if notes:
            slide.notes_slide.notes_text_frame.text = "\n".join(notes)
    return save_slides(presentation)


def save_slides(presentation):
    """The bytes of a presentation."""
    buffer = BytesIO()
    presentation.save(buffer)
    return buffer.getvalue()


def make_scan(pdf, *pages):
    """A PDF of pictures of some pages (numbers from 1) of another PDF."""
    import pypdfium2  # noqa: PLC0415 - delayed: only tests of text recognition need it

    document = pypdfium2.PdfDocument(pdf)
    images = [document[number - 1].render(scale=200 / 72).to_pil() for number in pages]
    document.close()
    buffer = BytesIO()
    images[0].save(buffer, "PDF", save_all=True, append_images=images[1:], resolution=200)
    return buffer.getvalue()


def _escape(text):
    return text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _draw(lines):
    return b"\n".join(b"BT /F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET" % (size, x, y, _escape(t)) for x, y, size, t in lines)


def make_pdf(*pages):
    """A PDF; every page is a list of lines `(x, y, size, text)`, in points from the lower left corner."""
    kids = [4 + 2 * number for number in range(len(pages))]
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % kid for kid in kids), len(kids)),
        font,
    ]
    for kid, lines in zip(kids, pages, strict=True):
        stream = _draw(lines)
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (kid + 1),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        ]
    return _assemble(objects)


def _assemble(objects):
    content, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(content))
    return content + end + trailer


def set_lines(text, *, top=700, left=72, size=11, width=80, pitch=14):
    """A text wrapped into lines of a page, one below the other."""
    words, lines = text.split(), [""]
    for word in words:
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return [(left, top - pitch * number, size, line) for number, line in enumerate(lines)]
