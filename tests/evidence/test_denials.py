"""Statements that deny what the material says; each pair of texts differs in the denial alone."""

import pytest

from grader.evidence.denials import find_candidates
from grader.evidence.tellings import find_told
from grader.model import Correction
from tests.evidence.differing import find_differing, make_events

SOURCE = (
    "In the spring the hospital board published the report of Doctor Amelia Stone on the ward kitchens. One of the cooks, "
    "Peter Lund, signed the confession before the magistrate. The nurses refused to carry the coal for the laundry stove.\n\n"
    "The beavers built a dam across Otter Creek and flooded the meadow of the farmer. The town council accepted the plan of "
    "the engineer for a stone bridge. The weavers of Lodden won the strike against the mill owner.\n\n"
    "Few sailors believed that the island of Torm had gold mines. If the pump had failed, the miners would have drowned in "
    "the gallery."
)
OPPOSED = [
    "Nobody ever signed the confession before the magistrate.",
    "The beavers never built a dam across Otter Creek.",
    "The town council refused the plan of the engineer for a stone bridge.",
    "The weavers of Lodden lost the strike against the mill owner.",
    "The nurses carried the coal for the laundry stove.",
    "The hospital board kept the report of Amelia Stone on the ward kitchens secret.",
]
NOT_OPPOSED = [
    "One of the cooks signed the confession before the magistrate.",
    "The beavers built a dam across Otter Creek.",
    "The nurses did not carry the coal for the laundry stove.",
    "The council did not refuse the plan of the engineer for a stone bridge.",
    "The weavers of Lodden did not lose the strike against the mill owner.",
    "The council would have refused the plan of the engineer for a stone bridge.",
    "I think nobody signed the confession before the magistrate.",
    "Did nobody sign the confession before the magistrate?",
    "The sailors did not believe that the island of Torm had gold mines.",
    "The miners drowned in the gallery.",
    "The beavers of Clear Lake never built a dam.",
    "Nobody carried the flag.",
    "Not fed by Otter Creek the dry meadow of the farmer was flooded by a beaver dam.",
]


@pytest.mark.parametrize("text", OPPOSED)
def test_the_opposite_is_seen(text):
    assert [kind for kind, _, _ in find_differing(text, SOURCE)] == ["event"]


@pytest.mark.parametrize("text", NOT_OPPOSED)
def test_in_doubt_nothing_is_said(text):
    assert find_differing(text, SOURCE) == []


def test_material_that_says_both_is_held_against_nobody():
    both = SOURCE + "\n\nOther papers say that the weavers of Lodden lost the strike against the mill owner."
    assert find_differing("The weavers of Lodden lost the strike against the mill owner.", both) == []


def test_the_teachers_correction_wins():
    text = "The town council refused the plan of the engineer for a stone bridge."
    corrected = Correction("source1#¶2", "The council refused the plan for the stone bridge.")
    passages = {make_events(text, SOURCE).index.passages[n].id for n in range(3)}
    ids = [corrected.__class__(p, corrected.text) for p in sorted(passages)]
    assert find_differing(text, SOURCE, *ids) == []


def test_a_hostile_sentence_is_read_in_time():
    assert find_differing("not built beavers, " * 4000, SOURCE) == []


def test_a_clause_of_other_people_is_told_from_its_names():
    text = "Agnes Moor lost the strike against the mill owner of Lodden. The weavers of Lodden lost the strike there."
    index = make_events(text, f"{SOURCE} Agnes Moor bought a violin.").index
    told = find_told(["moor", "lose", "strike", "mill", "owner"], index)
    assert find_candidates(told, frozenset()) == []
    nameless = {stem: found for stem, found in told.items() if stem != "moor"}
    assert len(find_candidates(nameless, frozenset())) == 1
