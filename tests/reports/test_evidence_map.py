from dataclasses import replace

from grader.model import EvidenceKey
from grader.reports.evidence_map import make_evidence_map
from grader.reports.html import render_report
from grader.reports.students import render_student_report
from tests.reports.builders import make_report
from tests.reports.lighthouse import make_contest


def test_used_points_come_by_group_then_those_touched_on_then_the_rest():
    shown = make_evidence_map(make_report(), make_contest(), {})
    assert [(g.heading, [r.use for r in g.rows]) for g in shown.used] == [("The council", ["in own words"])]
    assert [r.use for r in shown.touched] == ["touched on"]
    assert [(g.heading, [r.importance for r in g.rows]) for g in shown.unused] == [("The keepers", ["helpful"])]
    assert shown.unused_count == 1


def test_a_mention_that_is_only_possible_is_told_as_that_and_to_teachers_alone():
    report = make_report()
    items = [u.model_copy(update={"strength": 0.3}) if u.use == "mention" else u for u in report.evidence.items]
    doubtful = report.model_copy(update={"evidence": report.evidence.model_copy(update={"items": items})})
    shown = make_evidence_map(doubtful, make_contest(), {})
    assert (shown.touched, [r.use for r in shown.perhaps]) == ((), ["perhaps touched on"])
    contest = make_contest()
    allowed = replace(contest, rules=replace(contest.rules, draft_feedback="full"))
    pages = [render_report(doubtful, allowed, None), render_student_report(doubtful, allowed)]
    assert [shown.perhaps[0].statement in page for page in pages] == [True, False]
    assert ["perhaps touched on" in page for page in pages] == [True, False]


def test_rows_know_their_place_in_the_material():
    shown = make_evidence_map(make_report(), make_contest(), {})
    places = [group.rows[0].place for group in (*shown.used, *shown.unused)]
    assert [place.where if place else "" for place in places] == ["“The Dismissal”", "“Her Last Winter”"]


def test_items_that_the_key_lost_are_passed_over():
    shown = make_evidence_map(make_report(), make_contest(key=EvidenceKey()), {})
    assert (shown.used, shown.touched, shown.unused) == ((), (), ())


def test_other_sources_and_differences_are_named():
    report, contest = make_report(), make_contest()
    used = next(n for n, u in enumerate(report.evidence.items) if u.use in ("quote", "paraphrase"))
    item = report.evidence.items[used]
    several = [passage.id for source in contest.sources for passage in source.passages[:1]]
    items = [*report.evidence.items]
    items[used] = item.model_copy(update={"passages": several})
    claim = report.claims[0].model_copy(update={"verdict": "contradicted", "span": item.spans[0]})
    changed = report.model_copy(
        update={"evidence": report.evidence.model_copy(update={"items": items}), "claims": [claim]}
    )
    shown = make_evidence_map(changed, contest, {})
    row = next(row for group in shown.used for row in group.rows if row.statement == contest.key.items[used].statement)
    assert row.has_difference
    assert [name.split(",")[0] for name in row.others] == [s.title for s in contest.sources[1:] if s.passages]
