from io import BytesIO

import pytest

from grader.documents.docx import read_docx
from grader.errors import UnreadableFile
from tests.documents.tiny_files import MORE, PROSE, make_docx, make_footnote_mark, make_paragraph, make_zip


def show(content):
    document = read_docx(content, "essay.docx")
    return [(block.kind, document.read_block(block)) for block in document.blocks]


def test_styles_tell_title_headings_and_quotations():
    content = make_docx(
        make_paragraph("The Salt Road", style="Title"),
        make_paragraph("A history", style="Subtitle"),
        make_paragraph("Trade", style="Heading1"),
        make_paragraph(PROSE),
        make_paragraph("Nobody forgets it.", style="Quote"),
        make_paragraph("Lind, Anna. Salt.", style="Bibliography"),
        styles=("Title", "Subtitle", "Quote", "Bibliography"),
    )
    assert show(content) == [
        ("title", "The Salt Road"),
        ("title", "A history"),
        ("heading", "Trade"),
        ("paragraph", PROSE),
        ("quotation", "Nobody forgets it."),
        ("bibliography", "Lind, Anna. Salt."),
    ]


def test_an_indented_paragraph_is_a_quotation_when_most_are_not():
    plain = [make_paragraph(PROSE), make_paragraph(MORE)]
    assert show(make_docx(*plain, make_paragraph("Set in.", indent=720)))[2] == ("quotation", "Set in.")
    assert show(make_docx(make_paragraph(PROSE, indent=720), make_paragraph(MORE, indent=720)))[0][0] == "paragraph"


def test_footnotes_stand_at_the_end_and_their_marks_where_they_are_referred_to():
    body = make_paragraph(PROSE, inner=make_footnote_mark(1))
    content = make_docx(body, make_paragraph(MORE), footnotes=("Lind, p. 3.",))
    assert show(content) == [("paragraph", f"{PROSE}[1]"), ("paragraph", MORE), ("note", "[1] Lind, p. 3.")]


def test_insertions_count_and_deletions_do_not():
    changes = "<w:ins><w:r><w:t> added</w:t></w:r></w:ins><w:del><w:r><w:delText> gone</w:delText></w:r></w:del>"
    assert show(make_docx(make_paragraph("Salt was dear", inner=changes))) == [("paragraph", "Salt was dear added")]


def test_a_document_written_by_another_program():
    import docx  # noqa: PLC0415 - only this test needs it

    document = docx.Document()
    document.add_heading("The Salt Road", 0)
    document.add_paragraph(PROSE)
    document.add_paragraph("iron", "List Bullet")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "1790", "40 barges"
    buffer = BytesIO()
    document.save(buffer)
    assert show(buffer.getvalue()) == [
        ("title", "The Salt Road"),
        ("paragraph", PROSE),
        ("paragraph", "iron"),
        ("table", "1790 | 40 barges"),
    ]


@pytest.mark.parametrize(
    "content",
    [
        make_zip({"word/document.xml": "<w:document"}),
        make_zip({"other.xml": "<a/>"}),
        make_docx(make_paragraph("")),
        make_docx(members={"word/document.xml": "<a>" * 3_000 + "</a>" * 3_000}),
        b"PK\x03\x04 and nothing more",
    ],
    ids=["broken xml", "no document", "no words", "deep", "no archive"],
)
def test_what_cannot_be_read_is_refused(content):
    with pytest.raises(UnreadableFile):
        read_docx(content, "essay.docx")
