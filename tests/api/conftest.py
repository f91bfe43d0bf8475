"""The service without a browser: an embedded store, a teacher who is logged in, and a worker that runs when told to."""

import re
import shutil
from functools import cache
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import pytest
from argon2 import PasswordHasher
from fastapi.testclient import TestClient
from sqlalchemy import Engine, create_engine, select

from api import auth
from api.app import assemble, serve
from api.jobs import do_chore, work_once
from api.settings import Settings
from api.store.database import Database
from api.store.tables import Essay
from api.store.users import add_user
from tests.conftest import SMALL_ESSAY, write_small_contest

PASSWORD = "a lamp on the harbour wall"  # noqa: S105 - of a test
# Hundreds of tests log somebody in: they need no password that is hard to guess (test_accounts looks at the real ones).
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
HASHED = QUICK.hash(PASSWORD)


@pytest.fixture(scope="session", autouse=True)
def quick_passwords():
    with patch.object(auth, "_HASHER", QUICK):
        yield


@pytest.fixture(scope="session", autouse=True)
def shared_statements():
    """Stores of one kind of database share what was compiled for it: every test has a store, and most say the same to it."""
    first: dict[str, Engine] = {}

    def open_engine(url, **options):
        engine = create_engine(url, **options)
        kept = first.setdefault(url.drivername, engine)
        engine.dialect, engine._compiled_cache = kept.dialect, kept._compiled_cache
        return engine

    with patch("api.store.database.create_engine", open_engine):
        yield


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory):
    """The file of an up-to-date store without rows, made once for all tests."""
    file = tmp_path_factory.mktemp("store") / "empty.sqlite"
    made = Database(f"sqlite:///{file}")
    made.upgrade()
    made.close()
    return file


class Kept(NamedTuple):
    """A data folder with a graded batch: its path, and the cookies of the teacher whose it is."""

    data: Path
    batch: str
    cookies: dict[str, str]


@pytest.fixture(scope="session")
def kept(tmp_path_factory, empty_store):
    """A batch of two graded essays, made once for all tests; each gets a copy."""
    folder = tmp_path_factory.mktemp("kept")
    settings = make_settings(folder / "data")
    database = open_store(settings, empty_store)
    teacher = log_in(serve_again(settings, database), database, "ann", "owner")
    contest = upload_contest(teacher, write_small_contest(folder / "contest"))
    batch = hand_in(teacher, contest, {"Ann Lee.txt": SMALL_ESSAY, "Ben Fox.txt": "Bread is good for you."})
    send(teacher, f"{batch}/confirm", {"how": "all"}, page=batch)
    assert count_done(work_once, database, settings) == 2
    database.close()
    return Kept(settings.data, batch, dict(teacher.cookies))


@cache
def assemble_once(hosts):
    """The application without a store: to find out what its routes take lasts longer than most tests."""
    return assemble(hosts)


def serve_again(settings, database):
    """The one application of all tests over a store of their own; what it served before it serves no more."""
    app = assemble_once(settings.hosts)
    serve(app, settings, database)
    return app


def make_settings(data):
    """Settings of a data folder, which is made when there is none."""
    data.mkdir(exist_ok=True)
    return Settings(data, f"sqlite:///{data / 'grader.sqlite'}", "http://testserver", ("testserver",))


def open_store(settings, empty_store):
    """The store of a data folder, an empty one when there is none."""
    file = settings.data / "grader.sqlite"
    if not file.exists():
        shutil.copyfile(empty_store, file)
    return Database(settings.database_url)


def log_in(app, database, login, role):
    """Makes an account and gives a client that is logged in."""
    with database.transaction() as session:
        add_user(session, login, f"Teacher {login}", HASHED, role)
    client = TestClient(app, follow_redirects=False)
    answer = send(client, "/login", {"login": login, "password": PASSWORD}, page="/login")
    assert answer.status_code == 303, answer.text
    return client


def upload_contest(teacher, folder, extra=""):
    """Uploads a contest's files, with more rules; gives its path."""
    text = (folder / "contest.toml").read_text(encoding="utf-8").replace("[rules]\n", f"[rules]\n{extra}")
    files = {p.name: p.read_bytes() for p in folder.glob("*.t*")} | {"contest.toml": text.encode()}
    named = [("files", (name, content)) for name, content in files.items()]
    answer = send(teacher, "/contests", {"title": "The Lamp"}, page="/contests/new", files=named)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def hand_in(teacher, contest, files):
    """Uploads essays; gives the path of their batch."""
    named = [("files", (name, content)) for name, content in files.items()]
    answer = send(teacher, f"{contest}/essays", page=contest, files=named)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def count_done(work, database, settings):
    """Works until nothing is left; how often there was something."""
    count = 0
    while work(database, settings, "test"):
        count += 1
    return count


def essays_of(database):
    """The ids of all essays, by their files."""
    with database.reading() as session:
        return {essay.student.original_file: essay.id for essay in session.scalars(select(Essay))}


@pytest.fixture
def settings(tmp_path, request):
    data = tmp_path / "data"
    if "kept" in request.fixturenames:
        shutil.copytree(request.getfixturevalue("kept").data, data)
    return make_settings(data)


@pytest.fixture
def database(settings, empty_store):
    opened = open_store(settings, empty_store)
    yield opened
    opened.close()


@pytest.fixture
def app(settings, database):
    return serve_again(settings, database)


@pytest.fixture
def stranger(app):
    """Somebody who is not logged in."""
    with TestClient(app, follow_redirects=False) as client:
        yield client


@pytest.fixture
def make_teacher(app, database):
    """Makes an account and gives a client that is logged in."""
    return lambda login="ann", role="owner": log_in(app, database, login, role)


@pytest.fixture
def teacher(app, make_teacher, request):
    """An owner who is logged in; the one whose the graded batch is, where a test has that."""
    if "kept" not in request.fixturenames:
        return make_teacher()
    return TestClient(app, follow_redirects=False, cookies=request.getfixturevalue("kept").cookies)


@pytest.fixture
def make_contest(small_contest):
    """Uploads the small contest; gives its path."""
    return lambda teacher, extra="": upload_contest(teacher, small_contest, extra)


@pytest.fixture
def graded(kept):
    """The path of a batch of two graded essays."""
    return kept.batch


@pytest.fixture
def grade_all(database, settings):
    """Runs the worker until nothing is left; how many essays it took."""
    return lambda: count_done(work_once, database, settings)


@pytest.fixture
def do_chores(database, settings):
    """Does chores until nothing is left; how many there were."""
    return lambda: count_done(do_chore, database, settings)


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
