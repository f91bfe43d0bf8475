"""What tells who wrote an essay, and what only looks like it."""

import time

import pytest

from grader.checks.examples import read_marks
from grader.model import Part
from grader.text.identity import find_identity

FOUND = {
    "label": ("name", "Name: «Ines Caldera»\n\nThe lamp burned."),
    "student number": ("number", "Student number: «4711-22»\n\nThe lamp burned."),
    "byline": ("name", "The Lamp\nby «Ines Caldera»\n\nThe lamp burned."),
    "sentence": ("name", "My name is «Ines Caldera» and I write about lamps."),
    "apposition": ("name", "I, «Ines Caldera», write about lamps."),
    "teacher": ("teacher", "Our history teacher, «Mrs Orlov», showed us the lamp."),
    "school": ("school", "In my school, the «Harbour Road High School», we have a lamp."),
    "class": ("class", "I am in class «10b» and I like lamps."),
    "mail": ("email", "Write to me: «ines.c@example.org»."),
    "telephone": ("phone", "My phone is «0170 555 0199», call me."),
    "signature": ("name", "The lamp burned all night.\n\nIt went out.\n\n– «Anna Caldera»"),
}


@pytest.mark.parametrize("name", FOUND)
def test_what_tells_is_found_exactly(name):
    kind, marked = FOUND[name]
    text, spans = read_marks(marked)
    assert [(one.span, one.kind) for one in find_identity(text, ())] == [(spans[0], kind)]


def test_a_school_header_is_found_as_a_whole():
    text = "Ines Caldera\nMr. Orlov\nEnglish 10\n4 May 2026\n\nThe Lamp\n\nThe lamp burned all night."
    found = find_identity(text, ())
    assert [(text[slice(*one.span)], one.kind) for one in found] == [
        ("Ines Caldera", "name"),
        ("Mr. Orlov", "teacher"),
        ("English 10", "class"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Brown\n\nShe kept the lamp for thirty years.",
        "The class was dark. By 1902 the lamp was old.",
        "By Christmas the lamp was out. I am sure that Tom Hill knew.",
        "His teacher, Mr Hill, rowed the boat to the school.",
        "In 1902-1903 and 1904-1905 there were 1 200 300 lamps.",
        "I am the lamp, said Ada Brown, and my name is not yours.",
        "",
    ],
)
def test_people_of_the_subject_are_not_the_writer(text):
    assert find_identity(text, ()) == []


def test_names_of_the_material_and_authors_of_works_are_left_alone():
    head = "The Lamp\nby Ada Brown\n\nThe lamp burned."
    assert find_identity(head, (), frozenset({"ada", "brown"})) == []
    text = "The lamp burned.\n\nWorks Cited\n\nBrown, Ada. The Lamp. Mail: ada@example.org\n\nAnna Brown"
    at = text.index("Works")
    parts = (Part("body", (0, at)), Part("bibliography", (at, len(text))))
    assert find_identity(text, parts) == []


@pytest.mark.parametrize(
    "unit", ["a", "Ab ", "By ", "a.@", "1 ", "phone 12-", "our ", "I go to Ab ", "My name is ", "\n"]
)
def test_long_repetitions_take_no_time(unit):
    begun = time.process_time()
    find_identity(unit * (100_000 // len(unit)), ())
    assert time.process_time() - begun < 5
