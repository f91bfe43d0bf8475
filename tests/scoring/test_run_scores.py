"""Advice read back from a run, and what a model learned from."""

import pytest

from grader.errors import InvalidConfig
from grader.report import Hashed, ModelInfo, Total
from grader.scoring.run_scores import find_learned, read_run
from tests.reports.builders import make_report
from tests.reports.lighthouse import make_contest

CONTEST = make_contest()


def write(tmp_path, *reports, more=""):
    path = tmp_path / "results.jsonl"
    path.write_text("".join(report.to_json() + "\n" for report in reports) + more, encoding="ascii")
    return path


def make_known(essay_id="07", **changes):
    """A report of this contest and rubric."""
    rubric = Hashed(id=CONTEST.rubric.id, hash=CONTEST.rubric.hash)
    contest = Hashed(id=CONTEST.id, hash=CONTEST.hash)
    return make_report(essay_id, contest=contest, rubric=rubric, model=None).model_copy(update=changes)


def test_points_and_ranges_are_taken_by_column(tmp_path):
    report = make_known()
    (one,) = read_run(write(tmp_path, report), CONTEST)
    scored = {s.criterion: s.points for s in report.scores if s.points is not None}
    assert {name: found.points for name, found in one.suggestions.items() if name != "total"} == scored
    assert (one.essay, one.hash, one.model) == ("07", report.essay.hash, None)
    ranges = [list(found.ranges) for found in one.suggestions.values()]
    assert all(shares == [0.8] for shares in ranges)


def test_a_total_over_some_criteria_is_no_total(tmp_path):
    whole, part = make_known("01"), make_known("02")
    whole = whole.model_copy(update={"scores": [s for s in whole.scores if s.points is not None]})
    part = part.model_copy(
        update={"scores": whole.scores[:1], "total": Total(points=3, max_points=5, range=(2, 4), confidence=0.5)}
    )
    contest_criteria = len(CONTEST.rubric.criteria)
    found = {one.essay: one.suggestions for one in read_run(write(tmp_path, whole, part), CONTEST)}
    assert ("total" in found["01"]) == (len(whole.scores) == contest_criteria)
    assert "total" not in found["02"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"contest": Hashed(id="other", hash="x")}, "scores of another contest, `other`"),
        ({"rubric": Hashed(id="argument", hash="sha256:old")}, "the rubric is no longer"),
    ],
)
def test_scores_of_another_contest_or_rubric_are_refused(tmp_path, changes, said):
    with pytest.raises(InvalidConfig, match=said):
        read_run(write(tmp_path, make_known(**changes)), CONTEST)


def test_what_is_no_run_is_told(tmp_path):
    with pytest.raises(InvalidConfig, match=r"results\.jsonl:2: this line is no report"):
        read_run(write(tmp_path, make_known(), more="{}\n"), CONTEST)
    with pytest.raises(InvalidConfig, match="holds no report"):
        read_run(write(tmp_path), CONTEST)
    with pytest.raises(InvalidConfig, match="there is no such file"):
        read_run(tmp_path / "none.jsonl", CONTEST)


def test_what_a_model_learned_from_is_found_by_id_and_by_hash(tmp_path):
    model = ModelInfo(id="m1", trained_on=2, agreement=0.8)
    reports = [make_known(name, model=model) for name in ("01", "02", "03")]
    reports[1] = reports[1].model_copy(update={"essay": reports[1].essay.model_copy(update={"hash": "sha256:seen"})})
    reports.append(make_known("04"))
    run = read_run(write(tmp_path, *reports), CONTEST)
    assert {share for found in run[0].suggestions.values() for share in found.ranges} == {0.9}
    found = find_learned(run, {"m1": frozenset({"01", "sha256:seen"})})
    assert found == dict.fromkeys(["01", "02"], "the model learned from it")
    unknown = find_learned(run, {})
    assert sorted(unknown) == ["01", "02", "03"]
    assert "nobody knows" in unknown["03"]
