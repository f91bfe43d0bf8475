import csv
import io

import pytest

from grader.report import Review
from grader.reports.table import render_scores_csv, safe_cell
from tests.reports.builders import make_bare_report, make_essay, make_report
from tests.reports.lighthouse import make_contest


def read(*reports):
    text = render_scores_csv(reports, make_contest())
    assert "\r" not in text
    return list(csv.DictReader(io.StringIO(text)))


def test_scores_and_ranges_stand_in_columns():
    (row,) = read(make_report())
    assert list(row)[:9] == [
        "essay", "file", "total", "total_low", "total_high", "thesis", "evidence", "accuracy", "conventions",
    ]  # fmt: skip
    assert list(row)[-3:] == ["words", "review", "reasons"]
    assert (row["total"], row["total_low"], row["total_high"]) == ("6", "5", "7.5")
    assert (row["thesis"], row["thesis_low"], row["thesis_high"]) == ("3", "2", "3")
    assert (row["conventions"], row["conventions_low"]) == ("", "")
    assert (row["review"], row["reasons"]) == ("yes", "2 quotations are not where the essay says.")


def test_what_could_not_be_scored_is_empty():
    (row,) = read(make_bare_report())
    assert (row["total"], row["thesis"], row["evidence"]) == ("", "", "")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1", "\x00=1"])
def test_nothing_is_taken_for_a_formula(cell):
    assert safe_cell(cell).startswith(("'", "\ufffd"))


def test_odd_names_and_reasons_survive():
    essay = make_essay().model_copy(update={"file": '=cmd|"x",\ud800.txt'})
    review = Review(needed=True, reasons=["first, with a comma", "second\nline"])
    (row,) = read(make_report(essay=essay, review=review))
    assert row["file"] == '\'=cmd|"x",\ufffd.txt'
    assert row["reasons"] == "first, with a comma; second\nline"


def test_no_essays_leave_the_header():
    assert render_scores_csv([], make_contest()).count("\n") == 1


@pytest.mark.parametrize("text", ["=1", "'=1", "''=1", "'plain", "plain", "''", "@", "'＝1", "a=b", ""])
def test_one_apostrophe_away_gives_the_text_back(text):
    cell = safe_cell(text)
    assert not cell.startswith(("=", "+", "-", "@", "＝"))
    bare = cell.lstrip("'")
    restored = cell[1:] if cell != bare and bare.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠")) else cell
    assert restored == text
