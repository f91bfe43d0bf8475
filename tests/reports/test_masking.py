"""Blind contests: nothing that is shown tells who wrote the essay, and nothing that is stored is rewritten."""

from dataclasses import replace

import pytest
from pypdfium2 import PdfDocument

from grader.documents import read_essay
from grader.model import Rules
from grader.pipeline import grade
from grader.reports import render_report, render_report_pdf, render_student_report
from grader.reports.masking import BLOCK, mask_report
from tests.reports.lighthouse import make_contest

ESSAY = """\
Name: Quilla Featherstone
Class: 10b
quilla.f@school.example

The Lamp on the Rock

I think that the council was unfair, because Tom Hill's lamp went out only twice. As I, Quilla Featherstone, see it, the
council wanted his lighthouse. Ada Brown died on 3rd March, 1911. In 1902 the council dismissed Tom Hill because his lamp
went out twice.
"""


@pytest.fixture(scope="module")
def blind():
    contest = make_contest(rules=replace(Rules(), blind=True, draft_feedback="full"))
    return grade(read_essay(ESSAY.encode(), "essay-01.txt", "essay-01"), contest), contest


def test_every_span_still_fits(blind):
    report, contest = blind
    masked = mask_report(report, contest)
    assert len(masked.essay.text) == len(report.essay.text)
    assert BLOCK * 6 + " " + BLOCK * 12 in masked.essay.text
    assert [w for w in masked.essay.text.split() if "illa" in w or "stone" in w or "10b" in w] == []
    assert "Tom Hill" in masked.essay.text


@pytest.mark.parametrize("render", [lambda r, c: render_report(r, c, None), render_student_report])
def test_no_page_shows_the_writer(blind, render):
    report, contest = blind
    page = render(mask_report(report, contest), contest)
    assert BLOCK in page
    for name in ("Quilla", "Featherstone", "school.example"):
        assert name not in page


def test_no_pdf_shows_the_writer(blind):
    report, contest = blind
    document = PdfDocument(render_report_pdf(mask_report(report, contest), contest))
    said = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert "Tom Hill" in said
    assert "Featherstone" not in said


def test_a_surname_is_covered_in_other_names_too_and_the_title_is_shown_without_blocks(blind):
    _, contest = blind
    text = ESSAY + ("My grandmother, Olga Featherstone, and the keeper Tom Hill knew featherstone as a rock. " * 2)
    report = grade(read_essay(text.encode(), "essay-01.txt", "essay-01"), contest)
    masked = mask_report(report, contest)
    assert "Olga " + BLOCK * 12 + ", and the keeper Tom Hill" in masked.essay.text
    page = render_report(masked, contest, None)
    assert "<h1><bdi>The Lamp on the Rock</bdi></h1>" in page
    assert f"<title>{BLOCK}" not in page
    assert ">Essay 01 · " in page


def test_words_of_the_question_are_no_hints():
    contest = make_contest(rules=replace(Rules(), blind=True), prompt="Was the lighthouse keeper treated fairly?")
    report = grade(read_essay(b"Lighthouse\n\nBy Quackenbush\n\nIt was dark.", "essay-01.txt", "essay-01"), contest)
    masked = mask_report(report, contest, ("Lighthouse", "Quackenbush")).essay.text
    assert "Lighthouse" in masked
    assert "Quackenbush" not in masked


def test_what_is_stored_stays_as_it_was(blind):
    report, contest = blind
    before = report.to_json()
    mask_report(report, contest)
    assert report.to_json() == before
    assert "Featherstone" in before


def test_other_contests_show_the_essay_as_it_is(blind):
    report, _ = blind
    assert mask_report(report, make_contest()) is report


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("Zebulon Quackenbush\nMrs. Tanglewood, Period 3\n3 May 2026\n\nThe Lamp\n\n{}", ()),
        ("Quackenbush\n\n{}", ("Zebulon Quackenbush", "Zebulon", "Quackenbush")),
        ("{}\n\nZebulon Quackenbush, zeb@school.example, Student ID 4471123", ()),
        ("The Lamp\n\n{} So says Zebulon  Quackenbush.", ("Zebulon", "Quackenbush")),
    ],
)
def test_names_in_head_and_foot_are_covered(text, hints):
    body = (
        "In 1902 the council dismissed Tom Hill because his lamp went out twice. It was a dark night, and nobody slept."
    )
    contest = make_contest(rules=replace(Rules(), blind=True))
    report = grade(read_essay(text.format(body).encode(), "essay-01.txt", "essay-01"), contest)
    page = render_report(mask_report(report, contest, hints), contest, None)
    for name in ("Zebulon", "Quackenbush", "Tanglewood", "4471123", "zeb@"):
        assert name not in page
    assert "Tom Hill" in page
