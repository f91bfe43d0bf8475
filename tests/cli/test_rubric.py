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


def test_a_rubric_goes_out_and_comes_back(grader, tmp_path):
    table, back = tmp_path / "rubric.csv", tmp_path / "back.toml"
    assert grader("rubric", "export", "argument-essay", "--to", "canvas-csv", "--out", table).status == 0
    done = grader("rubric", "import", table, "--out", back)
    assert done.status == 0
    assert "grader rubric check" in done.out
    assert grader("rubric", "check", back).status == 0
    again = grader("rubric", "import", table, "--out", back)
    assert again.status == 2
    assert "a file already" in again.err


def test_of_several_rubrics_one_is_named(grader, tmp_path):
    head = "Rubric Name,Criteria Name,Criteria Description,Criteria Enable Range,Rating Name,Rating Description,Rating Points"
    rows = [f"{title},Claim,,false,Good,,2,Poor,,0" for title in ("One", "Two")]
    table = tmp_path / "two.csv"
    table.write_text("\n".join([head, *rows]), encoding="utf-8")
    done = grader("rubric", "import", table, "--out", tmp_path / "x.toml")
    assert done.status == 2
    assert "“One”, “Two”" in done.err
    assert grader("rubric", "import", table, "--out", tmp_path / "x.toml", "--name", "Two").status == 0
    assert 'title = "Two"' in (tmp_path / "x.toml").read_text(encoding="utf-8")


def test_a_table_that_is_no_rubric_is_refused(grader, tmp_path):
    table = tmp_path / "t.csv"
    table.write_text("a,b\n1,2\n", encoding="utf-8")
    done = grader("rubric", "import", table, "--out", tmp_path / "x.toml")
    assert done.status == 1
    assert "no table whose rows are criteria" in done.err
