"""Words of argument, found where they stand and not in quotations."""

import time

import pytest

from grader.text.argument import (
    find_grant,
    find_named_view,
    find_other_view,
    find_turn,
    gives_example,
    gives_reason,
    judges,
)

ALL = (find_grant, find_named_view, find_other_view, find_turn, gives_example, gives_reason, judges)


def whole(text):
    return 0, len(text)


@pytest.mark.parametrize(
    "text",
    [
        "Some people say that lamps are useless.",
        "Critics have argued that the keeper slept.",
        "A careful reader might object that nobody drowned.",
        "It could be said that oil was dear.",
        "The strongest objection is a number.",
        "But what about the boats?",
        "One could argue against me that it was dark.",
        "Many historians still believe that the council was right.",
    ],
)
def test_views_of_others_are_found(text):
    assert find_other_view(text, whole(text))


@pytest.mark.parametrize(
    "text",
    [
        "Although the keeper was loved, he lost his place.",
        "The fishermen said that it was dark.",
        "It was not printed, as some people believe.",
        "Some boats were lost.",
        "You can say it in two words.",
    ],
)
def test_mere_contrast_and_speech_are_no_other_view(text):
    assert find_other_view(text, whole(text)) is None


def test_what_is_quoted_is_somebody_elses_argument():
    text = "He wrote: “Some people say no, but I say yes, because I must.”"
    quoted = [(10, len(text))]
    assert find_other_view(text, whole(text), quoted) is None
    assert find_turn(text, whole(text), quoted) is None
    assert not gives_reason(text, whole(text), quoted)
    assert gives_reason(text, whole(text))


@pytest.mark.parametrize(
    ("find", "text"),
    [
        (find_turn, "But the oil was bad."),
        (find_turn, "I do not agree with them."),
        (find_turn, "That is only half of the truth."),
        (find_grant, "Admittedly, the oil was dear."),
        (find_named_view, "While Brown believes in storms, the lamp went out."),
        (gives_reason, "This shows that nobody asked."),
        (gives_reason, "The oil froze, so the lamp went out."),
        (judges, "It was a fatal mistake."),
        (gives_example, "Lamps, for instance, need oil."),
    ],
)
def test_cues_are_found(find, text):
    assert find(text, whole(text))


@pytest.mark.parametrize("find", ALL)
def test_a_plain_sentence_has_none(find):
    assert not find("The boat left the harbour at dawn.", (0, 34))


@pytest.mark.parametrize("unit", ["some ", "A b ", "if a ", "this ", "it would have been ", "one would ", "Ab "])
def test_long_repetitions_take_no_time(unit):
    text = unit * (100_000 // len(unit))
    begun = time.process_time()
    for find in ALL:
        find(text, whole(text))
    assert time.process_time() - begun < 5
