"""Who may do what with REST: every route, each scope, on own and foreign things, and with keys that open nothing.

A new route needs a row here.
"""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, cast

import pytest

from api.app import create_app
from api.jobs import do_chore, work_once
from api.rest import ROUTERS
from api.settings import Settings
from api.store.database import Database
from api.store.keys import SCOPES, add_key, find_secret, revoke
from api.store.tables import read_clock
from api.store.users import add_user
from tests.api.conftest import HASHED
from tests.api.rest.conftest import Program, essays_of, files_of, hand_in, make_contest
from tests.conftest import SMALL_ESSAY

ANY, SEEN = frozenset(SCOPES), frozenset({"read", "submit", "grade"})
READ, SUBMIT, GRADE, ADMIN = (frozenset({scope}) for scope in SCOPES)
ROUTES = {
    "GET /contests": ANY,
    "POST /contests": ADMIN,
    "GET /contests/{contest_id}": ANY,
    "PATCH /contests/{contest_id}": ADMIN,
    "GET /contests/{contest_id}/sources": READ,
    "POST /contests/{contest_id}/sources": ADMIN,
    "GET /contests/{contest_id}/sources/{source_id}": READ,
    "GET /contests/{contest_id}/sources/{source_id}/passages": READ,
    "PUT /contests/{contest_id}/sources/{source_id}/file": ADMIN,
    "PUT /contests/{contest_id}/corrections": ADMIN,
    "GET /rubrics": READ,
    "GET /rubrics/{name}": READ,
    "GET /contests/{contest_id}/rubric": READ,
    "PUT /contests/{contest_id}/rubric": ADMIN,
    "GET /contests/{contest_id}/evidence": READ,
    "PUT /contests/{contest_id}/evidence": ADMIN,
    "POST /contests/{contest_id}/evidence/draft": ADMIN,
    "GET /contests/{contest_id}/evidence/draft": READ,
    "POST /contests/{contest_id}/essays": SUBMIT,
    "GET /contests/{contest_id}/essays": SEEN,
    "GET /batches/{batch_id}/essays": SEEN,
    "GET /essays/{essay_id}": SEEN,
    "GET /contests/{contest_id}/batches": SEEN,
    "GET /batches/{batch_id}": SEEN,
    "POST /batches/{batch_id}/steering": GRADE,
    "POST /batches/{batch_id}/release": GRADE,
    "GET /essays/{essay_id}/report": READ,
    "GET /batches/{batch_id}/reports": READ,
    "GET /essays/{essay_id}/reports": READ,
    "GET /essays/{essay_id}/decisions": READ | GRADE,
    "POST /essays/{essay_id}/decisions": GRADE,
    "GET /essays/{essay_id}/standing": READ | GRADE,
    "GET /batches/{batch_id}/exports/{form}": READ,
    "GET /essays/{essay_id}/exports/{form}": READ,
    "POST /contests/{contest_id}/drafts": SUBMIT,
    "GET /contests/{contest_id}/drafts": READ | SUBMIT,
    "GET /drafts/{draft_id}": READ | SUBMIT,
    "GET /drafts/{draft_id}/feedback": READ | SUBMIT,
    "GET /essays/{essay_id}/student": ADMIN,
    "GET /drafts/{draft_id}/student": ADMIN,
    "GET /hooks": ADMIN,
    "POST /hooks": ADMIN,
    "GET /hooks/{hook_id}": ADMIN,
    "POST /hooks/{hook_id}/secret": ADMIN,
    "POST /hooks/{hook_id}/test": ADMIN,
    "GET /hooks/{hook_id}/deliveries": ADMIN,
    "POST /hooks/{hook_id}/deliveries/again": ADMIN,
    "GET /keys": ADMIN,
    "POST /keys": ADMIN,
    "GET /keys/self": ANY,
    "GET /keys/{key_id}": ADMIN,
    # What nobody could look at any more afterwards comes last.
    "DELETE /contests/{contest_id}/sources/{source_id}": ADMIN,
    "DELETE /hooks/{hook_id}": ADMIN,
    "DELETE /keys/{key_id}": ADMIN,
    "DELETE /drafts/{draft_id}/student": ADMIN,
    "DELETE /essays/{essay_id}/student": ADMIN,
}
LEVELS = [{"label": "Low", "points": 1}, {"label": "High", "points": 2}]
RUBRIC = {"id": "r", "title": "R", "criterion": [{"id": "c", "label": "C", "level": LEVELS}]}
BODIES: dict[str, Any] = {
    "POST /contests": {"json": {"sample": "show-trials"}},
    "PATCH /contests/{contest_id}": {"json": {"retention_days": 365}},
    "POST /contests/{contest_id}/sources": {"json": {"title": "The Lamp Book", "text": "The lamp went out in 1902."}},
    "PUT /contests/{contest_id}/sources/{source_id}/file": {"files": [files_of()[2]]},
    "PUT /contests/{contest_id}/corrections": {"json": {"passage": "harbour#¶2", "text": "It was 1903."}},
    "PUT /contests/{contest_id}/rubric": {"json": RUBRIC},
    "PUT /contests/{contest_id}/evidence": {"json": {"evidence": []}},
    "POST /contests/{contest_id}/essays": {"json": {"essays": [{"text": "A lamp."}], "start": False}},
    "POST /batches/{batch_id}/steering": {"json": {"how": "all"}},
    "POST /essays/{essay_id}/decisions": {"json": {"kind": "comment", "text": "Well told."}},
    "POST /contests/{contest_id}/drafts": {"json": {"student": "pupil-2", "text": "A lamp."}},
    "POST /hooks/{hook_id}/deliveries/again": {"json": {}},
    "POST /keys": {"json": {"name": "other", "scopes": ["admin"]}},
}
REMOVED = "DELETE /contests/{contest_id}/sources/{source_id}"
HOOK = "https://lms.example/hook"
MANY = [row for row in ROUTES if "{" not in row or "/rubrics/{name}" in row]


