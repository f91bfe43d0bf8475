import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.documents.plain_text import find_blocks, find_paragraphs, read_plain_text
from grader.errors import UnreadableFile
from tests.documents.tiny_files import MORE, PROSE


def read(text):
    return [(block.kind, text[slice(*block.span)]) for block in find_blocks(text)]


def cut(text):
    return [text[slice(*span)] for span in find_paragraphs(text)]


def test_a_title_headings_and_paragraphs():
    text = f"The Salt Road\n\n{PROSE}\n\nThe old mill\n\n{MORE}\n"
    assert read(text) == [
        ("title", "The Salt Road"),
        ("paragraph", PROSE),
        ("heading", "The old mill"),
        ("paragraph", MORE),
    ]


def test_a_first_sentence_is_no_title():
    assert read(f"{PROSE}\n\n{MORE}")[0] == ("paragraph", PROSE)


def test_short_lines_that_head_nothing_stay_paragraphs():
    assert read(f"{PROSE}\n\nSalt\n\nIron")[1:] == [("paragraph", "Salt"), ("paragraph", "Iron")]


def test_wrapped_lines_are_one_paragraph():
    wrapped = "The river rises in the northern hills,\nand for most of its way it is\nhardly more than a brook."
    assert cut(f"{wrapped}\n\n{wrapped}") == [wrapped, wrapped]


def test_long_lines_are_paragraphs_without_blank_lines():
    long = f"{PROSE} {MORE}"
    assert cut(f"The Salt Road\n{long}\n{MORE}\n{long}") == ["The Salt Road", long, MORE, long]


def test_indented_first_lines_begin_paragraphs():
    text = "    One begins here and goes\non in this line.\n    Two begins here and goes\non as well."
    assert cut(text) == ["One begins here and goes\non in this line.", "Two begins here and goes\non as well."]


def test_notes_and_lists_are_paragraphs():
    assert cut("[1] Lind, p. 3.\n[2] Lind, p. 9.\n- salt\n- iron") == [
        "[1] Lind, p. 3.",
        "[2] Lind, p. 9.",
        "- salt",
        "- iron",
    ]


def test_a_head_of_works_cited_stands_alone():
    assert cut("Works Cited\nLind, Anna. Salt. 1999.") == ["Works Cited", "Lind, Anna. Salt. 1999."]


def test_an_indented_paragraph_is_a_quotation():
    quoted = "Nobody who has seen the water in spring forgets it."
    text = f"{PROSE}\n\n    {quoted}\n\n{MORE}"
    assert read(text)[1] == ("quotation", quoted)


def test_indents_that_all_paragraphs_have_mean_nothing():
    text = f"{PROSE}\n\n\t{PROSE}\n\n\t{MORE}\n\n\t{PROSE}"
    assert {kind for kind, _ in read(text)} == {"paragraph"}


def test_odd_spaces_do_not_break_paragraphs():
    text = "One\x85 it\x92s\x1d so\u2028and on."
    assert cut(text) == [text]


def test_the_title_is_told():
    assert read_plain_text(f"The Salt Road\n\n{PROSE}".encode(), "a.txt").title == "The Salt Road"


@pytest.mark.parametrize(
    "text", ["a\n" * 50_000, " " * 100_000 + "a", "\t" * 100_000, "[1] a\n" * 20_000, ">" * 100_000]
)
def test_hostile_texts_take_no_time(text):
    assert len(find_blocks(text)) <= 50_000


@given(st.text(alphabet="ab.[1] \t\n>-\x85", max_size=200))
def test_blocks_are_in_order_and_hold_every_word(text):
    outside, before = [], 0
    for block in find_blocks(text):
        start, end = block.span
        assert before <= start < end <= len(text)
        outside.append(text[before:start])
        before = end
    assert "".join([*outside, text[before:]]).strip() == ""


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content):
    try:
        document = read_plain_text(content, "a.txt")
    except UnreadableFile:
        return
    assert document.blocks
