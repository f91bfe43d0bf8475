import pytest

from grader.checks.check import Example
from grader.checks.examples import find_faults, run_example
from grader.checks.style import CHECK
from grader.model import Rules

VARIED = (
    "When the storm rose over the harbour, the keeper climbed the winding stairs of his tower. Below him, fishing boats "
    "struggled towards the entrance, although their crews could hardly see the rocks. "
)
FLAT = "It was a lamp. It was on a tower. It was a good lamp. The boats saw it and it was good and they came. "


def run(text, **options):
    return run_example(CHECK, Example(text, **options))[0]


def advice(text, **options):
    return [note for note in run(text, **options).notes if note.tone == "advice"]


@pytest.mark.parametrize("number", range(len(CHECK.examples)))
def test_examples(number):
    assert find_faults(CHECK, CHECK.examples[number]) == []


def test_varied_prose_is_worth_more_than_flat_prose():
    assert run(VARIED * 4).value > run(FLAT * 6).value + 0.2


def test_everyday_words_of_the_material_are_no_fault():
    text = VARIED * 2 + "The kids were gonna sail."
    assert len(advice(text)) == 2
    assert advice(text, sources=("Gonna is what the kids say.",)) == []


def test_pale_words_are_noted_when_they_come_again_and_again():
    pale = (
        "The tower was very tall. Oil was very dear. The sea was very cold. Crews were very tired. It was very dark. "
    )
    assert any("“very” comes 5 times" in note.message for note in advice(VARIED + pale))
    assert not any("“very”" in note.message for note in advice(VARIED + pale[:70]))


def test_a_very_long_sentence_is_noted_unless_semicolons_order_it():
    long = "The keeper walked " + "past the old boats and " * 9 + "home."
    assert any("hard to follow" in note.message for note in advice(VARIED * 2 + long))
    assert not any(
        "hard to follow" in note.message for note in advice(VARIED * 2 + long.replace("and past", "; past", 1))
    )


def test_there_are_at_most_six_notes():
    text = (FLAT + "Gonna go. Kinda late. Wanna sleep, guys. He is okay. ") * 9
    assert 2 <= len(advice(text)) <= 6


def test_not_judged():
    assert "too few" in run("Lamp.").reason
    assert "English only" in run(VARIED * 3, rules=Rules(language="ru")).reason
