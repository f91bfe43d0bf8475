"""`grader calibrate`, and `grader grade` with the model that it wrote."""

import json
import shutil

import pytest
from click.testing import CliRunner

from grader.cli import group
from grader.shipped import shipped_folder


def run(*args):
    return CliRunner().invoke(group, [str(arg) for arg in args])


@pytest.fixture(scope="module")
def contest(tmp_path_factory):
    folder = tmp_path_factory.mktemp("calibrate") / "broad-street"
    shutil.copytree(shipped_folder("samples") / "broad-street", folder)
    done = run("calibrate", folder, folder / "scores.csv", "--suggest", 3)
    assert done.exit_code == 0, done.output
    (folder / "said.txt").write_text(done.output, encoding="utf-8")
    return folder


def read_reports(out):
    return [json.loads(line) for line in (out / "results.jsonl").read_text(encoding="utf-8").splitlines()]


def test_a_model_is_written_and_told_of(contest):
    said = (contest / "said.txt").read_text(encoding="utf-8")
    assert (contest / "model.skops").stat().st_size > 1000
    assert "from 9 essays" in said
    assert "every essay has a hand score already" in said


def test_the_model_holds_no_words_of_the_essays(contest):
    content = (contest / "model.skops").read_bytes()
    assert b"cholera" not in content
    assert b"pump" not in content


def test_learning_again_writes_the_same_bytes(contest, tmp_path):
    assert run("calibrate", contest, contest / "scores.csv", "--out", tmp_path / "m").exit_code == 0
    assert (tmp_path / "m").read_bytes() == (contest / "model.skops").read_bytes()


def test_grading_uses_the_model_unless_it_is_told_not_to(contest, tmp_path):
    assert run("grade", contest, "--out", tmp_path / "with").exit_code == 0
    assert run("grade", contest, "--out", tmp_path / "without", "--no-model").exit_code == 0
    learned, plain = read_reports(tmp_path / "with"), read_reports(tmp_path / "without")
    assert {r["model"]["trained_on"] for r in learned} == {9}
    assert {r["model"] for r in plain} == {None}
    assert [r["total"] for r in learned] != [r["total"] for r in plain]


def test_reports_of_another_model_are_not_kept(contest, tmp_path):
    assert run("grade", contest, "--out", tmp_path / "out", "--no-model").exit_code == 0
    assert run("grade", contest, "--out", tmp_path / "out", "--resume").exit_code == 0
    assert {r["model"]["trained_on"] for r in read_reports(tmp_path / "out")} == {9}


def test_few_hand_scores_lean_on_what_is_usual_and_say_what_to_score(contest, tmp_path):
    few = tmp_path / "scores.csv"
    few.write_text("essay,total\n01,20\n03,8\n", encoding="utf-8")
    done = run("calibrate", contest, few, "--out", tmp_path / "m", "--suggest", 4)
    assert done.exit_code == 0
    assert "learned total from 2 essays" in done.output
    assert "what is usual for such essays" in done.output
    assert done.output.count("tells most of the others") == 2
    assert done.output.count("drawn by chance") == 2


def test_few_scores_of_one_criterion_write_nothing(contest, tmp_path):
    few = tmp_path / "scores.csv"
    few.write_text("essay,language\n01,3\n03,2\n", encoding="utf-8")
    done = run("calibrate", contest, few, "--out", tmp_path / "m")
    assert done.exit_code == 0
    assert not (tmp_path / "m").exists()
    assert "too few" in done.output


def test_a_class_without_hand_scores_is_placed_by_what_is_usual(contest, tmp_path):
    done = run("calibrate", contest, "--out", tmp_path / "m")
    assert done.exit_code == 0, done.output
    assert run("grade", contest, "--model", tmp_path / "m", "--out", tmp_path / "out").exit_code == 0
    reports = read_reports(tmp_path / "out")
    assert {r["model"]["trained_on"] for r in reports} == {0}
    assert all(any("No hand scores" in reason for reason in r["review"]["reasons"]) for r in reports)
    assert all(r["total"]["range"][0] < r["total"]["range"][1] for r in reports)


def test_a_model_of_another_rubric_is_refused(contest, tmp_path):
    folder = tmp_path / "other"
    shutil.copytree(contest, folder)
    toml = folder / "contest.toml"
    text = toml.read_text(encoding="utf-8")
    toml.write_text(text.replace('"argument-essay"', '"holistic-6"'), encoding="utf-8")
    done = run("grade", folder, "--out", tmp_path / "out")
    assert done.exit_code != 0
    assert "no longer the one" in str(done.exception)


def test_a_model_and_none_cannot_both_be_wanted(contest, tmp_path):
    done = run("grade", contest, "--out", tmp_path / "o", "--model", contest / "model.skops", "--no-model")
    assert done.exit_code == 2
