import pytest

from grader.text.suggestions import common_words, rank_suggestions


@pytest.mark.parametrize(
    ("written", "given", "first", "is_near"),
    [
        ("luch", ("lush",), "lunch", True), ("freind", ("fiend",), "friend", True), ("Pepole", ("Peddle",), "People", True),
        ("stuents", ("stents",), "students", True), ("becaues", (), "because", True), ("IPad", ("iPad",), "iPad", True),
        ("bussnis", ("buskins",), "buskins", True), ("orbicularis", ("orb",), "orb", False),
    ],
)  # fmt: skip
def test_common_words_one_slip_away_come_first(written, given, first, is_near):
    ranked, near = rank_suggestions(written, given)
    assert (ranked[0], near) == (first, is_near)


def test_without_suggestions_nothing_is_near():
    assert rank_suggestions("zzzzzz", ()) == ((), False)


def test_the_list_is_large_and_holds_plain_words():
    assert len(common_words()) > 1_200
    assert all(word.isalpha() and word.islower() for word in common_words())
