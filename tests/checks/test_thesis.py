"""Whether the essay takes a position."""

import pytest

from grader.checks.check import Example
from grader.checks.examples import find_faults, run_example
from grader.checks.thesis import CHECK

PROMPT = "Was the keeper Tom Hill treated fairly by the harbour council?"
BODY = "\n\nThe lamp went out twice. Tom Hill wrote letters.\n\nThe council met at night. It was winter.\n\n"
CLEAR = "Lamps saved many lives. I believe that the council treated Tom Hill unfairly, because its oil was bad."


def run(text, **options):
    return run_example(CHECK, Example(text, **options))[0]


@pytest.mark.parametrize("number", range(len(CHECK.examples)))
def test_examples(number):
    assert find_faults(CHECK, CHECK.examples[number]) == []


def test_a_position_with_a_reason_is_worth_more_than_none():
    clear = run(CLEAR + BODY + "The keeper went home.", prompt=PROMPT)
    none = run("Lamps saved many lives. There were many." + BODY + "The keeper went home.", prompt=PROMPT)
    assert none.value <= 0.3 < clear.value
    assert clear.notes[0].tone == "strength"


def test_the_opening_is_marked_where_the_ending_says_it_again():
    text = CLEAR + BODY + "In conclusion, Tom Hill was treated unfairly."
    span = run(text, prompt=PROMPT).notes[0].span
    assert text[slice(*span)].startswith("I believe")


def test_a_position_on_something_else_is_worth_little():
    text = "I believe that football should be free, because it makes children happy.\n\nWe won.\n\nIt rained."
    assert run(text, prompt=PROMPT).value <= 0.3


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("I believe that football should be free.", "hard to see"),
        ("I think that everything important is in it.", "hard to see"),
        ("I want to defend him, because in my view the decisive cause was the weather.", "seems to be"),
        ("It was unjust, and I think that everybody must say so.", "seems to be"),
    ],
)
def test_what_has_no_word_of_the_question_is_a_position_only_with_a_reason_or_where_it_points_back(sentence, said):
    text = f"{sentence}\n\nWe walked to the sea.\n\nThe rain was cold."
    assert said in run(text, prompt=PROMPT).notes[0].message
