"""A platform's own file, filled with what a person decided; feedback in a zip; files that are something else."""

import base64
import io
import re
import zipfile

import pytest
from sqlalchemy import select, update

from api.store.tables import Contest, Essay, Student
from tests.api.conftest import hand_in, send
from tests.conftest import SMALL_ESSAY

CANVAS = (
    "Student,ID,SIS Login ID,Section,Essay (901)\r\n"
    "    Points Possible,,,,{most}\r\n"
    '"Lee, Ann",4711,ann,"6A, ""red""",\r\n'
    '"Fox, Ben",4712,ben,6A,3\r\n'
)
MOODLE = (
    "\ufeffIdentifier,Full name,Grade,Maximum Grade,Feedback comments\n"
    "Participant 123,Ann Lee,,{most}.00,\n"
    "Participant 999,Nobody,2.00,{most}.00,old\n"
)


@pytest.fixture
def decided(teacher, graded, database):
    """The batch, with the first essay decided and commented on; the most points that there are."""
    with database.transaction() as session:
        essays = session.scalars(select(Essay).order_by(Essay.code)).all()
        for essay, user, number in zip(essays, ("4711", "4712"), ("123", "124"), strict=True):
            session.execute(update(Student).where(Student.id == essay.student_id).values(lms_user=user, lms_id=number))
        first = f"/essays/{essays[0].id}"
    page = teacher.get(first).text
    rows = re.findall(
        r'name="kind" value="level"><input type="hidden" name="subject" value="(\w+)".*?</form>', page, re.DOTALL
    )
    for name in rows:
        send(teacher, f"{first}/decisions", {"kind": "level", "subject": name, "points": "1"}, page=first)
    send(
        teacher,
        f"{first}/decisions",
        {"kind": "comment", "subject": "", "text": '=HYPERLINK("x"), well told'},
        page=first,
    )
    most = sum(
        max(map(float, re.findall(r'name="points" value="([\d.]+)"', block)))
        for block in page.split('class="decide"')[1:]
    )
    return graded, len(rows), f"{most:g}", first


def fill(teacher, batch, content, **asked):
    named = [("files", ("../book.csv", content if isinstance(content, bytes) else content.encode()))]
    return send(teacher, f"{batch}/grades", {"platform": "canvas", **asked}, page=f"{batch}/grades", files=named)


def take(answer):
    assert answer.status_code == 200, answer.text
    coded, name = re.findall(r'href="data:text/csv;base64,([^"]+)" download="([^"]+)"', answer.text)[0]
    return name, base64.b64decode(coded.replace("&#43;", "+")).decode()


def test_a_gradebook_of_canvas_comes_back_filled(teacher, decided):
    batch, points, most, _ = decided
    answer = fill(teacher, batch, CANVAS.format(most=most))
    name, content = take(answer)
    assert name == "book.csv"
    assert content == CANVAS.format(most=most).replace('"6A, ""red""",', f'"6A, ""red""",{points}')
    assert "1 essay with points in it" in answer.text
    assert "You did not decide every criterion (1)" in answer.text
    assert "<dd>essay-002</dd>" in answer.text


def test_a_worksheet_of_moodle_gets_points_and_comments(teacher, decided):
    batch, points, most, _ = decided
    _, content = take(fill(teacher, batch, MOODLE.format(most=most), platform="moodle"))
    before, after = MOODLE.format(most=most).split("\n")[:3], content.split("\n")
    assert (after[0], after[2]) == (before[0], before[2])
    assert after[1].startswith(f"Participant 123,Ann Lee,{points},{most}.00,")
    assert "well told" in after[1]
    assert ",=HYPERLINK" not in after[1]
    assert ',"=HYPERLINK' not in after[1]


def test_who_is_not_in_the_file_or_has_no_number_is_named(teacher, decided, database):
    batch, _, most, _ = decided
    absent = fill(teacher, batch, CANVAS.format(most=most).replace("4711", "4799"))
    assert "the student is not in the file (1)" in absent.text
    with database.transaction() as session:
        session.execute(update(Student).values(lms_user=""))
    unknown = fill(teacher, batch, CANVAS.format(most=most))
    assert "number is not known" in unknown.text
    assert take(unknown)[1] == CANVAS.format(most=most)


def test_other_points_are_converted_when_asked(teacher, decided):
    batch, points, most, _ = decided
    book = CANVAS.format(most=float(most) * 2)
    refused = fill(teacher, batch, book)
    assert refused.status_code == 422
    assert "Have them converted" in refused.text
    assert "--scale" not in refused.text
    assert f'"6A, ""red""",{points * 2}' in take(fill(teacher, batch, book, scale="yes"))[1]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff\xfe" * 50,
        b"PK\x03\x04" + b"\x00" * 90,
        b"a,b\n1,2\n",
        b'"' * 5_001,
        b"<script>alert(1)</script>",
    ],
    ids=["empty", "binary", "zip", "another table", "quotes", "page"],
)
@pytest.mark.parametrize("platform", ["canvas", "moodle", "evil"])
def test_files_that_are_no_gradebook_are_refused_with_words(teacher, decided, content, platform):
    answer = fill(teacher, decided[0], content, platform=platform)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "<script>alert" not in answer.text


def test_a_form_without_a_file_and_a_huge_file_are_refused(teacher, decided):
    page = f"{decided[0]}/grades"
    assert "There is no file" in send(teacher, page, {"platform": "canvas"}, page=page).text
    assert "larger than any gradebook" in fill(teacher, decided[0], b"a" * 5_000_001).text


def test_feedback_of_released_essays_goes_into_a_zip(teacher, decided):
    batch, _, _, first = decided
    with zipfile.ZipFile(io.BytesIO(teacher.get(f"{batch}/feedback.zip").content)) as empty:
        assert empty.namelist() == []
    send(teacher, f"{first}/decisions", {"kind": "release"}, page=first)
    one = teacher.get(f"{batch}/feedback.zip").content
    assert teacher.get(f"{batch}/feedback.zip").content == one
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert archive.namelist() == ["essay-001.html"]
        page = archive.read("essay-001.html").decode()
    assert "decided by your teacher" in page
    assert "well told" in page
    assert "/static/" not in page
    assert "Please look at this first" not in page


def test_a_blind_contest_hands_nothing_back_until_all_is_released(teacher, make_contest, grade_all):
    contest = make_contest(teacher, "blind = true\n")
    batch = hand_in(teacher, contest, {"Ann Lee.txt": SMALL_ESSAY})
    send(teacher, f"{batch}/confirm", {"how": "all"}, page=batch)
    grade_all()
    assert "judged blind" in teacher.get(f"{batch}/grades").text
    assert fill(teacher, batch, CANVAS.format(most=9)).status_code == 422
    assert teacher.get(f"{batch}/feedback.zip").status_code == 422
    send(teacher, f"{batch}/release", page=batch)
    assert teacher.get(f"{batch}/feedback.zip").status_code == 200


def test_sealed_essays_are_in_no_zip(teacher, decided, database):
    batch, _, _, first = decided
    send(teacher, f"{first}/decisions", {"kind": "release"}, page=first)
    with database.transaction() as session:
        session.execute(update(Contest).values(is_sealed=True))
    with zipfile.ZipFile(io.BytesIO(teacher.get(f"{batch}/feedback.zip").content)) as archive:
        assert archive.namelist() == []
