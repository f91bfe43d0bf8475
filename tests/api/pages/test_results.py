"""A student sees the decided report of the own essay once it is released, and never anything else."""

import re

import pytest

from tests.api.conftest import essays_of, hand_in, open_class, send
from tests.conftest import SMALL_ESSAY


@pytest.fixture
def school(teacher, make_contest, join, grade_all, database):
    """A contest with two graded essays and two students in its class."""

    def make(extra=""):
        contest = make_contest(teacher, extra)
        code = open_class(teacher, contest)
        students = {name: join(code, name) for name in ("ann lee", "moth")}
        files = {"Ann Lee.txt": SMALL_ESSAY, "Ben Fox.txt": "Bread is good for you. I eat it."}
        batch = hand_in(teacher, contest, files)
        essays = essays_of(database)
        named = {f"name-{essays[file]}": file.removesuffix(".txt") for file in files}
        send(teacher, f"{batch}/confirm", {"how": "all", **named}, page=batch)
        assert grade_all() == 2
        return contest, students, essays["Ann Lee.txt"]

    return make


def connect(teacher, contest, number, code):
    page = f"{contest}/connections"
    field = re.findall(r'name="(essay-\w{32})"', teacher.get(page).text)[number]
    return send(teacher, page, {field: code}, page=page)


def decide(teacher, essay, **data):
    assert send(teacher, f"/essays/{essay}/decisions", data, page=f"/essays/{essay}").status_code == 303


def test_a_released_report_reaches_its_writer_with_the_teachers_word(school, teacher):
    contest, students, essay = school()
    page = teacher.get(f"{contest}/connections").text
    assert page.count('value="essay-001"') >= 2  # one choice, and the likely one by name
    assert connect(teacher, contest, 0, "ESSAY-001").status_code == 303
    writer, path = students["ann lee"], f"/my/results/{essay}"
    assert writer.get(path).status_code == 404
    decide(teacher, essay, kind="level", subject="position", points="3", anchor="c1")
    decide(teacher, essay, kind="comment", subject="", text="Mind the date, Ann.")
    decide(teacher, essay, kind="release")
    shown = writer.get(path)
    assert shown.status_code == 200
    assert "Mind the date, Ann." in shown.text
    assert "decided by a person" in shown.text
    assert "Please look at this first" not in shown.text
    assert "Ben Fox" not in shown.text
    assert path in writer.get("/my").text
    decide(teacher, essay, kind="withdraw")
    assert writer.get(path).status_code == 404
    assert path not in writer.get("/my").text


def test_a_note_that_the_teacher_hid_is_not_shown(school, teacher):
    contest, students, essay = school()
    connect(teacher, contest, 0, "essay-001")
    decide(teacher, essay, kind="release")
    path = f"/my/results/{essay}"
    assert "One of the two may be mistaken" in students["ann lee"].get(path).text
    page = teacher.get(f"/essays/{essay}").text
    for subject in set(re.findall(r'name="subject" value="((?:claim|finding):\w+)"', page)):
        decide(teacher, essay, kind="hide", subject=subject)
    assert "1907. " not in students["ann lee"].get(path).text


def test_nobody_else_sees_a_result(school, teacher, stranger):
    contest, students, essay = school()
    connect(teacher, contest, 0, "essay-001")
    decide(teacher, essay, kind="release")
    path = f"/my/results/{essay}"
    assert students["moth"].get(path).status_code == 404
    assert teacher.get(path).status_code == 404
    assert stranger.get(path).headers["location"] == "/join"
    for page in (f"/essays/{essay}", f"{contest}/students", contest):
        assert students["ann lee"].get(page).status_code == 404


def test_an_essay_belongs_to_one_student_until_it_is_taken_back(school, teacher):
    contest, students, essay = school()
    decide(teacher, essay, kind="release")
    connect(teacher, contest, 0, "essay-001")
    assert connect(teacher, contest, 1, "essay-009").status_code == 422
    answer = connect(teacher, contest, 1, "essay-001")
    assert answer.status_code == 422
    assert "somebody else’s already" in answer.text
    page = f"{contest}/connections"
    assert send(teacher, page, {"back": "none"}, page=page).status_code == 404
    assert send(teacher, page, {"back": essay}, page=page).status_code == 303
    assert students["ann lee"].get(f"/my/results/{essay}").status_code == 404
    assert connect(teacher, contest, 1, "essay-001").status_code == 303
    assert students["moth"].get(f"/my/results/{essay}").status_code == 200


def test_an_essay_of_another_contest_cannot_be_connected(school, teacher, make_contest, database, grade_all):
    contest, _, _ = school()
    other = make_contest(teacher)
    batch = hand_in(teacher, other, {f"{n}.txt": f"{SMALL_ESSAY} {n}" for n in range(4)})
    send(teacher, f"{batch}/confirm", {"how": "all"}, page=batch)
    assert connect(teacher, contest, 0, "essay-004").status_code == 422


def test_a_blind_contest_keeps_names_covered_until_all_is_released(school, teacher):
    contest, students, essay = school("blind = true\n")
    page = f"{contest}/connections"
    text = teacher.get(page).text
    assert "2 essays to go" in text
    assert "ann lee" not in text.lower()
    assert send(teacher, page, {"back": essay}, page=page).status_code == 422
    batch = re.findall(r"/batches/\w+", teacher.get(contest).text)[0]
    send(teacher, f"{batch}/release", page=batch)
    assert "Ann Lee" in teacher.get(page).text
    assert connect(teacher, contest, 0, "essay-001").status_code == 303
    assert "A Lamp Gone Out" in students["ann lee"].get(f"/my/results/{essay}").text
