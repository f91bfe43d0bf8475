"""What a teacher takes away: the workbook's sheets, and packets named as learning platforms expect them."""

import io
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from api.exports import Graded, make_rows, name_file, write_packet, write_workbook
from api.store.decisions import Standing
from api.store.tables import Essay, Student
from grader.exchange import take_apart


def make_essay(code, original="", platform="", name=""):
    return Essay(
        code=code, student=Student(name=name, original_file=original, platform=platform, lms_id="", lms_user="")
    )


@pytest.mark.parametrize(
    ("original", "platform"),
    [
        ("Ann Bee_123_assignsubmission_file/my essay.docx", "Moodle"),
        ("Ann Bee_123_assignsubmission_file_my essay.docx", "Moodle"),
        ("Ann Bee_123_assignsubmission_onlinetext/onlinetext.html", "Moodle"),
        ("beeann_LATE_4711_90210_my essay.docx", "Canvas"),
        ("beeann_4711_90210_text.html", "Canvas"),
    ],
)
def test_a_platform_knows_its_student_by_the_files_name(original, platform):
    given, back = (
        take_apart(original),
        take_apart(name_file(make_essay("e", original, platform), "pdf", is_blind=False)),
    )
    assert given is not None
    assert back is not None
    assert (back.platform, back.name, back.lms_user) == (platform, given.name, given.lms_user)
    assert back.lms_id == given.lms_id or platform == "Canvas"


@pytest.mark.parametrize("original", ["", "../../evil.docx", "/etc/passwd", "a\x00b.txt"])
def test_an_odd_name_becomes_the_code(original):
    assert name_file(make_essay("e-1", original, "Canvas"), "pdf", is_blind=False) == "e-1.pdf"


def test_a_blind_packet_names_nobody():
    essay = make_essay("e-1", "beeann_4711_90210_essay.docx", "Canvas", "Ann Bee")
    assert name_file(essay, "html", is_blind=True) == "e-1.html"


def test_two_files_of_one_name_are_kept_apart(sample, sample_reports):
    names = ("x_1_2_essay.docx", "x_1_2_essay.pdf")
    graded = [
        Graded(make_essay(f"e{k}", name, "Canvas"), sample_reports["01"], Standing()) for k, name in enumerate(names)
    ]
    with zipfile.ZipFile(io.BytesIO(write_packet(graded, sample, "html", is_blind=False))) as packet:
        assert packet.namelist() == ["x_1_2_essay.html", "x_1_2_essay-e1.html"]


def test_the_workbook_has_three_sheets_with_decisions(sample, sample_reports):
    report = sample_reports["01"]
    first = sample.rubric.criteria[0]
    standing = Standing({first.id: first.levels[0].points}, {first.id: "=HYPERLINK(1)"})
    graded = [Graded(make_essay("e1", name="Ann"), report, standing)]
    content = write_workbook(make_rows(graded, sample, is_blind=False), graded, sample)
    assert content == write_workbook(make_rows(graded, sample, is_blind=False), graded, sample)
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.sheet_names == ["Scores", "Criteria", "Evidence"]
    rows = book.get_sheet_by_name("Criteria").to_python()
    assert rows[1][:2] == ["e1", first.label]
    assert (rows[1][2], rows[1][5]) == (first.levels[0].points, "person")
    assert rows[1][-1] == "=HYPERLINK(1)"
    assert rows[2][5] == "suggested"
    assert len(book.get_sheet_by_name("Evidence").to_python()[1]) == 2 + len(sample.key.items)
