"""What stems of an essay mean in the columns of a vocabulary."""

import numpy as np
import pytest

from grader.evidence import vocabulary
from grader.evidence.index import index_of
from grader.evidence.vocabulary import Vocabulary, join_stretches
from tests.evidence.making import read


@pytest.fixture
def words():
    _, contest, _ = read("Nothing.", "The big ferry sank. A large boat burned.")
    index = index_of(contest)
    stems = ["big", "ferri", "larg", "boat"]
    assert dict(index.lexicon.similar("larg")).keys() >= {"larg", "big"}
    return Vocabulary({stem: column for column, stem in enumerate(stems)}, index)


def test_stretches_are_joined_in_order():
    assert join_stretches(np.array([7, 4, 2]), np.array([2, 0, 3])).tolist() == [7, 8, 2, 3, 4]


def test_a_sentence_holds_a_stem_or_less_of_its_synonym(words):
    held = words.hold([["larg", "ferri"], [], ["kangaroo"]], 5)
    assert held.shape == (3, 5)
    assert held[0, 2] == held[0, 1] == 1
    assert 0 < held[0, 0] < 1
    assert not held[1:].any()


def test_the_best_word_of_a_sentence_counts_and_never_more_than_most(words):
    assert words.hold([["larg", "big"]], 4)[0, 0] == 1
    assert words.hold([["larg", "big"]], 4, 0.8)[0, 0] == np.float32(0.8)


def test_no_sentences_hold_nothing(words):
    assert words.hold([], 4).shape == (0, 4)


def test_what_is_remembered_is_bounded_and_read_again(words, monkeypatch):
    before = words.hold([["larg", "ferri"]], 4)
    monkeypatch.setattr(vocabulary, "MOST", 3)
    for number in range(20):
        words.hold([[f"word{number}"]], 4)
        assert len(words._numbers) <= 5
    assert (words.hold([["larg", "ferri"]], 4) == before).all()


def test_what_is_added_raises_cells_and_lowers_none(words):
    held = words.hold([["ferri"], []], 4)
    words.add([["ferri"], ["ferri"]], held, 0.8)
    assert held[0].max() == 1
    assert held[1].max() == np.float32(0.8)
