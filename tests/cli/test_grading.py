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


def test_a_blind_contest_shows_codes_and_keeps_names_apart(grader, small_contest, tmp_path):
    toml = small_contest / "contest.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("[rules]", "[rules]\nblind = true"), encoding="utf-8")
    out = tmp_path / "blind"
    assert grader("grade", small_contest, "--out", out).status == 0
    shown = [p for p in out.rglob("*") if p.is_file() and p.name != "students.csv"]
    assert not [p for p in shown if "ann" in p.name or "ann.txt" in p.read_text(encoding="utf-8")]
    assert "essay-01,,,,ann.txt" in (out / "students.csv").read_text(encoding="utf-8").split("\n")


def test_a_link_is_named_and_not_followed(grader, small_contest, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("The password is swordfish, and that is all there is to it.\n", encoding="utf-8")
    (small_contest / "essays" / "link.txt").symlink_to(secret)
    out = tmp_path / "linked"
    shown = grader("grade", small_contest, "--out", out)
    assert shown.status == 1
    assert "link.txt" in shown.err
    assert "swordfish" not in (out / "results.jsonl").read_text(encoding="utf-8")
