"""Where sentences begin and end."""

import pytest

from grader.text.sentences import find_sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ["The mill was old.", "It stood by the river."],
        ["First he was glad.", '" The mill is mine" (4).'],
        ["First he was glad..", '" The mill is mine."'],
        ['He said, " The mill is mine. "', "Nobody heard."],
        ['He said "so. "', '" The mill is mine."'],
        ["Dr. Weiss came at noon.", "He was late."],
    ],
)
def test_sentences(sentences):
    text = " ".join(sentences)
    assert [text[slice(*span)] for span in find_sentences(text)] == sentences


def test_a_paragraph_does_not_pass_its_marks_on():
    text = 'The board was 5" wide.\n\nHe said, " It is mine. " He left.'
    assert [text[slice(*span)] for span in find_sentences(text)][1:] == ['He said, " It is mine. "', "He left."]


@pytest.mark.parametrize("text", ["", '"', ' " ', '. " ' * 30_000, '" . ' * 30_000])
def test_sentences_of_odd_texts_are_in_order(text):
    spans = find_sentences(text)
    assert spans == sorted(spans)
    assert all(start < end for start, end in spans)


@pytest.mark.parametrize("lead", range(9))
def test_a_long_row_of_one_mark_ends_no_sentence_wherever_it_stands(lead):
    text = "x" * lead + " lamp " + "." * 16 + " Then he went."
    assert [text[slice(*span)] for span in find_sentences(text)] == [text.strip()]
