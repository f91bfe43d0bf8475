"""Whether evidence is followed by reasoning."""

import pytest

from grader.checks.check import Example
from grader.checks.examples import find_faults, run_example
from grader.checks.explanation import CHECK

SOURCE = (
    "In the winter of 1902 the harbour council dismissed the keeper Tom Hill because he had let the lamp go out twice. The "
    "fishermen collected signatures and asked for his return, but the council refused. The next keeper earned half as much."
)
FACTS = [
    "“The fishermen collected signatures and asked for his return.” ",
    "“The harbour council dismissed the keeper Tom Hill” in winter. ",
    "“The next keeper earned half as much” as he. ",
]
REASON = "This shows that money counted for more than the safety of those who sailed at night. "


def run(text, **options):
    return run_example(CHECK, Example(text, **options))[0]


@pytest.mark.parametrize("number", range(len(CHECK.examples)))
def test_examples(number):
    assert find_faults(CHECK, CHECK.examples[number]) == []


def test_a_list_is_worth_less_than_explained_facts():
    listed = run("".join(FACTS), sources=(SOURCE,))
    explained = run("".join(fact + REASON for fact in FACTS), sources=(SOURCE,))
    assert listed.value < 0.3
    assert explained.value > 0.8
    assert "3 facts stand side by side" in listed.notes[0].message
    assert [note.tone for note in explained.notes] == ["strength"]


def test_repeating_the_source_is_no_explanation():
    told = "This means that the harbour council dismissed the keeper, and the fishermen asked for his return. "
    assert run(FACTS[0] + told, sources=(SOURCE,)).value < run(FACTS[0] + REASON, sources=(SOURCE,)).value


def test_an_explanation_in_another_paragraph_is_too_far():
    near, far = (run(FACTS[0] + gap + REASON, sources=(SOURCE,)).value for gap in ("", "\n\n"))
    assert near > far


def test_the_same_again_adds_nothing():
    once = "".join(fact + REASON for fact in FACTS)
    values = [run("\n\n".join([once] * times), sources=(SOURCE,)).value for times in (3, 9)]
    assert abs(values[0] - values[1]) < 0.1


def test_without_material_examples_are_the_evidence():
    assert run("Lamps save lives. For example, the lamp of 1902 did. Bread was dear.").value is not None
    assert run("Lamps save lives. Bread was dear.").value is None
