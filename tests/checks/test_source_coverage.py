"""What is praised and proposed builds on what is surely used."""

from dataclasses import replace

import pytest

from grader.checks.check import Case, Example
from grader.checks.examples import make_contest
from grader.checks.source_coverage import CHECK
from grader.evidence.examination import examine
from grader.evidence.index import index_of
from grader.model import Essay, EvidenceItem, Part
from grader.report import ItemUse
from grader.text.reading import Reading

SOURCE = "The council dismissed the keeper in 1902. The fishermen asked for his return, but the council refused."
ITEMS = (
    EvidenceItem("A", "The council dismissed the keeper in 1902.", 3, group="G"),
    EvidenceItem("B", "The fishermen asked for his return.", 2, group="G"),
)
TEXT = "Keepers are seldom dismissed nowadays."


def run(**uses):
    """The notes on an essay whose sentence uses items as given, each with a strength."""
    contest = make_contest(Example("", sources=(SOURCE,), items=ITEMS))
    reading = Reading(Essay("e", "e.txt", TEXT, (Part("body", (0, len(TEXT))),)), index_of(contest).known_names)
    found = examine(reading, contest)
    items = []
    for item in ITEMS:
        use, strength = uses.get(item.id, ("none", 0.0))
        spans = [(0, len(TEXT))] if use != "none" else []
        items.append(ItemUse(item=item.id, use=use, strength=strength, spans=spans, passages=["source-1#¶1"]))
    evidence = found.evidence.model_copy(update={"items": items})
    notes = CHECK.run(Case(reading, contest, replace(found, evidence=evidence)), {"target": None}).notes
    return [note.message.partition(":")[0] for note in notes]


@pytest.mark.parametrize(
    ("uses", "told"),
    [
        ({"A": ("paraphrase", 0.9)}, ["Evidence used", "The material has more for what you argue here"]),
        ({"A": ("paraphrase", 0.5)}, []),
        ({"A": ("mention", 0.9)}, ["You touch on this point"]),
        ({"A": ("mention", 0.3)}, []),
    ],
)
def test_only_what_is_surely_there_is_told(uses, told):
    assert run(**uses) == told
