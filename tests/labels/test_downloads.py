"""The sample's downloads of learning platforms hold what its README says, and come in as such downloads do."""

from pathlib import Path

import pytest

from grader.errors import UnreadableFile
from grader.intake import read_task, take_in

SAMPLE = Path(__file__).parents[2] / "samples" / "show-trials"
CANVAS, MOODLE = SAMPLE / "downloads" / "canvas.zip", SAMPLE / "downloads" / "moodle.zip"


def take(archive):
    return take_in([archive], SAMPLE / "essays")


def find_names(archive):
    return sorted(student.submission.name for student in take(archive).students)


def test_canvas_names_its_students_and_one_file_is_nobodys():
    names = ["aldermarta", *["brookssamuel"] * 2, *["castellanoines"] * 2, "dunnekit", "eriksenlea", "haddadnoor"]
    assert find_names(CANVAS) == ["", *names]


def test_moodle_names_its_students_and_one_file_is_nobodys():
    names = ["Inés Castellano", "Kit Dunne", "Marta Alder", "Noor Haddad", "Samuel Brooks", "Samuel Brooks"]
    assert find_names(MOODLE) == ["", *names]


def test_students_of_one_name_are_told_apart_by_their_accounts():
    accounts = {s.submission.lms_user for s in take(CANVAS).students if s.submission.name == "brookssamuel"}
    assert accounts == {"11202", "11208"}


def test_one_submission_was_late():
    late = [s.submission.original for s in take(CANVAS).students if s.submission.is_late]
    assert late == ["essay.docx"]


def test_two_versions_of_one_essay_are_kept_apart():
    users = [s.original_file for s in take(CANVAS).students if s.submission.lms_user == "11203"]
    assert len(set(users)) == 2


@pytest.mark.parametrize("archive", [CANVAS, MOODLE], ids=["canvas", "moodle"])
def test_typed_text_is_the_essay_without_the_students_name(archive):
    (task,) = [task for task in take(archive).tasks if task.kind == "typed"]
    text = read_task(task).text
    assert text.startswith("Stalin and the show trials")
    assert "Dunne" not in text


def test_a_web_address_is_no_essay():
    (task,) = [task for task in take(CANVAS).tasks if task.kind == "address"]
    with pytest.raises(UnreadableFile, match="web address"):
        read_task(task)


def test_the_contest_itself_takes_in_no_download():
    assert all(task.member is None for task in take_in([], SAMPLE / "essays").tasks)
