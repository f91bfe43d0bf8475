from io import BytesIO
from zipfile import ZipFile

import pytest
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from grader.documents.guard import MAX_PAGES
from grader.documents.material import read_passages
from grader.documents.slides import read_slides
from grader.errors import UnreadableFile
from tests.documents.tiny_files import MORE, PROSE, make_pptx, make_zip, save_slides


def read(presentation):
    document = read_slides(save_slides(presentation), "salt.pptx")
    return [(block.slide, block.paragraph, document.read_block(block)) for block in document.blocks], document.warnings


def add_slide(presentation, layout=6):
    return presentation.slides.add_slide(presentation.slide_layouts[layout])


def add_text(shapes, text, *, left=1, top=1):
    box = shapes.add_textbox(Inches(left), Inches(top), Inches(2), Inches(1))
    box.text_frame.text = text
    return box


def test_passages_cite_slides_and_notes():
    content = make_pptx(("Salt", [PROSE, MORE], ["Ask first.", "Then tell."]), ("Iron", [PROSE], []))
    passages, left_out, warnings = read_passages(content, "salt.pptx", "slides")
    assert [(passage.id, passage.heading, passage.text) for passage in passages] == [
        ("slides#s1¶2", ("Salt",), PROSE),
        ("slides#s1¶3", ("Salt",), MORE),
        ("slides#s1n¶1", ("Salt",), "Ask first."),
        ("slides#s1n¶2", ("Salt",), "Then tell."),
        ("slides#s2¶2", ("Iron",), PROSE),
    ]
    assert (left_out, warnings) == (0, ())


def test_a_slide_of_a_title_alone_is_kept_and_names_nothing_below():
    presentation = Presentation()
    add_slide(presentation, 5).shapes.title.text = "The Salt Road"
    add_text(add_slide(presentation).shapes, MORE)
    passages, _, _ = read_passages(save_slides(presentation), "a.pptx", "s")
    assert [(p.id, p.heading, p.text) for p in passages] == [("s#s1¶1", (), "The Salt Road"), ("s#s2¶1", (), MORE)]


def test_the_order_is_that_of_the_places_and_the_title_is_first():
    presentation = Presentation()
    slide = add_slide(presentation, 5)
    add_text(slide.shapes, "right", left=5, top=2.05)
    add_text(slide.shapes, "low", top=5)
    add_text(slide.shapes, "left", left=1, top=2.1)
    add_text(slide.shapes, "above", top=0.1)
    slide.shapes.title.text = "Salt\x0band iron"
    assert [text for _, _, text in read(presentation)[0]] == ["Salt and iron", "above", "left", "right", "low"]


def test_groups_are_read_however_deep_they_lie():
    presentation = Presentation()
    shapes = add_slide(presentation).shapes
    for depth in range(40):
        add_text(shapes, f"depth {depth}")
        shapes = shapes.add_group_shape().shapes
    add_text(shapes, "ground")
    assert [text for _, _, text in read(presentation)[0]][-1] == "ground"
    assert len(read(presentation)[0]) == 41


def test_tables_are_read_row_by_row():
    presentation = Presentation()
    table = add_slide(presentation).shapes.add_table(2, 2, Inches(1), Inches(1), Inches(4), Inches(2)).table
    for place, text in enumerate(("year", "barges", "1790", "40")):
        table.cell(place // 2, place % 2).text = text
    assert read(presentation)[0] == [(1, 1, "year | barges"), (1, 2, "1790 | 40")]


def test_footers_dates_and_numbers_are_clutter():
    presentation = Presentation()
    slide = add_slide(presentation)
    for kind in ("ftr", "sldNum", "dt"):
        box = add_text(slide.shapes, f"the {kind}")
        box.element.nvSpPr.nvPr.append(box.element.makeelement(PLACEHOLDER, {"type": kind}))
    add_text(slide.shapes, PROSE)
    passages, left_out, _ = read_passages(save_slides(presentation), "a.pptx", "s")
    assert ([passage.text for passage in passages], left_out) == ([PROSE], 3)


def test_what_was_not_read_and_hidden_slides_are_told():
    presentation = Presentation()
    data = CategoryChartData()
    data.categories = ["salt"]
    data.add_series("tons", (1,))
    for _ in range(2):
        slide = add_slide(presentation)
        add_text(slide.shapes, PROSE)
        slide.shapes.add_chart(XL_CHART_TYPE.PIE, Inches(1), Inches(1), Inches(2), Inches(2), data)
    slide.element.set("show", "0")
    found, warnings = read(presentation)
    assert [slide for slide, _, _ in found] == [1, 2]
    assert warnings == (
        "Slides 1, 2: a chart was not read.",
        "Slide 2: hidden in the presentation; the text was read all the same.",
    )


def test_pictures_are_told():
    from PIL import Image  # noqa: PLC0415 - only this test needs it

    presentation = Presentation()
    slide = add_slide(presentation)
    picture = BytesIO()
    Image.new("L", (4, 4)).save(picture, "PNG")
    slide.shapes.add_picture(picture, Inches(1), Inches(1))
    with pytest.raises(UnreadableFile, match="no text"):
        read(presentation)
    add_text(slide.shapes, PROSE)
    assert read(presentation)[1] == ("Slide 1: a picture was not read; text in it may be missing.",)


def test_of_a_choice_of_forms_one_is_read():
    presentation = Presentation()
    slide = add_slide(presentation)
    box = add_text(slide.shapes, "once").element
    choice = box.makeelement(f"{{{COMPATIBLE}}}AlternateContent")
    box.addprevious(choice)
    for form in ("Choice", "Fallback"):
        held = choice.makeelement(f"{{{COMPATIBLE}}}{form}")
        choice.append(held)
        held.append(box if form == "Choice" else held.makeelement(SHAPE))
    assert [text for _, _, text in read(presentation)[0]] == ["once"]


def test_too_many_slides_and_broken_files_are_refused():
    presentation = Presentation()
    for _ in range(MAX_PAGES + 1):
        add_slide(presentation)
    with pytest.raises(UnreadableFile, match="501 pages"):
        read(presentation)
    for content in (make_zip({"ppt/presentation.xml": "<a"}), make_zip({"a.xml": "<a/>"})):
        with pytest.raises(UnreadableFile, match="damaged"):
            read_slides(content, "a.pptx")


def test_a_slide_that_is_missing_is_an_error_and_no_silence():
    with ZipFile(BytesIO(make_pptx(("Salt", [PROSE], []), ("Iron", [MORE], [])))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name != "ppt/slides/slide2.xml"}
    with pytest.raises(UnreadableFile, match="damaged"):
        read_slides(make_zip(parts), "a.pptx")


PLACEHOLDER = "{http://schemas.openxmlformats.org/presentationml/2006/main}ph"
SHAPE = "{http://schemas.openxmlformats.org/presentationml/2006/main}sp"
COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
