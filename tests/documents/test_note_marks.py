import pytest

from grader.documents.web_page import build_document


def read(html):
    document = build_document(html, "a.html", has_clutter=False)
    return [(block.kind, document.read_block(block)) for block in document.blocks]


LIST = """<p>Salt was dear.<sup><a href="#n1" id="r1">1</a></sup> So?</p>
<ol><li id="n1">Lind. <a href="#r1">↩</a></li></ol>"""
WORD_PROCESSOR = """<p>Salt was dear.<a href="#n1" name="r1"><sup>[1]</sup></a> So?</p>
<div><p><a href="#r1" name="n1">[1]</a> Lind.</p></div>"""
SECTION = """<p>Salt was dear.<sup><a href="#n1">[1]</a></sup> So?</p><section><p id="n1">Lind.</p></section>"""


@pytest.mark.parametrize("html", [LIST, WORD_PROCESSOR, SECTION], ids=["list", "word processor", "section"])
def test_a_link_ahead_and_its_target_are_a_note(html):
    assert read(html) == [("paragraph", "Salt was dear.[1] So?"), ("note", "[1] Lind.")]


def test_notes_stand_at_the_end_of_the_text():
    html = '<p>Salt<a href="#n1">1</a></p><p id="n1">Lind.</p><p>More text.</p>'
    assert [kind for kind, _ in read(html)] == ["paragraph", "paragraph", "note"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("He left.<sup>2</sup> Then", "He left.[2] Then"),
        ("ten m<sup>2</sup> wide", "ten m2 wide"),
        ("10<sup>3</sup> barges", "103 barges"),
        ("the 19<sup>th</sup> century", "the 19th century"),
    ],
)
def test_raised_numbers(html, text):
    assert read(html) == [("paragraph", text)]


def test_links_within_the_page_that_are_no_labels_stay_text():
    html = '<p><a href="#trade">See trade</a></p><h2 id="trade">Trade</h2><p>Text.</p>'
    assert [kind for kind, _ in read(html)] == ["paragraph", "heading", "paragraph"]
