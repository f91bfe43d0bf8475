"""The order of small words tells sentences from strings of words."""

from grader.text.word_order import FEWEST_PAIRS, measure_order
from grader.text.words import find_words

PROSE = (
    "The keeper of the light was a man of few words, and he had lived on the rock for nine years.",
    "When the council came to see him in the spring, they found that the lamp was clean and that the oil was dry.",
    "It is said that he did not ask for a reason, because he knew that there was none to be had.",
)


def test_prose_stands_in_order_and_the_same_words_backwards_do_not():
    words = [find_words(sentence) for sentence in PROSE]
    forwards, backwards = measure_order(words), measure_order([run[::-1] for run in words])
    assert forwards is not None
    assert backwards is not None
    assert forwards > 0.3
    assert backwards < 0


def test_a_few_words_tell_nothing():
    assert measure_order([find_words("It is a lamp.")]) is None
    assert FEWEST_PAIRS > 10
