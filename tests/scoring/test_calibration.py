"""Learning a teacher's standard, and being honest about it."""

import numpy as np
import pytest

from grader.scoring.calibration import FEWEST_LEARNED, cross_validate, learn, prepare, suggest_unseen
from grader.scoring.doubt import LIKELY
from grader.scoring.measures import kappa
from grader.scoring.model_file import dump_model, identify, read_model_file
from grader.scoring.resampling import find_value
from tests.scoring.lessons import PAIR, RUBRIC, learn_model, make_class, make_lesson, score


def agree(lesson, suggested, column="total"):
    names = sorted(lesson.points[column])
    human = np.array([lesson.points[column][name] for name in names])
    return find_value(kappa(human, np.array([suggested[name][column].points for name in names])), len(names))


def test_what_was_learned_fits_essays_that_were_not_seen():
    lesson = make_lesson(150)
    suggested = cross_validate(lesson)
    assert set(suggested) == {one.essay for one in lesson.scored}
    assert agree(lesson, suggested) > 0.7


def test_shuffled_scores_teach_nothing():
    """No score of a held-out essay leaks into its suggestion."""
    essays, quality = make_class(120)
    shuffled = np.random.default_rng(1).permutation(score(quality))
    lesson = prepare(essays, {"total": {e.essay: float(p) for e, p in zip(essays, shuffled, strict=True)}}, RUBRIC)
    assert abs(agree(lesson, cross_validate(lesson))) < 0.3


def test_a_suggestion_does_not_know_the_score_that_it_is_compared_with():
    """Turning the score of a held-out essay round changes nothing that is suggested for it."""
    essays, quality = make_class(40)
    given = {e.essay: float(p) for e, p in zip(essays, score(quality), strict=True)}
    held = essays[7].essay
    known = frozenset(given) - {held}
    first, second = (
        suggest_unseen(prepare(essays, {"total": points}, RUBRIC), known, frozenset({held}))
        for points in (given, given | {held: 7 - given[held]})
    )
    assert first == second


def test_likely_ranges_hold_what_they_promise():
    lesson = make_lesson(200)
    suggested = cross_validate(lesson)
    held = [
        low <= lesson.points["total"][name] <= high
        for name, given in suggested.items()
        for low, high in [given["total"].ranges[LIKELY]]
    ]
    assert 0.85 <= np.mean(held) <= 0.98


def test_few_hand_scores_lean_on_the_prior_and_more_help():
    small, large = make_lesson(20, 100), make_lesson(100, 20)
    essays, quality = make_class(120)
    human = score(quality)
    found = []
    for lesson in (small, large):
        judged = learn_model(lesson).judge(essays)["total"]
        found.append(find_value(kappa(human, np.array([one.step + 1.0 for one in judged])), len(human)))
    assert 0.5 < (found[0] or 0) < (found[1] or 0)


def test_too_few_hand_scores_make_no_model():
    few, enough = (make_lesson(size, 20, columns=("thesis", "style")) for size in (FEWEST_LEARNED - 1, FEWEST_LEARNED))
    assert learn(few, "c") is None
    assert learn(enough, "c") is not None


def test_every_column_with_scores_is_learned_and_others_are_not():
    lesson = make_lesson(30, columns=("total", "thesis"))
    model = learn_model(lesson)
    assert [one.column for one in model.columns] == ["total", "thesis"]
    assert lesson.rubric is PAIR
    assert model.columns[0].points == tuple(float(p) for p in range(2, 13))


def test_a_model_lists_what_it_learned_from_and_nothing_else():
    model = learn_model(make_lesson(12, 5))
    assert model.learned == tuple((f"e{k:03}", f"sha256:{k}") for k in range(12))


def test_agreement_is_told_from_fifty_essays_on():
    assert learn_model(make_lesson(49)).agreement is None
    assert 0.4 < (learn_model(make_lesson(60)).agreement or 0) <= 1


def test_the_order_of_the_essays_changes_nothing():
    essays, quality = make_class(30)
    points = {"total": {e.essay: float(p) for e, p in zip(essays[:20], score(quality), strict=False)}}
    one, other = (learn_model(prepare(given, points, RUBRIC)) for given in (essays, essays[::-1]))
    assert identify(one) == identify(other)


@pytest.mark.parametrize("size", [9, 30, 120])
def test_suggestions_are_points_of_the_rubric_inside_their_range(size):
    lesson = make_lesson(size)
    for given in cross_validate(lesson).values():
        for one in given.values():
            low, high = one.ranges[LIKELY]
            assert low <= one.points <= high
            assert {low, one.points, high} <= {1, 2, 3, 4, 5, 6}


def test_equal_scores_for_all_are_no_obstacle():
    essays, _ = make_class(20)
    lesson = prepare(essays, {"total": {e.essay: 4.0 for e in essays}}, RUBRIC)
    judged = learn_model(lesson).judge(essays)["total"]
    assert np.mean([one.step + 1 for one in judged]) == pytest.approx(4, abs=1)


def test_without_hand_scores_the_total_is_what_is_usual_within_the_class():
    lesson = make_lesson(0, 40, columns=("total",))
    quality = make_class(40)[1]
    model = learn(lesson, "c")
    assert model is not None
    assert [column.column for column in model.columns] == ["total"]
    assert model.learned == ()
    told = model.judge(lesson.unscored)["total"]
    assert np.corrcoef([one.step for one in told], quality)[0, 1] > 0.6
    assert all(one.low < one.high for one in told)
    assert all("No hand scores" in one.reasons[0] for one in told)
    assert read_model_file(dump_model(model), "m").model.judge(lesson.unscored)["total"] == told
