"""Material is read outside the web process, once, and kept as the engine knows it."""

import os
from dataclasses import asdict

import pytest

from api.material import READER, Reader, read_contest
from grader.contest import load_contest
from grader.errors import InvalidConfig
from tests.conftest import SAMPLE


def break_down():
    os._exit(3)


def who_reads():
    return os.getpid()


def test_another_process_reads():
    assert READER.run(who_reads) != os.getpid()


def test_errors_come_back_as_they_are(tmp_path):
    with pytest.raises(InvalidConfig, match="there is no contest here"):
        READER.run(load_contest, tmp_path)


def test_what_breaks_the_reader_is_told_and_the_next_file_is_read():
    reader = Reader()
    with pytest.raises(InvalidConfig, match="broke the program"):
        reader.run(break_down)
    assert reader.run(who_reads) != os.getpid()


@pytest.mark.parametrize("name", ["show-trials", "broad-street"])
def test_a_contest_is_the_same_when_it_was_kept(tmp_path, name):
    folder = tmp_path / "version"
    folder.symlink_to(SAMPLE.parent / name)
    first, again = read_contest(folder), read_contest(folder)
    whole = load_contest(SAMPLE.parent / name)
    assert asdict(first) == asdict(again) == asdict(whole)
    assert len(list(tmp_path.glob("*.json"))) == 1
