"""Who may do what: every route, for every role, on own things and on other people's. A new route needs a row here."""

import re
from dataclasses import dataclass, field
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.auth import hash_token
from api.jobs import work_once
from api.settings import Settings
from api.store.database import Database
from api.store.users import add_user, invite
from tests.api.conftest import HASHED, PASSWORD, hand_draft, hand_in, open_class, read_token, send
from tests.conftest import SMALL_CONTEST, SMALL_ESSAY, SMALL_KEY, SMALL_SOURCE

ANYONE, HOME, TEACHERS, OWNER = "anyone", "home", "teachers", "owner"
TEACHER_OF, STUDENTS, STUDENT_OF, JUDGES, JUDGE_OF = (
    "teacher of it",
    "students",
    "student of it",
    "judges",
    "judge of it",
)

ROUTES = {
    "GET /healthz": ANYONE,
    "GET /login": ANYONE,
    "POST /login": ANYONE,
    "POST /logout": ANYONE,
    "GET /first/{token}": ANYONE,
    "POST /first/{token}": ANYONE,
    "GET /invited/{token}": ANYONE,
    "POST /invited/{token}": ANYONE,
    "GET /join": ANYONE,
    "POST /join": ANYONE,
    "GET /join/{code}": ANYONE,
    "POST /join/{code}": ANYONE,
    "GET /language/{language}": ANYONE,
    "GET /": HOME,
    "GET /people": OWNER,
    "POST /people": OWNER,
    "GET /contests/new": TEACHERS,
    "POST /contests": TEACHERS,
    "POST /contests/sample": TEACHERS,
    "GET /contests/{contest_id}": TEACHER_OF,
    "POST /contests/{contest_id}/retention": TEACHER_OF,
    "POST /contests/{contest_id}/essays": TEACHER_OF,
    "GET /contests/{contest_id}/students": TEACHER_OF,
    "POST /contests/{contest_id}/students/link": TEACHER_OF,
    "POST /contests/{contest_id}/students/rules": TEACHER_OF,
    "GET /contests/{contest_id}/replies": TEACHER_OF,
    "GET /contests/{contest_id}/connections": TEACHER_OF,
    "POST /contests/{contest_id}/connections": TEACHER_OF,
    "GET /contests/{contest_id}/programs": TEACHER_OF,
    "POST /contests/{contest_id}/programs": TEACHER_OF,
    "GET /contests/{contest_id}/hooks": TEACHER_OF,
    "POST /contests/{contest_id}/hooks": TEACHER_OF,
    "GET /contests/{contest_id}/judges": TEACHER_OF,
    "POST /contests/{contest_id}/judges": TEACHER_OF,
    "GET /contests/{contest_id}/judges/scores.csv": TEACHER_OF,
    "GET /contests/{contest_id}/log": TEACHER_OF,
    "GET /contests/{contest_id}/calibration": TEACHER_OF,
    "GET /contests/{contest_id}/chores/{kind}": TEACHER_OF,
    "GET /contests/{contest_id}/key": TEACHER_OF,
    "GET /contests/{contest_id}/rubric": TEACHER_OF,
    "GET /contests/{contest_id}/sources/{source_id}": TEACHER_OF,
    "GET /contests/{contest_id}/task": TEACHER_OF,
    "GET /essays/{essay_id}/beside/{other_id}": TEACHER_OF,
    "POST /replies/{reply_id}": TEACHER_OF,
    "GET /enrolments/{enrolment_id}": TEACHER_OF,
    "POST /enrolments/{enrolment_id}/code": TEACHER_OF,
    "GET /enrolments/{enrolment_id}/data.json": TEACHER_OF,
    "POST /enrolments/{enrolment_id}/erase": TEACHER_OF,
    "GET /batches/{batch_id}": TEACHER_OF,
    "GET /batches/{batch_id}/progress": TEACHER_OF,
    "GET /batches/{batch_id}/class": TEACHER_OF,
    "GET /batches/{batch_id}/export/{form}": TEACHER_OF,
    "POST /batches/{batch_id}/confirm": TEACHER_OF,
    "POST /batches/{batch_id}/go": TEACHER_OF,
    "POST /batches/{batch_id}/release": TEACHER_OF,
    "GET /essays/{essay_id}": TEACHER_OF,
    "GET /essays/{essay_id}/history": TEACHER_OF,
    "POST /contests/{contest_id}/rubric/import": TEACHER_OF,
    "GET /contests/{contest_id}/rubric/export/{program}": TEACHER_OF,
    "GET /batches/{batch_id}/grades": TEACHER_OF,
    "POST /batches/{batch_id}/grades": TEACHER_OF,
    "GET /batches/{batch_id}/feedback.zip": TEACHER_OF,
    "GET /essays/{essay_id}/earlier": TEACHER_OF,
    "GET /essays/{essay_id}/earlier/{report_id}": TEACHER_OF,
    "GET /essays/{essay_id}/student": TEACHER_OF,
    "GET /essays/{essay_id}/student.json": TEACHER_OF,
    "POST /essays/{essay_id}/decisions": TEACHER_OF,
    "POST /essays/{essay_id}/erase": TEACHER_OF,
    "GET /my": STUDENTS,
    "GET /my/code": STUDENTS,
    "GET /my/data": STUDENTS,
    "GET /my/data.json": STUDENTS,
    "POST /my/drafts": STUDENTS,
    "POST /my/erase": STUDENTS,
    "GET /my/results/{essay_id}": STUDENT_OF,
    "GET /drafts/{draft_id}": STUDENT_OF,
    "GET /drafts/{draft_id}/state": STUDENT_OF,
    "POST /drafts/{draft_id}/replies": STUDENT_OF,
    "GET /judging": JUDGES,
    "GET /judging/{contest_id}": JUDGE_OF,
    "GET /judging/essays/{essay_id}": JUDGE_OF,
    "POST /judging/essays/{essay_id}": JUDGE_OF,
    # What others could not look at any more afterwards comes last.
    "POST /contests/{contest_id}/calibration": TEACHER_OF,
    "POST /contests/{contest_id}/corrections": TEACHER_OF,
    "POST /contests/{contest_id}/key": TEACHER_OF,
    "POST /contests/{contest_id}/key/draft": TEACHER_OF,
    "POST /contests/{contest_id}/rubric": TEACHER_OF,
    "POST /contests/{contest_id}/sources": TEACHER_OF,
    "POST /contests/{contest_id}/sources/{source_id}": TEACHER_OF,
    "POST /contests/{contest_id}/sources/{source_id}/remove": TEACHER_OF,
    "POST /contests/{contest_id}/task": TEACHER_OF,
    "POST /contests/{contest_id}/task/example": TEACHER_OF,
    "POST /contests/{contest_id}/seal": TEACHER_OF,
    "POST /batches/{batch_id}/again": TEACHER_OF,
}
# Who gets in, by kind; all others get 404, and who is not logged in is shown the door.
ALLOWED = {
    HOME: {"owner", "other teacher"},
    TEACHERS: {"owner", "other teacher"},
    OWNER: {"owner"},
    TEACHER_OF: {"owner"},
    STUDENTS: {"student", "classmate", "other student"},
    STUDENT_OF: {"student"},
    JUDGES: {"judge", "other judge"},
    JUDGE_OF: {"judge"},
}
DOORS = {STUDENTS: "/join", STUDENT_OF: "/join"}
HOMES = {"student": "/my", "classmate": "/my", "other student": "/my", "judge": "/judging", "other judge": "/judging"}


