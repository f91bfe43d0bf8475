"""What holds for every route: forms come from our pages, foreign things do not exist, answers are hardened."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import HEADERS
from tests.api.conftest import read_token, send
from tests.api.pages.test_batches import essays_of, graded, make_contest

__all__ = ["graded", "make_contest"]

OPEN = {"/healthz", "/login", "/first/{token}", "/logout", "/contests/new", "/", "/contests", "/contests/sample"}


def flatten(app):
    """Routes with those of included routers."""
    found: list[Any] = []
    for route in app.routes:
        inner = getattr(route, "original_router", None)
        found += inner.routes if inner is not None else [route]
    return found


def paths_of(app, method):
    return sorted({r.path for r in flatten(app) if method in (getattr(r, "methods", None) or set())})


def fill(path, graded, essay, contest="none", other="none"):
    batch = graded.rpartition("/")[2]
    filled = path.replace("{kind}", "compare").replace("{other_id}", other).replace("{source_id}", "harbour")
    filled = filled.replace("{batch_id}", batch).replace("{essay_id}", essay).replace("{form}", "csv")
    return filled.replace("{contest_id}", contest).replace("{token}", "secret")


def test_no_form_is_taken_from_elsewhere(app, teacher, graded, database):
    paths = paths_of(app, "POST")
    assert len(paths) >= 10
    essay = next(iter(essays_of(database).values()))
    for path in paths:
        for token in ({}, {"form_token": "0" * 64}):
            answer = teacher.post(fill(path, graded, essay), data={"how": "all", **token})
            assert answer.status_code == 403, path


def test_the_token_of_another_session_is_none(teacher, make_teacher):
    other = read_token(make_teacher("ben").get("/").text)
    assert teacher.post("/contests/sample", data={"form_token": other}).status_code == 403


def test_what_belongs_to_somebody_else_does_not_exist(app, teacher, make_teacher, graded, database):
    contest = teacher.get(graded).text.split('href="/contests/')[1].split('"')[0]
    essay, other = essays_of(database).values()
    ben = make_teacher("ben")
    paths = [(method, path) for method in ("GET", "POST") for path in paths_of(app, method) if path not in OPEN]
    assert len(paths) >= 15
    for method, path in paths:
        filled = fill(path, graded, essay, contest, other)
        if method == "GET":
            assert teacher.get(filled).status_code == 200, path
            assert ben.get(filled).status_code == 404, path
        else:
            said = {"sure": "yes", "kind": "release", "how": "all"}
            assert send(ben, filled, said).status_code == 404, path


def test_a_stranger_gets_no_page(app, stranger, graded, database):
    essay = next(iter(essays_of(database).values()))
    for path in set(paths_of(app, "GET")) - {"/healthz", "/login", "/first/{token}"}:
        assert stranger.get(fill(path, graded, essay)).status_code == 303, path


@pytest.mark.parametrize("path", ["/", "/login", "/none", "/healthz", "/static/app.js"])
def test_every_answer_is_hardened(stranger, path):
    headers = stranger.get(path).headers
    assert {name: headers.get(name) for name in HEADERS} == HEADERS
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy


def test_a_page_has_no_script_and_no_style_of_its_own(teacher, graded, database):
    essay = next(iter(essays_of(database).values()))
    for path in ("/", graded, f"{graded}/class", f"/essays/{essay}"):
        page = teacher.get(path).text
        assert "<script>" not in page
        assert " style=" not in page
        assert " onclick" not in page
        assert "http-equiv" not in page


def test_another_name_for_this_machine_is_refused(app):
    with TestClient(app, base_url="http://evil.example") as client:
        assert client.get("/login").status_code == 400


def test_a_request_must_say_how_long_it_is(stranger):
    answer = stranger.post("/login", content=iter([b"login=x"]))
    assert answer.status_code == 411


def test_nothing_outside_the_folder_of_static_files_is_served(stranger):
    assert stranger.get("/static/../app.py").status_code == 404
    assert stranger.get("/static/%2e%2e/app.py").status_code == 404
    assert stranger.get("/openapi.json").status_code == 404


def test_an_uploaded_name_leads_nowhere(teacher, make_contest, tmp_path):
    contest = make_contest(teacher)
    named = [
        ("files", (name, b"An essay about lamps.")) for name in ("../../evil.txt", "..\\evil.txt", "/etc/evil.txt")
    ]
    answer = send(teacher, f"{contest}/essays", page=contest, files=named)
    assert answer.status_code == 303
    assert teacher.get(answer.headers["location"]).text.count("name-") == 3
    assert not list(tmp_path.rglob("*evil*"))
