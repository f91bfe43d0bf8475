import pytest

from grader.checks import style
from grader.checks.check import Example
from grader.checks.conventions import CHECK
from grader.checks.examples import find_faults, run_example
from grader.model import Rules

CLEAN = (
    "The lighthouse stood on a rock, and the keeper climbed its stairs every evening. He carried oil to the lamp and wrote "
    "down the weather. When a storm came, he stayed awake until the last boat had passed. Fishermen trusted him. "
    "They had never found the tower dark, not even in the longest winter. "
)


def run(text, **options):
    return run_example(CHECK, Example(text, **options))[0]


@pytest.mark.parametrize("number", range(len(CHECK.examples)))
def test_examples(number):
    assert find_faults(CHECK, CHECK.examples[number]) == []


def test_errors_lower_the_value_and_never_raise_it():
    values = [run(CLEAN * 3 + "They recieve alot, and he dont know. " * n).value for n in range(5)]
    assert values == sorted(values, reverse=True)
    assert values[0] == 1


def test_words_of_the_material_and_the_question_are_right():
    text = CLEAN + "The kulaken and the zhenotdel burned the lampwickle."
    assert run(text).value < 1
    assert run(text, sources=("The kulaken and the zhenotdel.",), prompt="What is a lampwickle?").value == 1


def test_the_same_slip_is_noted_once_with_its_number():
    notes = [n for n in run(CLEAN + "They recieve it. We recieve it. You recieve it.").notes if n.tone == "advice"]
    assert [n.message for n in notes] == ["“recieve”: did you mean “receive”? (3 times)"]


def test_there_are_at_most_twelve_notes_and_their_weight_is_moderate():
    faulty = "i dont has informations, he recieve alot of teh the letters , becuase is dark. There lamp go at a hour."
    notes = run(f"{CLEAN} {faulty} {faulty.replace('recieve', 'beleive')}").notes
    assert 6 <= len(notes) <= 13
    assert all(note.weight <= 0.45 for note in notes)


@pytest.mark.parametrize("text", ["", "Lamp.", "They recieve it.", "“" + CLEAN + "”"])
def test_too_few_own_words_are_not_judged(text):
    outcome = run(text)
    assert outcome.value is None
    assert "too few" in outcome.reason


def test_other_languages_are_not_judged():
    outcome = run(CLEAN, rules=Rules(language="de"))
    assert (outcome.value, outcome.notes) == (None, ())
    assert "English only" in outcome.reason
    assert run(CLEAN, rules=Rules(language="en-GB")).value == 1


def test_of_a_long_essay_it_is_said_how_much_was_read():
    said = [note.message for note in run(CLEAN * 400).notes]
    assert any("Only the first" in message for message in said)


def test_a_spacing_slip_is_shown_with_the_words_around_it():
    text = CLEAN + "The boats came ,and the crews slept."
    (note,) = [n for n in run(text).notes if n.tone == "advice"]
    assert text[slice(*note.span)] == "came ,and"


@pytest.mark.parametrize("check", [CHECK, style.CHECK])
def test_a_list_of_keywords_has_no_sentences_to_judge(check):
    keywords = "Lamp, rock, keeper, storm, boat, council, oil, winter, diary, signature. " * 8
    outcome = run_example(check, Example(keywords))[0]
    assert outcome.value is None
    assert "hardly any whole sentences" in outcome.reason
