"""What holds for every route: a form belongs to its session, answers are hardened. Who may see what stands in test_access."""

import pytest
from fastapi.testclient import TestClient

from api.app import HEADERS
from tests.api.conftest import essays_of, read_token, send


def test_the_token_of_another_session_is_none(teacher, make_teacher):
    other = read_token(make_teacher("ben").get("/").text)
    assert teacher.post("/contests/sample", data={"form_token": other}).status_code == 403


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
