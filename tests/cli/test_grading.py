"""What a worker does, and what the class files need of its reports."""

import json

from grader.cli.grading import digest_report
from grader.reports import make_class_data, render_overview, render_scores_csv


def test_a_digest_is_enough_for_everything_about_the_class(sample, sample_reports):
    def render(reports):
        data = make_class_data(reports, sample)
        page = render_overview(reports, sample, [], data, lambda name: f"essays/{name}.html")
        return json.dumps(data), page, render_scores_csv(reports, sample)

    reports = list(sample_reports.values())
    assert render([digest_report(r) for r in reports]) == render(reports)


def test_a_digest_is_small(sample_reports):
    for report in sample_reports.values():
        digest = digest_report(report)
        assert len(digest.essay.text) < 200
        assert len(digest.to_json()) < len(report.to_json())
