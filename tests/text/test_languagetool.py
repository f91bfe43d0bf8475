import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

import pytest

from grader.errors import InvalidConfig
from grader.text.languagetool import LanguageToolProofreader


def make_match(offset, length, category="TYPOS", *, replacements=("receive",)):
    rule = {"id": "SOME_RULE", "category": {"id": category}}
    shown = [{"value": one} for one in replacements]
    return {"offset": offset, "length": length, "message": "Possible mistake.", "replacements": shown, "rule": rule}


@contextmanager
def serve(body, status=200):
    """A server that answers every request so; yields its address and what it was asked."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            length = int(self.headers["Content-Length"])
            asked.append((self.path, parse_qs(self.rfile.read(length).decode("ascii"))))
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body if isinstance(body, bytes) else json.dumps(body).encode())

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_errors_come_with_offsets_in_code_points():
    text = "A 🙂 will recieve it."
    with serve({"matches": [make_match(10, 7)]}) as (url, asked):
        (error,) = LanguageToolProofreader(url).find_errors(text)
    assert text[slice(*error.span)] == "recieve"
    assert (error.kind, error.rule, error.suggestions) == ("spelling", "SOME_RULE", ("receive",))
    assert asked == [("/v2/check", {"text": [text], "language": ["en-US"]})]


@pytest.mark.parametrize(
    "match",
    [
        make_match(0, 3, "STYLE"), make_match(0, 3, "REDUNDANCY"), make_match(0, 3, "NEW"), make_match(0, 99),
        make_match(-1, 3), make_match(0, 0), make_match("x", 3), {"offset": 0}, [], None, "text",
        make_match(0, 3) | {"replacements": 5}, make_match(0, 3) | {"rule": None},
    ],
)  # fmt: skip
def test_opinions_and_nonsense_are_left_out(match):
    with serve({"matches": [match]}) as (url, _):
        assert LanguageToolProofreader(url).find_errors("They recieve it.") == []


def test_words_that_are_right_all_the_same_are_left_out():
    with serve({"matches": [make_match(0, 6), make_match(0, 6, "GRAMMAR")]}) as (url, _):
        reader = LanguageToolProofreader(url, is_right=lambda word: word == "colour")
        assert [error.kind for error in reader.find_errors("colour")] == ["grammar"]


@pytest.mark.parametrize(
    ("body", "status"),
    [({}, 200), (b"no json", 200), (b"[" * 100_000, 200), ([], 200), ({"matches": []}, 500), (b"", 302)],
)
def test_a_server_that_is_no_languagetool_is_named(body, status):
    with serve(body, status) as (url, _), pytest.raises(InvalidConfig) as caught:
        LanguageToolProofreader(url).find_errors("They came.")
    assert caught.value.file == url
    assert caught.value.remedy


def test_a_server_that_does_not_answer_is_named():
    with serve({}) as (url, _):
        pass
    with pytest.raises(InvalidConfig, match="did not answer"):
        LanguageToolProofreader(url, timeout_seconds=2).find_errors("They came.")


@pytest.mark.parametrize(
    "url", ["", "localhost:8081", "file:///etc/passwd", "ftp://host/", "http://", "http://[", "http://h:x"]
)
def test_only_http_addresses_are_taken(url):
    with pytest.raises(InvalidConfig, match="no address"):
        LanguageToolProofreader(url)
