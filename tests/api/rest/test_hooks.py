"""Webhooks over REST: made, tested against a receiver, renewed, sent again, forgotten."""

from dataclasses import replace

import pytest
from standardwebhooks import Webhook

from api.auth import read_key
from api.outbound import Outbound
from api.store.hooks import EVENTS
from api.store.tables import read_clock
from api.webhooks import delivering
from api.webhooks.delivering import deliver_once
from tests.api.rest.conftest import hand_in, make_contest
from tests.api.webhooks.receiver import receiving


@pytest.fixture
def receiver():
    with receiving() as one:
        yield one


@pytest.fixture
def settings(settings):
    return replace(settings, reachable=("127.0.0.1",))


@pytest.fixture
def deliver(database, settings):
    """Sends what is due; how many messages."""

    def run():
        with Outbound(settings) as outbound:
            count = 0
            while deliver_once(database, read_key(settings.data), outbound, "test"):
                count += 1
        return count

    return run


@pytest.fixture
def hook(program, contest, receiver):
    answer = program.post("hooks", json={"url": f"http://127.0.0.1:{receiver.port}/x", "contest": contest})
    assert answer.status_code == 201, answer.text
    assert answer.headers["location"].endswith(f"/api/v1/hooks/{answer.json()['id']}")
    return answer.json()


def test_a_platform_hears_of_a_graded_essay(program, contest, hook, receiver, deliver, work):
    batch = hand_in(program, contest)
    work()
    assert deliver() == 2
    said = [Webhook(hook["secret"]).verify(call.body, call.headers) for call in receiver.calls]
    assert [one["type"] for one in said] == ["essay.graded", "batch.graded"]
    essay = said[0]["data"]["essay"]
    assert program.get(f"essays/{essay}/report").json()["essay"]
    assert said[1]["data"] == {"contest": contest, "batch": batch}
    page = program.get(f"hooks/{hook['id']}/deliveries", params={"state": "sent"}).json()
    assert [one["status"] for one in page["items"]] == [200, 200]


def test_the_secret_is_shown_once_and_renewed_with_a_day_for_the_change(program, hook, receiver, deliver):
    assert "secret" not in program.get(f"hooks/{hook['id']}").json()
    renewed = program.post(f"hooks/{hook['id']}/secret").json()
    assert renewed["secret"] != hook["secret"]
    assert renewed["earlier_secret_until"] > read_clock().isoformat()
    assert program.post(f"hooks/{hook['id']}/test").json() == {"count": 1}
    deliver()
    for secret in (hook["secret"], renewed["secret"]):
        assert Webhook(secret).verify(receiver.calls[0].body, receiver.calls[0].headers)["type"] == "hook.test"


def test_what_was_given_up_is_listed_and_sent_again(program, hook, receiver, deliver, monkeypatch):
    monkeypatch.setattr(delivering, "WAITS", ())
    receiver.answers = [(500, {}, b""), (500, {}, b"")]
    for _ in range(2):
        program.post(f"hooks/{hook['id']}/test")
    deliver()
    path = f"hooks/{hook['id']}/deliveries"
    dead = program.get(path, params={"state": "dead"}).json()["items"]
    assert [one["reason"] for one in dead] == ["the receiver answered 500"] * 2
    assert program.post(f"{path}/again", json={"delivery": dead[0]["id"]}).json() == {"count": 1}
    assert program.post(f"{path}/again", json={}).json() == {"count": 1}
    assert deliver() == 2
    assert program.get(path, params={"state": "dead"}).json()["items"] == []


@pytest.mark.parametrize(
    "url",
    ["http://lms.example/x", "ftp://lms.example/", "https://user:word@lms.example/", "https://", "//", "https://[::1"],
)
def test_an_address_that_cannot_be_called_is_refused(program, url):
    answer = program.post("hooks", json={"url": url})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_key_for_one_contest_has_hooks_for_it_alone(program, make_program, contest, hook):
    other = make_contest(program)
    bound = make_program(contests=[other])
    everywhere = program.post("hooks", json={"url": "https://lms.example/"}).json()
    for path in (hook["id"], everywhere["id"]):
        assert bound.get(f"hooks/{path}").status_code == 404
        assert bound.delete(f"hooks/{path}").status_code == 404
    assert bound.post("hooks", json={"url": "https://lms.example/"}).status_code == 422
    assert bound.post("hooks", json={"url": "https://lms.example/", "contest": contest}).status_code == 422
    own = bound.post("hooks", json={"url": "https://lms.example/", "contest": other})
    assert own.status_code == 201
    assert [one["id"] for one in bound.get("hooks").json()["items"]] == [own.json()["id"]]
    assert len(program.get("hooks").json()["items"]) == 3
    assert make_program("bob").get(f"hooks/{hook['id']}").status_code == 404
    assert program.delete(f"hooks/{hook['id']}").status_code == 204
    assert program.get(f"hooks/{hook['id']}").status_code == 404


def test_every_event_may_be_asked_for(program):
    answer = program.post("hooks", json={"url": "https://lms.example/", "events": sorted(EVENTS)})
    assert answer.json()["events"] == sorted(EVENTS)
    assert program.post("hooks", json={"url": "https://lms.example/", "events": ["essay.eaten"]}).status_code == 422
