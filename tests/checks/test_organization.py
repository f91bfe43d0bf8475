"""Whether an essay comes back to the question at its end."""

import pytest

from grader.checks.check import Example
from grader.checks.examples import find_faults, run_example
from grader.checks.organization import CHECK

BODY = (
    "The keeper climbed the tower every evening because the boats needed the light. He carried oil and cleaned the glass, "
    "and then he wrote down the weather. "
) * 4
PROMPT = "Was Tom Hill treated fairly by the harbour council?"


def is_told(ending, prompt=PROMPT):
    text = f"A lighthouse is a promise to strangers. {BODY}\n\n{BODY}\n\n{ending}"
    outcome, _ = run_example(CHECK, Example(text, prompt=prompt))
    return any("without coming back" in note.message for note in outcome.notes)


@pytest.mark.parametrize("number", range(len(CHECK.examples)))
def test_examples(number):
    assert find_faults(CHECK, CHECK.examples[number]) == []


@pytest.mark.parametrize(
    ("ending", "expected"),
    [
        ("Bread cost a penny.", True),
        ("The council lost a good man that day.", False),
        ("Some people say that nobody misses him.", False),
    ],
)
def test_an_end_in_other_words_is_an_end(ending, expected):
    assert is_told(ending) is expected


def test_without_a_question_only_the_opening_can_be_taken_up():
    assert is_told("The council lost a good man that day.", prompt="")
