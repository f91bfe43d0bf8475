import re
from dataclasses import replace

import pytest

from grader.checks import CHECKS
from grader.errors import InvalidConfig
from grader.model import Rules
from grader.reports.students import (
    demand_feedback_allowed,
    keep_writing,
    render_student_pdf,
    render_student_report,
)
from tests.reports.builders import make_bare_report, make_report
from tests.reports.lighthouse import make_contest
from tests.reports.pages import find_faults, parse, text_of

WRITING = {check.id for check in CHECKS if check.is_about_writing}


def contest_of(mode, contest=None):
    contest = contest or make_contest()
    return replace(contest, rules=replace(contest.rules, draft_feedback=mode))


def words_of(mode, report=None):
    return text_of(parse(render_student_report(report or make_report(), contest_of(mode))).xpath("//main")[0])


@pytest.mark.parametrize("render", [render_student_report, render_student_pdf])
def test_a_contest_may_show_students_nothing(render):
    with pytest.raises(InvalidConfig, match="draft_feedback"):
        render(make_report(), contest_of("none"))


def test_language_is_what_a_contest_allows_when_it_says_nothing():
    assert Rules().draft_feedback == "language"
    demand_feedback_allowed(make_contest())


@pytest.mark.parametrize("mode", ["language", "full"])
@pytest.mark.parametrize(
    "report", [make_report(), make_bare_report(), make_bare_report("word")], ids=["07", "empty", "word"]
)
def test_the_page_is_sound(mode, report):
    page = render_student_report(report, contest_of(mode))
    assert find_faults(page) == []
    assert render_student_pdf(report, contest_of(mode)).startswith(b"%PDF")


@pytest.mark.parametrize("mode", ["language", "full"])
def test_no_edition_shows_what_is_for_teachers(mode):
    page = render_student_report(make_report(), contest_of(mode))
    words = text_of(parse(page).xpath("//main")[0])
    for hidden in (
        "look at this first",
        "2 quotations are not where",
        "For the teacher",
        "sha256",
        "0.6",
        "60 %",
        "Weight",
    ):
        assert hidden not in words
    assert "index.html" not in page
    assert "your teacher decides" in words


def test_steps_are_about_writing_alone():
    words = words_of("language")
    assert "A position that the rest can prove." in words
    assert "End with two sentences." in words
    for hidden in ("Look at the passage.", "Check the wording.", "Two dates", "Chronicle", "Letters from the Rock,"):
        assert hidden not in words


def test_the_reports_own_steps_come_first():
    advice = make_report().findings[4]
    rows = [advice.model_copy(update={"id": f"f{n}", "check": c}) for n, c in enumerate(sorted(WRITING)[:3], 1)]
    told = keep_writing(make_report(findings=rows, next_steps=["f3", "f1"]))
    assert told.next_steps == ["f3", "f1", "f2"]


def test_at_most_three_steps_and_one_strength():
    findings = make_report().findings
    strengths = [findings[0].model_copy(update={"id": f"f{n}"}) for n in (1, 2)]
    advice = [findings[4].model_copy(update={"id": f"f{n}"}) for n in range(3, 12)]
    told = keep_writing(make_report(findings=strengths + advice, next_steps=[f"f{n}" for n in range(3, 12)]))
    assert [f.id for f in told.findings if f.tone == "strength"] == ["f1"]
    assert len(told.next_steps) == 3
    assert len(told.findings) == 10


def test_full_feedback_helps_with_evidence_and_quotations():
    words = words_of("full")
    for shown in ("Your essay: “1913”", "Chronicle of Gull Rock: “3rd March, 1911”", "Evidence map", "likely 1 to 2"):
        assert shown in words
    assert "The whole town mourned Ada Brown." not in words  # a point of the key that the essay does not use


@pytest.mark.parametrize("mode", ["language", "full"])
def test_without_findings_it_encourages(mode):
    words = words_of(mode, make_bare_report("word"))
    assert "every good essay begins with" in words
    assert "Read your essay aloud once" in words


def _runs(text, length):
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[n : n + length]) for n in range(len(words) - length + 1)}


def test_language_feedback_gives_nothing_of_the_key_or_the_material_away(sample, sample_reports):
    """Whatever essay: no statement, no run of eight words of the material but the essay's own, no points, no levels."""
    contest = contest_of("language", sample)
    material = set().union(*(_runs(p.text, 8) for s in sample.sources for p in s.passages))
    labels = {level.label for criterion in sample.rubric.criteria for level in criterion.levels}
    for report in sample_reports.values():
        page = render_student_report(report, contest)
        words = text_of(parse(page).xpath("//main")[0])
        foreign = _runs(words, 8) - _runs(report.essay.text, 8)
        assert not foreign & material
        assert not [item.id for item in sample.key.items if item.statement in words]
        assert not re.search(r"\b\d+(\.\d+)? (of \d|points?\b)|likely|suggested", words.replace(report.essay.text, ""))
        own = _outside_essay(page)
        assert not [label for label in labels if re.search(rf"\b{label}\b", own)]
        assert not [source.title for source in sample.sources if source.title in own]


def _outside_essay(page):
    main = parse(page).xpath("//main")[0]
    for text in main.xpath(".//*[contains(@class, 'text') or contains(@class, 'words')]"):
        text.drop_tree()
    return text_of(main)
