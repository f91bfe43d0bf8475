from io import BytesIO
from zipfile import ZipFile

from grader.documents.docx import read_docx
from grader.documents.docx_xml import simplify_docx
from tests.documents.tiny_files import PROSE, make_docx, make_paragraph

CHOICES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
)


def read(*paragraphs):
    document = read_docx(make_docx(*paragraphs), "a")
    return [document.read_block(block) for block in document.blocks]


def make_run(text, look=""):
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def make_box(text):
    return f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"


def test_words_cut_into_runs_are_whole_and_looks_are_gone():
    runs = make_run("the bar", '<w:sz w:val="24"/><w:b/>') + '<w:proofErr w:type="x"/>' + make_run("ges", "<w:i/>")
    content = make_docx(make_paragraph("Salt on ", inner=runs))
    assert read_docx(content, "a").text == "Salt on the barges"
    with ZipFile(BytesIO(simplify_docx(content))) as archive:
        xml = archive.read("word/document.xml")
    assert xml.count(b"<w:t") == 1
    assert b"w:sz" not in xml


def test_raised_marks_stay_and_hidden_runs_go():
    raised = make_run("2", '<w:vertAlign w:val="superscript"/>')
    hidden = make_run(" gold", "<w:vanish/>") + make_run(" iron", '<w:vanish w:val="0"/>')
    assert read(make_paragraph("Salt was dear.", inner=raised + hidden)) == ["Salt was dear.[2] iron"]


def test_moved_text_stands_where_it_was_moved_to():
    moved_from = f"<w:moveFrom>{make_run(' once')}</w:moveFrom>"
    moved_to = f"<w:moveTo>{make_run(' once')}</w:moveTo>"
    first, second = make_paragraph("Salt was dear", inner=moved_from), make_paragraph("It came north", inner=moved_to)
    assert read(first, second) == ["Salt was dear", "It came north once"]


def test_fields_and_content_controls_are_read_and_comments_are_not():
    field = f'<w:fldSimple w:instr="DATE">{make_run(" 4 May")}</w:fldSimple>'
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{make_run(' 1790')}</w:sdtContent></w:sdt>"
    comment = '<w:commentRangeStart w:id="1"/><w:r><w:commentReference w:id="1"/></w:r><w:commentRangeEnd w:id="1"/>'
    assert read(make_paragraph("On", inner=field + control + comment)) == ["On 4 May 1790"]


def test_a_text_box_is_read_once():
    new = f'<mc:Choice Requires="wps"><w:drawing>{make_box("In a box.")}</w:drawing></mc:Choice>'
    old = f"<mc:Fallback><w:pict><v:textbox>{make_box('In a box.')}</v:textbox></w:pict></mc:Fallback>"
    for forms in (new + old, new, "<mc:Choice/>" + old):
        run = f"<w:r><mc:AlternateContent {CHOICES}>{forms}</mc:AlternateContent></w:r>"
        assert read(make_paragraph("The river", inner=run), make_paragraph(PROSE)) == ["The river", "In a box.", PROSE]
    assert read(make_paragraph("The river", inner=f"<w:r><w:drawing>{make_box('Box.')}</w:drawing></w:r>"))[1] == "Box."


def test_headers_and_pictures_are_left_out():
    members = {"word/header1.xml": "<a>Header</a>", "word/media/image1.png": "x" * 1000}
    content = make_docx(make_paragraph(PROSE), members=members)
    assert read_docx(content, "a").text == PROSE
    with ZipFile(BytesIO(simplify_docx(content))) as archive:
        assert "word/media/image1.png" not in archive.namelist()
