"""`grader grade` and `grader demo`: what is written, what is kept, what is refused."""

import csv
import json
import shutil

import pytest

from grader.pipeline import grade_reading
from grader.report import Report
from tests.cli.conftest import add_essays, read_folder

ALWAYS = {"results.jsonl", "class.json", "passages.jsonl", "scores.csv", "index.html"}


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


def reports_of(out):
    lines = (out / "results.jsonl").read_bytes().decode("ascii").split("\n")
    assert lines.pop() == ""
    return [Report.model_validate_json(line) for line in lines]


def test_a_run_writes_all_its_files_and_nothing_else(grader, small_contest, out):
    before = read_folder(small_contest)
    shown = grader("grade", small_contest, "--out", out)
    assert (shown.status, shown.out) == (0, f"2 graded, 0 not; see {out / 'index.html'}\n")
    assert set(read_folder(out)) == ALWAYS | {"essays/ann.html", "essays/ben.html"}
    assert read_folder(small_contest) == before
    assert {p.name for p in out.parent.iterdir()} == {"contest", "out"}


def test_the_files_are_of_the_promised_shape(grader, small_contest, out):
    add_essays(small_contest, 3)
    grader("grade", small_contest / "contest.toml", "--out", out)
    files = read_folder(out)
    assert [name for name, content in files.items() if b"\r" in content] == []
    assert [r.essay.id for r in reports_of(out)] == ["ann", "ben", "e000", "e001", "e002"]
    assert json.loads(files["class.json"])["schema"] == "grader.class/1"
    passages = [json.loads(line) for line in files["passages.jsonl"].splitlines()]
    assert passages
    assert all(set(p) == {"id", "source", "text"} for p in passages)
    rows = list(csv.DictReader(files["scores.csv"].decode().splitlines()))
    assert [row["essay"] for row in rows] == ["ann", "ben", "e000", "e001", "e002"]
    assert 'href="essays/ann.html"' in files["index.html"].decode()
    assert 'href="../index.html"' in files["essays/ann.html"].decode()


def test_essays_may_be_named_one_by_one(grader, small_contest, out):
    grader("grade", small_contest, small_contest / "essays" / "ben.txt", "--out", out)
    assert [r.essay.id for r in reports_of(out)] == ["ben"]


