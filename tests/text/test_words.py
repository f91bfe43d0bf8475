"""Words, their folded forms and their stems."""

import pytest

from grader.text.words import find_words, irregular_forms, stem


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


def test_a_word_keeps_its_place():
    words = find_words("Naïve Müller’s 12 cows")
    assert [(w.norm, w.start, w.end) for w in words] == [
        ("naive", 0, 5),
        ("muller", 6, 14),
        ("12", 15, 17),
        ("cows", 18, 22),
    ]
