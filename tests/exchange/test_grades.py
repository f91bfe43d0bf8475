"""Grades on their way back: gradebooks and worksheets keep every byte but the ones that are filled."""

import pytest

from grader.errors import InvalidConfig
from grader.exchange import PLATFORMS
from grader.exchange.grades import Grade, fill_gradebook, fill_worksheet, name_feedback
from grader.exchange.grades.sheet import read_sheet
from grader.exchange.students import read_students

ANN = Grade("essay-01", "Ann Bee", "123", "4711", 24.0)
BEN = Grade("essay-02", "Ben Cee", "124", "4712", 17.5, '=1+1, "fine"')
CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Quiz (7),Essay contest (901),Final Score\r\n"
    ",,,,,Manual Posting,,(read only)\r\n"
    "    Points Possible,,,,,10,30,(read only)\r\n"
    '"Bee, Ann",4711,a1,ann,"6A, ""red""",9,,80\r\n'
    '"Bee, Ann",4799,a2,ann2,6B,EX,12,70\r\n'
    '"Cee, Ben",4712,b1,ben,6A,8,EX,60\r\n'
    '"Student, Test",4713,,x,6A,,,\r\n'
)
MOODLE = (
    "\ufeffIdentifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,"
    "Last modified (submission),Last modified (grade),Feedback comments\n"
    'Participant 123,Ann Bee,a@x.org,Submitted for grading - ,,30.00,Yes,"Tuesday, 3 November 2026, 10:20 AM",-,\n'
    'Participant 124,Ben Cee,b@x.org,"Submitted, late",4.00,30.00,Yes,-,"Monday, 9 November 2026",old\n'
    "Participant 125,Ann Bee,c@x.org,No submission,,30.00,Yes,-,-,\n"
)
GERMAN = (
    "ID;Vollständiger Name;Status;Bewertung;Bestwertung;Bewertung kann geändert werden;Zuletzt geändert (Bewertung)\r\n"
    "Teilnehmer/in 123;Änne Bö;Zur Bewertung abgegeben;;30,00;Ja;-\r\n"
    "Teilnehmer/in 124;Ben Cee;Zur Bewertung abgegeben;;30,00;Ja;-"
)


def canvas(text=CANVAS, grades=(ANN,), **asked):
    return fill_gradebook(
        text.encode(), "g.csv", grades, asked.pop("most", 30), asked.pop("assignment", "901"), **asked
    )


@pytest.mark.parametrize(
    "text", [CANVAS, MOODLE, GERMAN, "a,b", 'a\r"b\n"",c', 'x"y,z\n\n,,\n', '"open,1\n2', "\ufeff;\t\n", "a,\n"]
)
def test_a_file_that_nobody_fills_keeps_its_bytes(text):
    assert read_sheet(text.encode(), "f.csv").render() == text.encode()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_an_empty_last_cell_before_a_quoted_one_is_a_cell(delimiter):
    rows = [["a", "b", ""], ['"c"', "", '"d"'], ["", ' "e"', ""], ['"f"', "", ""]]
    sheet = read_sheet("\r\n".join(delimiter.join(row) for row in rows).encode(), "f.csv")
    assert sheet.rows == rows


def test_canvas_gets_identity_columns_and_the_assignment_alone():
    filled = canvas(grades=(ANN, BEN))
    assert filled.content.decode() == (
        "Student,ID,SIS User ID,SIS Login ID,Section,Essay contest (901)\r\n"
        ",,,,,\r\n"
        "    Points Possible,,,,,30\r\n"
        '"Bee, Ann",4711,a1,ann,"6A, ""red""",24\r\n'
        '"Bee, Ann",4799,a2,ann2,6B,12\r\n'
        '"Cee, Ben",4712,b1,ben,6A,EX\r\n'
        '"Student, Test",4713,,x,6A,\r\n'
    )
    assert (filled.written, filled.missing) == (2, ())


@pytest.mark.parametrize("name", ["901", "Essay contest", "essay contest (901)"])
def test_an_assignment_has_three_names(name):
    assert b",24\r\n" in canvas(assignment=name).content


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"assignment": ""}, "it holds 2 assignments"),
        ({"assignment": "Essay"}, "no assignment is called"),
        ({"most": 36}, "at most 36 points, the platform 30"),
        ({"text": "a,b\n1,2\n"}, "no gradebook of Canvas"),
        ({"text": CANVAS.replace("Points Possible", "Points")}, "does not tell the assignment's points"),
        ({"text": CANVAS.replace(",10,30,", ",10,0,")}, "not above 0"),
        ({"grades": (ANN, Grade("essay-09", "Ann Bee", "123", "4711", 20.0))}, "essays of one student"),
        ({"grades": (Grade("essay-09", "Ann Bee", "", "", 20.0),)}, "is not known for essay-09"),
    ],
)
def test_what_is_not_clear_is_refused(asked, said):
    with pytest.raises(InvalidConfig) as refused:
        canvas(**asked)
    assert said in refused.value.cause
    assert refused.value.remedy


