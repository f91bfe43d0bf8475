"""How many works the evidence comes from."""

import pytest

from grader.checks.check import Example
from grader.checks.examples import find_faults, run_example
from grader.checks.source_breadth import CHECK
from grader.model import EvidenceItem, Rules

DIARY = (
    "In the winter of 1902 the harbour council dismissed the keeper Tom Hill because he had let the lamp go out twice. He "
    "had asked for better oil in nine letters, and none of them was answered."
)
PAPER = (
    "The fishermen of the bay collected signatures and asked for the keeper's return, but the council refused. The council "
    "had dismissed the keeper Tom Hill when the lamp went out twice."
)
ITEMS = (
    EvidenceItem(
        "A", "The council dismissed the keeper Tom Hill in 1902 because the lamp had gone out twice.", 3, group="G"
    ),
    EvidenceItem("B", "The fishermen of the bay collected signatures for the keeper's return.", 2, group="G"),
)
USED = "In 1902 the council dismissed the keeper Tom Hill, because his lamp had gone out twice. "
OTHER = "The fishermen of the bay collected signatures for his return. "
TEXT = "I think that nobody should lose his place for such a thing, as everybody makes a mistake now and then. " * 3


def run(text, **options):
    return run_example(CHECK, Example(text, **options))[0]


@pytest.mark.parametrize("number", range(len(CHECK.examples)))
def test_examples(number):
    assert find_faults(CHECK, CHECK.examples[number]) == []


def test_two_works_are_worth_more_than_one():
    contest = {"sources": (DIARY, PAPER), "items": ITEMS}
    assert run(USED + OTHER + TEXT, **contest).value == 1.0
    assert run(USED + TEXT, **contest).value == 0.5


def test_length_alone_adds_nothing():
    contest = {"sources": (DIARY, PAPER), "items": ITEMS}
    assert run(USED + TEXT * 9, **contest).value == run(USED + TEXT, **contest).value


def test_a_source_that_supports_the_argument_is_proposed_with_its_passage():
    note = run(USED + TEXT, sources=(DIARY, PAPER), items=ITEMS, rules=Rules(min_sources=2)).notes[0]
    assert note.tone == "problem"
    assert "Source 2" in note.action
    assert note.passages == ("source-2#¶1",)


def test_to_name_a_source_is_not_to_use_it():
    assert run(TEXT + "Source 1 and Source 2 are long.", sources=(DIARY, PAPER), items=ITEMS).value == 0


def test_copied_words_do_not_count_as_use():
    outcome = run(TEXT + DIARY, sources=(DIARY, PAPER))
    assert outcome.value == 0


def test_one_source_is_no_breadth():
    assert run(USED + TEXT, sources=(DIARY,)).value is None
