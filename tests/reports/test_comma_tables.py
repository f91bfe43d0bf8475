import csv
import io

import pytest

from grader.model import EvidenceItem, EvidenceKey
from grader.reports.comma_tables import CRITERIA_COLUMNS, EVIDENCE_COLUMNS, render_tables
from tests.reports.builders import make_bare_report, make_report
from tests.reports.lighthouse import make_contest


def read(name, reports=(), contest=None):
    text = render_tables(reports, contest or make_contest())[name].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_row_for_each_essay_and_criterion():
    rows = read("criteria.csv", [make_report("03"), make_report("07")])
    assert [(row["essay"], row["criterion"]) for row in rows[:5]] == [
        ("03", "thesis"),
        ("03", "evidence"),
        ("03", "accuracy"),
        ("03", "conventions"),
        ("07", "thesis"),
    ]
    assert rows[1] == {
        "essay": "03",
        "criterion": "evidence",
        "label": "Use of evidence",
        "points": "2",
        "max_points": "3",
        "level": "Proficient",
        "range_low": "1",
        "range_high": "2",
        "confidence": "0.6",
        "reason": "",
    }


def test_what_could_not_be_scored_is_empty_and_says_why():
    row = read("criteria.csv", [make_report()])[3]
    assert (row["points"], row["level"], row["range_low"]) == ("", "", "")
    assert row["reason"]


def test_a_row_for_each_essay_and_item():
    rows = read("evidence.csv", [make_report("07")])
    assert [(row["item"], row["use"], row["strength"], row["passage"]) for row in rows] == [
        ("E1", "in own words", "0.9", "chronicle#¶3"),
        ("E2", "touched on", "0.5", "letters#p2¶1"),
        ("E3", "not used", "0.1", "chronicle#¶7"),
    ]
    assert (rows[0]["group"], rows[0]["importance"]) == ("The council", "essential")
    assert rows[0]["statement"].startswith("The council dismissed Tom Hill")


def test_spreadsheets_see_the_letters_and_the_lines():
    for content in render_tables([make_report()], make_contest()).values():
        assert content.startswith(b"\xef\xbb\xbf")
        assert content.count(b"\n") == content.count(b"\r\n") > 1


def test_headers_stand_without_reports():
    tables = render_tables([], make_contest())
    assert tables["criteria.csv"].decode("utf-8-sig") == ",".join(CRITERIA_COLUMNS) + "\r\n"
    assert tables["evidence.csv"].decode("utf-8-sig") == ",".join(EVIDENCE_COLUMNS) + "\r\n"


@pytest.mark.parametrize("evil", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠1", "'=1"])
def test_no_text_is_a_formula(evil):
    contest = make_contest(key=EvidenceKey((EvidenceItem("E1", evil, group=evil),)))
    row = read("evidence.csv", [make_report()], contest)[0]
    assert row["statement"] == row["group"]
    assert row["statement"].startswith("'")


@pytest.mark.parametrize("odd", ['a "b", c;\nd', "a\r\nb", "lone \ud83d half", "\x00\x1b", "«ü» 😀"])
def test_odd_texts_stay_in_their_cell(odd):
    report = make_report(scores=[make_report().scores[3].model_copy(update={"reason": odd})])
    rows = read("criteria.csv", [report, make_bare_report()])
    assert len(rows) == 2
    assert rows[0]["essay"] == "07"
