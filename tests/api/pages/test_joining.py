"""Students come in by code and pseudonym, come back by their own code, and nobody guesses either."""

import re

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from api import codes
from api.codes import make_class_code, make_personal_code, read_code, show_code
from api.pages import joining
from api.store.tables import AuditEntry, Student, User
from tests.api.conftest import open_class, read_token, send


@pytest.fixture
def code(teacher, make_contest):
    return open_class(teacher, make_contest(teacher, 'draft_feedback = "full"\n'))


def own_code(student):
    return re.findall(r'class="big-code" translate="no">([\w-]+)<', student.get("/my/code").text)[0]


def test_codes_are_read_as_people_type_them():
    code = make_class_code()
    assert len(code) == 12
    assert read_code(f" {show_code(code).lower()} ") == code
    assert make_class_code() != code
    own = make_personal_code(b"key", "one", 0)
    assert len(own) == 16
    assert own == make_personal_code(b"key", "one", 0)
    assert own not in {make_personal_code(b"key", "one", 1), make_personal_code(b"other", "one", 0)}


def test_a_student_comes_in_and_comes_back(join, code, stranger, database):
    student = join(code, "night owl")
    page = student.get("/my").text
    assert "Was the keeper Tom Hill treated fairly" in page
    own = own_code(student)
    with database.reading() as session:
        (user,) = session.scalars(select(User).where(User.role == "student"))
        assert (user.name, user.password) == ("", "")
        assert [s.name for s in session.scalars(select(Student))] == ["night owl"]
        assert read_code(own) not in str([entry.detail for entry in session.scalars(select(AuditEntry))])
    assert send(student, "/logout", page="/my").status_code == 303
    assert student.get("/my").headers["location"] == "/join"
    answer = send(stranger, "/join", {"code": own.lower()}, page="/join")
    assert answer.headers["location"] == "/my"
    assert own_code(stranger) == own


def test_the_link_leads_members_to_their_page_and_shows_teachers_no_field(join, code, teacher):
    student = join(code)
    assert student.get(f"/join/{code}").headers["location"] == "/my"
    assert student.get("/join").headers["location"] == "/my"
    assert student.get("/").headers["location"] == "/my"
    assert "pseudonym" not in teacher.get(f"/join/{code}").text


@pytest.mark.parametrize("name", ["", "   ", "\u200b\x00"])
def test_a_name_is_asked_for(stranger, code, name):
    answer = send(stranger, f"/join/{code}", {"pseudonym": name}, page=f"/join/{code}")
    assert answer.status_code == 422
    assert "Please choose a name" in answer.text


@pytest.mark.parametrize("wrong", ["", "K7QM-2XPD-HW9R", "AAAA-BBBB-CCCC-DDDD", "x" * 500, "%27 or 1=1"])
def test_a_wrong_code_leads_nowhere(stranger, code, wrong):
    answer = send(stranger, "/join", {"code": wrong}, page="/join")
    assert answer.status_code == 404
    assert "This code leads nowhere" in answer.text


def test_a_closed_class_lets_nobody_in_and_members_go_on(teacher, make_contest, join, stranger):
    contest = make_contest(teacher)
    code = open_class(teacher, contest)
    student = join(code)
    page = f"{contest}/students"
    send(teacher, f"{page}/link", {"how": "close"}, page=page)
    assert "The class is closed" in teacher.get(page).text
    assert stranger.get(f"/join/{code}").status_code == 404
    assert student.get("/my").status_code == 200
    send(teacher, f"{page}/link", {"how": "open"}, page=page)
    assert stranger.get(f"/join/{code}").status_code == 200
    send(teacher, f"{page}/link", {"how": "new"}, page=page)
    assert stranger.get(f"/join/{code}").status_code == 404


def test_who_guesses_has_to_wait_even_with_the_right_code(stranger, code, monkeypatch):
    monkeypatch.setattr(codes, "_MOST_WRONG", 3)
    for _ in range(2):
        assert stranger.get("/join/AAAA-BBBB-CCCC").status_code == 404
    token = read_token(stranger.get("/join").text)
    assert stranger.post("/join", data={"code": "AAAA-BBBB-CCCC-DDDD", "form_token": token}).status_code == 404
    for answer in (
        stranger.get(f"/join/{code}"),
        stranger.post("/join", data={"code": code, "form_token": token}),
        stranger.post(f"/join/{code}", data={"pseudonym": "owl", "form_token": token}),
    ):
        assert answer.status_code == 429


def test_one_machine_cannot_fill_a_class(join, code, app, monkeypatch):
    monkeypatch.setattr(codes, "_MOST_JOINED", 2)
    join(code)
    join(code)
    assert TestClient(app).get(f"/join/{code}").status_code == 429


def test_a_full_class_says_so(stranger, code, monkeypatch):
    monkeypatch.setattr(joining, "is_full", lambda *_: True)
    answer = send(stranger, f"/join/{code}", {"pseudonym": "owl"}, page=f"/join/{code}")
    assert answer.status_code == 409


def test_a_student_has_no_password_to_log_in_with(join, code, stranger, database):
    join(code)
    with database.reading() as session:
        login = session.scalars(select(User.login).where(User.role == "student")).one()
    assert send(stranger, "/login", {"login": login, "password": ""}, page="/login").status_code == 401


def test_the_teacher_gives_a_new_code_to_who_lost_it(join, code, teacher, stranger, database):
    student = join(code)
    old = own_code(student)
    contest = re.findall(r"/contests/\w+", teacher.get("/").text)[0]
    if contest == "/contests/new":
        contest = re.findall(r"/contests/[0-9a-f]{32}", teacher.get("/").text)[0]
    place = re.findall(r"/enrolments/\w+", teacher.get(f"{contest}/students").text)[0]
    page = send(teacher, f"{place}/code", page=place).text
    new = re.findall(r'class="big-code" translate="no" role="status">([\w-]+)<', page)[0]
    assert new not in {old, teacher.get(place).text}
    assert send(stranger, "/join", {"code": old}, page="/join").status_code == 404
    assert send(stranger, "/join", {"code": new}, page="/join").status_code == 303


def test_a_pseudonym_is_text_and_not_markup(join, code, teacher):
    join(code, "<b>owl</b>")
    contest = re.findall(r"/contests/[0-9a-f]{32}", teacher.get("/").text)[0]
    page = teacher.get(f"{contest}/students").text
    assert "&lt;b&gt;owl&lt;/b&gt;" in page
    assert "<b>owl" not in page
