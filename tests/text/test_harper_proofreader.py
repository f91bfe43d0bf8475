import threading

import pytest
from harper import Linter

from grader.text.harper_proofreader import HarperProofreader, shared_harper
from grader.text.harper_rules import RULES


@pytest.mark.parametrize(
    ("text", "kind", "first"),
    [
        ("They recieve it.", "spelling", "receive"),
        ("They went to a spanish school.", "capital", "Spanish"),
        ("They werent there.", "apostrophe", "weren't"),
        ("It was better then before.", "confused word", "than"),
        ("It took a hour.", "article", "an hour"),
        ("It was more better.", "comparison", "better"),
        ("They saw the the boat.", "repetition", "the"),
        ("The luch was late.", "spelling", "lunch"),
    ],
)
def test_an_error_has_kind_and_suggestion(text, kind, first):
    error = next(error for error in shared_harper().find_errors(text) if error.is_shown)
    assert (error.kind, error.suggestions[0]) == (kind, first)


@pytest.mark.parametrize(
    "text",
    [
        "He had had a boat, and he said that that was enough.",
        "Every one of the boats had a lamp.",
        "My neighbour's favourite colour is grey.",
        "They gave us good advice, nobody expected help, and it was too kind.",
        "It is part of our everyday lives, etc.",
        "They saw an SOL and a UFO.",
        "We waited . . . and then it came.",
    ],
)
def test_what_harper_mistakes_is_left_alone(text):
    assert shared_harper().find_errors(text) == []


def test_every_rule_in_use_is_known_to_harper():
    assert set(RULES) <= set(Linter().get_lint_config())


def test_every_linter_gives_the_same_answer():
    text = "The only reason is that they choosed cafes and shops. However its a weekend."
    answers = {tuple(HarperProofreader().find_errors(text)) for _ in range(12)}
    assert len(answers) == 1
    shown = {error.rule: error.suggestions for error in answers.pop()}
    assert shown["RegularIrregulars"] == ("chose", "chosen")
    assert shown["ItsContraction"][0] == "it's"


def test_threads_have_linters_of_their_own():
    reader, found = HarperProofreader(), []
    threads = [threading.Thread(target=lambda: found.append(reader.find_errors("They recieve it."))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(errors) for errors in found] == [1, 1, 1]
