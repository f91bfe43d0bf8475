"""Which words may stand for one another."""

import pytest

from grader.evidence.lexicon import Lexicon, synonyms

LEXICON = Lexicon({"bukharin": 9, "govern": 4, "defend": 2, "execut": 3, "manifesto": 1}, frozenset({"bukharin"}))


@pytest.mark.parametrize(
    ("norm", "stem", "known"),
    [
        ("bukarin", "bukarin", "bukharin"),
        ("goverment", "gover", "govern"),
        ("defendd", "defendd", "defend"),
        ("bread", "bread", "bread"),
        ("1934", "1934", "1934"),
    ],
)
def test_a_word_is_led_back_to_the_materials_spelling(norm, stem, known):
    assert LEXICON.known(norm, stem) == known


def test_a_word_stands_for_itself_first():
    assert LEXICON.similar("execut")[0] == ("execut", 1.0)


def test_a_longer_form_and_a_synonym_count_less_than_the_word():
    strengths = dict(LEXICON.similar("manifest"))
    assert 0 < strengths["manifesto"] < 1
    assert "govern" in dict(LEXICON.similar("rule"))


def test_synonyms_go_both_ways():
    table = synonyms()
    assert [(one, other) for one, others in table.items() for other in others if one not in table[other]] == []
