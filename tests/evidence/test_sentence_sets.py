"""Sets of sentences as whole numbers."""

from collections import Counter

import pytest

from grader.evidence.sentence_sets import EVERY, count_most, list_numbers, make_set, unite


def test_a_set_lists_its_sentences_in_order():
    assert list(list_numbers(make_set([700, 3, 0, 3]))) == [0, 3, 700]
    assert list(list_numbers(make_set([]))) == []


def test_sets_meet_and_join():
    one, other = make_set([1, 2, 90]), make_set([2, 90, 91])
    assert list(list_numbers(unite([one, other]))) == [1, 2, 90, 91]
    assert list(list_numbers(EVERY & one & other)) == [2, 90]


@pytest.mark.parametrize(
    ("sets", "most"), [([], 0), ([[]], 0), ([[4]], 1), ([[1, 2], [2, 3], [3], [], [3, 900]], 3), ([[5, 6]] * 9, 9)]
)
def test_the_sentence_of_most_sets_is_counted(sets, most):
    assert count_most(map(make_set, sets)) == most


def test_many_sets_are_counted_as_one_by_one():
    sets = [{n for n in range(60) if n * k % 7 < 3} for k in range(1, 23)]
    assert count_most(map(make_set, sets)) == max(Counter(n for one in sets for n in one).values())
