"""Whether an essay that is judged blind tells who wrote it."""

import pytest

from grader.checks.check import Example
from grader.checks.examples import find_faults, run_example
from grader.checks.identity import CHECK
from grader.model import Rules

TEXT = "Name: Ines Caldera\nTeacher: Mr Orlov\n\nThe lamp burned all night.\n"


def run(text, **options):
    return run_example(CHECK, Example(text, **options))[0]


@pytest.mark.parametrize("number", range(len(CHECK.examples)))
def test_examples(number):
    assert find_faults(CHECK, CHECK.examples[number]) == []


def test_each_place_is_a_problem_only_where_the_contest_is_blind():
    blind = run(TEXT, rules=Rules(blind=True))
    assert [note.tone for note in blind.notes] == ["problem", "problem"]
    assert blind.value == 0
    assert run(TEXT).notes == ()
    assert run(TEXT).reason == "the contest is not judged blind"


def test_the_message_never_repeats_what_it_is_about():
    assert not any("Caldera" in note.message for note in run(TEXT, rules=Rules(blind=True)).notes)


def test_an_essay_without_a_name_is_clean():
    assert run("The lamp burned all night.", rules=Rules(blind=True)).value == 1.0
