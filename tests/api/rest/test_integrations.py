"""The worked examples and the README's five commands against one real service with a real worker."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

import pytest

from grader.client import Grader
from tests.conftest import ROOT, SMALL_CONTEST, SMALL_ESSAY, SMALL_KEY, SMALL_SOURCE, skip_or_fail

EXAMPLES = ROOT / "samples" / "integrations"
PATH = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
Environment = dict[str, str]


def read_commands() -> tuple[str, list[str], str]:
    """The README's first command, the four others, and the service's address, at a port that is free."""
    section = (ROOT / "README.md").read_text(encoding="utf-8").partition("\n## REST\n")[2]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    block = re.findall(r"^```sh\n(.*?)^```", section, re.MULTILINE | re.DOTALL)[0].replace("8000", port)
    first, *others = block.splitlines()
    assert len(others) == 4
    return first, others, f"http://127.0.0.1:{port}"


@contextmanager
def serving(command: str, environment: Environment) -> Iterator[None]:
    """A service, from when it says that it is there."""
    process = subprocess.Popen(
        ["sh", "-c", f"exec {command}"], env=environment, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    assert process.stdout
    try:
        assert re.search(r"http://[\d.:]+", process.stdout.readline())
        yield
    finally:
        process.terminate()
        process.wait(20)
        process.stdout.close()


def run(environment: Environment, *command: str) -> str:
    """What a command prints."""
    done = subprocess.run(
        command, env=environment, cwd=environment["HERE"], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_readme_and_the_worked_examples_do_what_they_say(tmp_path, canvas):
    """All of them with one service: to start it takes longer than everything that is done with it."""
    if shutil.which("curl") is None:
        skip_or_fail("no curl is installed")
    first, others, url = read_commands()
    own = {**os.environ, "PATH": PATH, "GRADER_DATA": str(tmp_path / "data"), "HERE": str(tmp_path), "GRADER_URL": url}
    with serving(first, own):
        follow_the_readme(own, others)
        own["GRADER_KEY"] = run(own, "grader", "key", "create").strip()
        try_curl(own)
        try_python(own)
        try_canvas(own, canvas)


def follow_the_readme(own: Environment, commands: list[str]) -> None:
    (report,) = json.loads(run(own, "sh", "-euc", "\n".join(commands)))["items"]
    assert report["schema"] == "grader.report/1"


def try_curl(own: Environment) -> None:
    said = run(own, "sh", str(EXAMPLES / "curl.sh"))
    assert '"schema":"grader.report/1"' in said
    assert "essay-001" in said.splitlines()[-1]
    assert "Well begun." in said.splitlines()[-1]


def try_python(own: Environment) -> None:
    said = run(own, sys.executable, str(EXAMPLES / "python_example.py"))
    assert len(re.findall(r"^essay-00\d: .* suggested$", said, re.MULTILINE)) == 2
    assert len(re.findall(r"^1[78]: [\d.]+ of [\d.]+ decided$", said, re.MULTILINE)) == 2


def try_canvas(own: Environment, canvas: Any) -> None:
    """Canvas gets what the teacher decided and released, and nothing else."""
    with Grader(own["GRADER_URL"], own["GRADER_KEY"]) as grader:
        contest = make_contest(grader, Path(own["HERE"]))
        told = {"CANVAS_URL": f"http://127.0.0.1:{canvas.server_address[1]}", "CANVAS_TOKEN": "canvas-token"}
        there = {**own, **told, "CANVAS_COURSE": "5", "CANVAS_ASSIGNMENT": "9", "CONTEST": contest}
        script = (sys.executable, str(EXAMPLES / "canvas_example.py"))
        batch = run(there, *script, "send").strip()
        assert grader.wait_for_batch(batch)["progress"]["graded"] == 3
        essays = {essay["student"]["lms_user"]: essay["id"] for essay in grader.list_essays(batch)}
        assert set(essays) == {"101", "103", "104"}
        (report,) = [one for one in grader.wait_for_reports(batch) if one.essay.text == SMALL_ESSAY]
        assert report.total.max_points > 0
        for student in ("101", "103"):
            for criterion in grader.read_rubric(contest)["criterion"]:
                grader.decide(essays[student], "level", criterion["id"], criterion["level"][-1]["points"])
        assert run(there, *script, "grades", batch).strip() == "0"
        grader.decide(essays["103"], "release")
        assert run(there, *script, "grades", batch).strip() == "1"
        best = grader.read_standing(essays["103"])["max_points"]
    posted = (f"{canvas.assignment}/submissions/103", {"submission[posted_grade]": [f"{best:g}"]})
    assert canvas.grades == [posted]


def make_contest(grader: Grader, folder: Path) -> str:
    files = {"contest.toml": SMALL_CONTEST, "evidence.toml": SMALL_KEY, "harbour.txt": SMALL_SOURCE}
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    return str(grader.make_contest([folder / name for name in files], "The Lamp")["id"])


class Canvas(BaseHTTPRequestHandler):
    """As much of Canvas as the example uses: three submissions on two pages, a file, and grades."""

    server: Any

    def do_GET(self):
        if self.path == "/files/7":
            return self.answer(SMALL_ESSAY.encode())
        assert self.headers["Authorization"] == "Bearer canvas-token"
        here = f"http://127.0.0.1:{self.server.server_address[1]}"
        pages = {
            f"{self.server.assignment}/submissions?per_page=100": (
                [
                    {"id": 11, "user_id": 101, "workflow_state": "submitted", "body": "<p>Bread is good for you.</p>"},
                    {"id": 12, "user_id": 102, "workflow_state": "unsubmitted"},
                ],
                f'<{here}{self.server.assignment}/submissions?page=2>; rel="next"',
            ),
            f"{self.server.assignment}/submissions?page=2": (
                [
                    {
                        "id": 13,
                        "user_id": 103,
                        "workflow_state": "submitted",
                        "attachments": [{"filename": "lamp.txt", "url": f"{here}/files/7"}],
                    },
                    {"id": 14, "user_id": 104, "workflow_state": "graded", "body": "<p>The keeper slept.</p>"},
                ],
                "",
            ),
        }
        rows, link = pages[self.path]
        return self.answer(json.dumps(rows).encode(), link)

    def do_PUT(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.grades.append((self.path, parse_qs(body)))
        self.answer(b"{}")

    def answer(self, content, link=""):
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        if link:
            self.send_header("Link", link)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *told):
        """Says nothing."""


@pytest.fixture
def canvas():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Canvas)
    served: Any = server
    served.assignment, served.grades = "/api/v1/courses/5/assignments/9", []
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield served
    server.shutdown()
    thread.join()
    server.server_close()
