"""The service as programs see it: keys, a contest with graded essays, and a worker that runs when told to."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.jobs import do_chore, work_once
from api.store.keys import SCOPES, add_key
from api.store.users import add_user
from tests.api.conftest import HASHED
from tests.conftest import SMALL_CONTEST, SMALL_ESSAY, SMALL_KEY, SMALL_SOURCE

V1 = "/api/v1"
OTHER_ESSAY = "Bread is good for you. I eat it daily.\n"


class Program(TestClient):
    """A client with a key; paths begin below the version."""

    def __init__(self, app: Any, secret: str = "", **options: Any) -> None:
        headers = {"Authorization": f"Bearer {secret}"} if secret else {}
        super().__init__(app, base_url="http://testserver/api/v1/", headers=headers, follow_redirects=False, **options)


@pytest.fixture
def make_program(app, database):
    """Makes a teacher, if there is none of that name, and a key; gives a client that sends it."""
    users: dict[str, Any] = {}

    def make(login="ann", scopes=SCOPES, contests=None, days=90, **options):
        with database.transaction() as session:
            user = users.get(login) or add_user(session, login, f"Teacher {login}", HASHED, "teacher")
            users[login] = user
            _, secret = add_key(session, user, "test", scopes, contests, days)
        return Program(app, secret, **options)

    return make


@pytest.fixture
def program(make_program):
    """A program that may do everything for Ann."""
    return make_program()


def files_of(rules="", source=SMALL_SOURCE):
    contest = SMALL_CONTEST.replace("[rules]\n", f"[rules]\n{rules}")
    files = {"contest.toml": contest, "evidence.toml": SMALL_KEY, "harbour.txt": source}
    return [("files", (name, content.encode())) for name, content in files.items()]


def make_contest(program, rules=""):
    answer = program.post("contests", files=files_of(rules), data={"title": "The Lamp"})
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


def hand_in(program, contest, *texts, **more):
    essays = [{"text": text, **more} for text in texts or (SMALL_ESSAY,)]
    answer = program.post(f"contests/{contest}/essays", json={"essays": essays})
    assert answer.status_code == 202, answer.text
    return answer.json()["id"]


def essays_of(program, batch):
    return [essay["id"] for essay in program.get(f"batches/{batch}/essays").json()["items"]]


@pytest.fixture
def contest(program):
    """A contest of Ann's."""
    return make_contest(program)


@pytest.fixture
def work(database, settings):
    """Runs workers until nothing is left."""

    def run():
        while do_chore(database, settings, "test") or work_once(database, settings, "test"):
            pass

    return run


@pytest.fixture
def graded(program, contest, work):
    """A batch with two graded essays."""
    batch = hand_in(program, contest, SMALL_ESSAY, OTHER_ESSAY)
    work()
    return batch
