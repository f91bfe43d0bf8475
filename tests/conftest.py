"""Fixtures shared by all tests."""

import gc
import os
import shutil
from pathlib import Path
from unittest.mock import Mock, patch

import pytest
from hypothesis import settings

from grader.cli import grading
from grader.contest import load_contest
from grader.documents import read_essay
from grader.pipeline import grade

settings.register_profile("untimed", deadline=None)  # a busy machine is no failure
settings.load_profile("untimed")

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "samples" / "show-trials"
WAITING = {"test_integrations.py", "test_interruption.py", "test_determinism.py", "test_packaging.py"}  # for processes


def skip_or_fail(reason: str) -> None:
    """Skips on a developer's machine; fails where nothing may be skipped."""
    if os.environ.get("GRADER_TEST_ALL"):
        pytest.fail(f"GRADER_TEST_ALL is set, but {reason}")
    pytest.skip(reason)


def pytest_collection_modifyitems(items):
    """Tests that take long and often wait begin first, so that no processor is idle at the end: those in a browser most."""
    items.sort(key=lambda item: (item.path.parent.name != "browser", item.path.name not in WAITING))


@pytest.fixture(scope="session", autouse=True)
def settled():
    """Lets the garbage collector pass over the program and the thousands of tests, which stay as long as the process.

    `keep_resident` would make it look through all of them for every contest of which a test grades the first essay
    (test_grading holds what it does).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000)
    with patch.object(grading, "gc", Mock(spec=gc)):
        yield


@pytest.fixture(scope="session")
def sample():
    """The sample contest."""
    return load_contest(SAMPLE)


@pytest.fixture(scope="session")
def sample_reports(sample):
    """Reports of the sample's essays, by id."""
    files = sorted((SAMPLE / "essays").iterdir())
    return {f.stem: grade(read_essay(f.read_bytes(), f.name, f.stem), sample) for f in files}


def write_small_contest(folder: Path) -> Path:
    """A new contest folder of one short source and two essays."""
    (folder / "essays").mkdir(parents=True)
    (folder / "contest.toml").write_text(SMALL_CONTEST, encoding="utf-8")
    (folder / "evidence.toml").write_text(SMALL_KEY, encoding="utf-8")
    (folder / "harbour.txt").write_text(SMALL_SOURCE, encoding="utf-8")
    (folder / "essays" / "ann.txt").write_text(SMALL_ESSAY, encoding="utf-8")
    (folder / "essays" / "ben.txt").write_text("Bread is good for you. I eat it daily.\n", encoding="utf-8")
    return folder


@pytest.fixture
def small_contest(tmp_path):
    """A contest folder of one short source that tests may change."""
    return write_small_contest(tmp_path / "contest")


def find_chromium() -> str | None:
    """The path of the system's Chromium, if there is one."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


SMALL_CONTEST = """\
id = "harbour"
title = "The Keeper's Lamp"
prompt = "Was the keeper Tom Hill treated fairly by the harbour council?"
rubric = "argument-essay"
evidence = "evidence.toml"

[rules]
words = { min = 30, max = 200 }

[[source]]
id = "harbour"
file = "harbour.txt"
title = "The Harbour Book"
"""
SMALL_KEY = """\
[[evidence]]
id = "A"
statement = "In 1902 the council dismissed the keeper Tom Hill because his lamp had gone out twice."
importance = 3

[[evidence]]
id = "B"
statement = "The fishermen collected signatures for the keeper, but the council refused to take him back."
"""
SMALL_SOURCE = """\
The Harbour Book

In the winter of 1902 the harbour council dismissed the keeper Tom Hill because he had let the lamp go out twice. The
fishermen collected 300 signatures and asked for his return, but the council refused.

The keeper's daughter Ada Hill wrote in her diary: "My father never slept while a boat was out." She moved to Norwich.
"""
SMALL_ESSAY = """\
A Lamp Gone Out

I believe that the council treated Tom Hill unfairly, because nobody listened to him.

In 1907 the harbour council dismissed the keeper Tom Hill, for the lamp had gone out twice. His daughter Ada Hill wrote:
"My father never slept while a ship was out." The fishermen gathered signatures, but the council would not have him back.

In conclusion, the council was unfair to the keeper.
"""
