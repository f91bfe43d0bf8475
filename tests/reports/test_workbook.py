import io
import time
import zipfile
from itertools import product

import pytest
from python_calamine import CalamineWorkbook

from grader.model import EvidenceItem, EvidenceKey
from grader.report import Review
from grader.reports.workbook import LONGEST_CELL, render_workbook
from tests.reports.builders import make_bare_report, make_report
from tests.reports.lighthouse import make_contest


def render(reports, contest=None):
    return render_workbook(reports, contest or make_contest())["grades.xlsx"]


def read(sheet, reports, contest=None):
    return CalamineWorkbook.from_filelike(io.BytesIO(render(reports, contest))).get_sheet_by_name(sheet).to_python()


def xml_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return {name: book.read(name).decode() for name in book.namelist()}


def test_a_row_for_each_essay():
    rows = read("Scores", [make_report("03"), make_report("07")])
    assert rows[0][:6] == ["Essay", "Suggested total", "Likely from", "Likely to", "Thesis", "Use of evidence"]
    assert rows[1][:8] == ["03", 6.0, 5.0, 7.5, 3.0, 2.0, 1.0, ""]
    assert rows[2][-2:] == ["yes", "2 quotations are not where the essay says."]


def test_a_row_for_each_criterion():
    rows = read("Criteria", [make_report("03")])
    assert rows[2] == ["03", "Use of evidence", 2.0, 3.0, "Proficient", 1.0, 2.0, 0.6, ""]
    assert rows[4][2] == ""


def test_evidence_is_a_table_of_words():
    rows = read("Evidence", [make_report("03"), make_bare_report("", "09")])
    assert rows[0][2].startswith("E1 (essential): The council dismissed")
    assert rows[1] == ["03", 1.0, "in own words", "touched on", "not used"]
    assert rows[2] == ["09", 0.0, "", "", ""]


def test_the_sheets_are_ready_for_paper():
    sheets = {name: xml for name, xml in xml_of(render([make_report()])).items() if "worksheets/" in name}
    assert len(sheets) == 3
    for xml in sheets.values():
        assert 'orientation="landscape"' in xml
        assert 'state="frozen"' in xml
        assert "<autoFilter" in xml


@pytest.mark.parametrize(
    "evil", ["=1+1", "+1", "-1", "@A1", "{=1}", "https://example.org", "mailto:a@example.org", "007"]
)
def test_no_text_is_a_formula_a_link_or_a_number(evil):
    contest = make_contest(key=EvidenceKey((EvidenceItem("E1", evil),)))
    report = make_report(review=Review(needed=True, reasons=[evil]))
    assert read("Scores", [report], contest)[1][-1] == evil
    xml = "".join(text for name, text in xml_of(render([report], contest)).items() if "worksheets/" in name)
    assert "<f>" not in xml
    assert "hyperlink" not in xml


@pytest.mark.parametrize("text", ["x" * 40_000, "😀" * 20_000, "\x00\x1b\ud83d"])
def test_no_cell_is_too_long_or_broken(text):
    report = make_report(review=Review(needed=True, reasons=[text]))
    cell = read("Scores", [report])[1][-1]
    assert 0 < len(cell.encode("utf-16-le")) / 2 <= LONGEST_CELL
    assert not set(cell) & {"\x00", "\x1b", "\ud83d"}


def test_bytes_do_not_depend_on_the_clock(monkeypatch):
    first = render([make_report()])
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(2_000_000_000))
    assert render([make_report()]) == first
    with zipfile.ZipFile(io.BytesIO(first)) as book:
        assert {info.date_time for info in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert "2000-01-01T00:00:00Z" in xml_of(first)["docProps/core.xml"]


def test_two_thousand_essays_of_many_items():
    key = EvidenceKey(tuple(EvidenceItem(f"E{n}", f"Point {n} of the harbour.") for n in range(1, 37)))
    uses = make_report().evidence
    items = [uses.items[0].model_copy(update={"item": item.id, "spans": []}) for item in key.items]
    digest = make_report().model_copy(update={"evidence": uses.model_copy(update={"items": items})})
    rows = read("Evidence", [digest] * 2_000, make_contest(key=key))
    assert len(rows) == 2_001
    assert all(rows[at][column] == "in own words" for at, column in product((1, 2_000), (2, 37)))
