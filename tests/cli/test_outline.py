"""`grader outline`."""

import tomllib

from tests.cli.conftest import read_folder


def test_a_draft_is_shown_and_nothing_is_written(grader, small_contest):
    before = read_folder(small_contest)
    shown = grader("outline", small_contest)
    assert shown.status == 0
    draft = tomllib.loads(shown.out)
    assert draft["status"] == "drafted"
    assert draft["evidence"]
    assert read_folder(small_contest) == before


def test_a_draft_is_written_where_it_should_be_and_can_be_used(grader, small_contest):
    target = small_contest / "draft.toml"
    assert grader("outline", small_contest, "--out", target).status == 0
    file = small_contest / "contest.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("evidence.toml", "draft.toml"), encoding="utf-8")
    assert grader("contest", "check", small_contest).status == 0


def test_an_existing_file_is_never_overwritten(grader, small_contest):
    before = read_folder(small_contest)
    shown = grader("outline", small_contest, "--out", small_contest / "evidence.toml")
    assert shown.status == 2
    assert "exists already" in shown.err
    assert "Name a new file" in shown.err
    assert read_folder(small_contest) == before


def test_the_result_is_the_same_without_a_key(grader, small_contest):
    with_key = grader("outline", small_contest).out
    file = small_contest / "contest.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('evidence = "evidence.toml"\n', ""), encoding="utf-8")
    assert grader("outline", small_contest).out == with_key


def test_a_key_that_is_still_missing_stops_nothing(grader, small_contest):
    key = small_contest / "evidence.toml"
    key.unlink()
    assert grader("outline", small_contest, "--out", key).status == 0
    assert grader("contest", "check", small_contest).status == 0
