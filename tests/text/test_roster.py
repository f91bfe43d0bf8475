import pytest

from grader.text.roster import Roster

MATERIAL = [
    "The miller Anna Weiss came to Petrograd in 1917. Weiss knew Nikolay Bukharin, and Bukharin knew Weiss.",
    "In Leningrad the Central Committee met. There Paul Adams and Peter Adams argued with Weiss. Paul Adams won.",
    "Nickolai Bukharin spoke to the Central Committee. Lenin was ill, and Lenin wrote to Yuri Piatakov.",
]


@pytest.fixture(scope="module")
def roster():
    return Roster.from_texts(MATERIAL)


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("Weiss", "Anna Weiss"),
        ("A. Weiss", "Anna Weiss"),
        ("Anna Weiss", "Anna Weiss"),
        ("Hilda Weiss", None),
        ("Lenin", "Lenin"),
        ("Vladimir Lenin", "Lenin"),
        ("V. I. Lenin", "Lenin"),
        ("Boukharine", "Nickolai Bukharin"),
        ("Nikolai Bukharin", "Nickolai Bukharin"),
        ("Adams", "Paul Adams"),
        ("Peter Adams", "Peter Adams"),
        ("St. Petersburg", "St Petersburg"),
        ("Pyatakov", "Yuri Piatakov"),
        ("central committee", "Central Committee"),
        ("Kerensky", None),
        ("", None),
    ],
)
def test_resolve(roster, name, entity):
    assert roster.resolve(name) == entity
    assert roster.resolve(name) == entity


def test_kinds(roster):
    kinds = {one: roster.kind(one) for one in ("Anna Weiss", "St Petersburg", "Central Committee", "nobody")}
    assert kinds == {"Anna Weiss": "person", "St Petersburg": "place", "Central Committee": "group", "nobody": "other"}


def test_tokens_are_proper_names(roster):
    assert {"weiss", "bukharin", "lenin", "adams"} <= roster.tokens
    assert not {"committee", "the", "in", "central", "miller"} & roster.tokens


def test_entities_stand_in_the_order_of_their_frequency(roster):
    times = [entity.times for entity in roster.entities.values()]
    assert times == sorted(times, reverse=True)


def test_an_empty_material_names_nobody():
    assert Roster.from_texts([]).resolve("Weiss") is None