@dataclass
class World:
    """A contest of Ann's with all that belongs to it, and keys of every kind."""

    names: dict[str, str] = field(default_factory=dict)
    own: dict[str, Program] = field(default_factory=dict)
    foreign: dict[str, Program] = field(default_factory=dict)
    useless: dict[str, Program] = field(default_factory=dict)


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    data = tmp_path_factory.mktemp("data")
    settings = Settings(data, f"sqlite:///{data / 'grader.sqlite'}", "http://testserver", ("testserver",), 100_000)
    database = Database(settings.database_url)
    database.upgrade()
    app = create_app(settings, database)
    app.state.limits = type(app.state.limits)(100_000, 100_000)
    made = World()
    with database.transaction() as session:
        ann, ben = (add_user(session, login, login, HASHED, "teacher") for login in ("ann", "ben"))
        _, everything = add_key(session, ann, "all", SCOPES, None, 90)
    program = Program(app, everything)
    contest, other = (make_contest(program, 'draft_feedback = "full"\n') for _ in range(2))
    batch = hand_in(program, contest, SMALL_ESSAY, "Bread is good.")
    draft = program.post(f"contests/{contest}/drafts", json={"student": "pupil-1", "text": SMALL_ESSAY}).json()
    while do_chore(database, settings, "test") or work_once(database, settings, "test"):
        pass
    with database.transaction() as session:
        for scope in SCOPES:
            made.own[scope] = Program(app, add_key(session, ann, scope, [scope], [contest], 90)[1])
            made.foreign[f"{scope} for another contest"] = Program(
                app, add_key(session, ann, "o", [scope], [other], 90)[1]
            )
            made.foreign[f"{scope} of another teacher"] = Program(app, add_key(session, ben, "o", [scope], None, 90)[1])
        spare, _ = add_key(session, ann, "spare", ["read"], [contest], 90)
        made.useless = {"none": Program(app), "unknown": Program(app, "grk_none"), **_spoil(app, session, ann)}
        made.useless["a cookie"] = Program(app, cookies={"grader_session": "x"})
    made.names = {
        "contest_id": contest,
        "hook_id": program.post("hooks", json={"url": HOOK, "contest": contest}).json()["id"],
        "batch_id": batch,
        "essay_id": essays_of(program, batch)[0],
        "draft_id": draft["id"],
        "source_id": "harbour",
        "name": "argument-essay",
        "form": "html",
        "key_id": spare.id,
    }
    yield made
    database.close()


def _expire(key):
    key.expires_at = read_clock() - timedelta(seconds=1)


def _spoil(app, session, user):
    expired, revoked = (add_key(session, user, "spoilt", SCOPES, None, 90)[1] for _ in range(2))
    for secret, spoil in ((expired, _expire), (revoked, lambda key: revoke(session, user.id, key))):
        key = find_secret(session, secret)
        assert key is not None
        spoil(key)
    return {"expired": Program(app, expired), "revoked": Program(app, revoked)}


def ask(world, client, row) -> Any:
    method, path = row.split()
    path = re.sub(r"\{(\w+)\}", lambda match: world.names[match[1]], path)
    headers = {"If-Match": "*"} if method in {"PUT", "PATCH"} or row == REMOVED else {}
    body = (
        {"json": {"url": HOOK, "contest": world.names["contest_id"]}} if row == "POST /hooks" else BODIES.get(row, {})
    )
    return client.request(method, path.lstrip("/"), headers=headers, **body)


def test_every_route_has_its_row():
    known = {
        f"{method} {route.path.removeprefix('/api/v1')}"
        for router in ROUTERS
        for route in cast("list[Any]", router.routes)
        if route.include_in_schema
        for method in route.methods
    }
    assert known == set(ROUTES)


@pytest.mark.parametrize("row", ROUTES)
def test_keys_that_open_nothing_open_nothing(world, row):
    for name, client in world.useless.items():
        answer = ask(world, client, row)
        assert answer.status_code == 401, name
        assert answer.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize("row", ROUTES)
def test_what_a_key_does_not_reach_does_not_exist(world, row):
    for name, client in world.foreign.items():
        answer = ask(world, client, row)
        if not {name.split()[0]} & ROUTES[row]:
            assert answer.status_code == 403, name
        elif row in MANY:
            assert answer.status_code in {200, 201, 403, 422}, name
            assert world.names["contest_id"] not in answer.text
        else:
            assert answer.status_code == 404, (name, answer.text)


@pytest.mark.parametrize("row", ROUTES)
def test_a_scope_opens_what_it_names_and_nothing_else(world, row):
    allowed = [scope for scope in SCOPES if scope in ROUTES[row]]
    for scope in [*(scope for scope in SCOPES if scope not in allowed), *allowed]:
        answer = ask(world, world.own[scope], row)
        if scope not in allowed:
            assert answer.status_code == 403, scope
        elif row == "POST /contests":
            assert (answer.status_code, answer.json()["where"]) == (403, "Authorization")  # it is bound to a contest
        else:
            assert answer.status_code < 300, (scope, answer.text)
