"""What the first look's sums tell about each other."""

import numpy as np
import pytest

from grader.evidence.second_look import RIVALRY, compare_sums

SUMS = np.array([[3.0, 2.0, -4.0], [-3.0, 5.0, -4.0], [-3.0, -2.0, 1.0]], dtype=np.float32)


def column(name: str, sums: np.ndarray = SUMS) -> np.ndarray:
    """One feature of every pair."""
    return compare_sums(sums)[..., RIVALRY.index(name)]


def test_a_rival_that_is_said_better_elsewhere_gives_way():
    assert column("rival_elsewhere")[0].tolist() == [3, 0, 0]


def test_leads_count_from_the_next_best():
    assert column("leads_items")[0].tolist() == [1, -1, -7]
    assert column("leads_sentences")[:, 1].tolist() == [-3, 3, -7]


def test_other_items_and_sentences_are_counted_by_their_chances():
    assert column("other_items")[0, 0] == pytest.approx(0.8988, abs=1e-3)
    assert column("other_sentences")[0, 1] == pytest.approx(1.1125, abs=1e-3)


def test_ranks_and_neighbours():
    assert column("item_rank")[1].tolist() == [1, 0, 2]
    assert column("neighbour_sum")[1].tolist() == [3, 2, 1]


@pytest.mark.parametrize("shape", [(1, 1), (1, 3), (3, 1)])
def test_one_sentence_or_one_item_has_no_rivals(shape: tuple[int, int]):
    assert np.isfinite(compare_sums(np.full(shape, -1e4, dtype=np.float32))).all()
    assert np.isfinite(compare_sums(np.full(shape, 1e4, dtype=np.float32))).all()
