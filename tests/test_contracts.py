"""One suite over every check: whatever the text, answers are in range, repeatable, and about the text."""

import inspect
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.checks import CHECKS
from grader.checks.check import Case
from grader.checks.examples import find_faults, read_marks, run_example
from grader.evidence.examination import examine
from grader.evidence.index import index_of
from grader.model import Essay, Part
from grader.text.reading import Reading

ODD = {
    "empty": "",
    "blank": " \n\t\n\u00a0 ",
    "one word": "Lamp",
    "marks": "\"'“”‘’«»()[]…—-_*#>|\\/" * 50,
    "controls": "".join(map(chr, range(160))) * 3,
    "emoji": "👩‍👩‍👧 said “🙂🙂🙂 I am” 🏴‍☠️. " * 30,
    "right to left": "\u202eקרא לי ישמעאל. قال لي صديقي: «لا أعرف». " * 20,
    "surrogate": "A lone \ud800 half, twice \udfff.",
    "no spaces": "x" * 20_000,
    "no stops": "then the keeper lit the lamp and " * 400,
    "digits": "1902 3.5 1,000 12/12/12 ½ " * 200,
    "markup": "<script>alert(1)</script> {{7*7}} \x00 %s %n ${x} `id` " * 20,
    "cyrillic": "Николай Бухарин писал: «Я не согласен с этим». " * 20,
}


def make_case(text, contest):
    essay = Essay("odd", "odd.txt", text, (Part("body", (0, len(text))),) if text else ())
    reading = Reading(essay, index_of(contest).known_names)
    return Case(reading, contest, examine(reading, contest))


def demand_sound(outcome, text):
    assert outcome.value is None or 0 <= outcome.value <= 1
    assert outcome.value is not None or outcome.reason
    for note in outcome.notes:
        assert note.message
        assert note.tone == "strength" or note.action
        assert 0 <= note.weight <= 1
        if note.span:
            assert 0 <= note.span[0] < note.span[1] <= len(text)


@pytest.mark.parametrize("name", ODD)
def test_odd_text_is_answered(name, sample):
    first, second = (make_case(ODD[name], sample) for _ in range(2))
    for check in CHECKS:
        outcome = check.run(first, check.options)
        demand_sound(outcome, ODD[name])
        assert outcome == check.run(second, check.options)


def test_a_hundred_thousand_words_are_answered(sample):
    text = "In 1924 Lenin died, and Stalin wrote: “I am here.” The party met again.\n\n" * 7_000
    case = make_case(text, sample)
    for check in CHECKS:
        demand_sound(check.run(case, check.options), text)


@given(text=st.text(max_size=400))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_answered(text, sample):
    case = make_case(text, sample)
    for check in CHECKS:
        demand_sound(check.run(case, check.options), text)


def test_only_checks_that_say_so_find_problems():
    """The pipeline runs no other check that a rubric does not use."""
    for check in CHECKS:
        code = Path(inspect.getfile(check.run)).read_text(encoding="utf-8")
        assert ('"problem"' in code) == check.finds_problems, check.id


EXAMPLES = [pytest.param(c, e, id=f"{c.id}-{n}") for c in CHECKS for n, e in enumerate(c.examples, 1)]


@pytest.mark.parametrize(("check", "example"), EXAMPLES)
def test_an_example_says_what_its_check_does(check, example):
    assert find_faults(check, example) == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.id)
def test_a_check_has_examples_with_and_without_a_finding(check):
    telling = [bool(read_marks(e.text)[1] or e.says) for e in check.examples]
    assert True in telling
    assert False in telling


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.id)
def test_messages_blame_nobody(check):
    for example in check.examples:
        outcome, _ = run_example(check, example)
        said = " ".join(f"{n.message} {n.action}" for n in outcome.notes).lower()
        assert not any(word in said.split() for word in ("false", "cheated", "cheating", "limited", "plagiarism"))
