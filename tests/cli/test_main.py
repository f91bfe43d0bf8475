"""The command line as a whole: help, wrong use, and what it writes to which stream."""

from importlib.metadata import entry_points

import pytest

from grader.cli import ADDED, COMMANDS
from tests.cli.conftest import start_grader


def test_help_lists_every_command(grader):
    shown = grader("--help")
    assert shown.status == 0
    assert [name for name in [*COMMANDS, *ADDED] if f"\n  {name} " not in shown.out] == []


@pytest.mark.parametrize("name", [*COMMANDS, *ADDED])
def test_every_command_has_its_own_help(grader, name):
    shown = grader(name, "--help")
    assert shown.status == 0
    assert f"Usage: grader {name}" in shown.out


def test_the_help_tells_of_every_command_that_the_service_adds():
    assert {point.name: point.load().short_help for point in entry_points(group="grader.commands")} == ADDED


def test_the_version_is_told(grader):
    shown = grader("--version")
    assert (shown.status, shown.out) == (0, "grader, version 0.1.0\n")


@pytest.mark.parametrize(
    "args",
    [
        ("grad",),
        ("grade",),
        ("grade", "x"),
        ("grade", "x", "--out", "y", "--worker", "many"),
        ("grade", "x", "--out", "y", "--workers", "0"),
        ("grade", "x", "--out", "y", "--resume", "--force"),
        ("check", "x"),
        ("check", "x", "y", "--format", "pdf"),
        ("rubric", "draw", "x"),
        ("contest",),
        ("--colour",),
    ],
    ids=" ".join,
)
def test_wrong_use_is_told_with_status_2(grader, args):
    shown = grader(*args)
    assert shown.status == 2
    assert shown.out == ""
    assert "Usage: grader" in shown.err
    assert "Traceback" not in shown.err


@pytest.mark.parametrize(
    "args",
    [("check", "nowhere", "x"), ("contest", "check", "nowhere"), ("grade", "nowhere", "--out", "never")],
    ids=str,
)
def test_a_contest_that_is_not_there_is_told_with_status_2(grader, args, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shown = grader(*args)
    assert shown.status == 2
    assert shown.err.startswith("grader: nowhere")
    assert "there is no contest here" in shown.err
    assert list(tmp_path.iterdir()) == []


def test_an_error_of_the_system_is_told_without_a_traceback(grader, small_contest, monkeypatch):
    def fail(*_):
        raise OSError(28, "No space left on device", "results.jsonl")

    monkeypatch.setattr("grader.cli.folder.Folder.finish", fail)
    shown = grader("grade", small_contest, "--out", small_contest.parent / "out")
    assert shown.status == 2
    assert shown.err.endswith("grader: results.jsonl: No space left on device\n")


def test_output_is_utf_8_whatever_the_system_would_take(small_contest):
    draft = "Ada Hill said “my father never slept” — Страх 🙂."
    checking = start_grader("check", small_contest, "-", "--format", "html", PYTHONIOENCODING="cp1252", PYTHONUTF8="0")
    out, err = checking.communicate(draft.encode())
    assert (checking.returncode, err) == (0, b"")
    assert "Страх 🙂".encode() in out
    assert b"\r" not in out
