"""The page that checks a pasted draft."""

import re

import pytest
from fastapi import Request
from fastapi.testclient import TestClient

from api import drafts
from api.drafts import HEADERS, LONGEST_DRAFT, MOST_BYTES, create_draft_page
from grader.errors import InvalidConfig
from tests.conftest import SMALL_ESSAY


@pytest.fixture
def client(small_contest):
    with TestClient(create_draft_page(small_contest)) as client:
        yield client


def test_the_service_says_that_it_is_up(client):
    assert client.get("/healthz").json() == {"status": "ok", "contest": "harbour"}


def test_the_form_asks_the_contests_question(client):
    page = client.get("/")
    assert page.status_code == 200
    assert "Was the keeper Tom Hill treated fairly" in page.text
    assert re.search(r'<label for="draft">', page.text)
    assert re.search(r'<textarea id="draft" name="draft"', page.text)
    assert 'role="alert"' not in page.text


def test_a_draft_gets_its_report(client):
    page = client.post("/", data={"draft": SMALL_ESSAY})
    assert page.status_code == 200
    assert "A Lamp Gone Out" in page.text
    assert "1907" in page.text


def test_a_draft_may_hold_any_characters(client):
    page = client.post("/", data={"draft": "Żółw 🐢 שלום \x07 \u202e said “the lamp was out”.\r\nIn 1902 it was dark."})
    assert page.status_code == 200
    assert "\x07" not in page.text


def test_markup_in_a_draft_stays_text(client):
    page = client.post(
        "/", data={"draft": 'I think <script>alert(1)</script> "<img src=x onerror=alert(2)>" {{ 7 * 7 }}.'}
    )
    assert page.status_code == 200
    assert "<script" not in page.text
    assert "<img src=x" not in page.text
    assert "{{ 7 * 7 }}" in page.text


@pytest.mark.parametrize("data", [{}, {"draft": ""}, {"draft": "  \n "}, {"other": "x"}], ids=str)
def test_a_missing_draft_is_said_on_the_page(client, data):
    page = client.post("/", data=data, headers={} if data else {"content-length": "0"})
    assert page.status_code == 422
    assert 'role="alert"' in page.text
    assert "There is no draft yet" in page.text


def test_a_draft_without_words_comes_back_with_the_reason(client):
    page = client.post("/", data={"draft": "?! </> …"})
    assert page.status_code == 422
    assert "holds no words" in page.text
    assert "?! &lt;/&gt; …</textarea>" in page.text


def test_a_draft_that_is_too_long_is_refused(client):
    page = client.post("/", data={"draft": "a" * (LONGEST_DRAFT + 1)})
    assert page.status_code == 413
    assert f"longer than {LONGEST_DRAFT} characters" in page.text


@pytest.mark.parametrize(
    ("length", "status"),
    [(str(MOST_BYTES + 1), 413), ("9" * 5_000, 413), ("-1", 411), ("many", 411), ("²", 411)],
    ids=lambda x: str(x)[:9],
)
def test_a_request_that_is_too_large_is_not_read(length, status):
    scope = {"type": "http", "method": "POST", "headers": [(b"content-length", length.encode("latin-1"))]}
    refused = drafts._refuse(Request(scope))
    assert refused
    assert refused.status_code == status


def test_a_request_must_say_how_long_it_is(client):
    page = client.post("/", content=iter([b"draft=x"]), headers={"content-type": "application/x-www-form-urlencoded"})
    assert page.status_code == 411


@pytest.mark.parametrize(("method", "path"), [("GET", "/"), ("POST", "/"), ("GET", "/healthz"), ("GET", "/none")])
def test_every_answer_is_hardened(client, method, path):
    headers = client.request(method, path).headers
    assert {name: headers.get(name) for name in HEADERS} == HEADERS
    assert "default-src 'none'" in headers["content-security-policy"]


def test_there_is_nothing_else(client):
    assert [client.get(path).status_code for path in ("/docs", "/openapi.json", "/../pyproject.toml")] == [404] * 3
    assert client.put("/").status_code in {405, 411}


def test_an_unusable_contest_stops_the_start(tmp_path):
    with pytest.raises(InvalidConfig):
        create_draft_page(tmp_path)
