"""Citations and the list of works answer one another."""

import pytest

from grader.model import Part
from grader.text.citations import find_citations
from grader.text.works_cited import (
    find_loose_marks,
    find_uncited,
    find_unlisted,
    is_bare_address,
    list_entries,
    missing_parts,
)

BODY = "The lamp went out (Vandermeer 12). The oil was bad (Okonjo 4).\n\n"
LIST = "Works Cited\n\nVandermeer, Jan. The Lamp. Harbour Press, 1998.\n\nTamm, Liis. Cold Seas. Tallinn: Meri, 2004.\n"


def read(body, tail, kind="bibliography"):
    text = body + tail
    parts = (Part("body", (0, len(body))), Part(kind, (len(body), len(text))))
    return text, find_citations(text, parts)


def test_the_head_is_no_entry():
    text, citations = read(BODY, LIST)
    assert [text[slice(*c.span)][:4] for c in list_entries(text, citations)] == ["Vand", "Tamm"]


def test_citations_without_an_entry_and_entries_without_a_citation_are_found():
    text, citations = read(BODY, LIST)
    assert [c.names for c in find_unlisted(text, citations)] == [("Okonjo",)]
    assert [text[slice(*c.span)][:4] for c in find_uncited(text, citations, [(0, len(BODY))])] == ["Tamm"]


def test_nothing_is_unlisted_where_there_is_no_list():
    assert find_unlisted(BODY, find_citations(BODY)) == []


def test_marks_and_notes_are_paired_by_their_labels():
    text, citations = read(
        "The lamp went out.[1] The oil was bad.[3]\n\n", "[1] Vandermeer, p. 12.\n\n[2] Okonjo, p. 4.\n", "note"
    )
    assert sorted(c.label for c in find_loose_marks(citations)) == ["2", "3"]
    assert text


@pytest.mark.parametrize(
    ("entry", "missing"),
    [
        ("Vandermeer, Jan. The Lamp. Harbour Press, 1998.", []),
        ("Vandermeer, Jan. The Lamp. Harbour Press.", ["year"]),
        ("The Lamp of the Harbour. 1998.", ["author", "publisher, place or address"]),
    ],
)
def test_what_an_entry_lacks_is_told_by_its_shape(entry, missing):
    text, citations = read("The lamp went out.\n\n", entry)
    assert missing_parts(text, citations[-1]) == missing


def test_an_address_alone_is_bare():
    text, citations = read("The lamp went out.\n\n", "https://example.org/lamp")
    assert is_bare_address(text, citations[-1])
    text, citations = read("The lamp went out.\n\n", "Vandermeer, Jan. The Lamp. https://example.org/lamp")
    assert not is_bare_address(text, citations[-1])
