"""Hashed wording: likeness of texts without their words."""

import numpy as np
import pytest

from grader.scoring.wording import BITS, compare_wordings, hash_wording, judge_wording, weigh_wordings

TEXTS = (
    "The keeper lit the lamp every night.",
    "The keeper lit the lamp at dusk.",
    "Bread cost one penny in 1854!",
    "é日",
)


def test_buckets_rise_and_stay_in_range():
    held = hash_wording(TEXTS[0])
    assert (np.diff(held) > 0).all()
    assert 0 <= held[0] <= held[-1] < 1 << BITS


def test_case_and_white_space_make_no_difference():
    assert np.array_equal(hash_wording("A  lamp\n burns"), hash_wording("a lamp burns "))
    assert not np.array_equal(hash_wording("a lamp burns"), hash_wording("a lamp burnt"))


def test_a_text_without_characters_holds_nothing():
    assert len(hash_wording(" \n")) == 0


def test_likeness_is_the_cosine_of_sets():
    wordings = [hash_wording(text) for text in (*TEXTS, "")]
    table = compare_wordings(wordings)
    for a, one in enumerate(wordings):
        for b, other in enumerate(wordings):
            shared = len(np.intersect1d(one, other)) / np.sqrt(max(1, len(one)) * max(1, len(other)))
            assert table[a, b] == pytest.approx(shared, abs=1e-6)
    assert table[0, 1] > table[0, 2]


def test_many_texts_are_compared_as_few_are():
    wordings = [hash_wording(f"{TEXTS[k % 3]} {k}") for k in range(60)]  # common buckets are multiplied another way
    few = compare_wordings(wordings[:5])
    assert np.allclose(compare_wordings(wordings)[:5, :5], few, atol=1e-6)


def test_one_table_of_buckets_replaces_all_texts():
    wordings = [hash_wording(text) for text in TEXTS]
    weights = np.array([0.5, -1.0, 2.0, 0.25])
    weighed = weigh_wordings(wordings, weights)
    asked = compare_wordings(wordings) @ weights
    for held, expected in zip(wordings, asked, strict=True):
        assert judge_wording(held, weighed) == pytest.approx(expected, abs=1e-5)
