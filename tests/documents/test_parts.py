import pytest

from grader.documents.essay import read_essay
from grader.documents.parts import is_entry, pick_title
from tests.documents.tiny_files import MORE, PROSE

LONG = f"{PROSE} {MORE} {PROSE} {MORE}"


def show(*paragraphs, file="a.txt"):
    essay = read_essay("\n\n".join(paragraphs).encode(), file, "a")
    return [(part.kind, essay.text[slice(*part.span)]) for part in essay.parts]


@pytest.mark.parametrize(
    "front",
    [
        ["The Salt Road"],
        ["The Salt Road", "by Anna Lind"],
        ["The Salt Road", "Word count: 612"],
        ["Anna Lind", "Mrs. Okafor", "History 101", "12 May 2024", "The Salt Road"],
        ["Anna Lind\nMrs. Okafor\n12 May 2024", "The Salt Road"],
        ["How did the river make the town rich?"],
    ],
)
def test_titles_bylines_and_dates(front):
    assert show(*front, LONG) == [("title", "\n\n".join(front)), ("body", LONG)]


@pytest.mark.parametrize(
    "first", [PROSE, "Dear reader,", "The river is long.", "I will show that the river made the town"]
)
def test_prose_is_no_title(first):
    assert show(first, LONG) == [("body", f"{first}\n\n{LONG}")]


def test_a_title_alone_is_the_body():
    assert show("The Salt Road") == [("body", "The Salt Road")]


def test_headings_belong_to_the_body():
    assert show("The Salt Road", LONG, "Trade", LONG)[1:] == [("body", f"{LONG}\n\nTrade\n\n{LONG}")]


@pytest.mark.parametrize("head", ["Works Cited", "BIBLIOGRAPHY", "References:", "Sources", "Literature"])
def test_works_cited(head):
    entries = "Lind, Anna. Salt and Barges. 1999."
    assert show(LONG, head, entries, "The second handout") == [
        ("body", LONG),
        ("bibliography", f"{head}\n\n{entries}\n\nThe second handout"),
    ]


def test_works_cited_on_one_line():
    assert show(LONG, "Sources: Lind, Salt (1999); the handout")[1][0] == "bibliography"


def test_sources_as_a_heading_of_the_text_is_body():
    body = f"{LONG}\n\n{LONG}\n\nSources\n\n{LONG}"
    assert show("The Salt Road", body)[1:] == [("body", body)]


def test_notes_and_works_cited_follow_one_another():
    text = show(LONG, "Notes", "1. Lind, p. 3.", "2. Lind, p. 9.", "Works Cited", "Lind, Anna. Salt. 1999.")
    assert [kind for kind, _ in text] == ["body", "note", "bibliography"]


@pytest.mark.parametrize(
    ("body", "notes"),
    [
        (f"{LONG}[1]", "[1] Lind, p. 3.\n[2] The handout."),
        (f"{LONG}¹", "¹ Lind, p. 3."),
        (f"{LONG}1", "1 Lind, p. 3."),
        (f"{LONG}1 {PROSE}", "1. Lind, p. 3."),
        (LONG, "[1] Lind, p. 3."),
    ],
)
def test_marked_paragraphs_at_the_end_are_notes(body, notes):
    assert show(body, notes) == [("body", body), ("note", notes)]


def test_a_numbered_list_is_no_list_of_notes():
    assert [kind for kind, _ in show(LONG, "1. salt", "2. iron")] == ["body"]


def test_a_note_in_the_middle_is_one_when_the_text_refers_to_it():
    assert [kind for kind, _ in show(f"{LONG}[1]", "[1] Lind, p. 3.", LONG)] == ["body", "note", "body"]


def test_block_quotations():
    quoted = "Nobody who has seen the water in spring forgets it."
    assert [kind for kind, _ in show(LONG, f"    {quoted}", LONG)] == ["body", "quotation", "body"]
    assert show(LONG, f"> {quoted}", LONG, file="a.md")[1] == ("quotation", f"> {quoted}")
    assert show(f"<p>{LONG}</p><blockquote>{quoted}</blockquote><p>{LONG}</p>", file="a.html")[1] == (
        "quotation",
        quoted,
    )


def test_a_word_count_and_addresses_at_the_end_are_not_the_body():
    assert [kind for kind, _ in show(LONG, "https://example.org/salt", "(612 words)")] == [
        "body",
        "bibliography",
        "note",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lind, Anna. Salt. Hill Press, 1999.", True),
        ("https://example.org", True),
        ("Ibid.", True),
        ("Salt was dear in those days", False),
        (f"{LONG} 1999", False),
    ],
)
def test_entries(text, expected):
    assert is_entry(text) is expected


@pytest.mark.parametrize("text", ["[1] a\n" * 15_000, "Sources\n\n" * 10_000, "a[1]" * 25_000, "1. a\n\n" * 15_000])
def test_hostile_essays_take_no_time(text):
    assert show(text)


@pytest.mark.parametrize(
    ("front", "title"),
    [
        ("The Salt Road", "The Salt Road"),
        ("# *The Salt Road* #", "The Salt Road"),
        ("The Salt Road\n\nBy Anna Lind", "The Salt Road"),
        ("The Salt Road\nA History\nby Anna Lind\nHistory 9", "The Salt Road A History"),
        ("Anna Lind\nMr. Hill\nHistory 9\n4 May 2025\n\nThe Salt Road", "The Salt Road"),
        ("Anna Lind\n\nMr. Hill\n\nHistory 9 4 May 2025\n\nThe Salt Road", "The Salt Road"),
        ("By Anna Lind\nThe Salt Road", "The Salt Road"),
        ("Name: Anna\nDate: 4 May 2025", ""),
        ("", ""),
    ],
)
def test_the_title_alone(front, title):
    assert pick_title(front) == title
