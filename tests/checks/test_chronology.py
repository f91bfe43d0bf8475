"""Whether events come in the material's order."""

import pytest

from grader.checks.check import Example
from grader.checks.chronology import CHECK
from grader.checks.examples import find_faults, run_example

SOURCE = (
    "In March 1902 the harbour council dismissed the keeper Tom Hill.\n\nThe great storm sank forty fishing boats in "
    "November 1903.\n\nA railway was opened along the bay in 1911."
)
RIGHT = "After the great storm sank the fishing boats, a railway was opened along the bay. "
WRONG = "The council dismissed the keeper Tom Hill after the great storm sank the fishing boats. "


def run(text, **options):
    return run_example(CHECK, Example(text, **options))[0]


@pytest.mark.parametrize("number", range(len(CHECK.examples)))
def test_examples(number):
    assert find_faults(CHECK, CHECK.examples[number]) == []


def test_the_share_that_agrees():
    assert run(RIGHT, sources=(SOURCE,)).value == 1.0
    assert run(RIGHT + WRONG, sources=(SOURCE,)).value == 0.5
    assert run("It was dark.", sources=(SOURCE,)).value is None
    assert run(WRONG).value is None


def test_both_dates_and_both_passages_are_given():
    note = run(WRONG, sources=(SOURCE,)).notes[0]
    assert "November 1903" in note.message
    assert "March 1902" in note.message
    assert note.message.endswith("One of them may be mistaken.")
    assert note.passages == ("source-1#¶2", "source-1#¶1")
