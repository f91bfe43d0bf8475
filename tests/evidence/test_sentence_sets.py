"""Sets of sentences as whole numbers."""

from grader.evidence.sentence_sets import EVERY, list_numbers, make_set, unite


def test_a_set_lists_its_sentences_in_order():
    assert list(list_numbers(make_set([700, 3, 0, 3]))) == [0, 3, 700]
    assert list(list_numbers(make_set([]))) == []


def test_sets_meet_and_join():
    one, other = make_set([1, 2, 90]), make_set([2, 90, 91])
    assert list(list_numbers(unite([one, other]))) == [1, 2, 90, 91]
    assert list(list_numbers(EVERY & one & other)) == [2, 90]
