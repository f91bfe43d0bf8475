"""`grader import` and `grader export`: from a platform's download to grades and reports that go back."""

import csv
import io
import zipfile

import pytest

from tests.conftest import SMALL_ESSAY

WORKSHEET = (
    "Identifier,Full name,Status,Grade,Maximum Grade,Last modified (grade)\n"
    "Participant 123,Ann Bee,Submitted,,{most},-\n"
    "Participant 124,Ben Cee,Submitted,,{most},-\n"
)


@pytest.fixture
def download(tmp_path):
    path = tmp_path / "moodle.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, number in (("Ann Bee", 123), ("Ben Cee", 124)):
            archive.writestr(f"{name}_{number}_assignsubmission_file/my essay.txt", f"{SMALL_ESSAY}\nNumber {number}.")
    return path


@pytest.fixture
def run(grader, small_contest, download, tmp_path):
    done = grader("grade", small_contest, download, "--out", tmp_path / "run", "--students")
    assert done.status == 0, done.err
    return tmp_path / "run"


def codes(run):
    rows = csv.DictReader(io.StringIO((run / "students.csv").read_text(encoding="utf-8")))
    return {row["lms_id"]: row["essay"] for row in rows}


def test_grades_of_a_person_go_back_to_moodle(grader, small_contest, run, tmp_path):
    scores, sheet, out = tmp_path / "mine.csv", tmp_path / "w.csv", tmp_path / "back.csv"
    scores.write_text(f"essay,total\n{codes(run)['124']},12\n", encoding="utf-8")
    sheet.write_text(WORKSHEET.format(most=100), encoding="utf-8")
    asked = ("export", "moodle", small_contest, run, scores, "--worksheet", sheet, "--out", out)
    refused = grader(*asked)
    assert refused.status == 2
    assert "--scale" in refused.err
    assert not out.exists()
    assert grader(*asked, "--scale").status == 0
    before, after = sheet.read_text(encoding="utf-8"), out.read_text(encoding="utf-8")
    changed = [line for line in after.splitlines() if line not in before.splitlines()]
    assert len(changed) == 1
    assert changed[0].startswith("Participant 124,Ben Cee,Submitted,")
    assert float(changed[0].split(",")[3]) > 12


def test_suggestions_alone_never_go_into_a_gradebook(grader, small_contest, run, tmp_path):
    book = tmp_path / "g.csv"
    book.write_text("Student,ID,Essay (9)\n    Points Possible,,24\nA,1,\n", encoding="utf-8")
    asked = ("export", "canvas", small_contest, run, run / "scores.csv", "--gradebook", book)
    done = grader(*asked, "--out", tmp_path / "b.csv")
    assert done.status == 2
    assert not (tmp_path / "b.csv").exists()


def test_an_essay_without_the_platforms_number_is_named(grader, small_contest, run, tmp_path):
    book, scores = tmp_path / "g.csv", tmp_path / "mine.csv"
    scores.write_text(f"essay,total\n{codes(run)['123']},12\n", encoding="utf-8")
    book.write_text("Student,ID,Essay (9)\n    Points Possible,,24\nA,1,\n", encoding="utf-8")
    asked = ("export", "canvas", small_contest, run / "students.csv", scores, "--gradebook", book, "--scale")
    done = grader(*asked, "--out", tmp_path / "b.csv")
    assert done.status == 2
    assert "lms_user" in done.err


def test_somebody_who_is_not_in_the_worksheet_is_told(grader, small_contest, run, tmp_path):
    scores, sheet = tmp_path / "mine.csv", tmp_path / "w.csv"
    scores.write_text("".join(["essay,total\n", *(f"{code},12\n" for code in codes(run).values())]), encoding="utf-8")
    sheet.write_text(WORKSHEET.format(most=24).replace("124", "125"), encoding="utf-8")
    asked = ("export", "moodle", small_contest, run, scores, "--worksheet", sheet, "--scale")
    done = grader(*asked, "--out", tmp_path / "b.csv")
    assert done.status == 1
    assert codes(run)["124"] in done.out


def test_feedback_goes_back_under_each_students_own_name(grader, run, tmp_path):
    first, second = tmp_path / "a.zip", tmp_path / "b.zip"
    assert grader("export", "feedback", run, "--out", first).status == 0
    assert grader("export", "feedback", run, "--out", second).status == 0
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as archive:
        names = archive.namelist()
        assert all(b"<html" in archive.read(name) for name in names)
    assert sorted(name.split("/")[0] for name in names) == [
        "Ann Bee_123_assignsubmission_file",
        "Ben Cee_124_assignsubmission_file",
    ]
    refused = grader("export", "feedback", run, "--format", "pdf", "--out", first)
    assert refused.status == 2
    assert "--students --format pdf" in refused.err


def test_a_download_is_unpacked_under_codes(grader, small_contest, download, tmp_path):
    out = tmp_path / "in"
    assert grader("import", download, "--out", out).status == 0
    names = sorted(path.name for path in (out / "essays").iterdir())
    assert names == ["essay-01.txt", "essay-02.txt"]
    assert "Ann Bee" in (out / "students.csv").read_text(encoding="utf-8")
    assert grader("grade", small_contest, out / "essays", "--out", tmp_path / "run2").status == 0
    again = grader("import", download, "--out", out)
    assert again.status == 2
    assert "something here already" in again.err


def test_what_cannot_be_taken_out_is_named(grader, tmp_path):
    path = tmp_path / "canvas.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("beeann_4711_link.html", "<a href='http://x.org'>x</a>")
        archive.writestr("ceeben_4712_90211_essay.txt", SMALL_ESSAY)
    done = grader("import", path, "--out", tmp_path / "in")
    assert done.status == 1
    assert "web address" in done.err
    assert "essays: 1;" in done.out