@dataclass
class World:
    """Two contests with all that belongs to them, and everybody who might look at the first."""

    app: Any
    people: dict[str, TestClient] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def fill(self, path):
        return re.sub(r"\{(\w+)\}", lambda match: self.names[match[1]], path)


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    data = tmp_path_factory.mktemp("data")
    settings = Settings(data, f"sqlite:///{data / 'grader.sqlite'}", "http://testserver", ("testserver",))
    database = Database(settings.database_url)
    database.upgrade()
    made = World(create_app(settings, database))
    with database.transaction() as session:
        add_user(session, "owner", "Ann", HASHED, "owner")
        add_user(session, "other", "Ben", HASHED, "teacher")
    for name, login in (("owner", "owner"), ("other teacher", "other")):
        client = made.people[name] = TestClient(made.app, follow_redirects=False)
        send(client, "/login", {"login": login, "password": PASSWORD}, page="/login")
    furnish(made, database, settings, "owner", ("student", "classmate"), "judge")
    own = dict(made.names)
    furnish(made, database, settings, "other teacher", ("other student",), "other judge")
    made.names = own
    with database.transaction() as session:
        invite(session, hash_token("secret"), "owner")
        invite(session, hash_token("invited"), "teacher")
    yield made
    database.close()


def furnish(world, database, settings, teacher, students, judge):
    """A contest with a graded and released essay, a class, a draft with a reply, and a judge."""
    ann = world.people[teacher]
    contest = make_contest(ann)
    code = open_class(ann, contest, drafts="20")
    batch = hand_in(ann, contest, {"Ann Lee.txt": SMALL_ESSAY, "Ben Fox.txt": "Bread is good for you."})
    send(ann, f"{batch}/confirm", {"how": "all"}, page=batch)
    for name in students:
        client = world.people[name] = TestClient(world.app, follow_redirects=False)
        send(client, f"/join/{code}", {"pseudonym": name}, page=f"/join/{code}")
    first = world.people[students[0]]
    draft = hand_draft(first, SMALL_ESSAY)
    work_all(database, settings)
    subject = re.findall(r'name="subject" value="([\w:]+)"', first.get(draft).text)[0]
    send(first, f"{draft}/replies", {"subject": subject, "text": "It is."}, page=draft)
    essay, other = dict.fromkeys(re.findall(r"/essays/(\w{32})", ann.get(batch).text))
    enrolment = re.findall(r'name="essay-(\w{32})"', ann.get(f"{contest}/connections").text)[0]
    send(ann, f"{contest}/connections", {f"essay-{enrolment}": "essay-001"}, page=f"{contest}/connections")
    send(ann, f"{batch}/release", page=batch)
    send(ann, f"{contest}/task", TASK, page=f"{contest}/task")
    send(ann, f"{batch}/again", page=batch)
    work_all(database, settings)
    world.people[judge] = become_judge(world, ann, contest, judge)
    world.names = {
        "contest_id": contest.rpartition("/")[2],
        "batch_id": batch.rpartition("/")[2],
        "draft_id": draft.rpartition("/")[2],
        "essay_id": essay,
        "other_id": other,
        "report_id": re.findall(r"/earlier/(\w{32})", ann.get(f"/essays/{essay}/earlier").text)[0],
        "source_id": "harbour",
        "kind": "compare",
        "enrolment_id": enrolment,
        "reply_id": re.findall(r"/replies/(\w{32})", ann.get(f"{contest}/replies").text)[0],
        "code": code,
        "form": "csv",
        "program": "canvas-csv",
        "language": "de",
    }


