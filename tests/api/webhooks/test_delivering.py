"""Messages to a real receiver: sent once, again after failures, given up at last, and sent again when somebody asks."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select
from standardwebhooks import Webhook

from api.outbound import Outbound
from api.store.hook_tables import Delivery, Hook
from api.store.hooks import KEPT_FOR, add_hook, emit, forget_deliveries, send_again
from api.store.tables import read_clock
from api.webhooks.delivering import LEASE, WAITS, deliver_once, next_try
from api.webhooks.signing import make_print, make_secret


@pytest.fixture
def tell(database, contest):
    def emit_one(event="essay.graded", **told):
        with database.transaction() as session:
            emit(session, contest, event, **told)

    return emit_one


@pytest.fixture
def run(database, key, outbound):
    return lambda: deliver_once(database, key, outbound, "test")


def read_all(database):
    with database.reading() as session:
        return session.scalars(select(Delivery).order_by(Delivery.created_at, Delivery.id)).all()


def make_due(database):
    with database.transaction() as session:
        for one in session.scalars(select(Delivery)):
            one.due_at = read_clock()


def test_a_message_arrives_signed(database, hook, tell, run, receiver, key, contest):
    tell(batch="b1", essay="e1")
    assert run()
    assert not run()
    (call,) = receiver.calls
    said = Webhook(make_secret(key, hook)).verify(call.body, call.headers)
    assert said["type"] == "essay.graded"
    assert said["data"] == {"contest": contest.id, "batch": "b1", "essay": "e1"}
    (sent,) = read_all(database)
    assert (sent.state, sent.status, sent.attempts, call.headers["Webhook-Id"]) == ("sent", 200, 1, sent.id)


def test_hooks_hear_what_they_asked_for_in_their_contest(database, hook, owner, contest, tell, key):
    with database.transaction() as session:
        add_hook(session, owner, None, "https://a.example/", ["essay.released"], make_print(key))
        quiet = add_hook(session, owner, None, "https://b.example/", [], make_print(key))
        quiet.stopped = "gone"
    tell("essay.graded")
    tell("essay.released")
    assert sorted((one.hook.url[:10], one.event) for one in read_all(database)) == [
        ("http://127", "essay.graded"),
        ("http://127", "essay.released"),
        ("https://a.", "essay.released"),
    ]


def test_a_message_that_is_not_taken_is_sent_again_with_the_same_id_and_given_up_at_last(
    database, hook, tell, run, receiver
):
    receiver.answers = [(500, {}, b"")] * (len(WAITS) + 1)
    tell()
    for tries in range(1, len(WAITS) + 1):
        before = read_clock()
        assert run()
        (waiting,) = read_all(database)
        assert (waiting.state, waiting.attempts, waiting.status) == ("pending", tries, 500)
        assert WAITS[tries - 1] <= waiting.due_at - before <= WAITS[tries - 1] * 1.1 + timedelta(seconds=30)
        assert not run()
        make_due(database)
    assert run()
    (dead,) = read_all(database)
    assert (dead.state, dead.reason) == ("dead", "the receiver answered 500")
    assert len({call.headers["Webhook-Id"] for call in receiver.calls}) == 1
    with database.transaction() as session:
        assert send_again(session, session.get_one(Hook, hook.id)) == 1
    assert run()
    assert read_all(database)[0].state == "sent"


def test_a_receiver_that_is_busy_says_when(database, hook, tell, run, receiver):
    receiver.answers = [(429, {"Retry-After": "900"}, b"")]
    tell()
    before = read_clock()
    run()
    assert read_all(database)[0].due_at - before >= timedelta(seconds=900)


def test_a_receiver_that_is_gone_is_left_alone(database, hook, tell, run, receiver):
    receiver.answers = [(410, {}, b"")]
    tell()
    tell("essay.released")
    assert run()
    assert not run()
    assert {one.state for one in read_all(database)} == {"dead"}
    with database.reading() as session:
        assert "410" in session.get_one(Hook, hook.id).stopped
    tell()
    assert len(read_all(database)) == 2


def test_an_inner_address_is_never_called(database, hook, owner, contest, tell, key, settings):
    tell()
    with Outbound(settings) as outbound:
        assert deliver_once(database, key, outbound, "test")
    (one,) = read_all(database)
    assert one.state == "pending"
    assert "only https" in one.reason


def test_a_worker_with_another_key_leaves_messages_to_those_who_have_it(database, hook, tell, outbound):
    tell()
    assert not deliver_once(database, b"o" * 32, outbound, "elsewhere")


def test_a_worker_that_died_loses_nothing(database, hook, tell, run, key, receiver):
    tell()
    with database.transaction() as session:
        one = session.scalars(select(Delivery)).one()
        one.state, one.worker, one.due_at = "running", "dead", read_clock() + LEASE
    assert not run()
    make_due(database)
    assert run()
    assert read_all(database)[0].state == "sent"


def test_what_fails_tells_nobody(database, hook, contest):
    def fail():
        with database.transaction() as session:
            emit(session, contest, "essay.graded")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert read_all(database) == []


def test_old_messages_are_forgotten(database, hook, tell, run):
    tell()
    tell()
    run()
    with database.transaction() as session:
        for one in session.scalars(select(Delivery).where(Delivery.state == "sent")):
            one.finished_at = read_clock() - KEPT_FOR - timedelta(minutes=1)
    with database.transaction() as session:
        forget_deliveries(session)
    assert [one.state for one in read_all(database)] == ["pending"]


def test_waits_differ_from_message_to_message_and_never_grow_beyond_a_day():
    now = read_clock()
    at = {next_try(Delivery(id=f"msg_{n}", attempts=2), now, timedelta(0)) for n in range(50)}
    assert len(at) > 10
    late = next_try(Delivery(id="msg", attempts=1), now, timedelta(days=9))
    assert late is not None
    assert late - now <= timedelta(days=1) * 1.1
    assert next_try(Delivery(id="msg", attempts=len(WAITS) + 1), now, timedelta(0)) is None


def test_bodies_hold_ids_alone(database, hook, tell):
    tell("decision.made", batch="b", essay="e")
    (one,) = read_all(database)
    assert set(json.loads(one.body)) == {"type", "timestamp", "data"}
    assert set(json.loads(one.body)["data"]) == {"contest", "batch", "essay"}
