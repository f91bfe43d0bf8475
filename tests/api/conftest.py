"""The service without a browser: an embedded store, a teacher who is logged in, and a worker that runs when told to."""

import re
import shutil
from unittest.mock import patch

import pytest
from argon2 import PasswordHasher
from fastapi.testclient import TestClient

from api import auth
from api.app import create_app
from api.jobs import do_chore, work_once
from api.settings import Settings
from api.store.database import Database
from api.store.users import add_user

PASSWORD = "a lamp on the harbour wall"  # noqa: S105 - of a test
# Hundreds of tests log somebody in: they need no password that is hard to guess (test_accounts looks at the real ones).
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
HASHED = QUICK.hash(PASSWORD)


@pytest.fixture(scope="session", autouse=True)
def quick_passwords():
    with patch.object(auth, "_HASHER", QUICK):
        yield


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory):
    """The file of an up-to-date store without rows, made once for all tests."""
    file = tmp_path_factory.mktemp("store") / "empty.sqlite"
    made = Database(f"sqlite:///{file}")
    made.upgrade()
    made.close()
    return file


@pytest.fixture
def settings(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    return Settings(data, f"sqlite:///{data / 'grader.sqlite'}", "http://testserver", ("testserver",))


@pytest.fixture
def database(settings, empty_store):
    shutil.copyfile(empty_store, settings.data / "grader.sqlite")
    opened = Database(settings.database_url)
    yield opened
    opened.close()


@pytest.fixture
def app(settings, database):
    return create_app(settings, database)


@pytest.fixture
def stranger(app):
    """Somebody who is not logged in."""
    with TestClient(app, follow_redirects=False) as client:
        yield client


@pytest.fixture
def make_teacher(app, database):
    """Makes an account and gives a client that is logged in."""

    def make(login="ann", role="owner"):
        with database.transaction() as session:
            add_user(session, login, f"Teacher {login}", HASHED, role)
        client = TestClient(app, follow_redirects=False)
        answer = send(client, "/login", {"login": login, "password": PASSWORD}, page="/login")
        assert answer.status_code == 303, answer.text
        return client

    return make


@pytest.fixture
def teacher(make_teacher):
    return make_teacher()


@pytest.fixture
def grade_all(database, settings):
    """Runs the worker until nothing is left; how many essays it took."""

    def run():
        count = 0
        while work_once(database, settings, "test"):
            count += 1
        return count

    return run


@pytest.fixture
def do_chores(database, settings):
    """Does chores until nothing is left; how many there were."""

    def run():
        count = 0
        while do_chore(database, settings, "test"):
            count += 1
        return count

    return run


def read_token(page):
    return re.findall(r'name="form_token" value="(\w+)"', page)[0]


def send(client, path, data=None, page="/", files=None):
    """Sends a form with the token of a page."""
    fields = {**(data or {}), "form_token": read_token(client.get(page).text)}
    return client.post(path, data=fields, files=files)


def open_class(teacher, contest, **rules):
    """Makes a class code; gives it as students type it."""
    page = f"{contest}/students"
    assert send(teacher, f"{page}/link", {"how": "new"}, page=page).status_code == 303
    if rules:
        assert send(teacher, f"{page}/rules", {"drafts": "3", **rules}, page=page).status_code == 303
    return re.findall(r'class="big-code" translate="no">([\w-]+)<', teacher.get(page).text)[0]


@pytest.fixture
def join(app):
    """Lets a student come in by a class code; gives a client that is logged in."""

    def come(code, name="night owl"):
        client = TestClient(app, follow_redirects=False)
        answer = send(client, "/join", {"code": code.lower()}, page="/join")
        assert answer.headers["location"] == f"/join/{code}"
        answer = send(client, f"/join/{code}", {"pseudonym": name}, page=f"/join/{code}")
        assert answer.headers["location"] == "/my/code", answer.text
        return client

    return come


def hand_draft(student, text):
    """Sends a draft; gives the path of its page."""
    answer = send(student, "/my/drafts", {"draft": text}, page="/my", files={"file": ("", b"")})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]