def test_what_cannot_be_read_is_named_and_the_rest_is_graded(grader, small_contest, out):
    essays = small_contest / "essays"
    (essays / "empty.txt").write_bytes(b"")
    (essays / "broken.docx").write_bytes(b"PK\x03\x04\x14\x00\xff and no more")
    (essays / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0 a picture")
    (essays / "page.pdf").write_text(
        "I believe that the lamp was lit in 1902. It was a text all the time.", encoding="utf-8"
    )
    shown = grader("grade", small_contest, "--out", out)
    assert shown.status == 1
    assert shown.out.startswith("3 graded, 3 not; ")
    told = [line for line in shown.err.splitlines() if line.startswith("not graded: ")]
    assert [line.split(": ")[1] for line in told] == [
        str(essays / n) for n in ("broken.docx", "empty.txt", "photo.jpg")
    ]
    assert all(line.count(". ") == 1 and line.endswith(".") for line in told)
    assert {r.essay.id for r in reports_of(out)} == {"ann", "ben", "page"}
    overview = (out / "index.html").read_text(encoding="utf-8")
    assert [name for name in ("broken.docx", "empty.txt", "photo.jpg") if name not in overview] == []


def test_a_run_in_which_nothing_can_be_graded_says_so(grader, small_contest, out, tmp_path):
    (tmp_path / "none.txt").write_bytes(b"")
    shown = grader("grade", small_contest, tmp_path / "none.txt", "--out", out)
    assert shown.status == 1
    assert reports_of(out) == []
    assert "No essay could be graded" in (out / "index.html").read_text(encoding="utf-8")


def test_a_source_that_cannot_be_read_shows_in_the_status(grader, small_contest, out):
    (small_contest / "harbour.txt").write_bytes(b"")
    shown = grader("grade", small_contest, "--out", out)
    assert shown.status == 1
    assert "note: The Harbour Book: could not be read" in shown.err


def test_a_folder_that_holds_something_is_refused(grader, small_contest, out):
    out.mkdir()
    (out / "letter.txt").write_text("mine", encoding="utf-8")
    shown = grader("grade", small_contest, "--out", out)
    assert shown.status == 2
    assert "the folder is not empty" in shown.err
    assert set(read_folder(out)) == {"letter.txt"}


@pytest.mark.parametrize("flag", ["--force", "--resume"])
def test_other_peoples_files_are_left_alone(grader, small_contest, out, flag):
    (out / "essays").mkdir(parents=True)
    (out / "letter.txt").write_text("mine", encoding="utf-8")
    (out / "essays" / "mine.html").write_text("mine", encoding="utf-8")
    assert grader("grade", small_contest, "--out", out, flag).status == 0
    files = read_folder(out)
    assert (files["letter.txt"], files["essays/mine.html"]) == (b"mine", b"mine")


@pytest.mark.parametrize("place", ["", "essays", "essays/out", ".."])
@pytest.mark.parametrize("flag", ["--force", "--resume"])
def test_reports_are_never_written_over_the_contest(grader, small_contest, place, flag):
    before = read_folder(small_contest.parent)
    shown = grader("grade", small_contest, "--out", small_contest / place, flag)
    assert shown.status == 2
    assert "where the contest or its essays lie" in shown.err
    assert read_folder(small_contest.parent) == before


def test_a_folder_inside_the_contest_may_take_the_reports(grader, small_contest):
    assert grader("grade", small_contest, "--out", small_contest / "reports").status == 0
    assert grader("contest", "check", small_contest).status == 0


@pytest.mark.parametrize("hinder", ["out", "out/essays"])
def test_a_file_in_the_way_is_told(grader, small_contest, out, hinder):
    file = out.parent / hinder
    file.parent.mkdir(exist_ok=True)
    file.write_text("mine", encoding="utf-8")
    assert grader("grade", small_contest, "--out", out, "--force").status == 2
    assert file.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("flag", ["--force", "--resume"])
def test_reports_of_essays_that_are_gone_do_not_linger(grader, small_contest, out, flag):
    grader("grade", small_contest, "--out", out)
    (small_contest / "essays" / "ben.txt").rename(small_contest / "essays" / "cleo.txt")
    assert grader("grade", small_contest, "--out", out, flag).status == 0
    assert set(read_folder(out)) == ALWAYS | {"essays/ann.html", "essays/cleo.html"}
    assert [r.essay.id for r in reports_of(out)] == ["ann", "cleo"]


def test_an_essay_that_can_no_longer_be_read_keeps_no_report(grader, small_contest, out):
    grader("grade", small_contest, "--out", out)
    (small_contest / "essays" / "ben.txt").write_bytes(b"")
    assert grader("grade", small_contest, "--out", out, "--resume").status == 1
    assert not (out / "essays" / "ben.html").exists()
    assert [r.essay.id for r in reports_of(out)] == ["ann"]


def test_resume_grades_only_what_changed(grader, small_contest, out, monkeypatch):
    grader("grade", small_contest, "--out", out)
    first = read_folder(out)
    (small_contest / "essays" / "ben.txt").write_text(
        "The council was fair, I think. It had its reasons.", encoding="utf-8"
    )
    add_essays(small_contest, 1)
    graded = []

    def note_and_grade(reading, contest, *_):
        graded.append(reading.essay.id)
        return grade_reading(reading, contest)

    monkeypatch.setattr("grader.cli.grading.grade_reading", note_and_grade)
    grader("grade", small_contest, "--out", out, "--resume")
    assert graded == ["ben", "e000"]
    second = read_folder(out)
    assert second["essays/ann.html"] == first["essays/ann.html"]
    assert second["essays/ben.html"] != first["essays/ben.html"]


@pytest.mark.parametrize("change", ["contest.toml", "evidence.toml", "harbour.txt"])
def test_resume_grades_all_again_when_the_contest_changed(grader, small_contest, out, change):
    grader("grade", small_contest, "--out", out)
    old = reports_of(out)
    with (small_contest / change).open("a", encoding="utf-8") as file:
        file.write("\n# A line more.\n")
    grader("grade", small_contest, "--out", out, "--resume")
    assert {r.contest.hash for r in reports_of(out)}.isdisjoint(r.contest.hash for r in old)


def leave_half_done(out):
    """What is left when a run is stopped while it writes its second report."""
    first, second, _ = (out / "results.jsonl").read_bytes().split(b"\n")
    for name in ALWAYS:
        (out / name).unlink()
    (out / "results.partial.jsonl").write_bytes(first + b"\n" + second[:50])
    (out / "essays" / "ben.html").write_text("half a p", encoding="utf-8")


def leave_log_behind(out):
    """What is left when a run is stopped after its results were written and before its log was removed."""
    shutil.copy(out / "results.jsonl", out / "results.partial.jsonl")


def leave_noise(out):
    """Lines that are no reports of this version."""
    content = (out / "results.jsonl").read_bytes()
    (out / "results.jsonl").write_bytes(b'{"schema":"grader.report/0"}\n\xff\xfe\n[]\n\n' + content)


def leave_damaged_page(out):
    """A page that was lost."""
    (out / "essays" / "ann.html").write_bytes(b"")


@pytest.mark.parametrize("leave", [leave_half_done, leave_log_behind, leave_noise, leave_damaged_page])
def test_resume_gives_the_bytes_of_a_run_that_was_not_stopped(grader, small_contest, out, leave):
    grader("grade", small_contest, "--out", out)
    whole = read_folder(out)
    leave(out)
    assert grader("grade", small_contest, "--out", out, "--resume").status == 0
    assert read_folder(out) == whole


def test_a_stopped_run_keeps_what_it_graded(grader, small_contest, out, monkeypatch):
    def stop_at_ben(reading, contest, *_):
        if reading.essay.id == "ben":
            raise KeyboardInterrupt
        return grade_reading(reading, contest)

    monkeypatch.setattr("grader.cli.grading.grade_reading", stop_at_ben)
    shown = grader("grade", small_contest, "--out", out)
    assert shown.status == 2
    assert f"add --resume to go on with {out}" in shown.err
    monkeypatch.setattr(
        "grader.cli.grading.grade_reading",
        lambda reading, contest, *_: grade_reading(reading, contest) if reading.essay.id == "ben" else None,
    )
    assert grader("grade", small_contest, "--out", out, "--resume").status == 0
    assert [r.essay.id for r in reports_of(out)] == ["ann", "ben"]


def test_an_error_of_the_grader_costs_one_essay(grader, small_contest, out, monkeypatch):
    monkeypatch.setattr(
        "grader.cli.grading.grade_reading",
        lambda reading, contest, *_: grade_reading(reading, contest) if reading.essay.id == "ben" else 1 / 0,
    )
    shown = grader("grade", small_contest, "--out", out)
    assert (shown.status, shown.out[:8]) == (1, "1 graded")
    assert "ZeroDivisionError" in shown.err
    assert "Traceback" not in shown.err


def test_the_demo_says_where_to_look_and_can_be_repeated(grader, small_contest, tmp_path, monkeypatch):
    (tmp_path / "samples").mkdir()
    small_contest.rename(tmp_path / "samples" / "show-trials")
    monkeypatch.setattr("grader.shipped.shipped_folder", lambda name: tmp_path / name)
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        shown = grader("demo")
        assert shown.status == 0
        assert "Open demo" in shown.out
        assert (tmp_path / "demo" / "index.html").is_file()


def test_the_demo_does_not_touch_another_folder_called_demo(grader, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "mine.txt").write_text("mine", encoding="utf-8")
    assert grader("demo").status == 2
    assert set(read_folder(tmp_path / "demo")) == {"mine.txt"}
