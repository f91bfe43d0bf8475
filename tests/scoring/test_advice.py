"""A contest's own model in a report: what it replaces, what it says, and what it leaves as it was."""

import pytest

from grader.checks.check import Case
from grader.contest import load_contest
from grader.documents import read_essay
from grader.evidence.examination import examine
from grader.evidence.index import index_of
from grader.pipeline import grade
from grader.report import ModelInfo
from grader.scoring.advice import NOTES_FROM
from grader.scoring.calibration import learn, prepare
from grader.scoring.measured import measure_essay
from grader.scoring.model_file import StoredModel, identify
from grader.shipped import shipped_folder
from grader.text.reading import Reading

GOOD = (
    "The pump in Broad Street spread the cholera of 1854, because its water came from a dirty well. However, some people "
    "thought that bad air was the cause. For example, the brewers drank beer and stayed well, which shows that the water was "
    "to blame.\n\nTherefore the map was the best proof.\n\n"
)
POOR = "cholera is bad. peple dyed. they was sick. "


@pytest.fixture(scope="module")
def contest():
    return load_contest(shipped_folder("samples") / "broad-street")


def read(number, good, poor):
    return read_essay((GOOD * good + POOR * poor).encode(), f"{number}.txt", f"{number:02}")


@pytest.fixture(scope="module")
def essays():
    return [read(k, k % 5, 9 - k % 5) for k in range(14)]


def make_model(contest, essays, columns):
    measured = []
    for essay in essays:
        reading = Reading(essay, index_of(contest).known_names)
        measured.append(measure_essay(Case(reading, contest, examine(reading, contest))))
    most = {"total": sum(c.levels[-1].points for c in contest.rubric.criteria)}
    points = {
        name: {e.id: round(most.get(name, 4) * (1 + k % 5) / 5) for k, e in enumerate(essays)} for name in columns
    }
    model = learn(prepare(measured, points, contest.rubric), contest.id)
    assert model is not None
    return StoredModel(identify(model), model)


@pytest.fixture(scope="module")
def by_total(contest, essays):
    return make_model(contest, essays, ["total"])


def test_a_model_of_the_total_replaces_the_total_alone(contest, essays, by_total):
    plain, learned = grade(essays[3], contest), grade(essays[3], contest, model=by_total)
    assert [s.points for s in learned.scores] == [s.points for s in plain.scores]
    assert [s.range for s in learned.scores] == [s.range for s in plain.scores]
    assert learned.total != plain.total
    low, high = learned.total.range or (0, 0)
    assert low <= (learned.total.points or 0) <= high
    assert plain.model is None
    assert learned.model == ModelInfo(id=by_total.id, trained_on=14)


def test_a_model_tells_good_essays_from_poor_ones(contest, by_total):
    good, poor = (grade(read(50, g, p), contest, model=by_total).total for g, p in ((4, 5), (0, 9)))
    assert (good.points or 0) > (poor.points or 0)


def test_learned_criteria_replace_theirs_and_the_total_is_their_sum(contest, essays):
    rubric = contest.rubric.criteria
    model = make_model(contest, essays, [rubric[0].id])
    plain, learned = grade(essays[4], contest), grade(essays[4], contest, model=model)
    assert [s.points for s in learned.scores[1:]] == [s.points for s in plain.scores[1:]]
    assert learned.scores[0].level in [level.label for level in rubric[0].levels]
    assert learned.total.points == sum(s.points for s in learned.scores if s.points is not None)


def test_what_moved_the_score_is_said_in_findings(contest, essays, by_total):
    found = [f for f in grade(essays[0], contest, model=by_total).findings if f.check == NOTES_FROM]
    assert {f.tone for f in found} <= {"strength", "advice"}
    assert any("compared with the class" in f.message for f in found)
    assert all(f.span is None and f.criterion is None for f in found)


def test_an_essay_that_was_learned_from_says_so(contest, essays, by_total):
    said = "the model learned from this essay’s own hand score"
    new = read_essay((GOOD * 2 + POOR).encode(), "new.txt", "new")
    assert any(said in line for line in grade(essays[0], contest, model=by_total).not_checked)
    assert not any(said in line for line in grade(new, contest, model=by_total).not_checked)


def test_the_same_essay_and_model_give_the_same_bytes(contest, essays, by_total):
    assert grade(essays[1], contest, model=by_total).to_json() == grade(essays[1], contest, model=by_total).to_json()
