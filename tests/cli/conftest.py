"""How the tests of the command line call it."""

import os
import subprocess
import sys
from dataclasses import dataclass

import pytest

from grader.cli import main
from tests.conftest import ROOT, SMALL_ESSAY


@dataclass(frozen=True)
class Outcome:
    """What a call of the command line gave."""

    status: int
    out: str
    err: str


@pytest.fixture
def grader(monkeypatch, capsys):
    """Calls the command line in this process."""

    def call(*args):
        monkeypatch.setattr(sys, "argv", ["grader", *map(str, args)])
        with pytest.raises(SystemExit) as stop:
            main()
        shown = capsys.readouterr()
        assert isinstance(stop.value.code, int)
        return Outcome(stop.value.code, shown.out, shown.err)

    return call


def start_grader(*args, cwd=None, **variables):
    """Starts the command line in a process of its own; variables go to its environment."""
    return subprocess.Popen(
        [sys.executable, "-m", "grader.cli", *map(str, args)],
        cwd=cwd,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT), **variables},
    )


def read_folder(folder):
    """Every file below a folder with its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def add_essays(contest, count):
    """Writes essays e000.txt, e001.txt … into a contest folder."""
    for number in range(count):
        text = f"{SMALL_ESSAY}\nThis is draft {number} of the essay.\n"
        (contest / "essays" / f"e{number:03}.txt").write_text(text, encoding="utf-8")
