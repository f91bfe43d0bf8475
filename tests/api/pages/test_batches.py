"""From the upload to the report, the decision and the export, with the small contest."""

import csv
import io
import json
import re
import zipfile

import pytest
from sqlalchemy import func, select

from api.store.tables import AuditEntry, Decision, Essay, StoredReport, Student
from tests.api.conftest import essays_of, hand_in, send
from tests.api.pages.test_contests import make_zip
from tests.conftest import SMALL_ESSAY


def test_names_are_asked_for_and_kept(teacher, make_contest, database):
    batch = hand_in(teacher, make_contest(teacher), {"a.txt": SMALL_ESSAY})
    (essay,) = essays_of(database).values()
    page = teacher.get(batch).text
    assert "Still without a name: 1 essay." in page
    assert 'placeholder="Who wrote this?"' in page
    send(teacher, f"{batch}/confirm", {f"name-{essay}": "Ann Lee", "how": "all"}, page=batch)
    assert "Ann Lee" in teacher.get(batch).text
    assert "0 of 1" in teacher.get(f"{batch}/progress").text


def test_a_platforms_zip_brings_its_names(teacher, make_contest):
    batch = hand_in(
        teacher, make_contest(teacher), {"s.zip": make_zip({"leeann_LATE_12_34_my essay.txt": SMALL_ESSAY})}
    )
    page = teacher.get(batch).text
    assert "leeann" in page
    assert "late" in page


def test_progress_report_and_overview(teacher, graded, database):
    assert "2 of 2" in teacher.get(graded).text
    overview = teacher.get(f"{graded}/class")
    assert overview.status_code == 200
    essays = essays_of(database)
    assert f"/essays/{essays['Ann Lee.txt']}" in overview.text
    page = teacher.get(f"/essays/{essays['Ann Lee.txt']}").text
    assert "A Lamp Gone Out" in page
    assert "Your level" in page
    with database.reading() as session:
        actions = set(session.scalars(select(AuditEntry.action)))
    assert {"essays.upload", "class.view", "essay.view"} <= actions


def test_a_decision_wins_in_every_export(teacher, graded, database):
    essay = essays_of(database)["Ann Lee.txt"]
    page = f"/essays/{essay}"
    said = {"kind": "level", "subject": "thesis", "points": "1", "anchor": "c1"}
    criteria = re.findall(
        r'name="subject" value="(\w+)"><input type="hidden" name="anchor" value="c1"', teacher.get(page).text
    )
    said["subject"] = criteria[0]
    assert send(teacher, f"{page}/decisions", said, page=page).status_code == 303
    (row,) = [r for r in read_rows(teacher, graded) if r[f"{said['subject']} by"] == "person"]
    assert row[said["subject"]] == "1"
    with zipfile.ZipFile(io.BytesIO(teacher.get(f"{graded}/export/html").content)) as packet:
        assert sum("decided by a person" in packet.read(name).decode() for name in packet.namelist()) == 1
    with zipfile.ZipFile(io.BytesIO(teacher.get(f"{graded}/export/pdf").content)) as packet:
        assert all(packet.read(name).startswith(b"%PDF") for name in packet.namelist())
    assert teacher.get(f"{graded}/export/xlsx").content.startswith(b"PK")
    send(teacher, f"{page}/decisions", {**said, "points": ""}, page=page)
    assert not [r for r in read_rows(teacher, graded) if r[f"{said['subject']} by"] == "person"]
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Decision)) == 2


def read_rows(teacher, batch):
    return list(csv.DictReader(io.StringIO(teacher.get(f"{batch}/export/csv").content.decode("utf-8-sig"))))


@pytest.mark.parametrize(
    "said",
    [
        {"kind": "praise"},
        {"kind": "level", "subject": "nothing", "points": "1"},
        {"kind": "level", "subject": "thesis", "points": "99"},
        {"kind": "hide", "subject": "finding:f999"},
        {"kind": "hide", "subject": "claim:-1"},
        {"kind": "comment", "subject": "nothing", "text": "x"},
    ],
    ids=str,
)
def test_a_decision_about_nothing_is_refused(teacher, graded, database, said):
    page = f"/essays/{essays_of(database)['Ann Lee.txt']}"
    assert send(teacher, f"{page}/decisions", said, page=page).status_code == 422
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Decision)) == 0


