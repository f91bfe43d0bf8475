from dataclasses import replace

from grader.report import Review
from grader.reports.heat_map import list_works, make_heat_rows
from tests.reports.builders import make_bare_report, make_report
from tests.reports.lighthouse import make_contest

CALM = Review(needed=False, reasons=[])


def rows(*reports):
    return make_heat_rows(reports, make_contest(), lambda name: f"essays/{name}.html")


def test_essays_to_look_at_come_first_and_never_by_score():
    low = make_report("02", review=CALM).scores
    ordered = rows(make_report("05", review=CALM), make_report("09"), make_report("03", review=CALM, scores=low[:1]))
    assert [r.essay_id for r in ordered] == ["09", "03", "05"]
    assert [bool(r.reasons) for r in ordered] == [True, False, False]


def test_cells_hold_their_number():
    (row,) = rows(make_report())
    assert [c.text for c in row.levels] == ["3", "2", "1", "–"]
    assert [c.shade for c in row.levels] == [5, 3, 2, 0]
    assert [c.text for c in row.uses] == ["2", "1"]
    assert (row.points, row.likely, row.href) == ("6 of 9", "5–7.5", "essays/07.html")


def test_an_essay_about_which_nothing_is_known():
    (row,) = rows(make_bare_report())
    assert (row.points, row.likely) == ("–", "")
    assert {c.shade for c in (*row.levels, *row.uses)} == {0}


def test_parts_of_one_work_share_a_column_and_unread_sources_have_none():
    first, second, unread = make_contest().sources
    titled = [
        replace(first, title="A Film, part 1", part_of="film"),
        replace(second, title="A Film, part 2", part_of="film"),
    ]
    works = list_works(make_contest(sources=(*titled, unread)))
    assert [(work.title, work.sources) for work in works] == [("A Film", (first.id, second.id))]
