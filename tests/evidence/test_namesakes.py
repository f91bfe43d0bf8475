import pytest

from grader.evidence.namesakes import is_named_in, is_one_name, may_be_one_person
from grader.text.names import NameMention


def name(text, kind="person"):
    return NameMention((0, len(text)), text, tuple(text.lower().split()), kind, "")


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("Luke", "Luke Hill", True),
        ("Vince", "Venice", True),
        ("Baltic Sea", "Baltic Ocean", True),
        ("Dr Paul Brekman", "Dr Pual Brekam", True),
        ("Dr Brekman", "Dr Hollis", False),
        ("Paul Brekman", "Paul Hollis", False),
        ("Rome", "Oslo", False),
        ("Geneva", "Vienna", False),
    ],
)
def test_names_are_one_however_they_are_spelt(one, other, found):
    assert is_one_name(name(one), name(other)) is found


def test_the_word_before_a_name_may_be_the_sentences():
    assert may_be_one_person(name("Plus Luke"), "Luke", name("Luke Hill"))
    assert may_be_one_person(name("Karl Hill"), None, name("Luke Hill"))
    assert not may_be_one_person(name("Luke Hill"), "Luke Hill", name("Karl Hill"))
    assert not may_be_one_person(name("North Quay", "place"), None, name("South Quay", "place"))


def test_a_name_in_small_letters_is_a_name():
    assert is_named_in(name("Luke Hill"), {"luke", "hill", "sold"})
    assert not is_named_in(name("Luke Hill"), {"luke", "sold"})
