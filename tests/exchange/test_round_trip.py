"""A class from the platform's zip and back: namesakes, several files of one student, one handed in again, one late."""

import zipfile

import pytest

from grader.errors import InvalidConfig
from grader.exchange import take_apart
from grader.exchange.grades import Grade, fill_gradebook, fill_worksheet, name_feedback
from grader.intake import take_in

CANVAS = {
    "beeann_4711_90210_essay.docx": "Ann’s first file",
    "beeann_4711_90211_essay.pdf": "Ann’s second file",
    "beeann_LATE_4799_90212_essay.docx": "the other Ann, late",
    "ceeben_4712_90213_essay-1.docx": "Ben, handed in again",
}
BOOK = (
    "Student;ID;SIS Login ID;Section;Aufsatz (901)\r\n"
    "    Points Possible;;;;30,0\r\n"
    '"Bee, Ann";4711;ann;6A;\r\n'
    '"Bee, Ann";4799;ann2;6A;\r\n'
    '"Cee, Ben";4712;ben;"6A; ""rot""";3,5\r\n'
)
MOODLE = {
    "Ann Bee_123_assignsubmission_file/essay.docx": "Ann’s first file",
    "Ann Bee_123_assignsubmission_file/essay.pdf": "Ann’s second file",
    "Ann Bee_125_assignsubmission_file/essay.docx": "the other Ann",
    "Ben Cee_124_assignsubmission_file_essay 2.docx": "Ben, handed in again",
}
SHEET = (
    "\ufeffID;Vollständiger Name;Status;Bewertung;Bestwertung;Zuletzt geändert (Bewertung);Feedback als Kommentar\n"
    "Teilnehmer/in 123;Ann Bee;Zur Bewertung abgegeben;;30,00;-;\n"
    "Teilnehmer/in 125;Ann Bee;Zur Bewertung abgegeben, zu spät;;30,00;-;\n"
    'Teilnehmer/in 124;Ben Cee;Zur Bewertung abgegeben;4,00;30,00;"Montag; früh";alt'
)


@pytest.fixture
def take(tmp_path):
    """Packs a download; gives its students by the path in it."""

    def run(files):
        with zipfile.ZipFile(tmp_path / "s.zip", "w") as archive:
            for name, text in files.items():
                archive.writestr(name, text)
        intake = take_in([tmp_path / "s.zip"], tmp_path)
        assert {one.original_file for one in intake.students} == set(files)
        assert len({one.essay_id for one in intake.students}) == len(files)
        students = {one.original_file: one for one in intake.students}
        return {name: students[name] for name in files}

    return run


def decide(student, points, comment=""):
    told = student.submission
    return Grade(student.essay_id, told.name, told.lms_id, told.lms_user, points, comment)


def test_canvas_gets_each_students_points_and_no_other_byte_changes(take):
    first, second, other, ben = take(CANVAS).values()
    assert (other.submission.is_late, first.submission.is_late) == (True, False)
    filled = fill_gradebook(BOOK.encode(), "b.csv", [decide(second, 17.25), decide(other, 4), decide(ben, 30)], 30)
    expected = BOOK.replace("ann;6A;", "ann;6A;17,25").replace("ann2;6A;", "ann2;6A;4").replace(";3,5\r", ";30\r")
    assert filled.content == expected.encode()
    with pytest.raises(InvalidConfig, match="essays of one student"):
        fill_gradebook(BOOK.encode(), "b.csv", [decide(first, 12), decide(second, 17)], 30)


def test_moodle_gets_each_students_points_and_no_other_byte_changes(take):
    _, second, other, ben = take(MOODLE).values()
    filled = fill_worksheet(
        SHEET.encode(), "w.csv", [decide(second, 17.25), decide(other, 4), decide(ben, 9, "neu")], 30
    )
    expected = SHEET.replace("abgegeben;;", "abgegeben;17,25;", 1).replace("spät;;", "spät;4;")
    expected = expected.replace(";4,00;", ";9;").replace(";alt", ";neu")
    assert filled.content == expected.encode()


@pytest.mark.parametrize("files", [CANVAS, MOODLE], ids=["Canvas", "Moodle"])
def test_every_report_goes_back_to_the_student_it_is_about(take, files):
    taken: dict[str, str] = {}
    for original, student in take(files).items():
        path = name_feedback(original, student.submission.platform, student.essay_id, ".pdf", taken)
        assert path not in taken
        taken[path] = student.essay_id
        back = take_apart(path)
        assert back is not None
        told = student.submission
        assert (back.name, back.lms_id, back.lms_user) == (told.name, told.lms_id, told.lms_user)