def test_release_comment_and_history(teacher, graded, database):
    page = f"/essays/{essays_of(database)['Ann Lee.txt']}"
    send(teacher, f"{page}/decisions", {"kind": "comment", "text": "<b>Well told</b>"}, page=page)
    send(teacher, f"{graded}/release", page=graded)
    assert "Released to the student." in teacher.get(page).text
    assert {row["released"] for row in read_rows(teacher, graded)} == {"yes"}
    history = teacher.get(f"{page}/history").text
    assert "&lt;b&gt;Well told" in history
    assert "Teacher ann" in history


def test_what_cannot_be_read_is_named_and_may_be_tried_again(teacher, make_contest, grade_all):
    batch = hand_in(teacher, make_contest(teacher), {"broken.docx": b"PK\x03\x04 nothing", "fine.txt": SMALL_ESSAY})
    send(teacher, f"{batch}/confirm", {"how": "all"}, page=batch)
    grade_all()
    page = teacher.get(batch).text
    assert "1 failed" in page
    assert "Try the failed ones again" in page
    send(teacher, f"{batch}/go", {"how": "retry"}, page=batch)
    assert grade_all() == 1


def test_one_of_the_failed_may_be_tried_again_alone(teacher, make_contest, grade_all, database):
    broken = {"a.docx": b"PK\x03\x04 nothing", "b.docx": b"PK\x03\x04 nothing either"}
    batch = hand_in(teacher, make_contest(teacher), broken)
    send(teacher, f"{batch}/confirm", {"how": "all"}, page=batch)
    grade_all()
    assert teacher.get(batch).text.count("Try again</button>") == 2
    send(teacher, f"{batch}/go", {"essay": essays_of(database)["a.docx"]}, page=batch)
    assert grade_all() == 1


def test_a_stopped_batch_goes_on_when_told_to(teacher, make_contest, grade_all):
    batch = hand_in(teacher, make_contest(teacher), {"a.txt": SMALL_ESSAY, "b.txt": SMALL_ESSAY + " More."})
    send(teacher, f"{batch}/confirm", {"how": "all"}, page=batch)
    send(teacher, f"{batch}/go", {"how": "stop"}, page=batch)
    assert grade_all() == 0
    assert "Grade the rest" in teacher.get(batch).text
    send(teacher, f"{batch}/go", {"how": "all"}, page=batch)
    assert grade_all() == 2


def test_a_blind_contest_shows_no_name_anywhere(teacher, make_contest, grade_all, database):
    contest = make_contest(teacher, "blind = true\n")
    signed = "A Lamp Gone Out\n\nby Dorothea Quill\n\n" + SMALL_ESSAY.split("\n", 2)[2]
    named = {"quilldorothea_12_34_Dorothea Quill.txt": signed, "foxben_13_35_Ben Fox.txt": SMALL_ESSAY}
    batch = hand_in(teacher, contest, {"s.zip": make_zip(named)})
    pages = [teacher.get(batch).text]
    send(teacher, f"{batch}/confirm", {"how": "all"}, page=batch)
    grade_all()
    paths = [contest, batch, f"{batch}/progress", f"{batch}/class", f"{batch}/export/csv"]
    for essay in essays_of(database).values():
        paths += [f"/essays/{essay}", f"/essays/{essay}/history", f"/essays/{essay}/student"]
    pages += [teacher.get(path).text for path in paths]
    with zipfile.ZipFile(io.BytesIO(teacher.get(f"{batch}/export/html").content)) as packet:
        pages += [packet.read(name).decode() for name in packet.namelist()]
    assert not [page for page in pages if re.search("dorothea|quill|foxben|ben fox", page, re.IGNORECASE)]


def test_a_student_is_exported_and_erased(teacher, graded, database):
    essay = essays_of(database)["Ann Lee.txt"]
    told = json.loads(teacher.get(f"/essays/{essay}/student.json").content)
    assert told["student"]["original_file"] == "Ann Lee.txt"
    page = f"/essays/{essay}/student"
    assert send(teacher, f"/essays/{essay}/erase", page=page).status_code == 422
    assert send(teacher, f"/essays/{essay}/erase", {"sure": "yes"}, page=page).status_code == 303
    assert teacher.get(f"/essays/{essay}").status_code == 404
    with database.reading() as session:
        counts = [session.scalar(select(func.count()).select_from(table)) for table in (Student, Essay, StoredReport)]
    assert counts == [1, 1, 1]
