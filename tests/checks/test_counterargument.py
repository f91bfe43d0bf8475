"""Whether another view is named and answered."""

import pytest

from grader.checks.check import Example
from grader.checks.counterargument import CHECK
from grader.checks.examples import find_faults, run_example

PROMPT = "Was the lighthouse keeper Tom Hill treated fairly by the harbour council?"
OWN = "The keeper was treated unfairly, I think. Nobody in the council asked him. He lit the lamp for years. "
VIEW = "Some people say that the council had no choice. "


def run(text, **options):
    return run_example(CHECK, Example(text, **options))[0]


@pytest.mark.parametrize("number", range(len(CHECK.examples)))
def test_examples(number):
    assert find_faults(CHECK, CHECK.examples[number]) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (OWN + "It was a cold year.", 0.15),
        (OWN + "Although the keeper was loved, the council sent him away. But he came back.", 0.15),
        (OWN + VIEW, 0.45),
        (OWN + "Some people say that the council had no choice, but I do not think so.", 0.55),
        (OWN + VIEW + "But that is not the whole story of the lamp.", 0.75),
        (OWN + VIEW + "But the council met in May 1902 and never called him.", 0.8),
        (OWN + VIEW + "However, it could have asked him first, because the lamp went out only twice.", 0.9),
        (OWN + VIEW + "However, it could have asked him first, because in May 1902 the lamp was new.", 1.0),
    ],
)
def test_an_answer_with_reason_and_fact_is_worth_most(text, value):
    assert run(text, prompt=PROMPT).value == value


def test_a_view_may_be_explained_before_it_is_answered():
    text = OWN + VIEW + "Oil was dear. Ships were waiting. The lamp was old. " + "But nobody asked the keeper."
    assert run(text, prompt=PROMPT).value == 0.75


def test_to_agree_is_no_answer():
    text = OWN + "Some people say that the council was poor and I agree, but the keeper was poor, too."
    assert run(text, prompt=PROMPT).value == 0.45


def test_views_on_other_things_do_not_count_in_an_essay_about_other_things():
    text = "My team won. " * 9 + "Some people say that football is dull. But they never watched us, because it rained."
    assert run(text, prompt=PROMPT).value == 0.15


def test_a_view_without_an_answer_is_marked():
    note = run(OWN + VIEW + "Bread was dear.", prompt=PROMPT).notes[0]
    assert note.span == (len(OWN), len(OWN + VIEW) - 1)
