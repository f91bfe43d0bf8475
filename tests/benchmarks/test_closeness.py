"""How closely a text follows the material."""

import pytest

from grader.evidence.index import index_of
from tests.benchmarks.closeness import find_tiles, measure_closeness
from tests.evidence.making import read

SOURCE = (
    "The ferry crossed the river twice a day and carried farmers, goats and letters to the other bank. Nobody paid in winter "
    "because the ice was thick enough for carts and horses. When the bridge was opened the ferryman sold his boat."
)
EDITED = (
    "The ferry went over the river twice a day and transported farmers, goats and mail to the other bank. Nobody paid in "
    "January because the ice was strong enough for carts and horses."
)
RETOLD = "In winter horses and carts used the ice, and the ferryman sold the boat when a bridge was opened."
OWN = "My uncle keeps bees behind his garage. They sting strangers, but his honey is famous."


def closeness(text):
    reading, contest, _ = read(text, SOURCE)
    return measure_closeness(reading, index_of(contest))


def test_a_copy_is_followed_word_for_word():
    found = closeness(SOURCE)
    assert (found.shared, found.followed, found.edits, found.retold) == (1.0, 1.0, 0.0, 1.0)
    assert found.longest == len(SOURCE.split())


def test_degrees_come_in_order():
    copy, edited, retold, own = map(closeness, (SOURCE, EDITED, RETOLD, OWN))
    assert copy.followed >= edited.followed > retold.followed >= own.followed == 0
    assert edited.edits > copy.edits
    assert retold.retold > own.retold


def test_order_is_seen():
    turned = " ".join(reversed(SOURCE.split(". ")))
    assert closeness(turned).order_kept < closeness(SOURCE).order_kept


@pytest.mark.parametrize("text", ["", " \x00\ud800", "...", "\u200f" * 50])
def test_odd_texts_have_no_closeness(text):
    assert closeness(text) == (0.0, 0.0, 0.0, 0, 0.0, 0.0)


def test_tiles_do_not_overlap():
    reading, contest, _ = read("crossed the river twice a day, crossed the river twice a day", SOURCE)
    tiles = find_tiles([w.stem for w in reading.words], index_of(contest))
    assert [(tile.at, tile.words) for tile in tiles] == [(0, 6)]


@pytest.mark.parametrize("text", ["the river twice a day " * 5_000, "letters " * 20_000, "crossed the river. " * 5_000])
def test_long_repetitive_text_is_measured(text):
    assert 0 <= closeness(text).followed <= 1
