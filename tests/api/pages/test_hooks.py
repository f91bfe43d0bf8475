"""Webhooks on a contest's page: added, tested, renewed, removed, and sent again what nobody took."""

import re
from dataclasses import replace

import pytest
from standardwebhooks import Webhook

from api.auth import read_key
from api.outbound import Outbound
from api.store.hook_tables import Delivery, Hook
from api.webhooks import delivering
from api.webhooks.delivering import deliver_once
from tests.api.conftest import send
from tests.api.pages.test_language import GERMAN, list_english
from tests.api.webhooks.receiver import receiving

SECRET = re.compile(r"whsec_[\w+/]+=")
ELSEWHERE = "https://lms.example/hook"


@pytest.fixture
def settings(settings):
    return replace(settings, reachable=("127.0.0.1",))


@pytest.fixture
def receiver():
    with receiving() as one:
        yield one


@pytest.fixture
def deliver(database, settings):
    def run():
        with Outbound(settings) as outbound:
            while deliver_once(database, read_key(settings.data), outbound, "test"):
                pass

    return run


@pytest.fixture
def page(teacher, make_contest):
    return f"{make_contest(teacher)}/hooks"


def add(teacher, page, url=ELSEWHERE, **fields):
    return send(teacher, page, {"url": url, "reach": "one", **fields}, page=page)


def press(teacher, page, **button):
    answer = send(teacher, page, button, page=page)
    assert answer.status_code in {200, 303}, answer.text
    return answer


def find_button(teacher, page, name):
    return re.findall(rf'name="{name}" value="(\w+)"', teacher.get(page).text)[0]


def test_a_secret_is_shown_once_and_signs_what_is_sent(teacher, page, receiver, deliver, database):
    assert "No program is told of anything yet." in teacher.get(page).text
    made = add(teacher, page, f"http://127.0.0.1:{receiver.port}/x", **{"essay.graded": "yes"})
    (secret,) = SECRET.findall(made.text)
    shown = teacher.get(page).text
    assert SECRET.findall(shown) == []
    assert "this contest · essay.graded" in shown
    press(teacher, page, test=find_button(teacher, page, "test"))
    deliver()
    assert Webhook(secret).verify(receiver.calls[0].body, receiver.calls[0].headers)["type"] == "hook.test"
    renewed = SECRET.findall(press(teacher, page, renew=find_button(teacher, page, "renew")).text)[0]
    assert renewed != secret
    assert "messages are signed with the earlier secret, too" in teacher.get(page).text
    press(teacher, page, delete=find_button(teacher, page, "delete"))
    with database.reading() as session:
        assert session.query(Hook).count() == session.query(Delivery).count() == 0
    log = teacher.get(page.replace("/hooks", "/log")).text
    for words in ("let a program be told of news", "renewed the secret", "ended telling a program of news"):
        assert words in log


def test_what_was_given_up_is_told_with_its_cause_and_sent_again(teacher, page, receiver, deliver, monkeypatch):
    monkeypatch.setattr(delivering, "WAITS", ())
    receiver.answers = [(500, {}, b""), (500, {}, b""), (500, {}, b"")]
    add(teacher, page, f"http://127.0.0.1:{receiver.port}/x", reach="all")
    for _ in range(3):
        press(teacher, page, test=find_button(teacher, page, "test"))
    deliver()
    assert "3 messages: given up" in " ".join(teacher.get(page).text.split())
    assert teacher.get(page).text.count("the receiver answered 500") == 3
    press(teacher, page, message=find_button(teacher, page, "message"))
    assert teacher.get(page).text.count("the receiver answered 500") == 2
    press(teacher, page, again=find_button(teacher, page, "again"))
    deliver()
    assert "given up" not in teacher.get(page).text
    assert len(receiver.calls) == 6


def test_a_hook_that_was_stopped_says_so_and_hears_again(teacher, page, receiver, deliver):
    receiver.answers = [(410, {}, b"")]
    add(teacher, page, f"http://127.0.0.1:{receiver.port}/x")
    press(teacher, page, test=find_button(teacher, page, "test"))
    deliver()
    assert "Nothing is sent any more:" in teacher.get(page).text
    press(teacher, page, again=find_button(teacher, page, "again"))
    deliver()
    assert "Nothing is sent any more:" not in teacher.get(page).text
    assert len(receiver.calls) == 2


@pytest.mark.parametrize("url", ["", "http://lms.example/x", "https://user:word@lms.example/", "https://[::1"])
def test_an_address_that_cannot_be_called_is_refused(teacher, page, url, database):
    answer = add(teacher, page, url)
    assert answer.status_code == 422
    with database.reading() as session:
        assert session.query(Hook).count() == 0


def test_nobody_sees_or_steers_what_is_anothers(teacher, make_teacher, make_contest, page):
    add(teacher, page, reach="all")
    hook = find_button(teacher, page, "renew")
    other = make_teacher("ben", "teacher")
    own = f"{make_contest(other)}/hooks"
    assert ELSEWHERE not in other.get(own).text
    for name in ("renew", "test", "delete", "again", "message"):
        assert send(other, own, {name: hook}, page=own).status_code == 404
    assert ELSEWHERE in teacher.get(page).text


def test_an_address_is_hostile_text(teacher, page):
    add(teacher, page, "https://lms.example/<script>alert(1)</script>")
    assert "<script>alert" not in teacher.get(page).text


def test_hooks_are_told_of_in_german(teacher, page, receiver, deliver, monkeypatch):
    monkeypatch.setattr(delivering, "WAITS", ())
    receiver.answers = [(503, {}, b"")]
    teacher.headers.update(GERMAN)
    assert list_english(teacher.get(page).text) == []
    made = add(teacher, page, f"http://127.0.0.1:{receiver.port}/x").text
    assert "Kopieren Sie dieses Geheimnis jetzt." in made
    press(teacher, page, test=find_button(teacher, page, "test"))
    deliver()
    shown = teacher.get(page).text
    assert "der Empfänger antwortete mit 503" in shown
    assert list_english(shown) == []
