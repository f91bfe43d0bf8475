"""The client and the worked examples against a real service with a real worker; the README's five commands as they stand."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

import pytest

from grader.client import Grader, RequestFailed
from tests.conftest import ROOT, SMALL_CONTEST, SMALL_ESSAY, SMALL_KEY, SMALL_SOURCE, skip_or_fail

EXAMPLES = ROOT / "samples" / "integrations"
BIN = Path(sys.executable).parent
PATH = f"{BIN}{os.pathsep}{os.environ['PATH']}"


def start(command, environment):
    """A service, once it says that it is there, and its address."""
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    assert process.stdout
    return process, re.findall(r"http://[\d.:]+", process.stdout.readline())[0]


def stop(process):
    process.terminate()
    process.wait(20)
    process.stdout.close()


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """What the examples are told: where a service is, and a key."""
    own = {**os.environ, "PATH": PATH, "GRADER_DATA": str(tmp_path_factory.mktemp("service"))}
    process, url = start(["grader", "start", "--no-browser", "--port", "0", "--workers", "1"], own)
    made = subprocess.run(["grader", "key", "create"], env=own, check=True, capture_output=True, text=True)
    yield {**own, "GRADER_URL": url, "GRADER_KEY": made.stdout.strip()}
    stop(process)


@pytest.fixture
def grader(environment):
    with Grader(environment["GRADER_URL"], environment["GRADER_KEY"]) as client:
        yield client


@pytest.fixture
def contest(grader, tmp_path):
    files = {"contest.toml": SMALL_CONTEST, "evidence.toml": SMALL_KEY, "harbour.txt": SMALL_SOURCE}
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    return grader.make_contest([tmp_path / name for name in files], "The Lamp")["id"]


def demand_curl():
    if shutil.which("curl") is None:
        skip_or_fail("no curl is installed")


def test_the_five_commands_of_the_readme_bring_a_report(tmp_path):
    demand_curl()
    section = (ROOT / "README.md").read_text(encoding="utf-8").partition("\n## REST\n")[2]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    block = re.findall(r"^```sh\n(.*?)^```", section, re.MULTILINE | re.DOTALL)[0].replace("8000", port)
    first, *others = block.splitlines()
    assert len(others) == 4
    own = {**os.environ, "PATH": PATH, "GRADER_DATA": str(tmp_path / "data")}
    process, _ = start(["sh", "-c", f"exec {first}"], own)
    try:
        done = subprocess.run(
            ["sh", "-euc", "\n".join(others)], env=own, cwd=tmp_path, check=True, capture_output=True, text=True
        )
    finally:
        stop(process)
    (report,) = json.loads(done.stdout)["items"]
    assert report["schema"] == "grader.report/1"


def test_the_example_with_curl(environment, tmp_path):
    demand_curl()
    done = subprocess.run(
        ["sh", str(EXAMPLES / "curl.sh")], env=environment, cwd=tmp_path, check=True, capture_output=True, text=True
    )
    assert '"schema":"grader.report/1"' in done.stdout
    assert "essay-001" in done.stdout.splitlines()[-1]
    assert "Well begun." in done.stdout.splitlines()[-1]


def test_the_example_in_python(environment):
    script = [sys.executable, str(EXAMPLES / "python_example.py")]
    done = subprocess.run(script, env=environment, check=True, capture_output=True, text=True)
    assert len(re.findall(r"^essay-00\d: .* suggested$", done.stdout, re.MULTILINE)) == 2
    assert len(re.findall(r"^1[78]: [\d.]+ of [\d.]+ decided$", done.stdout, re.MULTILINE)) == 2


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


def test_canvas_gets_what_the_teacher_decided_and_nothing_else(environment, grader, contest, canvas):
    told = {"CANVAS_URL": f"http://127.0.0.1:{canvas.server_address[1]}", "CANVAS_TOKEN": "canvas-token"}
    own = {**environment, **told, "CANVAS_COURSE": "5", "CANVAS_ASSIGNMENT": "9", "CONTEST": contest}

    def run(*words):
        script = [sys.executable, str(EXAMPLES / "canvas_example.py"), *words]
        return subprocess.run(script, env=own, check=True, capture_output=True, text=True).stdout.strip()

    batch = run("send")
    assert grader.wait_for_batch(batch)["progress"]["graded"] == 3
    essays = {essay["student"]["lms_user"]: essay["id"] for essay in grader.list_essays(batch)}
    assert set(essays) == {"101", "103", "104"}
    assert grader.read_report(essays["103"]).essay.text == SMALL_ESSAY
    assert run("grades", batch) == "0"
    for student in ("101", "103"):
        for criterion in grader.read_rubric(contest)["criterion"]:
            grader.decide(essays[student], "level", criterion["id"], criterion["level"][-1]["points"])
    assert run("grades", batch) == "0"
    grader.decide(essays["103"], "release")
    assert run("grades", batch) == "1"
    best = grader.read_standing(essays["103"])["max_points"]
    assert canvas.grades == [
        (f"{canvas.assignment}/submissions/103", {"submission[posted_grade]": [f"{best:g}"]}),
    ]


def test_the_client_does_the_whole_job(grader, contest, tmp_path):
    assert contest in [one["id"] for one in grader.list_contests()]
    assert grader.change_contest(contest, rules={"draft_feedback": "full"})["rules"]["draft_feedback"] == "full"
    assert any("Ada" in one["text"] for one in grader.list_passages(contest, "harbour"))
    (tmp_path / "log.txt").write_text("The lamp went out in 1902.", encoding="utf-8")
    added = [
        grader.add_source(contest, "The Log", tmp_path / "log.txt", kind="primary"),
        grader.add_source(contest, "A Diary", "It rained."),
    ]
    assert [(one["id"], one["kind"], one["passages"]) for one in added] == [
        ("the-log", "primary", 1),
        ("a-diary", "article", 1),
    ]
    grader.remove_source(contest, "a-diary")
    assert grader.read_contest(contest)["sources"] == 2
    changed = grader.edit_evidence(contest, lambda key: {**key, "evidence": key["evidence"][:1]})
    assert [one["id"] for one in changed["evidence"]] == ["A"]
    assert len(grader.edit_rubric(contest, lambda r: {**r, "criterion": r["criterion"][:2]})["criterion"]) == 2
    essay = tmp_path / "ann.txt"
    essay.write_text(SMALL_ESSAY, encoding="utf-8")
    batch = grader.hand_in_files(contest, [essay])["id"]
    (report,) = grader.wait_for_reports(batch)
    assert report.essay.text == SMALL_ESSAY
    assert len(report.evidence.items) == 1
    assert grader.export(batch, "csv").startswith(b"\xef\xbb\xbfessay")
    grader.release(batch)
    draft = grader.send_draft(contest, "pupil-1", SMALL_ESSAY)
    assert grader.wait_for_feedback(draft["id"]).essay.text == SMALL_ESSAY
    key = grader.make_key("mine", ["read"], [contest])
    grader.revoke_key(key["id"])
    (written,) = grader.list_essays(batch)
    grader.erase_student(written["id"])
    assert list(grader.list_essays(batch)) == []


def test_the_client_says_what_is_wrong_and_what_helps(environment, grader):
    with pytest.raises(RequestFailed, match="There is nothing here for this key") as refused:
        grader.read_contest("none")
    assert (refused.value.status, refused.value.remedy[:17]) == (404, "Check the address")
    with pytest.raises(RequestFailed, match="This key is unknown"), Grader(environment["GRADER_URL"], "grk_x") as other:
        other.make_sample()


def test_the_client_names_a_service_that_is_not_there(monkeypatch):
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    with Grader("http://127.0.0.1:9", "grk_x") as nobody, pytest.raises(RequestFailed, match="cannot be reached"):
        nobody.make_sample()