TASK = {
    "title": "The Lamp",
    "prompt": "Was it just?",
    "outside_sources": "allowed",
    "citation_style": "any",
    "draft_feedback": "full",
}


def work_all(database, settings):
    while work_once(database, settings, "test"):
        pass


def make_contest(teacher):
    rules = SMALL_CONTEST.replace("[rules]\n", '[rules]\ndraft_feedback = "full"\n')
    files = {"contest.toml": rules, "evidence.toml": SMALL_KEY, "harbour.txt": SMALL_SOURCE}
    named = [("files", (name, content.encode())) for name, content in files.items()]
    return send(teacher, "/contests", {"title": "The Lamp"}, page="/contests/new", files=named).headers["location"]


def become_judge(world, teacher, contest, login):
    page = send(teacher, f"{contest}/judges", page=f"{contest}/judges").text
    link = re.findall(r"/invited/[\w-]+", page)[0]
    client = TestClient(world.app, follow_redirects=False)
    account = {"name": login, "login": login, "password": PASSWORD}
    assert send(client, link, account, page=link).headers["location"] == "/judging"
    return client


def flatten(app):
    """Routes with those of included routers."""
    found: list[Any] = []
    for route in app.routes:
        inner = getattr(route, "original_router", None)
        found += inner.routes if inner is not None else [route]
    return found


