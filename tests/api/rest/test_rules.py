"""What holds for every route: problems, repeated requests, ETags, pages, limits, request ids."""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from api.rest.limits import Limits
from api.store.answers import claim_answer
from api.store.key_tables import ApiKey, IdempotentAnswer
from api.store.tables import AuditEntry, Batch
from tests.api.rest.conftest import OTHER_ESSAY, Program, essays_of, files_of, hand_in
from tests.conftest import SMALL_ESSAY

LEVELS = [{"label": "Low", "points": 1}, {"label": "High", "points": 2}]
PROBLEM = {"type", "title", "status", "detail", "where", "remedy", "request_id", "errors"}


def assert_problem(answer, status):
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert set(told) == PROBLEM
    assert told["status"] == status
    assert told["request_id"] == answer.headers["x-request-id"]
    for name in ("title", "detail", "where", "remedy"):
        assert told[name], name
    assert told["detail"].endswith((".", "!"))
    return told


def test_every_error_below_the_interface_is_a_problem(program, app, contest):
    stranger = Program(app)
    assert_problem(stranger.get("/api/none"), 404)
    assert_problem(stranger.get("/api/v2/contests"), 404)
    assert_problem(stranger.delete("contests"), 405)
    assert_problem(stranger.get("contests"), 401)
    assert_problem(program.get("contests/none"), 404)
    assert_problem(program.get("contests/%00"), 404)
    assert_problem(program.post("contests", content=iter([b"{}"])), 411)
    assert_problem(program.post("contests", content=b"", headers={"Content-Length": "900000000"}), 413)
    assert_problem(program.post("keys", json={"name": "x" * 20_000_000, "scopes": ["read"]}), 413)
    assert_problem(program.post("keys", content=b"<x/>", headers={"Content-Type": "text/xml"}), 415)
    assert_problem(program.post("contests", content=b"<x/>", headers={"Content-Type": "text/xml"}), 415)
    assert_problem(program.post("contests", content=b"{", headers={"Content-Type": "application/json"}), 400)
    broken = {"Content-Type": "multipart/form-data; boundary=x"}
    assert_problem(program.post("contests", content=b"--y\r\n", headers=broken), 400)
    told = assert_problem(program.post("keys", json={"name": "", "scopes": ["all"], "x": 1}), 422)
    assert [one["where"] for one in told["errors"]] == ["body.name", "body.scopes.0", "body.x"]
    told = assert_problem(program.post(f"contests/{contest}/essays", files=[("start", (None, b"yes"))]), 422)
    assert told["detail"] == "There is no essay."
    told = assert_problem(program.post("contests", files=[("files", ("contest.toml", b"id = \n"))]), 422)
    assert told["where"].startswith("contest.toml, line 1")


def test_what_breaks_inside_is_a_problem_that_tells_nothing(app, program, monkeypatch):
    def fail(*_args, **_options):
        raise RuntimeError("secret words")

    monkeypatch.setattr("api.rest.contests.show_contest", fail)
    calm = Program(app, program.headers["authorization"].split()[1], raise_server_exceptions=False)
    answer = calm.post("contests", json={"sample": "show-trials"})
    assert_problem(answer, 500)
    assert "secret" not in answer.text


def test_another_name_for_this_machine_is_a_problem_too(program):
    answer = program.get("contests", headers={"Host": "evil.example"})
    assert_problem(answer, 400)


def test_pages_still_say_errors_as_pages(app):
    answer = Program(app).get("http://testserver/none")
    assert answer.headers["content-type"].startswith("text/html")


def test_a_request_id_is_taken_when_it_is_sane(program):
    assert program.get("contests", headers={"X-Request-Id": "lms-17.a_b"}).headers["x-request-id"] == "lms-17.a_b"
    for odd in ("a b", "x" * 101, "<script>", ""):
        assert program.get("contests", headers={"X-Request-Id": odd}).headers["x-request-id"] != odd


def test_no_other_site_is_let_in(program):
    answer = program.options(
        "contests", headers={"Origin": "https://evil.example", "Access-Control-Request-Method": "GET"}
    )
    assert answer.status_code == 405
    answer = program.get("contests", headers={"Origin": "https://evil.example"})
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_a_cookie_opens_nothing(app, make_teacher):
    teacher = make_teacher("eve")
    assert teacher.get("/").status_code == 200
    assert teacher.get("/api/v1/contests").status_code == 401


