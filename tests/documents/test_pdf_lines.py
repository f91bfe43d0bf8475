from grader.documents.pdf import read_pdf
from tests.documents.tiny_files import MORE, PROSE, make_pdf, set_lines


def read(lines):
    return read_pdf(make_pdf([*set_lines(f"{PROSE} {MORE}"), *lines]), "a.pdf").text


def test_words_cut_at_a_line_end_are_joined():
    assert "an example of it" in read([(72, 600, 11, "It is an exam-"), (72, 586, 11, "ple of it.")])


def test_raised_numbers_are_note_marks():
    assert "dear.[3] So" in read(
        [(72, 600, 11, "Salt was dear."), (142, 604, 6, "3"), (147, 600, 11, "So it was kept.")]
    )


def test_numbers_on_the_line_are_none():
    assert "born in 1790 there" in read([(72, 600, 11, "He was born in 1790 there.")])
