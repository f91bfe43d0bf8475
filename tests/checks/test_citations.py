"""Whether sources are cited as asked."""

import pytest

from grader.checks.check import Example
from grader.checks.citations import CHECK
from grader.checks.examples import find_faults, run_example
from grader.model import Rules

TEXT = "The keeper lit the lamp every evening, and nobody thanked him for it. " * 6
SOURCE = "The harbour council dismissed the keeper Tom Hill in 1902 for letting the lamp go out twice."
QUOTED = "The book says: “The harbour council dismissed the keeper Tom Hill” {} and that was that. "


def run(text, **options):
    return run_example(CHECK, Example(text, **options))[0]


@pytest.mark.parametrize("number", range(len(CHECK.examples)))
def test_examples(number):
    assert find_faults(CHECK, CHECK.examples[number]) == []


def messages(outcome):
    return [note.message for note in outcome.notes]


def test_a_rule_that_fails_is_quoted():
    outcome = run(TEXT + "See en.wikipedia.org for it.", rules=Rules(forbid=("Wikipedia",)))
    assert outcome.value == 0
    assert messages(outcome) == ["The contest's rule: “Wikipedia” may not be cited. The essay names it here."]


def test_to_leave_a_forbidden_source_alone_is_no_merit():
    assert run(TEXT, rules=Rules(forbid=("Wikipedia",))).value is None


@pytest.mark.parametrize(
    ("style", "cited", "is_kept"),
    [
        ("parenthetical", "(Source 1)", True),
        ("parenthetical", "[1]", False),
        ("notes", "[1]", True),
        ("notes", "(Source 1)", False),
        ("mla", "(Source 1)", False),
    ],
)
def test_the_style_that_the_contest_asks_for(style, cited, is_kept):
    outcome = run(TEXT + QUOTED.format(cited), sources=(SOURCE,), rules=Rules(citation_style=style))
    assert any("citation style" in message for message in messages(outcome)) != is_kept


def test_apa_wants_years():
    rules = Rules(citation_style="apa", outside_sources="welcome")
    said = messages(run(TEXT + QUOTED.format("(Brown 12)"), sources=(SOURCE,), rules=rules))
    assert "The contest's rule: citation style apa. This citation has no year." in said
    said = messages(run(TEXT + QUOTED.format("(Brown, 2004)"), sources=(SOURCE,), rules=rules))
    assert not any("no year" in one for one in said)


def test_outside_sources_are_told_once_and_cost_nothing_where_they_are_allowed():
    text = TEXT + "He was alone (Vandermeer, 1998). He was cold (Okonjo, 2001)."
    allowed = run(text, sources=(SOURCE,))
    assert [note.weight < 0.2 for note in allowed.notes] == [True]
    assert allowed.value == 1.0
    assert run(text, sources=(SOURCE,), rules=Rules(outside_sources="welcome")).notes == ()
    assert run(text, sources=(SOURCE,), rules=Rules(outside_sources="none")).value < 1.0


def test_nothing_cited_and_nothing_asked_is_not_checked():
    assert run(TEXT, sources=(SOURCE,)).value is None
