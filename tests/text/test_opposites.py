import pytest

from grader.text.opposites import equals_of, opposites_of, rivals_of
from grader.text.words import stem


@pytest.mark.parametrize(
    ("one", "other"),
    [("accepted", "refused"), ("published", "secret"), ("won", "lost"), ("popular", "unpopular"), ("fell", "rose")],
)
def test_opposites_know_each_other(one, other):
    assert stem(other) in opposites_of(stem(one))
    assert stem(one) in opposites_of(stem(other))


@pytest.mark.parametrize("word", ["table", "run", "green", "invest", "under"])
def test_most_words_have_no_opposite(word):
    assert opposites_of(stem(word)) == frozenset()


def test_words_of_one_side_stand_for_one_another():
    assert stem("forbade") in equals_of(stem("banned"))
    assert equals_of("table") == {"table"}


def test_members_of_a_set_exclude_one_another():
    assert stem("niece") in rivals_of(stem("nephew"))
    assert stem("grain") in rivals_of(stem("coal"))
    assert stem("widow") not in rivals_of(stem("wife"))
    assert rivals_of("table") == frozenset()


def test_words_joined_by_a_stroke_are_no_rivals():
    assert stem("moose") in rivals_of(stem("bison"))
    assert stem("buffalo") not in rivals_of(stem("bison"))
    assert stem("bison") not in rivals_of(stem("bison"))


def test_a_word_of_two_sets_has_the_rivals_of_both():
    assert {stem("coal"), stem("potato")} <= rivals_of(stem("wheat"))
