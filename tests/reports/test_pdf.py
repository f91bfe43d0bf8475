import io
import json
import os
import re
import subprocess
import sys

import pypdfium2
import pytest

from grader.reports import pdf
from grader.reports.html import render_report
from grader.reports.paper import read_page
from grader.reports.pdf import render_report_pdf, set_page
from tests.conftest import ROOT
from tests.reports.builders import MODEL, SECOND, TEXT, make_bare_report, make_essay, make_report, span_of
from tests.reports.lighthouse import make_contest

HOSTILE = (
    '#panic() $x^2$ @foo <script>alert(1)</script> #import "x" \\ ` *b* _i_ // c /* d */ [#eval("1+1")]',
    "= Heading\n- item\n+ item\n/ term: text",
    "a lone \ud83d half, \x00\x1b\x07 and \u202eback\u202c",
    "עברית, العربية, 中文, 😀👩‍👩‍👧",
    "x" * 5_000,
)


def text_of(content):
    document = pypdfium2.PdfDocument(io.BytesIO(content))
    return " ".join("".join(page.get_textpage().get_text_bounded() for page in document).split())


@pytest.fixture
def standards(monkeypatch):
    """The standards that were asked for, in order."""
    asked = []
    compile_ = pdf._compile

    def spy(inputs, names):
        asked.append(names)
        return compile_(inputs, names)

    monkeypatch.setattr(pdf, "_compile", spy)
    return asked


def test_the_report_is_a_tagged_document_with_title_and_language(standards):
    content = render_report_pdf(make_report(), make_contest())
    assert standards == [["ua-1"]]
    assert content.startswith(b"%PDF-1.7")
    assert b"/StructTreeRoot" in content
    assert re.search(rb"/Lang ?\(en\)", content)
    assert pypdfium2.PdfDocument(io.BytesIO(content)).get_metadata_dict()["Title"].startswith("The Lamp on the Rock")
    assert b"/CreationDate" not in content


def test_the_paper_says_what_the_page_says_in_its_order():
    said = text_of(render_report_pdf(make_report(), make_contest()))
    order = [
        "Suggested levels",
        "Next steps",
        "Rubric Criterion",
        "The essay supported",
        "Evidence map",
        "Quotations and facts",
    ]
    order += ["Use of each source", "How this came about", "Not checked", "Receipt"]
    places = [said.index(words) for words in order]
    assert places == sorted(places)
    for words in (
        "2 quotations are not where the essay says.",
        "Chronicle of Gull Rock: “3rd March, 1911”",
        "page 1 of",
    ):
        assert words in said


def test_with_a_model_the_total_is_named():
    assert "6 of 9 suggested" in text_of(render_report_pdf(make_report(model=MODEL), make_contest()))


@pytest.mark.parametrize("evil", HOSTILE)
def test_hostile_text_stays_text(evil, standards):
    report = make_report(essay=make_essay(f"{evil}\n\n{evil} {TEXT}"), not_checked=[evil])
    said = text_of(render_report_pdf(report, make_contest(title=evil, prompt=evil)))
    assert standards == [["ua-1"]]
    if evil.startswith("#panic"):
        assert "#panic() $x^2$ @foo" in said


@pytest.mark.parametrize("text", ["", " \n ", "word", "a\n\n" * 2_000, "word " * 10_000, "x" * 100_000])
def test_any_text_has_its_paper(text, standards):
    assert render_report_pdf(make_bare_report(text), make_contest()).startswith(b"%PDF")
    assert standards == [["ua-1"]]


def test_no_letter_of_three_scripts_is_missing():
    text = "Tiếng Việt, Żółć, Ärger. Привіт, Бухарин. Καλημέρα, ἐν ἀρχῇ."
    said = text_of(render_report_pdf(make_bare_report(text), make_contest()))
    assert text in said
    assert "□" not in said


def test_letters_without_a_font_are_boxes_and_counted():
    said = text_of(render_report_pdf(make_bare_report("Two 中文 here."), make_contest()))
    assert "Two □□ here." in said
    assert "2 characters stand as □ on this paper" in said


def test_a_rule_of_the_standard_does_not_stop_a_report(monkeypatch, standards):
    monkeypatch.setattr(pdf, "draw_known", lambda text: f"{text} 中")
    monkeypatch.setattr(pdf, "first_words", lambda text, _words: text)
    assert set_page("<html><title>T</title><main><h1>T</h1></main></html>", "foot").startswith(b"%PDF")
    assert standards == [["ua-1"], []]


def test_no_warning_of_the_typesetter():
    content = read_page(render_report(make_report(), make_contest(), None))
    inputs = {"page": json.dumps(content), "footer": "Essay 07"}
    _, said = pdf._compiler().compile_with_warnings(format="pdf", sys_inputs=inputs, timestamp=0)
    assert [one.message for one in said] == []


def test_bytes_repeat_in_other_processes():
    code = (
        "import hashlib; from grader.reports.pdf import render_report_pdf as f; from tests.reports.builders import *;"
        "from tests.reports.lighthouse import *; print(hashlib.sha256(f(make_report(), make_contest())).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT)},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("0", "UTC"), ("1", "Asia/Tokyo"))
    }
    assert len(found) == 1


def test_what_a_teacher_says_on_a_passage_stands_on_the_paper():
    report = make_report()
    page = render_report(report, make_contest(), None, None, {span_of(SECOND): "This carries the essay."})
    assert "This carries the essay." in text_of(set_page(page, "foot"))
