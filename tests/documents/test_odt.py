import pytest

from grader.documents.docx import read_docx
from grader.documents.odt import read_odt
from grader.errors import UnreadableFile
from tests.documents.tiny_files import (
    MORE,
    PROSE,
    make_docx,
    make_footnote_mark,
    make_odt,
    make_odt_note,
    make_paragraph,
    make_zip,
)


def show(*body, **more):
    document = read_odt(make_odt(*body, **more), "essay.odt")
    return [(block.kind, document.read_block(block)) for block in document.blocks]


def paragraph(inner, style=""):
    return f'<text:p text:style-name="{style}">{inner}</text:p>' if style else f"<text:p>{inner}</text:p>"


def test_an_equal_word_document_gives_the_same_document():
    table = "".join(f"<w:tc>{make_paragraph(text)}</w:tc>" for text in ("1790", "40 barges"))
    word = make_docx(
        make_paragraph("The Salt Road", style="Title"),
        make_paragraph("Trade", style="Heading1"),
        make_paragraph(PROSE, inner=make_footnote_mark(1)),
        make_paragraph("Nobody forgets it.", style="Quote"),
        f"<w:tbl><w:tr>{table}</w:tr></w:tbl>",
        make_paragraph(MORE, inner=make_footnote_mark(2)),
        footnotes=("Lind, p. 3.", "Hill, p. 9."),
        styles=("Title", "Quote"),
    )
    cells = "".join(f"<table:table-cell>{paragraph(text)}</table:table-cell>" for text in ("1790", "40 barges"))
    opened = make_odt(
        paragraph("The Salt Road", "Title"),
        '<text:h text:outline-level="1">Trade</text:h>',
        paragraph(PROSE + make_odt_note("Lind, p. 3.")),
        paragraph("Nobody forgets it.", "Quotations"),
        f"<table:table><table:table-row>{cells}</table:table-row></table:table>",
        paragraph(MORE + make_odt_note("Hill, p. 9.", "endnote", "i")),
    )
    assert read_odt(opened, "a") == read_docx(word, "a")


def test_tracked_insertions_count_and_deletions_and_comments_do_not():
    deletion = "<text:changed-region><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region>"
    body = (
        f"<text:tracked-changes>{deletion}</text:tracked-changes>",
        paragraph(
            'Salt <text:change-start text:change-id="c1"/>was<text:change-end text:change-id="c1"/>'
            "<office:annotation><text:p>Really?</text:p></office:annotation> dear<office:annotation-end/>."
        ),
    )
    assert show(*body) == [("paragraph", "Salt was dear.")]


def test_spaces_tabs_line_breaks_and_fields():
    body = paragraph(
        'Salt<text:s text:c="3"/>and<text:tab/>iron,<text:line-break/><text:date>4 May</text:date> &amp; &lt;b&gt;'
    )
    assert show(body) == [("paragraph", "Salt and iron,\n4 May & <b>")]


def test_lists_and_boxes_are_paragraphs_behind_what_they_hang_on():
    items = "".join(f"<text:list-item>{paragraph(text)}</text:list-item>" for text in ("salt", "iron"))
    box = f"<draw:frame><draw:text-box>{paragraph('In a box.')}</draw:text-box><svg:title>Box</svg:title></draw:frame>"
    assert show(f"<text:list>{items}</text:list>", paragraph(f"The {box}river."), paragraph("Its end.")) == [
        ("paragraph", text) for text in ("salt", "iron", "The river.", "In a box.", "Its end.")
    ]


def test_a_box_in_a_note_and_a_note_in_a_box_keep_their_places():
    box = f"<draw:frame><draw:text-box>{paragraph('Box' + make_odt_note('In it.'))}</draw:text-box></draw:frame>"
    assert show(paragraph(f"One{box} two")) == [
        ("paragraph", "One two"),
        ("paragraph", "Box[1]"),
        ("note", "[1] In it."),
    ]


def test_hidden_text_is_left_out():
    hidden = (
        '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>'
    )
    body = (paragraph('Salt<text:span text:style-name="H"> gold</text:span> road.'), paragraph("Gone", "H"))
    assert show(*body, styles=hidden) == [("paragraph", "Salt road.")]
    section = f'<text:section text:display="none">{paragraph("Gone")}</text:section>'
    assert show(section, paragraph("Here.")) == [("paragraph", "Here.")]


def test_an_indented_paragraph_is_a_quotation_when_most_are_not():
    style = (
        '<style:style style:name="P1" style:parent-style-name="Standard">'
        '<style:paragraph-properties fo:margin-left="1.27cm"/></style:style>'
    )
    common = '<style:style style:name="Standard"/>'
    plain = (paragraph(PROSE), paragraph(MORE))
    assert show(*plain, paragraph("Set in.", "P1"), styles=style, common=common)[2] == ("quotation", "Set in.")
    assert show(paragraph("Set in.", "P1"), *plain[:1], styles=style, common=common)[0] == ("paragraph", "Set in.")


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (make_odt(), "no words"),
        (make_zip({"content.xml": "<a/>"}), "no text document"),
        (make_zip({"mimetype": "application/vnd.oasis.opendocument.text"}), "no text document"),
        (make_zip({"content.xml": "<a"}), "damaged"),
        (make_zip({"content.xml": "<a>" * 3_000 + "</a>" * 3_000}), "damaged"),
        (make_odt(paragraph(PROSE), members={"META-INF/manifest.xml": "<m:encryption-data/>"}), "password"),
        (b"PK\x03\x04 and nothing more", "damaged"),
    ],
)
def test_what_cannot_be_read_says_why(content, cause):
    with pytest.raises(UnreadableFile, match=cause) as raised:
        read_odt(content, "essay.odt")
    assert raised.value.remedy


def test_a_document_written_by_another_program():
    from io import BytesIO  # noqa: PLC0415 - only this test needs it

    from odfdo import Document, Header, Note, Paragraph  # noqa: PLC0415 - the same

    document = Document("text")
    document.body.clear()
    document.body.append(Header(1, "The Salt Road"))
    noted = Paragraph(PROSE)
    noted.append(Note(note_class="footnote", note_id="n1", citation="1", body="Lind, p. 3."))
    document.body.append(noted)
    buffer = BytesIO()
    document.save(buffer)
    read = read_odt(buffer.getvalue(), "a.odt")
    assert read.text == f"The Salt Road\n\n{PROSE}[1]\n\n[1] Lind, p. 3."
    assert [block.kind for block in read.blocks] == ["title", "paragraph", "note"]
