"""Long sentences are cut where clauses meet."""

import pytest

from grader.text.segments import LONGEST_WHOLE, split_sentence
from grader.text.words import find_words


def cut(text, closed=()):
    starts = [word.start for word in find_words(text)]
    return [text[slice(*span)] for span in split_sentence(text, (0, len(text)), starts, closed)]


def test_a_sentence_of_usual_length_stays_whole():
    said = "The miners marched to the gate, and the owner, who had seen them from afar, locked it before they came."
    assert cut(said) == [said]


def test_a_long_sentence_is_cut_before_its_clauses():
    pieces = cut(
        "The miners marched to the gate of the colliery early in the morning of the ninth of May, "
        "because the owner had lowered their wages for the third time in a year; "
        "but the gate had been locked, and behind it stood soldiers whom nobody had seen arrive."
    )
    assert [piece.split()[0] for piece in pieces] == ["The", "because", "but"]


def test_prose_without_points_or_commas_is_cut_at_its_ands():
    said = "the owner was rich and he had a big house on the hill " * 8
    pieces = cut(said.strip())
    assert len(pieces) > 4
    assert max(len(piece.split()) for piece in pieces) <= LONGEST_WHOLE


def test_no_cut_falls_into_a_quotation():
    said = "She told the court, " + "“" + "he came, he saw, and he paid, " * 9 + "”" + " which nobody believed."
    start, end = said.index("“"), said.index("”") + 1
    assert any("“" in piece and "”" in piece for piece in cut(said, [(start, end)]))


@pytest.mark.parametrize("said", ["word " * 40, "and " * 60, ", " * 50, "a, " * 40 + "b"])
def test_pieces_hold_everything_once_and_in_order(said):
    assert "".join("".join(cut(said)).split()) == "".join(said.split())


def test_a_sentence_as_long_as_a_book_is_cut_in_time_that_grows_with_it():
    assert len(cut("he went there and he saw it, but she, who knew, said no " * 2000)) > 1000