def test_a_repeated_request_gets_the_same_answer_and_is_done_once(program, contest, database):
    headers = {"Idempotency-Key": "one"}
    body = {"essays": [{"text": SMALL_ESSAY}]}
    first, second = (program.post(f"contests/{contest}/essays", json=body, headers=headers) for _ in range(2))
    assert (first.status_code, first.content, first.headers["location"]) == (
        202,
        second.content,
        second.headers["location"],
    )
    assert second.status_code == 202
    assert "idempotency-replayed" not in first.headers
    assert second.headers["idempotency-replayed"] == "true"
    with database.reading() as session:
        assert session.query(Batch).count() == 1
    other = program.post(f"contests/{contest}/essays", json={"essays": [{"text": OTHER_ESSAY}]}, headers=headers)
    assert_problem(other, 422)
    assert_problem(program.post(f"contests/{contest}/evidence/draft", headers=headers), 422)


def test_a_repeated_form_may_have_another_boundary(program):
    made = []
    for boundary in ("first", "second"):
        headers = {"Idempotency-Key": "form", "Content-Type": f"multipart/form-data; boundary={boundary}"}
        made.append(program.post("contests", files=files_of(), headers=headers))
    assert [one.status_code for one in made] == [201, 201]
    assert made[0].content == made[1].content
    changed = files_of(source="Another book.\n")
    assert_problem(program.post("contests", files=changed, headers={"Idempotency-Key": "form"}), 422)


def test_keys_have_names_of_their_own(program, make_program):
    ben = make_program("ben")
    for one in (program, ben):
        answer = one.post("keys", json={"name": "x", "scopes": ["read"]}, headers={"Idempotency-Key": "same"})
        assert answer.status_code == 201
        assert "idempotency-replayed" not in answer.headers


def test_a_secret_comes_again_and_stands_nowhere_in_the_store(program, database):
    made = [
        program.post("keys", json={"name": "x", "scopes": ["read"]}, headers={"Idempotency-Key": "k"}) for _ in range(2)
    ]
    secret = made[0].json()["secret"]
    assert made[1].json()["secret"] == secret
    assert Program(program.app, secret).get("contests").status_code == 200
    with database.reading() as session:
        (kept,) = session.query(IdempotentAnswer).all()
        assert secret.encode() not in kept.answer
        assert b"secret" not in kept.answer
        assert all(secret not in key.secret_hash for key in session.query(ApiKey))


def test_what_failed_may_be_sent_again(program, contest, work):
    batch = hand_in(program, contest)
    (essay,) = essays_of(program, batch)
    headers = {"Idempotency-Key": "early"}
    decision = {"kind": "comment", "text": "Well told."}
    assert_problem(program.post(f"essays/{essay}/decisions", json=decision, headers=headers), 409)
    work()
    assert program.post(f"essays/{essay}/decisions", json=decision, headers=headers).status_code == 201


@pytest.mark.parametrize("name", ["", "x" * 256, "tab\there"])
def test_a_name_of_a_request_has_to_be_sane(program, name):
    answer = program.post("keys", json={"name": "x", "scopes": ["read"]}, headers={"Idempotency-Key": name})
    assert assert_problem(answer, 422)["where"] == "Idempotency-Key"


def test_many_at_once_are_done_once(program, contest, database):
    barrier = Barrier(6)

    def send(_number):
        barrier.wait()
        return program.post(f"contests/{contest}/evidence/draft", headers={"Idempotency-Key": "many"})

    with ThreadPoolExecutor(6) as pool:
        statuses = sorted(answer.status_code for answer in pool.map(send, range(6)))
    assert statuses[0] == 202
    assert set(statuses) <= {202, 409}
    with database.reading() as session:
        asked = session.query(AuditEntry).where(AuditEntry.action == "contest.outline").count()
    assert asked == 1


def test_what_is_being_done_is_not_done_twice(program, contest, database):
    with database.reading() as session:
        key = session.query(ApiKey).one()
    assert claim_answer(database, key.id, "name", "request") is None
    known = claim_answer(database, key.id, "name", "request")
    assert known is not None
    assert known.answer is None


