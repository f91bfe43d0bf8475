import pytest

from grader.model import Rules, WordRule
from grader.reports.notes import number_notes
from grader.reports.opening import asked_length, choose_strength, make_steps, tally_notes, title_of, to_check
from grader.reports.remarks import list_remarks
from tests.reports.builders import TEXT, make_bare_report, make_report
from tests.reports.lighthouse import make_contest


@pytest.mark.parametrize(
    ("rule", "asked"),
    [
        (WordRule(400, 900), "400–900 asked for; title, notes and bibliography not counted"),
        (WordRule(400, count="all"), "at least 400 asked for; everything counted"),
        (WordRule(max=900), "at most 900 asked for; title, notes and bibliography not counted"),
        (WordRule(), "title, notes and bibliography not counted"),
    ],
)
def test_the_page_says_how_words_were_counted(rule, asked):
    assert asked_length(make_contest(rules=Rules(words=rule))) == asked


def test_an_essay_without_a_title_goes_by_its_name():
    assert title_of(make_report()) == "The Lamp on the Rock"
    assert title_of(make_bare_report("words", "12")) == "Essay 12"


def test_the_strength_is_that_of_the_strongest_criterion():
    strength = choose_strength(make_report())
    assert strength
    assert strength.id == "f1"
    assert choose_strength(make_bare_report()) is None


def test_steps_lead_to_the_essay_and_to_the_material():
    report, contest = make_report(), make_contest()
    notes = number_notes(list_remarks(report, contest), TEXT)
    steps = make_steps(report, contest, notes, {})
    assert [(s.action, s.ground) for s in steps] == [
        ("Look at the passage.", "claim1"),
        ("Check the wording.", "quotation0"),
        ("End with two sentences.", ""),
    ]
    assert steps[0].place
    assert steps[0].place.where == "“Her Last Winter”"


def test_tallies_name_the_kinds_that_occur():
    tallies = tally_notes(number_notes(list_remarks(make_report(), make_contest()), TEXT))
    assert [(t.kind, len(t.numbers)) for t in tallies] == [
        ("good", 2),
        ("differs", 3),
        ("verify", 2),
        ("copied", 1),
    ]
    assert [t.kind for t in to_check(tallies)] == ["differs", "verify", "copied"]
