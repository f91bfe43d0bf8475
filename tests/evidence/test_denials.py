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
    "The beavers who did not like the dam across Otter Creek left the meadow of the farmer.",
    "Not two days later the beavers built a dam across Otter Creek.",
    "The beavers couldn't have built a dam across Otter Creek.",
    "It is not right that beavers built a dam across Otter Creek and flooded the meadow of the farmer.",
    "The beavers built no more dams across Otter Creek than the farmer of the meadow.",
    "The town council accepted rather than refused the plan of the engineer for a stone bridge.",
    'He says "the weavers of Lodden lost the strike against the mill owner" of the paper.',
    "I believe that the plan was good, the town council refused the plan of the engineer for a stone bridge.",
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


@pytest.mark.parametrize(
    "text",
    [
        "Anyone who did not leave the mules at the gate paid a fine of nine crowns.",
        "By the end of the first day the captain had drilled the recruits.",
        "Nor a merchant who moves from comfort to hardship.",
        "Fewer farmers do not buy mules at the fair of Kolberg.",
    ],
)
def test_who_is_meant_and_when_is_no_denial(text):
    source = (
        "On market days farmers were told to leave the mules at the gate or pay a fine of nine crowns. The captain started "
        "the first day with drills for the recruits.\n\nNor, again, a merchant who moves from comfort to hardship.\n\n"
        "Fewer farmers buy mules at the fair of Kolberg."
    )
    assert find_differing(text, source) == []


def test_a_misspelt_denial_denies():
    source = "The guards kept the visitors from entering the mint and from touching the coins of the king."
    assert find_differing("The guards kpet the visitors from entering the mint and touching the coins.", source) == []
