from grader.text.spelling import find_names
from tests.text.marked import read_text


def test_names_are_written_large_inside_sentences_and_never_small():
    reading = read_text("Then Ilmarov met Okhta by the lamp. The Okhta froze. Later okhta was a word. Ilmarov left.")
    assert find_names(reading) & {"ilmarov", "okhta", "lamp", "later"} == {"ilmarov"}


def test_an_empty_text_has_no_names():
    assert find_names(read_text("")) == frozenset()
