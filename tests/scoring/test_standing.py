"""One column's standard: ranges, risk, reasons to look, and what moved a score."""

import numpy as np
import pytest

from grader.scoring.alignment import Alignment, find_alignment
from grader.scoring.doubt import find_masses, find_range, find_risk, learn_doubt, steps_of_level
from grader.scoring.measured import tabulate
from grader.scoring.moves import Move, find_moves, write_notes
from grader.scoring.points import find_points, place_points
from grader.scoring.prior import shipped_prior
from grader.scoring.release import find_limits
from grader.scoring.standard import Standard, find_standard
from tests.scoring.lessons import PAIR, RUBRIC, learn_model, make_class, make_lesson


def test_points_of_a_total_go_from_the_fewest_to_the_most():
    assert find_points(RUBRIC, "total") == (1, 2, 3, 4, 5, 6)
    assert find_points(PAIR, "total") == tuple(range(2, 13))
    assert find_points(PAIR, "style") == (1, 2, 3, 4, 5, 6)


@pytest.mark.parametrize(("points", "place"), [(1, 1 / 12), (6, 11 / 12), (3.5, 0.5), (0, 1 / 12), (9, 11 / 12)])
def test_points_lie_in_the_middle_of_their_part(points, place):
    assert place_points(points, (1, 2, 3, 4, 5, 6)) == pytest.approx(place)


def test_alignment_gives_the_ends_of_the_scale_again():
    given = np.array([0.1, 0.3, 0.5, 0.7, 0.9] * 10)
    unsure = 0.5 + 0.5 * (given - 0.5) + np.random.default_rng(0).normal(size=50) * 0.14
    line = find_alignment(unsure, unsure, given, 0.13, 5)
    spread = line.spread(unsure)
    assert line.slope > 1.25
    assert spread.std() == pytest.approx(given.std(), rel=0.25)
    assert set(line.decide(spread)) == {0, 1, 2, 3, 4}


def test_decisions_are_taken_on_four_decimals():
    line = Alignment(0.5, 1.0, 5)
    assert list(line.decide(np.array([0.39999, 0.39994, -0.2, 1.3]))) == [2, 1, 0, 4]


def test_a_range_holds_the_suggested_step():
    assert find_range(0.5, 0.0, 2, 5) == (2, 2)
    assert find_range(0.5, 0.21, 2, 5) == (1, 3)
    assert find_range(0.98, 0.3, 4, 5) == (3, 4)
    assert find_range(-0.3, 0.25, 0, 5) == (0, 1)
    assert find_range(1.4, 0.25, 4, 5) == (3, 4)


def test_masses_are_probabilities_and_risk_is_what_lies_two_levels_off():
    masses = find_masses(0.5, 0.15, 6)
    assert sum(masses) == pytest.approx(1)
    assert find_risk(0.5, 0.15, 3, 6) == pytest.approx(masses[0] + masses[1] + masses[5])
    assert [steps_of_level(n) for n in (4, 6, 11, 31)] == [1, 1, 2, 6]


def test_doubt_grows_where_unseen_essays_were_placed_amiss():
    random = np.random.default_rng(0)
    rows = random.normal(size=(300, len(shipped_prior().coefficients))) / 3
    rows[:, 0] = np.repeat([-2.0, 2.0], 150)
    given = np.full(300, 0.5)
    unseen = given + random.normal(size=300) * np.repeat([0.02, 0.2], 150)
    measured = learn_doubt(rows, unseen, given).measure(rows, rows, unseen, is_learned=True)
    assert measured[150:].mean() > 2 * measured[:150].mean()


def limit(risks, gross, told=None, levels=5):
    told = np.zeros(len(risks), int) if told is None else told
    return find_limits(risks, gross, told, np.zeros(len(risks)), levels).risks


def test_the_limit_keeps_gross_errors_out():
    for size, most in ((100, 0.5), (200, 0.8)):
        risks, gross = np.linspace(0, 0.019, size), np.zeros(size, bool)
        free = limit(risks, gross)
        gross[120 % size] = True
        assert free == pytest.approx([np.quantile(risks, most)] * 5, abs=1e-4)
        assert limit(risks, gross) == pytest.approx([risks[120 % size]] * 5, abs=1e-5)


def test_a_level_whose_suggestions_were_gross_errors_is_withheld_and_others_are_not():
    risks, told = np.tile(np.linspace(0, 0.1, 200), 2), np.repeat([0, 1], 200)
    gross = (told == 1) & (np.arange(400) % 20 == 0)
    low, high = limit(risks, gross, told, levels=2)
    assert (low, high) == (0.02, 0.0)


def test_too_few_suggestions_of_a_level_show_nothing():
    told = np.repeat([0, 1], [380, 20])
    assert limit(np.zeros(400) + np.arange(400) / 1e5, np.zeros(400, bool), told, levels=2)[1] == 0


def test_a_small_class_leans_on_the_reference():
    reference = Standard(np.zeros(2), np.ones(2))
    values = np.array([[10.0, 10.0]] * 3)
    few, many = find_standard(values, reference), find_standard(np.repeat(values, 100, axis=0), reference)
    assert 0 < few.mean[0] < 3
    assert 9 < many.mean[0] < 10
    assert find_standard(values[:0], reference) is reference


@pytest.fixture(scope="module")
def model():
    return learn_model(make_lesson(120))


def test_an_essay_unlike_all_others_says_so(model):
    essays, _ = make_class(5, seed=9)
    strange = essays[0].values + 50 * shipped_prior().reference.spread * np.sign(
        np.arange(len(essays[0].values)) % 2 - 0.5
    )
    odd = type(essays[0])("odd", "sha256:odd", strange, essays[0].wording)
    reasons = model.judge([odd])["total"][0].reasons
    assert "Unlike any essay that the scores were learned from." in reasons


def test_moves_add_up_to_about_the_distance_from_a_usual_essay(model):
    standard, prior = model.columns[0], shipped_prior()
    essays, _ = make_class(30, seed=4)
    rows = model.standard.apply(tabulate(essays))
    usual = standard.regression.place_features(np.zeros((1, rows.shape[1])), np.zeros(1))[0]
    moved, placed = [], []
    for row, essay in zip(rows, essays, strict=True):
        moves = find_moves(standard, row, essay.wording, prior)
        moved.append(sum(move.shift for move in moves if move.group != "wording"))
        placed.append(standard.regression.place_features(row[None, :], prior.judge(row[None, :]))[0] - usual)
    assert np.corrcoef(moved, placed)[0, 1] > 0.9


def test_notes_say_what_raised_and_lowered_and_never_ask_for_more_words(model):
    moves = [
        Move("length", "length", "the length of the essay", -0.2, is_above=False),
        Move("conventions", "spelling_errors", "how many words are misspelt", -0.1, is_above=True),
        Move("argument", "reasons", "the share of sentences that say why", 0.1, is_above=True),
    ]
    raised, lowered = write_notes(model.columns[0], moves, 2, [f"level {k}" for k in range(6)])
    assert raised.tone == "strength"
    assert "say why: above the usual" in raised.message
    assert "misspelt: above the usual" in lowered.message
    assert lowered.action == "Towards “level 3”: Proofread: spelling, grammar and marks."
    assert write_notes(model.columns[0], [], 2, []) == []
