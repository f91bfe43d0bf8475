import pytest

from grader.reports.rubric_rows import count_evidence, make_rubric_rows, show_range
from tests.reports.builders import make_report
from tests.reports.lighthouse import make_contest


def rows_by_id(**changes):
    return {
        row.id: row
        for row in make_rubric_rows(make_report(**changes), make_contest(), {}, {("finding", "f2"): "Two dates"})
    }


def test_levels_are_told_in_dots_and_words():
    row = rows_by_id()["evidence"]
    assert (row.filled, row.empty, row.points, row.likely) == (2, 1, "2 of 3", "1 to 2")
    assert row.level.label == "Proficient"
    assert row.next_level.description == "A clear claim says why."
    assert rows_by_id()["thesis"].next_level is None


def test_reasons_are_short_where_a_note_says_the_rest():
    assert [r.text for r in rows_by_id()["accuracy"].reasons] == [
        "Two dates",
        "Two wordings.",
        "These 13 words follow the source.",
    ]


def test_evidence_is_counted_against_a_full_answer_not_against_the_key():
    assert rows_by_id()["evidence"].reasons[0].text == "1 point used; a full answer of this length uses about 2."
    assert count_evidence(make_report(), make_contest()).startswith("1 point used")


def test_what_was_not_scored_says_why():
    row = rows_by_id()["conventions"]
    assert (row.points, row.level, row.likely) == ("", None, "")
    assert row.unscored == "this release has no check for it; a person decides"
    assert rows_by_id()["accuracy"].unchecked == ("nothing to compare",)


def test_a_criterion_that_the_rubric_lost_is_still_shown():
    score = make_report().scores[0].model_copy(update={"criterion": "gone", "level": "Grand"})
    row = rows_by_id(scores=[score])["gone"]
    assert (row.level, row.filled, row.empty, row.points) == (None, 0, 0, "3 of 3")


@pytest.mark.parametrize(("likely", "shown"), [(None, ""), ((2.0, 2.0), "2"), ((2.5, 4.0), "2.5 to 4")])
def test_ranges(likely, shown):
    assert show_range(likely) == shown