def test_changes_name_the_state_they_were_made_from(program, contest):
    path = f"contests/{contest}"
    tag = program.get(path).headers["etag"]
    assert_problem(program.patch(path, json={"title": "New"}), 428)
    assert_problem(program.patch(path, json={"title": "New"}, headers={"If-Match": '"old"'}), 412)
    changed = program.patch(path, json={"title": "New"}, headers={"If-Match": f'"other", {tag}'})
    assert changed.status_code == 200
    assert changed.headers["etag"] != tag
    assert_problem(program.patch(path, json={"title": "Newer"}, headers={"If-Match": tag}), 412)
    assert program.get(path).json()["title"] == "New"
    assert program.get(f"{path}/rubric").headers["etag"] == program.get(path).headers["etag"]


def test_an_unusable_change_changes_nothing(program, contest):
    path = f"contests/{contest}"
    rules = {"words": {"min": 10, "max": 5}}
    assert_problem(program.patch(path, json={"rules": rules}, headers={"If-Match": "*"}), 422)
    day = {"rules": {"deadline": "2026-02-30"}}
    assert_problem(program.patch(path, json=day, headers={"If-Match": "*"}), 422)
    rubric: Any = {"id": "r", "title": "R", "criterion": [{"id": "c", "label": "C", "level": LEVELS}]}
    rubric["criterion"][0]["check"] = [{"use": "no_such_check"}]
    assert_problem(program.put(f"{path}/rubric", json=rubric, headers={"If-Match": "*"}), 422)
    assert program.get(path).json()["version"] == 1


def test_pages_are_walked_to_the_end_while_more_comes_in(program, contest):
    expected = [hand_in(program, contest, f"Lamp {number}.") for number in range(5)]
    found, path = [], f"contests/{contest}/batches?limit=2"
    while path:
        answer = program.get(path)
        found += [one["id"] for one in answer.json()["items"]]
        link = answer.headers.get("link", "")
        path = link[1:].partition(">")[0]
        assert bool(path) == bool(answer.json()["next"])
        if len(found) == 2:
            expected.append(hand_in(program, contest, "One more lamp."))
    assert found == expected


def test_pages_of_what_does_not_change(program, contest):
    first = program.get(f"contests/{contest}/sources/harbour/passages?limit=1").json()
    second = program.get(f"contests/{contest}/sources/harbour/passages?limit=200&cursor={first['next']}").json()
    everything = program.get(f"contests/{contest}/sources/harbour/passages").json()["items"]
    assert [*first["items"], *second["items"]] == everything


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=201", "limit=x", "cursor=x", "cursor=WzFd", "cursor=W10", "cursor=%00"]
)
def test_an_odd_page_is_none(program, contest, query):
    assert_problem(program.get(f"contests/{contest}/batches?{query}"), 422)


def test_a_key_may_ask_so_often_and_no_more(program, app):
    app.state.limits = Limits(3)
    left = [program.get("keys/self").headers["ratelimit-remaining"] for _ in range(3)]
    assert left == ["2", "1", "0"]
    answer = program.get("keys/self")
    assert_problem(answer, 429)
    assert 1 <= int(answer.headers["retry-after"]) <= 60
    assert answer.headers["ratelimit-limit"] == "3"


def test_wrong_keys_make_an_address_wait(program, app):
    app.state.limits = Limits(100, 3)
    guesser = Program(app, "grk_guess")
    assert [guesser.get("contests").status_code for _ in range(4)] == [401, 401, 401, 429]
    assert int(guesser.get("contests").headers["retry-after"]) >= 1


def test_a_used_key_says_when(program):
    before, after = (program.get("keys/self").json() for _ in range(2))
    assert before["last_used_at"] is None
    assert after["last_used_at"] is not None


def test_the_log_tells_of_keys_by_their_ends(program, database, graded):
    program.get(f"essays/{essays_of(program, graded)[0]}/report")
    hint = program.get("keys/self").json()["hint"]
    with database.reading() as session:
        entries = session.query(AuditEntry).all()
    used = [one.action for one in entries if one.detail.get("key") == hint]
    assert {"contest.make", "essays.upload", "batch.start", "essay.view"} <= set(used)
    assert program.headers["authorization"].split()[1] not in json.dumps([one.detail for one in entries])
