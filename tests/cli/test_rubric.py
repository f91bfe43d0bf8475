"""`grader rubric check` and `grader rubric show`."""

import pytest

from grader.shipped import shipped_folder

NAMES = sorted(p.stem for p in shipped_folder("rubrics").glob("*.toml"))


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_rubric_keeps_its_promises(grader, name):
    shown = grader("rubric", "check", name)
    assert (shown.status, shown.err) == (0, ""), shown.out
    assert ", 0 faults" in shown.out
    assert "sha256:" in shown.out


@pytest.mark.parametrize("name", NAMES)
def test_every_level_and_check_is_shown(grader, name):
    shown = grader("rubric", "show", name)
    assert shown.status == 0
    assert shown.out.count(", from 0.00: ") == shown.out.count("): ")
    assert "  check thesis, weight " in shown.out


def test_an_example_that_fails_is_told_with_status_1(grader, monkeypatch):
    monkeypatch.setattr("grader.checks.examples.find_faults", lambda check, _: [f"fault of {check.id}"])
    shown = grader("rubric", "check", "holistic-6")
    assert shown.status == 1
    assert "  fault of thesis\n" in shown.out


def test_a_rubric_may_be_a_file(grader, tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text((shipped_folder("rubrics") / "holistic-6.toml").read_text(encoding="utf-8"), encoding="utf-8")
    assert grader("rubric", "show", file).out == grader("rubric", "show", "holistic-6").out


@pytest.mark.parametrize("name", ["nothing", "../rubrics/holistic-6", "nothing.toml"])
def test_a_rubric_that_is_not_there_is_told(grader, name):
    shown = grader("rubric", "show", name)
    assert (shown.status, shown.out) == (2, "")
    assert shown.err.startswith(f"grader: {name}: there is no ")
