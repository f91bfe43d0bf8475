"""Stems are those of NLTK's Porter 2, with which everything that ships was learned."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.stem.snowball import EnglishStemmer

from grader.text.stemming import stem_english
from tests.conftest import ROOT

NLTK = EnglishStemmer()
PIECES = (
    *(
        "'s'",
        "'s",
        "'",
        "sses",
        "ied",
        "ies",
        "us",
        "ss",
        "s",
        "eedly",
        "ingly",
        "edly",
        "eed",
        "ing",
        "ed",
        "at",
        "bl",
        "iz",
    ),
    *("ization", "ational", "fulness", "ousness", "iveness", "tional", "biliti", "lessli", "entli", "ation", "alism"),
    *("aliti", "ousli", "iviti", "fulli", "enci", "anci", "abli", "izer", "ator", "alli", "bli", "ogi", "logi", "li"),
    *(
        "alize",
        "icate",
        "iciti",
        "ative",
        "ical",
        "ness",
        "ful",
        "ement",
        "ance",
        "ence",
        "able",
        "ible",
        "ment",
        "ant",
    ),
    *(
        "ent",
        "ism",
        "ate",
        "iti",
        "ous",
        "ive",
        "ize",
        "ion",
        "sion",
        "al",
        "er",
        "ic",
        "e",
        "l",
        "y",
        "ly",
        "tt",
        "gg",
    ),
    *("gener", "commun", "arsen", "a", "o", "u", "b", "d", "n", "r", "t", "w", "x", "Y", "’", "é", "ß", "İ"),
)


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("lanterns", "lantern"),
        ("relational", "relat"),
        ("generously", "generous"),
        ("communism", "communism"),
        ("hopping", "hop"),
        ("hoped", "hope"),
        ("Ties", "tie"),
        ("cries", "cri"),
        ("agreed", "agre"),
        ("proceeding", "proceed"),
        ("skies", "sky"),
        ("‘keeper’s’", "keeper"),
        ("youthful", "youth"),
        ("gas", "gas"),
        ("by", "by"),
        ("", ""),
    ],
)
def test_a_word_has_its_stem(word, stem):
    assert stem_english(word) == stem == NLTK.stem(word)


@pytest.mark.parametrize("folder", ["samples", "grader", "rubrics"])
def test_words_have_the_stems_of_nltk(folder):
    files = [
        path for path in (ROOT / folder).rglob("*") if path.suffix in {".txt", ".toml", ".md", ".vtt", ".html", ".po"}
    ]
    words = {word for path in files for word in re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", path.read_text("utf-8"))}
    assert len(words) > 100
    assert {
        word: (stem_english(word), NLTK.stem(word)) for word in words if stem_english(word) != NLTK.stem(word)
    } == {}


@given(st.lists(st.sampled_from(PIECES), max_size=7).map("".join) | st.text(max_size=12))
@settings(max_examples=1_000)
def test_whatever_stands_there_has_the_stem_of_nltk(word):
    assert stem_english(word) == NLTK.stem(word)
