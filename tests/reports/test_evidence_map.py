from grader.model import EvidenceKey
from grader.reports.evidence_map import make_evidence_map
from tests.reports.builders import make_report
from tests.reports.lighthouse import make_contest


def test_used_points_come_by_group_then_those_touched_on_then_the_rest():
    shown = make_evidence_map(make_report(), make_contest(), {})
    assert [(g.heading, [r.use for r in g.rows]) for g in shown.used] == [("The council", ["in own words"])]
    assert [r.use for r in shown.touched] == ["touched on"]
    assert [(g.heading, [r.importance for r in g.rows]) for g in shown.unused] == [("The keepers", ["helpful"])]
    assert shown.unused_count == 1


def test_rows_know_their_place_in_the_material():
    shown = make_evidence_map(make_report(), make_contest(), {})
    places = [group.rows[0].place for group in (*shown.used, *shown.unused)]
    assert [place.where if place else "" for place in places] == ["“The Dismissal”", "“Her Last Winter”"]


def test_items_that_the_key_lost_are_passed_over():
    shown = make_evidence_map(make_report(), make_contest(key=EvidenceKey()), {})
    assert (shown.used, shown.touched, shown.unused) == ((), (), ())
