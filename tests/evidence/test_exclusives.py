import pytest

from tests.evidence.differing import find_differing

SOURCE = (
    "The keeper's niece carried the lantern down the cliff path to the wreck. The harbour of Velm sent grain to the starving "
    "garrison of Orsk by sledge.\n\nThe prosecutor shouted at the trembling witness in the crowded courtroom of Velm. "
    "The painter's wife sold the blue canvas to a banker from Basel.\n\nThe flood uprooted every old oak and elm that stood "
    "along the dyke. In 1832 a fever among the donkeys ruined the miller."
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The keeper's nephew carried the lantern down the cliff path.", ("event", "nephew", "niece")),
        ("The harbour of Velm sent coal to the starving garrison of Orsk.", ("event", "coal", "grain")),
        ("The water uprooted every old maple along the dyke.", ("event", "maple", "oak and elm")),
        ("A fever among the camels came in 1832.", ("event", "camels", "donkeys")),
    ],
)
def test_another_member_of_the_set_is_seen(text, found):
    assert find_differing(text, SOURCE) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "The keeper's niece carried the lantern down the cliff path.",
        "The painter's widow sold the blue canvas to a banker.",
        "Perhaps a nephew carried the lantern down the cliff path.",
        "My nephew carried the lantern down the cliff path.",
        "Her nephew slept.",
        "The harbour of Velm sent grain and coal to the starving garrison of Orsk.",
        "The water uprooted every old maple and oak along the dyke.",
        "A fever among the camels came in 1850.",
        "I believe that the storm came, and her nephew carried the lantern down the cliff path.",
    ],
)
def test_in_doubt_nothing_is_said(text):
    assert find_differing(text, SOURCE) == []


def test_material_that_names_both_is_held_against_nobody():
    both = SOURCE.replace("by sledge.", "by sledge. It was coal that they needed most.")
    assert find_differing("The harbour of Velm sent coal to the starving garrison of Orsk.", both) == []


def test_whose_it_is_counts():
    source = (
        "The weaver's son lives in Brenn on the lake and has a boat for the ferry. Almost nobody saw her grandmother's long "
        "grey cloak in the chapel of Torm."
    )
    assert find_differing("A mother of the town lives in Brenn on the lake and has a boat for the ferry.", source) == []
    assert find_differing("Almost nobody saw her mother long in the grey cloak in the chapel of Torm.", source) == []
