"""Who may do what under `/lti` and `/platforms`: each route, for every role, from the own and from another course."""

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import read_token, send
from tests.api.lti.conftest import PUBLIC
from tests.api.lti.platform import CLAIM
from tests.api.test_access import flatten

ANYONE, VISITORS, TEACHER, STUDENT, OWNER, LINKED = "anyone", "visitors", "teacher", "student", "owner", "teacher of it"
NEW = "teacher without account"
ROUTES = {
    "GET /lti/keys": ANYONE,
    "GET /lti/login": ANYONE,
    "POST /lti/login": ANYONE,
    "POST /lti/launch": ANYONE,
    "POST /lti/notices": ANYONE,
    "GET /lti/register/{token}": ANYONE,
    "POST /lti/register/{token}": ANYONE,
    "GET /lti/here/{state}": ANYONE,
    "GET /lti/wait": VISITORS,
    "GET /lti/essay": STUDENT,
    "GET /lti/result": STUDENT,
    "POST /lti/essay": STUDENT,
    "GET /lti/choose": TEACHER,
    "GET /lti/course": TEACHER,
    "GET /platforms": OWNER,
    "POST /lti/connect/ask": NEW,
    "POST /lti/course/names": LINKED,
    "POST /lti/course/scores": LINKED,
    "POST /platforms": OWNER,
    "POST /platforms/keys": OWNER,
    "POST /platforms/{platform_id}": OWNER,
    "POST /platforms/teachers/{teacher_id}": OWNER,
    # What others could not look at any more afterwards comes last.
    "POST /lti/choose": LINKED,
    "POST /lti/course/leave": LINKED,
    "GET /lti/connect": NEW,
    "POST /lti/connect": NEW,
}
ALLOWED = {
    VISITORS: {"prof", "colleague", "student", "other student", "new teacher", "waiting student", "owner by launch"},
    TEACHER: {"prof", "colleague", "owner by launch"},
    STUDENT: {"student", "other student"},
    LINKED: {"prof"},
    NEW: {"prof", "colleague", "new teacher", "owner by launch"},
    OWNER: {"owner"},
}


@pytest.fixture
def people(world, course, contest):
    """Everybody who might look; prof teaches course-1, whose link opens ann's contest; the colleague has course-2."""
    for login, role in (("boss", "owner"), ("ben", "teacher")):
        world.add_account(login, role)
    there = {f"{CLAIM}context": {"id": "course-2"}, "resource": "link-2"}
    found = {"prof": course, "owner": world.log_in("boss"), "teacher": world.log_in("ann")}
    for name, login, more in (("colleague", "ben", {}), ("owner by launch", "boss", there)):
        found[name] = world.come(name, "Instructor", **more)
        world.connect(found[name], login)
    found |= {"student": world.come("user-1"), "other student": world.come("user-2")}
    found |= {"waiting student": world.come("user-3", **there), "new teacher": world.come("new", "Instructor")}
    return {**found, "stranger": world.browser()}


def ask(client, route):
    method, _, path = route.partition(" ")
    path = (
        path.replace("{platform_id}", "x").replace("{teacher_id}", "x").replace("{token}", "x").replace("{state}", "x")
    )
    if method == "GET":
        return client.get(path)
    page = client.get("/login")
    for _ in range(3):
        page = client.get(page.headers["location"]) if page.status_code == 303 else page
    if "form_token" not in page.text:
        page = client.get("/lti/connect")
    data = {"draft": "x", "contest": "none", "login": "x", "password": "x", "form_token": read_token(page.text)}
    return client.post(path, data=data, files={"file": ("", b"")} if path == "/lti/essay" else None)


def test_every_route_has_its_row(world):
    known = {
        f"{method} {route.path}"
        for route in flatten(world.app)
        if route.path.startswith(("/lti/", "/platforms"))
        for method in (getattr(route, "methods", None) or ())
        if method != "HEAD"
    }
    assert known == set(ROUTES)


def test_everybody_gets_what_is_theirs_and_nothing_else(people):
    for route, kind in ROUTES.items():
        if kind == ANYONE:
            continue
        for name, client in people.items():
            answer = ask(client, route)
            told = (route, name, answer.status_code, answer.headers.get("location"))
            if name in ALLOWED[kind]:
                # What is named after nothing that exists is not found by those who may do it either.
                named = "_id}" in route or route == "POST /lti/choose"
                assert answer.status_code in ({404} if named else {200, 303, 401, 422}), told
                assert answer.headers.get("location") != "/login", told
            elif answer.status_code == 303:
                assert answer.headers["location"] in {"/login", "/lti/connect"}, told
            else:
                assert answer.status_code == 404, told


def test_no_form_is_taken_from_elsewhere(people):
    for route in (route for route, kind in ROUTES.items() if route.startswith("POST ") and kind != ANYONE):
        for name in ALLOWED[ROUTES[route]]:
            path = route.partition(" ")[2].replace("{platform_id}", "x").replace("{teacher_id}", "x")
            for token in ({}, {"form_token": "0" * 64}):
                assert people[name].post(path, data=token).status_code == 403, (route, name)


def test_a_teacher_sees_no_colleagues_contest_by_a_link(people, contest):
    """Both teach course-1, but the contest is ann's."""
    page = people["colleague"].get("/lti/course")
    assert page.headers["location"] == "/lti/wait"
    assert people["colleague"].get(contest).status_code == 404
    assert people["prof"].get(contest).status_code == 200
    form = {"form_token": read_token(people["colleague"].get("/lti/choose").text)}
    for path in ("leave", "names", "scores"):
        assert people["colleague"].post(f"/lti/course/{path}", data=form).status_code == 404


def test_a_student_of_one_course_has_nothing_of_another(world, people):
    assert people["waiting student"].get("/my").headers["location"] == "/join"
    send(people["student"], "/lti/essay", {"draft": "x"}, page="/lti/essay", files={"file": ("", b"")})
    assert "What you handed in" in people["student"].get("/lti/essay").text
    assert "What you handed in" not in people["other student"].get("/lti/essay").text


def test_doors_are_open_and_say_nothing_to_strangers(world):
    stranger = TestClient(world.app, base_url=PUBLIC, follow_redirects=False)
    for route in (route for route, kind in ROUTES.items() if kind == ANYONE):
        method, _, path = route.partition(" ")
        path = path.replace("{token}", "x").replace("{state}", "x")
        answer = stranger.request(method, path, content=b"" if method == "POST" else None)
        assert answer.status_code == (200 if path == "/lti/keys" else 404 if "register" in path else 400), route
