"""`grader evaluate`: a run against hand scores."""

import json
import shutil

import pytest

from grader.cli.measuring import measure_class
from grader.contest import load_contest
from grader.intake import take_in
from grader.report import ModelInfo, Report
from grader.reports import render_scores_csv
from grader.scoring.calibration import learn, prepare
from grader.scoring.model_file import dump_model, identify
from tests.conftest import SAMPLE, SMALL_ESSAY


@pytest.fixture(scope="module")
def results(sample_reports, tmp_path_factory):
    """The sample's results.jsonl."""
    path = tmp_path_factory.mktemp("run") / "results.jsonl"
    path.write_text("".join(r.to_json() + "\n" for r in sample_reports.values()), encoding="ascii")
    return path


def test_counts_figures_and_files(grader, results, tmp_path):
    page, data = tmp_path / "e.html", tmp_path / "e.json"
    shown = grader("evaluate", SAMPLE, SAMPLE / "scores.csv", "--results", results, "--json", data, "--html", page)
    assert (shown.status, shown.err) == (0, "")
    words = " ".join(shown.out.split())
    found = json.loads(data.read_text(encoding="ascii"))
    total, thesis = found["columns"][:2]
    assert (found["schema"], found["how"], found["model"], found["left_out"]) == (
        "grader.evaluation/1",
        "run",
        None,
        [],
    )
    assert f"{total['essays']} essays: {total['counts']['same']} on the same level on average" in words
    assert "Fewer than 50 essays" in words
    assert total["two_humans"]["qwk"]["value"] > 0.95
    assert thesis["two_humans"] is None
    assert thesis["essays"] == 17
    assert "two humans" in words
    assert "How a Show Trial Is Made" in page.read_text(encoding="utf-8")


def test_the_same_run_gives_the_same_bytes(grader, results, tmp_path):
    for name in ("a", "b"):
        files = ("--json", tmp_path / f"{name}.json", "--html", tmp_path / f"{name}.html")
        grader("evaluate", SAMPLE, SAMPLE / "scores.csv", "--results", results, *files)
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_groups_of_the_table_are_shown(grader, results, tmp_path):
    lines = (SAMPLE / "scores.csv").read_text(encoding="utf-8").splitlines()
    table = [f"{line},{'group:grade' if not k else '9' if k % 2 else '10'}" for k, line in enumerate(lines)]
    (tmp_path / "scores.csv").write_text("\n".join(table), encoding="utf-8")
    shown = grader("evaluate", SAMPLE, tmp_path / "scores.csv", "--results", results)
    assert "grade: 10" in shown.out
    assert "DSM" in shown.out


def test_an_essay_without_a_report_is_named(grader, sample_reports, tmp_path):
    part = tmp_path / "results.jsonl"
    kept = [report for name, report in sample_reports.items() if name != "05"]
    part.write_text("".join(r.to_json() + "\n" for r in kept), encoding="ascii")
    shown = grader("evaluate", SAMPLE, SAMPLE / "scores.csv", "--results", part)
    assert shown.status == 1
    assert "left out: 05: it has no report in the results" in shown.out


def test_scores_that_a_model_learned_are_never_compared_with_its_teacher(grader, sample_reports, tmp_path):
    path = tmp_path / "results.jsonl"
    model = ModelInfo(id="sha256:abc", trained_on=17, agreement=0.9)
    path.write_text(
        "".join(r.model_copy(update={"model": model}).to_json() + "\n" for r in sample_reports.values()),
        encoding="ascii",
    )
    shown = grader("evaluate", SAMPLE, SAMPLE / "scores.csv", "--results", path)
    assert shown.status == 2
    assert "nobody knows whether the model learned from it" in shown.err


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text.replace("03,11", "03,99"), "scores.csv:4: 99 in the column `total` lies outside the rubric"),
        (lambda text: text.replace("\n03,", "\n33,"), "scores.csv:4: there is no essay “33”"),
        (lambda text: text.splitlines()[0] + "\n01,27,5,4,6,4,4,4,28\n", "fewer than two essays"),
    ],
)
def test_hand_scores_that_cannot_be_used_are_told(grader, results, tmp_path, change, said):
    text = (SAMPLE / "scores.csv").read_text(encoding="utf-8")
    (tmp_path / "scores.csv").write_text(change(text), encoding="utf-8")
    shown = grader("evaluate", SAMPLE, tmp_path / "scores.csv", "--results", results)
    assert shown.status == 2
    assert said in shown.err


