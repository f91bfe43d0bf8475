import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.model import Part
from grader.text.citations import find_citations


def read(text, kind="body"):
    return [one._replace(span=(0, 0)) for one in find_citations(text, (Part(kind, (0, len(text))),))]


@pytest.mark.parametrize(
    ("text", "names", "year", "title", "pages"),
    [
        ("It was so (Service, 2004).", ("Service",), 2004, "", ""),
        ("It was so (Service 2004: 12) then", ("Service",), 2004, "", "12"),
        ("It was so (Deutscher 45).", ("Deutscher",), None, "", "45"),
        ("It was so (see Service, p. 3).", ("Service",), None, "", "3"),
        ("It was so (Weiss & Moller, 2010, pp. 3-5).", ("Weiss", "Moller"), 2010, "", "3-5"),
        ("It was so (Weiss et al., 1999).", ("Weiss",), 1999, "", ""),
        ("It was so (quoted in Weiss 12).", ("Weiss",), None, "", "12"),
        ("It was so (von Hagen 1990) then", ("von Hagen",), 1990, "", ""),
        ("It was so (Weiss, The Long Road, p. 12).", ("Weiss",), None, "The Long Road", "p. 12"),
        ("It was so (handout, p. 2).", (), None, "handout", "p. 2"),
        ("It was so (Biography).", (), None, "Biography", ""),
        ("It was so (Document B).", (), None, "Document B", ""),
        ("It was so (Video, 3:12).", (), None, "Video", "3:12"),
        ("It was so (p. 34).", (), None, "", "p. 34"),
        ("It was so (https://example.org/mill).", (), None, "https://example.org/mill", ""),
        ("It was “so” (Weiss).", ("Weiss",), None, "", ""),
        ("It was “so” (The Road Home).", (), None, "The Road Home", ""),
        ("Deutscher (1949) argues so.", ("Deutscher",), 1949, "", ""),
    ],
)
def test_citations_in_parentheses(text, names, year, title, pages):
    (one,) = read(text)
    assert (one.kind, one.names, one.year, one.title, one.pages) == ("parenthetical", names, year, title, pages)


@pytest.mark.parametrize(
    "text",
    [
        "(65 million people)", "(in exile)", "(October 1917)", "(Moscow, 1936)", "(1917)", "(1878-1953)", "(see below)",
        "(Weiss, Moller and others)", "Mills: A Life (2004), has", "(Five Year Plan 1928)",
        "()", "( )", "", "5 m²", "[a]",
    ],
)  # fmt: skip
def test_asides_are_no_citations(text):
    assert read(text) == []


def test_two_works_in_one_parenthesis():
    assert [(one.names, one.year) for one in read("so (Weiss, 1999; Moller, 2001).")] == [
        (("Weiss",), 1999),
        (("Moller",), 2001),
    ]


def test_ibid():
    assert [(one.label, one.pages) for one in read("It was so (ibid., p. 5).")] == [("ibid", "p. 5")]


@pytest.mark.parametrize(("text", "label"), [("died.[1] Then", "1"), ("died.¹² Then", "12"), ("died.[^3] Then", "3")])
def test_note_marks(text, label):
    assert [(one.kind, one.label) for one in read(text)] == [("note_mark", label)]


def test_notes():
    notes = (
        "[1] Anna Weiss, The Long Road (1949), p. 12.\n[2] Ibid., p. 14.\n[3] Article, section on\n the harvest.\n"
        "[4] Weiss and Moller, Grain and Power (2010)."
    )
    assert [(one.label, one.names, one.year, one.title, one.pages) for one in read(notes, "note")] == [
        ("1", ("Anna Weiss",), 1949, "The Long Road", "12"),
        ("2", (), None, "", "p. 14"),
        ("3", (), None, "Article, section on the harvest", ""),
        ("4", ("Weiss", "Moller"), 2010, "Grain and Power", ""),
    ]


def test_a_bibliography():
    entries = (
        "Weiss, Anna. The Long Road: A Story. Penguin, 2004.\nMoller, K. L. (1999). Grain and power. London: Faber.\n"
        'Moller, Karl, and Anna Weiss. "Bread." Journal of Mills 4 (2001): 12-30.'
    )
    assert [(one.kind, one.names, one.year, one.title) for one in read(entries, "bibliography")] == [
        ("bibliography", ("Anna Weiss",), 2004, "The Long Road: A Story"),
        ("bibliography", ("K. L. Moller",), 1999, "Grain and power"),
        ("bibliography", ("Karl Moller", "Anna Weiss"), 2001, "Bread"),
    ]


_PIECES = [*"()[]123.,;: \n“”", "Weiss", " and ", "1949", "p. ", "ibid", "Slide ", "A-", "www.a"]


@settings(deadline=None)
@given(st.lists(st.sampled_from(_PIECES)).map("".join), st.sampled_from(["body", "note", "bibliography"]))
def test_any_text_gives_spans_in_order(text, kind):
    found = find_citations(text, (Part(kind, (0, len(text))),))
    assert [one.span for one in found] == sorted(one.span for one in found)
    assert all(0 <= one.span[0] < one.span[1] <= len(text) for one in found)


@settings(deadline=None)
@given(st.text())
def test_no_text_is_too_odd(text):
    find_citations(text, (Part("note", (0, len(text) // 2)),))


@pytest.mark.parametrize("piece", ["(", "((A", "(A-A-A-A-A-A) ", "(A A A A A, ", "[1]", "(A and A and A and A, ", "1"])
@pytest.mark.parametrize("kind", ["body", "bibliography"])
def test_long_hostile_texts_end(piece, kind):
    text = piece * (100_000 // len(piece))
    find_citations(text, (Part(kind, (0, len(text))),))
