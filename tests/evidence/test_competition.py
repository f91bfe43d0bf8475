"""Competition between items for a sentence, and between sentences for an item."""

import numpy as np

from grader.evidence.competition import rank_best
from grader.evidence.features import FEATURES, compare
from grader.model import EvidenceItem
from tests.evidence.making import read

SOURCE = "The ferry sank off Bergen in a storm.\n\nThe captain of the ferry blamed the cheap rivets."
ITEMS = (
    EvidenceItem("E1", "The ferry sank off Bergen in a storm."),
    EvidenceItem("E2", "The captain blamed the cheap rivets of the ferry."),
)


def column(text, name):
    reading, contest, _ = read(text, SOURCE, items=ITEMS)
    nothing = np.zeros((len(reading.segments), len(ITEMS)), dtype=np.float32)
    return compare(reading, contest, nothing, nothing).features[..., FEATURES.index(name)]


def test_the_item_that_a_sentence_tells_leads_the_other():
    leads = column("Off Bergen a storm sank the ferry.", "beats_items")
    assert leads[0, 0] > 0 > leads[0, 1]


def test_words_that_the_leading_item_explains_count_for_it_alone():
    own = column("Off Bergen a storm sank the ferry.", "distinct_words")
    assert own[0, 0] > 0
    assert own[0, 1] == 0


def test_the_sentence_that_tells_an_item_leads_the_others():
    leads = column("Off Bergen a storm sank the ferry. I like the sea.", "beats_sentences")
    assert leads[0, 0] > 0 > leads[1, 0]


def test_the_best_are_ranked_and_of_equal_ones_the_first():
    base = np.array([[1, 3, 3, 2], [0, 0, 0, 0]], dtype=np.float32)
    assert rank_best(base, 3).tolist() == [[1, 2, 3], [0, 1, 2]]


def test_there_are_no_more_ranks_than_items():
    assert rank_best(np.array([[0.5]], dtype=np.float32), 2).tolist() == [[0]]