def test_the_suggestions_themselves_are_no_hand_scores(grader, results, sample, sample_reports, tmp_path):
    (tmp_path / "scores.csv").write_text(render_scores_csv(list(sample_reports.values()), sample), encoding="utf-8")
    shown = grader("evaluate", SAMPLE, tmp_path / "scores.csv", "--results", results)
    assert shown.status == 2
    assert "the grader's own suggestions" in shown.err


def test_essays_of_a_changed_folder_are_still_known(grader, results, tmp_path):
    """A row may name an essay that lies in the contest's folder and was not graded."""
    contest = shutil.copytree(SAMPLE, tmp_path / "contest")
    (contest / "essays" / "18.txt").write_text("A short essay about the trials.\n", encoding="utf-8")
    with (contest / "scores.csv").open("a", encoding="utf-8") as table:
        table.write("18.txt,6,1,1,1,1,1,1,6\n")
    shown = grader("evaluate", contest, contest / "scores.csv", "--results", results)
    assert shown.status == 1
    assert "left out: 18" in shown.out


def test_essays_of_a_blind_contest_may_be_named_by_code_or_by_what_was_handed_in(grader, small_contest, tmp_path):
    toml = small_contest / "contest.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("[rules]", "[rules]\nblind = true"), encoding="utf-8")
    out = tmp_path / "out"
    assert grader("grade", small_contest, "--out", out).status == 0
    first, second = (
        json.loads(line)["essay"] for line in (out / "results.jsonl").read_text(encoding="ascii").splitlines()
    )
    for names in (("ann.txt", "ben"), (first["id"], second["file"])):
        (tmp_path / "scores.csv").write_text(f"essay,position\n{names[0]},2\n{names[1]},1\n", encoding="utf-8")
        shown = grader("evaluate", small_contest, tmp_path / "scores.csv", "--results", out / "results.jsonl")
        assert (shown.status, shown.err) == (0, "")
        assert "2 essays" in shown.out


def test_a_run_on_essays_that_lie_elsewhere_is_compared(grader, small_contest, tmp_path):
    (small_contest / "essays").rename(tmp_path / "elsewhere")
    assert grader("grade", small_contest, tmp_path / "elsewhere", "--out", tmp_path / "out").status == 0
    (tmp_path / "scores.csv").write_text("essay,position\nann.txt,2\nben.txt,1\n", encoding="utf-8")
    results = tmp_path / "out" / "results.jsonl"
    assert grader("evaluate", small_contest, tmp_path / "scores.csv", "--results", results).status == 0


def write_class(contest, count):
    """Essays e00, e01 … whose hand score says how much of the longest of them they hold."""
    paragraphs = [part for part in SMALL_ESSAY.split("\n\n") if part.strip()]
    rows = ["essay,position,group:half"]
    for number in range(count):
        points = 1 + number % 4
        text = "\n\n".join(paragraphs[:points]) + f"\n\nThe harbour was quiet on day {number}.\n"
        (contest / "essays" / f"e{number:02}.txt").write_text(text, encoding="utf-8")
        rows.append(f"e{number:02},{points},{'ab'[number % 2]}")
    (contest / "scores.csv").write_text("\n".join(rows), encoding="utf-8")
    return contest / "scores.csv"


