import tomllib

import pytest

from grader.checks import CHECKS
from grader.drafting.rubric_table import find_criteria, guess_checks, write_rubric
from grader.rubric import load_rubric

KNOWN = frozenset(check.id for check in CHECKS)
GRID = [
    ["Criteria", "Excellent (4 points)", "Good (3)", "Poor (1)", "Points earned"],
    ["Thesis: a clear claim", "Exact", "Clear", "None", ""],
    ["Grammar", "No slips", "Few", "Many", ""],
    ["Total", "", "", "", ""],
]
CANVAS = [
    [
        "Rubric Name",
        "Criteria Name",
        "Criteria Description",
        "Criteria Enable Range",
        "Rating Name",
        "Rating Description",
    ]
    + ["Rating Points"] * 3,
    ["Essay", "Evidence", "Facts used", "false", "Full", "Much", "1,75", "None", "Nothing", "0"],
    ["Essay", "Order", "", "false", "Full", "Clear", "2"],
    ["Other", "Evidence", "", "false", "Full", "", "3", "None", "", "0"],
]


def show(criteria):
    return [(c.label, [(level.label, level.points) for level in c.levels]) for c in criteria]


def test_rows_are_criteria_and_columns_levels():
    levels = [("Poor", 1.0), ("Good", 3.0), ("Excellent", 4.0)]
    criteria = find_criteria([[["Class 10"]], GRID])
    assert show(criteria) == [("Thesis", levels), ("Grammar", levels)]
    assert criteria[0].description == "a clear claim"


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        (["4", "3", "2"], [("2", 2), ("3", 3), ("4", 4)]),
        (["Excellent", "Fair", "Poor"], [("Poor", 1), ("Fair", 2), ("Excellent", 3)]),
        (["Emerging", "Secure", "Strong"], [("Emerging", 1), ("Secure", 2), ("Strong", 3)]),
        (["10-8 points", "7-5 points", "4-0 points"], [("4-0 points", 4), ("7-5 points", 7), ("10-8 points", 10)]),
        (["1 – Weak", "2 – Fair", "3 – Good"], [("Weak", 1), ("Fair", 2), ("Good", 3)]),
    ],
)
def test_levels_are_put_in_order_lowest_first(heads, expected):
    (criterion,) = find_criteria([[["", *heads], ["Order", "a", "b", "c"]]])
    assert show([criterion])[0][1] == expected


def test_points_may_stand_in_the_cells():
    (criterion,) = find_criteria([[["Criterion", "High", "Low"], ["Order", "5 – all clear", "2 – hardly"]]])
    assert show([criterion])[0][1] == [("Low", 2), ("High", 5)]


def test_a_canvas_export_is_read_by_position():
    assert show(find_criteria([CANVAS])) == [("Evidence", [("None", 0.0), ("Full", 1.75)])]


@pytest.mark.parametrize("table", [[], [["a", "b"]], [["Name", "Points"], ["Ann", "3"]], [[""], [""]]])
def test_other_tables_are_no_rubrics(table):
    assert find_criteria([table]) == []


@pytest.mark.parametrize(
    ("label", "check"),
    [
        ("Thesis statement", "thesis"),
        ("Use of evidence", "source_coverage"),
        ("Counterargument", "counterargument"),
        ("Mechanics", "conventions"),
        ("Organization", "organization"),
        ("Works cited", "citations"),
        ("Analysis", "explanation"),
        ("Factual accuracy", "consistency"),
        ("Word choice", "style"),
    ],
)
def test_checks_are_guessed_from_the_name(label, check):
    (criterion,) = find_criteria([[["", "Good", "Poor"], [label, "a", "b"]]])
    assert check in guess_checks(criterion, KNOWN)


def test_what_is_guessed_exists():
    (criterion,) = find_criteria([[["", "Good", "Poor"], ["Teamwork", "a", "b"]]])
    assert guess_checks(criterion, KNOWN) == []


def test_the_file_loads(tmp_path):
    hostile = [["", "Good [x]", 'Po"or\\'], ["Order\n]]", 'a """ b', "\x01"], ["Order", "a", "b"]]
    path = tmp_path / "rubric.toml"
    path.write_text(write_rubric(find_criteria([hostile]), 'A "rubric"', "r.csv\n[x]", KNOWN), encoding="utf-8")
    rubric = load_rubric(path)
    assert len(rubric.criteria) == 2
    assert tomllib.loads(path.read_text(encoding="utf-8"))["title"] == 'A "rubric"'
