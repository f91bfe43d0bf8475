import time
from itertools import pairwise
from typing import get_args

import pytest

from grader.model import Essay, Part
from grader.text.harper_proofreader import HarperProofreader, shared_harper
from grader.text.proofreading import MOST_CHARACTERS, proofread
from grader.text.proofs import Error, ErrorKind
from grader.text.reading import Reading
from tests.text.marked import mark, read_marked, read_text

MARKED = (
    "The boats «recieve» the light, and they came «alot».",
    "I «dont» know, and «i» never did.",
    "He lost «there» letter in «a old» boat.",
    "Both colours and colors, organised and organized, are spelt right.",
    "The keeper Grigory Vyshnevetsky met Bukharchenko in Tsaritsyn. Then Vyshnevetsky left.",
    "“We dont recieve no oil,” he said, and the council agreed.",
    "He said that it’s late and that they don’t mind the keeper’s lamp.",
    "A well-known e-mail of 1902 cost 3.50 (or more).",
    "Mehmetoglu ran home. NATO, UNESCO and the RSFSR were named.",
    "В начале было слово, 始めに言葉, and nothing else was said.",
    "We had a lamp,\n\nand then we slept. It was ok, etc., and everyone went home.",
    "He wrote ad hoc, bona fide and vice versa about Ludwig van Beethoven.",
)


@pytest.mark.parametrize("marked", MARKED)
def test_errors_that_are_shown(marked):
    reading = read_marked(marked)
    errors = [error for error in proofread(reading, shared_harper()).errors if error.is_shown]
    assert mark(reading.text, [error.span for error in errors]) == marked


class Everything:
    """A proofreader to whom every word is misspelt."""

    def __init__(self):
        self.seen = []

    def find_errors(self, text):
        self.seen.append(text)
        words, at = [], 0
        for word in text.split():
            at = text.index(word, at)
            words.append(Error((at, at + len(word)), "spelling", "all"))
            at += len(word)
        return words


def test_only_the_writers_own_words_are_judged():
    text = 'The end\n\nthe keeper wrote "a lamp" at night (Hill 1902)\n\n1 a note'
    parts = (Part("title", (0, 7)), Part("body", (9, 56)), Part("note", (58, 66)))
    proofs = proofread(Reading(Essay("e", "e.txt", text, parts)), Everything())
    assert [text[slice(*e.span)] for e in proofs.errors] == ["the", "keeper", "wrote", "at", "night"]
    assert proofs.words == 5


def test_words_that_are_known_are_right():
    text = "the kulaken and the lampwick burned"
    found = proofread(read_text(text), Everything(), frozenset({"kulaken", "the"})).errors
    assert [text[slice(*e.span)] for e in found] == ["and", "lampwick", "burned"]


def test_nothing_is_remembered_from_other_contests():
    text = "The kulaken burned all night long."
    before = proofread(read_text(text), shared_harper())
    proofread(read_text(text), shared_harper(), frozenset({"kulaken"}))
    assert proofread(read_text(text), shared_harper()) == before
    assert proofread(read_text(text), HarperProofreader()) == before
    assert [text[slice(*e.span)] for e in before.errors] == ["kulaken"]


def test_of_a_long_essay_the_beginning_is_read():
    text = "The keeper lit the lamp.\n\n" * 20_000
    reader = Everything()
    proofs = proofread(read_text(text), reader)
    assert not proofs.is_complete
    assert MOST_CHARACTERS * 0.8 < sum(map(len, reader.seen)) <= MOST_CHARACTERS
    assert proofs.end <= len(text)


def test_long_paragraphs_are_cut_between_words():
    reader = Everything()
    proofread(read_text("lampwick " * 5_000), reader)
    assert {word for piece in reader.seen for word in piece.split()} == {"lampwick"}


def test_errors_are_in_order_and_do_not_overlap():
    text = "i dont has no informations because is dark and he have alot of of it , " * 20
    errors = proofread(read_text(text), shared_harper()).errors
    assert all(a.span[1] <= b.span[0] for a, b in pairwise(errors))
    assert all(text[slice(*e.span)] and e.kind in get_args(ErrorKind) for e in errors)


HOSTILE = {
    "one word": "x", "letters": "x" * 100_000, "marks": "\"'“”‘’«»()[]…—-_*#>|\\/" * 4_000, "stops": ". " * 50_000,
    "quotes": '"' * 100_000, "hyphens": "a-" * 50_000, "controls": "".join(map(chr, range(32))) * 3_000,
    "surrogate": "A lone \ud800 half is here, " * 200, "emoji": "👩‍👩‍👧 said. " * 5_000,
    "right to left": "قال لي صديقي " * 5_000,
    "no stops": "then the keeper lit the lamp and " * 3_000, "misspelt": "recieve teh lampp " * 5_000,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_in_bounded_time(name):
    reading = read_text(HOSTILE[name])
    begun = time.process_time()
    proofs = proofread(reading, shared_harper())
    assert time.process_time() - begun < 20
    assert all(0 <= e.span[0] < e.span[1] <= len(reading.text) for e in proofs.errors)


def test_an_empty_essay_has_no_errors():
    assert proofread(read_text(""), shared_harper()).errors == ()
