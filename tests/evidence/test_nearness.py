"""How like each passage of the material a sentence is."""

import numpy as np
import pytest

from grader.evidence.index import index_of
from grader.evidence.nearness import arrange_homes, compare_passages, lead_passages
from grader.text.words import find_words
from tests.evidence.making import read

TEXTS = ("The ferry sank in a storm off Bergen.", "The captain blamed the cheap rivets.", "Bread grew dear in winter.")


@pytest.fixture(scope="module")
def index():
    _, contest, _ = read("Nothing.", *TEXTS)
    return index_of(contest)


def likeness(index, said):
    return compare_passages([[index.lexicon.known(w.norm, w.stem) for w in find_words(s)] for s in said], index)


def test_a_sentence_is_likest_the_passage_it_retells(index):
    found = likeness(index, ["Off Bergen a storm sank the ferry.", "The rivets were cheap, the captain said."])
    assert found.argmax(axis=1).tolist() == [0, 1]


def test_a_passage_is_as_like_as_its_best_sentence():
    sentences = ["The ferry sank.", "Bread grew dear.", "The captain blamed rivets.", "Snow fell.", "Bergen mourned."]
    said = ["Rivets, the captain blamed.", "The ferry sank.", "In Bergen bread grew dear.", "Winter came."]
    (_, whole, _), (_, parted, _) = (
        read("Nothing.", "Winter came.", *told, "A storm rose.") for told in ([" ".join(sentences)], sentences)
    )
    found = likeness(index_of(whole), said)
    assert found[:, 1].tolist() == likeness(index_of(parted), said)[:, 1:-1].max(axis=1).tolist()
    assert found[:3, 1].all()


def test_nothing_shared_is_no_likeness(index):
    assert not likeness(index, ["Kangaroos hop."]).any()


def test_a_passage_leads_only_where_it_is_likest(index):
    leads = lead_passages(
        likeness(index, ["The ferry sank off Bergen in a storm."]), arrange_homes([(0,), (1, 2), ()], 3)
    )
    assert leads[0, 0] > 0 > leads[0, 1]
    assert leads[0, 2] == 0


def test_no_sentence_no_item():
    assert lead_passages(np.zeros((0, 3), dtype=np.float32), arrange_homes([(0,)], 3)).shape == (0, 1)
