from grader.reports.receipt import make_check_rows, make_fingerprints, make_source_rows
from tests.reports.builders import MODEL, make_bare_report, make_report
from tests.reports.lighthouse import make_contest


def test_sources_show_their_use():
    rows = make_source_rows(make_report(), make_contest())
    assert [(r.uses, r.share, r.is_named, r.problem) for r in rows] == [
        (2, 1.0, False, ""),
        (1, 0.5, True, ""),
        (0, 0.0, False, "it has no captions"),
    ]
    assert [r.share for r in make_source_rows(make_bare_report(), make_contest())] == [0.0, 0.0, 0.0]


def test_checks_are_told_by_their_titles():
    rows = make_check_rows(make_report())
    assert rows[0].criterion == "Thesis"
    assert rows[0].value == "90 %"
    assert " " in rows[0].title
    assert (rows[3].value, rows[3].reason) == ("", "nothing to compare")


def test_hashes_are_shortened():
    assert [(f.what, f.short) for f in make_fingerprints(make_report(model=MODEL))] == [
        ("Contest", "cccccccccccc…"),
        ("Rubric", "bbbbbbbbbbbb…"),
        ("Essay", "eeeeeeeeeeee…"),
        ("Model", "dddddddddddd…"),
    ]
