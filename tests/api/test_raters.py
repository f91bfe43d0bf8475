"""Two raters: counts of levels, kappa from ten essays on, and a table that the command line reads."""

import pytest

from api.raters import Rater, compare_raters, write_scores
from grader.model import Criterion, Level, Rubric
from grader.scoring.hand_scores import read_hand_scores

LEVELS = tuple(Level(f"L{points}", points) for points in (1.0, 2.0, 3.0, 4.0))


@pytest.fixture
def rubric():
    criteria = tuple(Criterion(name, name.title(), "", (0.25, 0.5, 0.75), LEVELS, ()) for name in ("thesis", "style"))
    return Rubric("r", "R", criteria, "sha256:0")


def rate(name, *points):
    return Rater(name, {f"essay-{n:03}": {"thesis": float(p)} for n, p in enumerate(points, 1) if p})


def test_levels_are_counted_over_the_essays_of_both(rubric):
    (pair,) = compare_raters([rate("Ann", 1, 2, 3, 4, 0), rate("Jo", 1, 3, 1, 0, 2)], rubric)
    (row,) = pair.rows
    assert (pair.one, pair.other, row.label) == ("Ann", "Jo", "Thesis")
    assert (row.essays, row.same, row.one_apart, row.further, row.kappa) == (3, 1, 1, 1, "")


def test_kappa_is_told_from_ten_essays_on(rubric):
    points = [1, 2, 3, 4, 1, 2, 3, 4, 1, 2]
    (pair,) = compare_raters([rate("Ann", *points), rate("Jo", *points)], rubric)
    assert pair.rows[0].kappa == "1.00"
    (pair,) = compare_raters([rate("Ann", *points), rate("Jo", *reversed(points))], rubric)
    assert 0 < float(pair.rows[0].kappa) < 1
    (pair,) = compare_raters([rate("Ann", *([2] * 10)), rate("Jo", *([3] * 10))], rubric)
    assert pair.rows[0].kappa in {"", "0.00"}


def test_three_raters_are_three_pairs_and_one_is_none(rubric):
    three = [rate(name, 1, 2) for name in ("Ann", "Jo", "Kim")]
    assert [(p.one, p.other) for p in compare_raters(three, rubric)] == [("Ann", "Jo"), ("Ann", "Kim"), ("Jo", "Kim")]
    assert compare_raters(three[:1], rubric) == []
    assert compare_raters([rate("Ann", 1), rate("Jo", 0, 1)], rubric) == []


def test_the_table_is_what_the_command_line_reads(rubric, tmp_path):
    file = tmp_path / "scores.csv"
    file.write_bytes(write_scores(rate("Ann", 1, 2, 0), rate("Jo", 2, 0, 3), rubric))
    scores = read_hand_scores(file, rubric, {f"essay-00{n}": f"essay-00{n}.txt" for n in (1, 2, 3)})
    assert [(row.essay, dict(row.points), dict(row.second)) for row in scores.rows] == [
        ("essay-001", {"thesis": 1.0}, {"thesis": 2.0}),
        ("essay-002", {"thesis": 2.0}, {}),
    ]
    assert write_scores(Rater("", {}), None, rubric) == b"essay,thesis,style\n"
