"""The sentences of the material that give a date or a figure of a kind."""

import pytest

from grader.evidence.slots import find_slots, find_values
from grader.evidence.value_table import value_table_of
from tests.evidence.differing import make_events

SOURCE = (
    "The mill burned on 3 May 1911. Nobody rebuilt it. Forty weavers (1890) lost their looms. The fund held 12,000 crowns. "
    "It paid 650 in all."
)
ESSAYS = [
    "The mill burned in 1912.",
    "The weavers, thirty of them, lost 200 looms.",
    "The fund held 9,000 crowns and 700 in coins.",
    "Three dogs came.",
]


@pytest.mark.parametrize("text", ESSAYS)
def test_no_sentence_with_a_value_is_missed(text):
    events = make_events(text, SOURCE)
    index = events.index
    for slot in find_slots(events):
        giving = {
            n for n, line in enumerate(index.sentences) if find_values(slot, index.readings[line.passage], line.span)
        }
        assert giving <= value_table_of(index.contest).find_sentences(slot.value, slot.clause)


def test_figures_of_other_things_are_passed_over():
    events = make_events("Three dogs came.", SOURCE)
    (slot,) = find_slots(events)
    assert value_table_of(events.index.contest).find_sentences(slot.value, slot.clause) == set()


def test_a_date_of_the_material_is_known():
    events = make_events("It burned in May 1911, and not in 1755.", SOURCE)
    table = value_table_of(events.index.contest)
    assert [table.is_told_date(date) for date in events.reading.dates] == [True, False]
