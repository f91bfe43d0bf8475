"""What words weigh when an essay is compared with evidence items."""

from grader.evidence.tables import table_of
from grader.evidence.weights import weigh_asked
from grader.model import EvidenceItem
from tests.evidence.making import read

SOURCE = (
    "The harbour keepers rowed out in the storm of March.\n\nIn all, the harbour keeper Ole Brandt made nine rescues, more "
    "than anybody else.\n\nThe harbour had two lamps. Fishermen sold herring there on Mondays."
)
ITEM = EvidenceItem("E1", "Brandt made nine rescues, the most of any harbour keeper.")
PROMPT = "Write an essay that convinces others to become harbour keepers."


def use_of(text, prompt):
    _, _, examination = read(text, SOURCE, items=(ITEM,), prompt=prompt)
    return examination.evidence.items[0]


def test_words_of_the_question_weigh_less():
    _, contest, _ = read("Yes.", SOURCE, items=(ITEM,), prompt=PROMPT)
    weights = dict(zip(table_of(contest).vocabulary.columns, weigh_asked(contest).tolist(), strict=False))
    assert weights["harbor"] == weights["keeper"] < weights["rescu"] == 1


def test_an_essay_that_repeats_the_question_uses_no_evidence():
    text = "It is a fine thing to be a harbour keeper. Everybody ought to try it."
    assert use_of(text, PROMPT).strength < use_of(text, "").strength / 2


def test_a_statement_in_words_of_the_question_and_others_is_used():
    assert use_of("The harbour keeper Brandt made nine rescues, more than any other.", PROMPT).use == "paraphrase"
