"""Words, their folded forms and their stems."""

import re
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.text.cues import LETTERS, read_openings
from grader.text.words import find_words, irregular_forms, stem

_TEXTS = st.text(st.sampled_from("ab’1_'.,;:- \n\t\xa0“”é—…²ß@") | st.characters(), max_size=60)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("wrote", "writing"),
        ("fled", "flees"),
        ("children", "child"),
        ("organisation", "organized"),
        ("neighbours", "neighbor"),
        ("centre", "center"),
        ("programme", "programs"),
        ("slain", "slaying"),
        ("overheard", "overhears"),
        ("felt", "feelings"),
        ("bacteria", "bacterium"),
        ("policemen", "policeman"),
        ("axes", "ax"),
        ("manoeuvres", "maneuver"),
        ("tzars", "czar"),
        ("sulphuric", "sulfuric"),
    ],
)
def test_forms_and_spellings_of_a_word_share_a_stem(one, other):
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("found", "find"), ("left", "leave"), ("hour", "hor"), ("rise", "rize")])
def test_words_that_only_look_alike_keep_their_stems(one, other):
    assert stem(one) != stem(other)


def test_no_form_has_two_bases():
    forms = irregular_forms()
    assert [form for form, base in forms.items() if base in forms] == []


def test_every_listed_form_is_one_that_stems_alone_would_miss():
    plain = {base: stem(base) for base in irregular_forms().values()}
    assert [form for form, base in irregular_forms().items() if stem(form) != plain[base] or form == base] == []


def test_no_form_is_listed_twice():
    text = (files("grader.text") / "irregular_forms.txt").read_text(encoding="utf-8")
    forms = [word for line in text.splitlines() if not line.startswith("#") for word in line.split()]
    assert sorted(form for form in set(forms) if forms.count(form) > 1) == []


def test_a_word_keeps_its_place():
    words = find_words("Naïve Müller’s 12 cows")
    assert [(w.norm, w.start, w.end) for w in words] == [
        ("naive", 0, 5),
        ("muller", 6, 14),
        ("12", 15, 17),
        ("cows", 18, 22),
    ]


@pytest.mark.parametrize("mark", ["'", "’", "‘", "´", "`", "\x92", "ʼ"])
def test_whatever_is_typed_for_an_apostrophe_belongs_to_its_word(mark):
    assert [w.norm for w in find_words(f"they{mark}re the miller{mark}s")] == ["they're", "the", "miller"]


@given(_TEXTS)
def test_words_stand_where_a_pattern_finds_them(text):
    found = [match.span() for match in re.finditer(r"[^\W_]+(?:['’\x92‘ʼ´`][^\W_]+)*", text)]
    assert [(word.start, word.end) for word in find_words(text)] == found
    assert [(word.start, word.end) for word in find_words(f"x. {text}", 3)] == [(a + 3, b + 3) for a, b in found]


@given(_TEXTS)
def test_openings_stand_where_a_pattern_finds_words(text):
    found = [(match.start(), match[0][:LETTERS]) for match in re.finditer(r"\w+", text)]
    assert sorted((start, key) for key, starts in read_openings(text).items() for start in starts) == found