def test_every_route_has_its_row(world):
    """Routes of REST and LTI, whose visitors have no session, have matrices of their own."""
    known = {
        f"{method} {route.path}"
        for route in flatten(world.app)
        if not route.path.startswith(("/api/", "/lti/", "/platforms"))
        for method in (getattr(route, "methods", None) or ())
        if method != "HEAD"
    }
    assert known == set(ROUTES)


def ask(client, route, path, page="/login"):
    """Asks for a page, or sends a form that would do no lasting harm."""
    if route.startswith("GET "):
        return client.get(path)
    given = {"how": "all", "kind": "comment", "subject": "", "text": "Well told.", "days": "365"}
    home = client.get(page)
    while home.status_code == 303:
        home = client.get(home.headers["location"])
    return client.post(path, data={**given, "form_token": read_token(home.text)})


GUARDED = {route: kind for route, kind in ROUTES.items() if kind != ANYONE}


@pytest.mark.parametrize(("route", "kind"), GUARDED.items(), ids=list(GUARDED))
def test_everybody_gets_what_is_theirs_and_nothing_else(world, route, kind):
    path = world.fill(route.partition(" ")[2])
    for name, client in world.people.items():
        answer = ask(client, route, path)
        if name in ALLOWED[kind]:
            assert answer.status_code in {200, 204, 303, 422}, (name, answer.text)
            assert answer.headers.get("location") not in {"/login", "/join"}, name
        elif kind == HOME:
            assert answer.headers["location"] == HOMES[name]
        else:
            assert answer.status_code == 404, name


@pytest.mark.parametrize(("route", "kind"), GUARDED.items(), ids=list(GUARDED))
def test_a_stranger_is_shown_the_door(world, route, kind):
    stranger = TestClient(world.app, follow_redirects=False)
    answer = ask(stranger, route, world.fill(route.partition(" ")[2]))
    assert answer.headers.get("location") == DOORS.get(kind, "/login")


POSTS = [route for route in ROUTES if route.startswith("POST ")]


@pytest.mark.parametrize("route", POSTS)
def test_no_form_is_taken_from_elsewhere(world, route):
    world.names["token"] = "secret"  # noqa: S105 - of a test
    path = world.fill(route.partition(" ")[2])
    allowed = ALLOWED.get(ROUTES[route], set(world.people))
    for name in allowed:
        for token in ({}, {"form_token": "0" * 64}):
            answer = world.people[name].post(path, data={"how": "all", "sure": "yes", **token})
            assert answer.status_code == 403, name


OPEN = [route for route, kind in ROUTES.items() if kind == ANYONE]


@pytest.mark.parametrize("route", OPEN)
def test_doors_are_open_to_strangers(world, route):
    world.names["token"] = "invited" if "invited" in route else "secret"
    stranger = TestClient(world.app, follow_redirects=False)
    answer = ask(stranger, route, world.fill(route.partition(" ")[2]))
    expected = {"POST /login": {401}, "POST /join": {404}}.get(route, {200, 303, 422})
    assert answer.status_code in expected
    assert answer.headers.get("location", "/login") in {"/login", "/"}


def test_a_link_for_a_judge_or_teacher_makes_no_owner(world):
    stranger = TestClient(world.app, follow_redirects=False)
    assert stranger.get("/first/invited").status_code == 404
    assert stranger.get("/invited/secret").status_code == 404