def test_points_are_converted_when_asked():
    assert b'red""",20\r\n' in canvas(most=36, is_scaled=True).content


def test_who_is_not_in_the_gradebook_is_told():
    assert canvas(grades=(ANN, Grade("essay-03", "Cal", "9", "9", 3.0))).missing == ("essay-03",)


def test_semicolons_bring_decimal_commas():
    text = CANVAS.replace(",", ";").replace('"Bee; Ann"', '"Bee, Ann"').replace(";9;;80", ";9,5;;80")
    filled = canvas(text, grades=(Grade("e", "", "", "4711", 17.25),))
    assert b'""";17,25\r\n' in filled.content


def test_moodle_keeps_all_but_grades_and_comments():
    filled = fill_worksheet(MOODLE.encode(), "w.csv", (ANN, BEN), 30)
    expected = MOODLE.replace("Submitted for grading - ,,30", "Submitted for grading - ,24,30").replace(
        ",4.00,", ",17.5,"
    )
    expected = expected.replace(",old\n", ',"\'=1+1, ""fine"""\n')
    assert filled.content.decode() == expected
    assert filled.written == 2


def test_heads_in_other_languages_and_decimal_commas():
    filled = fill_worksheet(GERMAN.encode(), "w.csv", (ANN, BEN), 30)
    assert filled.content.decode() == GERMAN.replace("abgegeben;;30", "abgegeben;24;30", 1).replace(
        "abgegeben;;30", "abgegeben;17,5;30"
    )


def test_heads_that_nobody_knows_are_found_by_what_stands_below():
    text = MOODLE.replace("Maximum Grade", "Xx").replace(",Grade,", ",Yy,")
    assert b",24,30.00" in fill_worksheet(text.encode(), "w.csv", (ANN,), 30).content


@pytest.mark.parametrize("text", ["a,b\nAnn,2\n", "ID,Grade\n", "ID,X,Y\nParticipant 1,a,b\nParticipant 2,c,d\n"])
def test_other_tables_are_no_worksheets(text):
    with pytest.raises(InvalidConfig, match="no grading worksheet"):
        fill_worksheet(text.encode(), "w.csv", (ANN,), 30)


@pytest.mark.parametrize(
    ("original", "platform", "name"),
    [
        ("Ann Bee_123_assignsubmission_file/essay.docx", "Moodle", "Ann Bee_123_assignsubmission_file/essay.pdf"),
        ("Ann Bee_123_assignsubmission_file_essay_2.docx", "Moodle", "Ann Bee_123_assignsubmission_file_essay_2.pdf"),
        ("beeann_LATE_4711_90210_my essay", "Canvas", "beeann_LATE_4711_90210_my essay.pdf"),
        ("essay.docx", "", "e.pdf"),
        ("", "Canvas", "e.pdf"),
        ("../../evil.docx", "Canvas", "e.pdf"),
        ("/etc/passwd", "Canvas", "e.pdf"),
        ("a\x00b.txt", "Canvas", "e.pdf"),
        ("C:\\x.txt", "Canvas", "e.pdf"),
        ("taken.docx", "Canvas", "taken-e.pdf"),
    ],
)
def test_feedback_is_named_as_what_was_handed_in(original, platform, name):
    assert name_feedback(original, platform, "e", ".pdf", {"taken.pdf"}) == name


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.name)
def test_feedback_of_a_platform_is_known_again_by_it(platform):
    originals = {
        "Moodle": "Ann Bee_123_assignsubmission_file/essay.docx",
        "Canvas": "beeann_4711_90210_essay.docx",
        "Brightspace": "101-202 - Ann Bee - Nov 3, 2026 1020 AM - essay.docx",
        "Blackboard": "Essay 1_abee_attempt_2026-11-03-10-20-30_essay.docx",
    }
    before = platform.take_apart(originals[platform.name])
    after = platform.take_apart(name_feedback(originals[platform.name], platform.name, "essay-01", ".pdf"))
    assert before is not None
    assert after is not None
    assert (after.name, after.lms_id, after.lms_user) == (before.name, before.lms_id, before.lms_user)


def test_students_csv_is_read_as_spreadsheets_save_it():
    text = "\ufeffEssay;Name;lms_id;lms_user;original_file;archive\r\nessay-01;'=Ann;'@5;4711;'-x/a.docx;z.zip\r\n;;;;;\r\n"
    (owner,) = read_students(text.encode(), "students.csv")
    assert (owner.essay, owner.name, owner.lms_id, owner.original_file, owner.platform) == (
        "essay-01",
        "=Ann",
        "@5",
        "-x/a.docx",
        "",
    )


@pytest.mark.parametrize("text", ["a,b\n", "essay,name\n1,2\n"])
def test_another_table_is_no_list_of_students(text):
    with pytest.raises(InvalidConfig, match="there is no column"):
        read_students(text.encode(), "s.csv")
