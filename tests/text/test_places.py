import pytest

from grader.text.places import Place, find_nation, find_place, is_comparable_place


@pytest.mark.parametrize(
    ("name", "place", "is_people"),
    [
        ("Leningrad", "St Petersburg", False),
        ("petrograd", "St Petersburg", False), ("St. Petersburg", "St Petersburg", False),
        ("U.S.S.R.", "Soviet Union", False), ("USA", "United States", False), ("Germans", "Germany", True),
        ("French", "France", True), ("Frenchmen", "France", True), ("Brest Litovsk", "Brest-Litovsk", False),
        ("African", "Africa", True), ("München", None, False),
        ("Munich", "Munich", False), ("south", None, False), ("", None, False),
    ],
)  # fmt: skip
def test_find_place(name, place, is_people):
    assert find_place(name) == (Place(place, is_people) if place else None)


@pytest.mark.parametrize(
    ("name", "nation"),
    [
        ("Portugal", "Portugal"),
        ("the Dutch", None),
        ("Dutch", "Netherlands"),
        ("Russia", "Russia"),
        ("Soviet Union", "Russia"),
        ("Lisbon", None),
        ("Europe", None),
        ("Velm", None),
    ],
)
def test_a_country_and_its_people_are_one_nation(name, nation):
    assert find_nation(name) == nation


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("Lisbon", "Oslo", True),
        ("Portugal", "Norway", True),
        ("Lisbon", "Portugal", False),
        ("Kolberg", "Portugal", False),
        ("Kolberg", "Lisbon", True),
        ("Kolberg", "Brenn", True),
    ],
)
def test_a_place_may_lie_in_a_country(one, other, found):
    assert is_comparable_place(one, other) is is_comparable_place(other, one) is found
