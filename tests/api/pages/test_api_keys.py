"""Keys for programs: made on a contest's page or at the command line, shown once, revoked."""

import re

import pytest
from click.testing import CliRunner

from api.auth import hash_token
from api.commands import key as key_command
from api.store.key_tables import ApiKey
from api.store.tables import AuditEntry, User
from api.store.users import find_user, has_users, invite
from tests.api.conftest import PASSWORD, send
from tests.api.pages.test_language import GERMAN, list_english
from tests.api.rest.conftest import Program

SECRET = re.compile(r"grk_[\w-]{43}")


def make(teacher, page, **fields):
    given = {"name": "Canvas", "read": "yes", "reach": "one", "days": "90", **fields}
    return send(teacher, page, given, page=page)


def test_a_key_is_shown_once_and_opens_what_was_ticked(teacher, make_contest, app, database):
    contest = make_contest(teacher)
    page = f"{contest}/programs"
    made = make(teacher, page)
    (secret,) = SECRET.findall(made.text)
    assert SECRET.findall(teacher.get(page).text) == []
    assert f"…{secret[-4:]} · read · this contest" in teacher.get(page).text
    told = Program(app, secret).get("keys/self").json()
    assert (told["scopes"], told["contests"]) == (["read"], [contest.rpartition("/")[2]])
    with database.reading() as session:
        (key,) = session.query(ApiKey).all()
        assert secret not in {key.secret_hash, key.name, key.hint}
        assert (
            session.query(AuditEntry).where(AuditEntry.action == "key.make").one().detail["contest"]
            == told["contests"][0]
        )
    assert "made a key for programs" in teacher.get(f"{contest}/log").text


def test_a_key_may_reach_all_contests_and_is_revoked(teacher, make_contest, app):
    page = f"{make_contest(teacher)}/programs"
    secret = SECRET.findall(make(teacher, page, reach="all", admin="yes").text)[0]
    program = Program(app, secret)
    own = program.get("keys/self").json()
    assert (own["scopes"], own["contests"]) == (["read", "admin"], None)
    assert send(teacher, page, {"revoke": own["id"]}, page=page).status_code == 303
    assert program.get("keys/self").status_code == 401
    assert "revoked" in teacher.get(page).text


def test_a_key_has_to_allow_something_for_some_time(teacher, make_contest, database):
    page = f"{make_contest(teacher)}/programs"
    assert make(teacher, page, read="").status_code == 422
    assert make(teacher, page, days="9999").status_code == 422
    with database.reading() as session:
        assert session.query(ApiKey).count() == 0


def test_keys_are_told_of_in_german(teacher, make_contest):
    page = f"{make_contest(teacher)}/programs"
    teacher.headers.update(GERMAN)
    assert "Noch hat kein Programm einen Schlüssel." in teacher.get(page).text
    made = make(teacher, page, reach="all").text
    assert "Kopieren Sie diesen Schlüssel jetzt." in made
    assert re.search(r"alle Ihre Wettbewerbe · bis \d+\. \w+ 20\d\d · nie benutzt", made)
    assert "90 Tage" in made
    assert list_english(made) == []


def test_nobody_revokes_what_is_anothers(teacher, make_teacher, make_contest, app):
    page = f"{make_contest(teacher)}/programs"
    secret = SECRET.findall(make(teacher, page).text)[0]
    other = make_teacher("ben", "teacher")
    own = f"{make_contest(other)}/programs"
    key = Program(app, secret).get("keys/self").json()["id"]
    assert send(other, own, {"revoke": key}, page=own).status_code == 404
    assert Program(app, secret).get("keys/self").status_code == 200


@pytest.fixture
def run(settings, database, monkeypatch):
    """Calls `grader key create`."""
    monkeypatch.delenv("GRADER_DATABASE_URL", raising=False)
    assert database

    def call(*words):
        return CliRunner().invoke(key_command, ["create", "--data", str(settings.data), *words])

    return call


def test_the_first_account_takes_over_what_programs_made_before(run, app, stranger, database):
    secret = run().output.strip()
    assert SECRET.fullmatch(secret)
    made = Program(app, secret).post("contests", json={"sample": "show-trials"}).json()
    with database.transaction() as session:
        assert not has_users(session)
        invite(session, hash_token("secret"), "owner")
    account = {"name": "Ann", "login": "ann", "password": PASSWORD}
    assert send(stranger, "/first/secret", account, page="/first/secret").status_code == 303
    assert f'href="/contests/{made["id"]}"' in stranger.get("/").text
    with database.reading() as session:
        assert session.query(User).count() == 1
        assert has_users(session)


def test_a_key_made_at_the_command_line_is_for_one_teacher(run, make_teacher, database):
    make_teacher("ann")
    assert SECRET.fullmatch(run("--scopes", "read,submit", "--days", "7").output.strip())
    make_teacher("ben", "teacher")
    assert "several teachers: ann, ben" in str(run().exception)
    assert SECRET.fullmatch(run("--teacher", "ben").output.strip())
    assert "there is no teacher" in str(run("--teacher", "eve").exception)
    assert "there is no scope" in str(run("--teacher", "ben", "--scopes", "all").exception)
    assert "has no contest" in str(run("--teacher", "ben", "--contest", "x").exception)
    with database.reading() as session:
        owners = {key.user_id: key.scopes for key in session.query(ApiKey)}
        ann = find_user(session, "ann")
        assert ann is not None
        assert owners[ann.id] == ["read", "submit"]
