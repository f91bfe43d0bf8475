from dataclasses import dataclass

import pytest

from grader.model import Contest, EvidenceKey, Rubric
from grader.report import Review
from grader.reports.class_data import make_class_data
from grader.reports.overview import render_overview
from tests.reports.builders import MODEL, make_bare_report, make_report
from tests.reports.lighthouse import make_contest
from tests.reports.pages import find_faults, parse, text_of


@dataclass(frozen=True)
class Failed:
    file: str
    cause: str
    remedy: str


BROKEN = Failed('<b>"=x.docx', "the file is encrypted", "Save it without a password")
CALM = Review(needed=False, reasons=[])


def page_of(reports=(), failures=(), contest=None):
    contest = contest or make_contest()
    data = make_class_data(reports, contest)
    return render_overview(reports, contest, failures, data, lambda name: f"essays/{name}.html")


def test_the_page_is_sound():
    reports = [make_report("07"), make_report("03", review=CALM), make_bare_report()]
    page = page_of(reports, [BROKEN])
    assert find_faults(page) == []
    assert page == page_of(reports[::-1], [BROKEN])


def test_rows_lead_to_the_reports_and_hold_text():
    tree = parse(page_of([make_report("07"), make_report("03", review=CALM)]))
    rows = tree.xpath("//table[@class='heat']/tbody/tr")
    assert [row.xpath(".//a/@href")[0] for row in rows] == ["essays/07.html", "essays/03.html"]
    assert [text_of(cell) for cell in rows[0].xpath("td[contains(@class, 'cell')]")] == [
        "3",
        "2",
        "1",
        "–",
        "2",
        "1",
    ]
    assert "2 quotations are not where the essay says." in text_of(rows[0])
    assert "too close to rank" in text_of(tree)


def test_what_the_class_has_in_common():
    words = text_of(parse(page_of([make_report("07"), make_report("03")])))
    assert "1 of 3" in words
    assert "Essays: 1913. Chronicle of Gull Rock: 3rd March, 1911. One of the two may be mistaken. 03, 07" in words
    assert "Ada Brown wrote letters about the ice. expected · Letters from the Rock, page 2" in words
    assert "Not scored in this class: Conventions." in words


def test_of_many_essays_with_one_difference_the_first_twenty_are_named():
    words = text_of(parse(page_of([make_report(f"{number:02}") for number in range(1, 24)])))
    assert "One of the two may be mistaken. 01, 02, 03" in words
    assert ", 20 and 3 more" in words


def test_distributions_say_their_numbers():
    labels = parse(page_of([make_report("07"), make_report("03")])).xpath("//figure/svg/@aria-label")
    assert labels == ["Thesis: 2 Strong", "Use of evidence: 2 Proficient", "Accuracy: 2 Early"]


@pytest.mark.parametrize(
    ("model", "said"),
    [(None, "not yet compared with a teacher’s scores"), (MODEL, "22 of the teacher’s scores learned from")],
)
def test_hand_scores_are_named(model, said):
    facts = parse(page_of([make_report(model=model)])).xpath("//dl/div")
    assert said in [f"{text_of(fact[1])} {text_of(fact[0])}" for fact in facts]


def test_failures_have_cause_and_remedy():
    words = text_of(parse(page_of([], [BROKEN])))
    assert '<b>"=x.docx: the file is encrypted. Save it without a password.' in words
    assert "No essay could be graded." in words


def test_an_empty_folder():
    page = page_of()
    assert find_faults(page) == []
    assert "There is no essay here yet." in page


def test_a_contest_without_key_sources_or_criteria():
    bare = Contest("bare", "Bare", "Why?", Rubric("none", "None", ()), key=EvidenceKey(), warnings=("Clip: not read",))
    page = page_of([make_report()], contest=bare)
    assert find_faults(page) == []
    assert "Clip: not read" in page
    assert "points of evidence used by someone" not in page
