"""Accounts: the one-time link, logging in and out, wrong passwords, cookies."""

import pytest
from sqlalchemy import select

from api import auth
from api.auth import hash_token
from api.store.tables import FailedLogin
from api.store.users import invite, note_failed_login
from tests.api.conftest import PASSWORD, read_token, send

KEEPS_PASSWORDS = auth._HASHER  # read before the quick one of tests takes its place
FIRST = {"name": "Ada", "login": "Ada@School.example", "password": PASSWORD}


@pytest.fixture
def link(database):
    with database.transaction() as session:
        invite(session, hash_token("secret"), "owner")
    return "/first/secret"


def test_passwords_are_kept_as_rfc_9106_recommends():
    assert KEEPS_PASSWORDS.hash(PASSWORD).startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_the_link_makes_one_account(stranger, link):
    assert send(stranger, link, FIRST, page=link).status_code == 303
    assert stranger.get("/").status_code == 200
    assert stranger.get(link).status_code == 404


@pytest.mark.parametrize(
    "wrong", [{"password": "short"}, {"name": " "}, {"login": ""}, {"password": "x" * 201}], ids=str
)
def test_what_is_missing_is_said(stranger, link, wrong):
    page = send(stranger, link, {**FIRST, **wrong}, page=link)
    assert page.status_code == 422
    assert 'role="alert"' in page.text
    assert PASSWORD not in page.text
    assert stranger.get(link).status_code == 200


def test_a_wrong_link_is_no_way_in(stranger, link):
    assert stranger.get("/first/other").status_code == 404


def test_a_stranger_is_asked_to_log_in(stranger):
    answer = stranger.get("/")
    assert (answer.status_code, answer.headers["location"]) == (303, "/login")


def test_the_name_may_be_written_in_capitals(make_teacher, stranger):
    make_teacher("ann")
    answer = send(stranger, "/login", {"login": " ANN", "password": PASSWORD}, page="/login")
    assert answer.status_code == 303


def test_logging_out_ends_the_session_for_good(teacher):
    cookie = teacher.cookies["grader_session"]
    assert send(teacher, "/logout").status_code == 303
    teacher.cookies.set("grader_session", cookie, domain="testserver.local")
    assert teacher.get("/").status_code == 303


def test_the_cookie_is_out_of_reach_and_new_after_logging_in(make_teacher, stranger):
    make_teacher("ann")
    page = stranger.get("/login")
    before = stranger.cookies["grader_session"]
    data = {"login": "ann", "password": PASSWORD, "form_token": read_token(page.text)}
    answer = stranger.post("/login", data=data)
    said = answer.headers["set-cookie"].lower()
    assert "httponly" in said
    assert "samesite=lax" in said
    assert stranger.cookies["grader_session"] != before


def test_a_forged_cookie_is_nobody(teacher):
    token, _, signature = teacher.cookies["grader_session"].rpartition(".")
    teacher.cookies.clear()
    teacher.cookies.set("grader_session", f"{token}.{signature[::-1]}")
    assert teacher.get("/").status_code == 303


def test_too_many_wrong_passwords_have_to_wait(make_teacher, stranger):
    make_teacher("ann")
    wrong = {"login": "ann", "password": "not the password"}
    answers = [send(stranger, "/login", wrong, page="/login").status_code for _ in range(6)]
    assert answers == [401] * 5 + [429]
    right = {"login": "ann", "password": PASSWORD}
    assert send(stranger, "/login", right, page="/login").status_code == 429


@pytest.mark.parametrize(("role", "home"), [("judge", "/judging"), ("student", "/my")])
def test_everybody_is_led_to_the_own_pages(make_teacher, role, home):
    assert make_teacher("eve", role).get("/").headers["location"] == home


def test_nobody_waits_for_the_store_while_a_password_is_checked(make_teacher, stranger, database, monkeypatch):
    make_teacher("ann")
    wrote = []

    def check(*_):
        with database.transaction() as session:
            wrote.append(note_failed_login(session, "other"))
        return False

    monkeypatch.setattr(auth, "_is_password", check)
    wrong = {"login": "ann", "password": "not the password"}
    assert send(stranger, "/login", wrong, page="/login").status_code == 401
    assert wrote


def test_the_right_password_is_not_counted(make_teacher, stranger, database):
    make_teacher("ann")
    for _ in range(7):
        answer = send(stranger, "/login", {"login": "ann", "password": PASSWORD}, page="/login")
        assert answer.status_code == 303
        stranger.cookies.clear()
    with database.reading() as session:
        assert session.scalars(select(FailedLogin)).all() == []
