"""Signs of the order in which sentences were written."""

import random

from grader.documents import read_essay
from grader.scoring.sentence_order import SIGNS, find_disorder, measure_signs
from grader.text.reading import Reading

SENTENCES = (
    "In my opinion the keeper Tom Hill was not treated fairly by the council.",
    "The council said that his lamp had gone out twice in one winter.",
    "The lamp was old, and its glass had cracked in the frost.",
    "Hill had asked for new glass in a letter of May.",
    "That letter was never answered by the clerk.",
    "The clerk told the council that no letter had come.",
    "He was believed, because the keeper had no copy.",
    "Nobody asked the sailors who had seen the light.",
    "They would have said that it burned on both nights.",
    "In conclusion the council judged Tom Hill without hearing him, and that was not fair.",
)


def reading_of(sentences) -> Reading:
    return Reading(read_essay(" ".join(sentences).encode(), "a.txt", "a"))


def disorder_of(sentences) -> float:
    found = find_disorder(reading_of(sentences))
    assert found is not None
    return found


def test_most_other_orders_look_less_like_an_essay():
    written = disorder_of(SENTENCES)
    chance, others = random.Random(3), []  # noqa: S311 - not for secrets
    for _ in range(20):
        mixed = list(SENTENCES)
        chance.shuffle(mixed)
        others.append(disorder_of(mixed))
    assert sum(other > written for other in others) >= 18


def test_a_few_sentences_tell_nothing():
    assert find_disorder(reading_of(SENTENCES[:5])) is None


def test_every_sign_is_a_number_whatever_the_text():
    for text in (SENTENCES, ["A." for _ in range(9)], ["I think so."] * 9):
        signs = measure_signs(reading_of(text))
        assert len(signs) == len(SIGNS)
        assert all(abs(sign) < 100 for sign in signs)