def test_without_a_run_every_essay_is_scored_unseen(grader, small_contest, tmp_path):
    table = write_class(small_contest, 24)
    shown = grader("evaluate", small_contest, table, "--json", tmp_path / "e.json", "--html", tmp_path / "e.html")
    assert shown.status == 0, shown.err
    found = json.loads((tmp_path / "e.json").read_text(encoding="ascii"))
    (position,) = found["columns"]
    assert (found["how"], found["model"], position["essays"]) == ("cross_validation", None, 24)
    assert [row["nominal"] for row in position["ranges"]] == [0.9]
    assert [point["hand_scores"] for point in position["learning_curve"]] == [10]
    assert "After 10 hand scores: kappa" in shown.out
    assert "a model that learned from the hand scores of others alone" in (tmp_path / "e.html").read_text(
        encoding="utf-8"
    )
    again = grader("evaluate", small_contest, table, "--json", tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == (tmp_path / "e.json").read_bytes()
    assert again.out.replace("again.json", "e.json").splitlines()[:-1] == shown.out.splitlines()[:-2]


def test_scores_given_by_chance_are_not_agreed_with(grader, small_contest, tmp_path):
    """Were an essay judged by a model that had seen its score, these would seem to agree."""
    table = write_class(small_contest, 24)
    dealt = [4, 1, 3, 2, 2, 4, 1, 3, 3, 2, 4, 1, 1, 3, 2, 4, 4, 2, 3, 1, 3, 4, 2, 1]
    table.write_text("\n".join(["essay,position", *(f"e{k:02},{p}" for k, p in enumerate(dealt))]), encoding="utf-8")
    grader("evaluate", small_contest, table, "--json", tmp_path / "e.json")
    (position,) = json.loads((tmp_path / "e.json").read_text(encoding="ascii"))["columns"]
    kappa = position["agreement"]["qwk"]
    assert kappa["value"] < 0.4
    assert kappa["flag"] == "below 0.70"


def test_an_essay_that_cannot_be_read_is_named(grader, small_contest):
    table = write_class(small_contest, 12)
    (small_contest / "essays" / "e03.txt").write_bytes(b"")
    shown = grader("evaluate", small_contest, table)
    assert shown.status == 1
    assert "not read: e03.txt: the file is empty" in shown.err
    assert "left out: e03: it could not be read" in shown.out


def test_scored_essays_may_lie_elsewhere(grader, small_contest, tmp_path):
    table = write_class(small_contest, 12)
    (small_contest / "essays").rename(tmp_path / "elsewhere")
    shown = grader("evaluate", small_contest, table, "--essays", tmp_path / "elsewhere")
    assert (shown.status, "12 essays" in shown.out) == (0, True)


def test_too_few_hand_scores_are_told(grader, small_contest, results):
    table = write_class(small_contest, 9)
    shown = grader("evaluate", small_contest, table)
    assert shown.status == 2
    assert "9 hand scores are too few" in shown.err
    assert "Score at least 10, or compare a run with --results" in shown.err
    both = grader("evaluate", small_contest, table, "--results", results, "--essays", small_contest)
    assert (both.status, "give one of the two" in both.err) == (2, True)


def test_what_the_contests_model_learned_from_is_left_out_and_the_rest_compared(grader, small_contest, tmp_path):
    table = write_class(small_contest, 13)
    contest = load_contest(small_contest)
    points = {"position": {f"e{k:02}": float(1 + k % 4) for k in range(10)}}
    tasks = take_in((), small_contest / "essays").tasks
    lesson = prepare(measure_class(small_contest, contest, tasks, 1).essays, points, contest.rubric)
    model = learn(lesson, contest.id)
    assert model is not None
    (small_contest / "model.skops").write_bytes(dump_model(model))
    assert grader("grade", small_contest, "--out", tmp_path / "out").status == 0
    lines = [
        Report.model_validate_json(line) for line in (tmp_path / "out" / "results.jsonl").read_bytes().splitlines()
    ]
    info = ModelInfo(id=identify(model), trained_on=10)
    results = tmp_path / "results.jsonl"
    results.write_text("".join(r.model_copy(update={"model": info}).to_json() + "\n" for r in lines), encoding="ascii")
    shown = grader("evaluate", small_contest, table, "--results", results, "--json", tmp_path / "e.json")
    assert "left out: e00, e01, e02" in shown.out
    found = json.loads((tmp_path / "e.json").read_text(encoding="ascii"))
    assert [one["essay"] for one in found["left_out"]] == [f"e{k:02}" for k in range(10)]
    assert {one["reason"] for one in found["left_out"]} == {"the model learned from it"}
    assert [pair["essay"] for pair in found["columns"][0]["pairs"]] == ["e10", "e11", "e12"]
    assert found["model"]["id"] == info.id
    other = grader("evaluate", small_contest, table, "--results", results, "--model", tmp_path / "none.skops")
    assert (other.status, "there is no such model" in other.err) == (2, True)
    (small_contest / "model.skops").unlink()
    unknown = grader("evaluate", small_contest, table, "--results", results)
    assert (unknown.status, "nobody knows whether the model" in unknown.err) == (2, True)
