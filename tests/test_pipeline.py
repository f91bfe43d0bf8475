"""The whole way from an essay to a report, on the sample contest."""

import json

import pytest

from grader.checks import CHECKS
from grader.documents import read_essay
from grader.pipeline import grade
from grader.report import Report


def test_a_report_survives_json(sample_reports):
    for report in sample_reports.values():
        line = report.to_json()
        assert line.isascii()
        assert "\n" not in line
        assert Report.model_validate_json(line) == report


def test_the_same_essay_gets_the_same_bytes(sample):
    content = b"I believe that Stalin rose because nobody stopped him. In 1922 he became General Secretary.\n"
    lines = {grade(read_essay(content, "a.txt", "a"), sample).to_json() for _ in range(3)}
    assert len(lines) == 1


def test_every_span_and_passage_exists(sample, sample_reports):
    passages = {p.id for s in sample.sources for p in s.passages}
    for report in sample_reports.values():
        length = len(report.essay.text)
        data = json.loads(report.to_json())
        spans = [f["span"] for f in data["findings"] if f["span"]] + [
            s for i in data["evidence"]["items"] for s in i["spans"]
        ]
        spans += [x["span"] for kind in ("quotations", "claims", "copying") for x in data[kind]]
        assert [s for s in spans if not 0 <= s[0] < s[1] <= length] == []
        named = {p for f in data["findings"] for p in f["passages"]} | {
            p for i in data["evidence"]["items"] for p in i["passages"]
        }
        named |= {x["passage"] for kind in ("quotations", "claims", "copying") for x in data[kind] if x["passage"]}
        assert named <= passages


def test_numbers_have_at_most_four_decimals(sample_reports):
    def numbers(node):
        if isinstance(node, float):
            yield node
        elif isinstance(node, dict | list):
            for inner in node.values() if isinstance(node, dict) else node:
                yield from numbers(inner)

    for report in sample_reports.values():
        assert [n for n in numbers(json.loads(report.to_json())) if round(n, 4) != n] == []


def test_items_stand_in_the_order_of_the_key(sample, sample_reports):
    for report in sample_reports.values():
        assert [i.item for i in report.evidence.items] == [i.id for i in sample.key.items]


def test_next_steps_are_three_at_most_and_each_can_be_acted_on(sample_reports):
    for report in sample_reports.values():
        chosen = [f for f in report.findings if f.id in report.next_steps]
        assert len(report.next_steps) == len(chosen) <= 3
        assert all(f.action and f.tone != "strength" for f in chosen)


def test_findings_of_a_criterion_belong_to_it(sample_reports):
    for report in sample_reports.values():
        by_id = {f.id: f for f in report.findings}
        for score in report.scores:
            assert {by_id[f].criterion for f in score.findings} <= {score.criterion}


def test_what_was_not_checked_is_always_said(sample_reports):
    for report in sample_reports.values():
        assert "whether a person wrote this" in report.not_checked


@pytest.mark.parametrize(
    ("better", "worse", "criterion"),
    [
        ("02", "08", "evidence"),
        ("10", "09", "evidence"),
        ("02", "05", "accuracy"),
        ("02", "06", "accuracy"),
        ("02", "07", "thesis"),
    ],
)
def test_levels_tell_good_essays_from_weak_ones(sample_reports, better, worse, criterion):
    points = [
        next(s.points for s in sample_reports[name].scores if s.criterion == criterion) or 0 for name in (better, worse)
    ]
    assert points[0] > points[1]


@pytest.mark.parametrize("name", ["05", "06", "07", "08", "09"])
def test_essays_that_need_a_person_say_so(sample_reports, name):
    assert sample_reports[name].review.needed
    assert sample_reports[name].review.reasons


def test_every_check_but_that_of_blind_judging_speaks_in_the_rubric(sample):
    used = {use.use for criterion in sample.rubric.criteria for use in criterion.checks}
    assert used == {check.id for check in CHECKS} - {"identity"}


def test_an_essay_of_one_word_is_graded_and_sent_to_a_person(sample):
    report = grade(read_essay(b"Stalin.\n", "one.txt", "one"), sample)
    assert report.review.needed
    assert all(s.points is None for s in report.scores if s.criterion in ("accuracy", "reasoning"))
