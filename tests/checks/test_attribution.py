"""Whether what is borrowed names its source."""

import pytest

from grader.checks.attribution import CHECK
from grader.checks.check import Example
from grader.checks.examples import find_faults, run_example
from grader.model import EvidenceItem

SOURCE = (
    "In a letter of May 1902 the keeper Ada Brown wrote: “The ice on the lake was never thicker than a hand, and no cart "
    "could cross it.” The harbour council dismissed her neighbour Tom Hill in 1903 for letting the lamp go out."
)
ITEM = EvidenceItem("A", "The harbour council dismissed Tom Hill in 1903 for letting the lamp go out.", 3)
BARE = "“The ice on the lake was never thicker than a hand” in those days."


def run(text, **options):
    return run_example(CHECK, Example(text, **options))[0]


@pytest.mark.parametrize("number", range(len(CHECK.examples)))
def test_examples(number):
    assert find_faults(CHECK, CHECK.examples[number]) == []


@pytest.mark.parametrize(
    "named",
    [
        "Brown wrote a letter. ",
        "According to one letter the winter was mild. ",
        "The article tells more. ",
        "It was mild (Source 1). ",
    ],
)
def test_a_source_named_before_in_the_paragraph_covers(named):
    assert run(named + BARE, sources=(SOURCE,)).value == 1.0
    assert run(named.strip() + "\n\n" + BARE, sources=(SOURCE,)).value == 0.0


def test_a_citation_behind_covers():
    assert run("The winter was mild. " + BARE.replace("days.", "days (Brown 3)."), sources=(SOURCE,)).value == 1.0


def test_quotations_are_told_before_facts_and_never_more_than_four_places():
    text = (BARE + "\n\n") * 7 + "In 1903 Tom Hill was dismissed, since his lamp went out one night."
    notes = run(text, sources=(SOURCE,), items=(ITEM,)).notes
    assert len(notes) == 4
    assert all("quotation marks" in note.message for note in notes)


def test_what_several_works_tell_needs_no_source():
    told = "The harbour council dismissed Tom Hill in 1903 for letting the lamp go out."
    text = "It is sad. In 1903 Tom Hill was dismissed, since one night his lamp went out and the council was angry."
    assert run(text, sources=(SOURCE, told), items=(ITEM,)).notes == ()


def test_nothing_borrowed_is_not_checked():
    assert run("Bread was dear. Nobody sang.", sources=(SOURCE,)).value is None


def test_a_name_between_quotation_marks_is_nobodys_words():
    source = "In 1904 the keepers signed the “Platform of the Few”, and the council called the Harbour War of Norwich a joke."
    assert run("They signed the “Platform of the Few” in spring, and few came.", sources=(source,)).notes == ()
    assert run("They “signed the platform of the few” in spring, and few came.", sources=(source,)).notes != ()
