import pytest

from grader.documents.web_page import build_document
from tests.documents.tiny_files import PROSE


def walk(html):
    document = build_document(html, "a.html", has_clutter=False)
    return [(block.kind, document.read_block(block)) for block in document.blocks]


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("<p>one</p><p>two</p>", [("paragraph", "one"), ("paragraph", "two")]),
        ("<div>one<p>two</p>three</div>", [("paragraph", "one"), ("paragraph", "two"), ("paragraph", "three")]),
        ("one<br>two<br>\n <br>three", [("paragraph", "one\ntwo"), ("paragraph", "three")]),
        ("<p>a <b>bold</b>\n  word&nbsp;here</p>", [("paragraph", "a bold word here")]),
        ("<h3>head</h3><p>text</p>", [("heading", "head"), ("paragraph", "text")]),
        ("<blockquote><p>one</p>two</blockquote>", [("quotation", "one"), ("quotation", "two")]),
        ("<ul><li>one<ul><li>two</li></ul></li></ul>", [("paragraph", "one"), ("paragraph", "two")]),
        ("<pre>  one\n    two</pre>", [("paragraph", "one\n    two")]),
        ("a<span hidden>secret</span>b", [("paragraph", "ab")]),
        ("<p>seen</p><p style='DISPLAY: none'>secret</p><p>too</p>", [("paragraph", "seen"), ("paragraph", "too")]),
        ("co\u00adoper\u200bate", [("paragraph", "cooperate")]),
    ],
)
def test_blocks(html, blocks):
    assert walk(html) == blocks


def test_a_table_is_read_by_rows():
    table = "<table><tr><th>year</th><th>barges</th></tr><tr><td><p>1790</p></td><td>40<br>or so</td></tr></table>"
    assert walk(table) == [("table", "year | barges"), ("table", "1790 | 40 or so")]


def test_a_table_that_only_arranges_the_page_is_no_table():
    layout = f"<table><tr><td><h2>Salt</h2>{PROSE}</td><td>beside</td></tr></table>"
    assert walk(layout) == [("heading", "Salt"), ("paragraph", PROSE), ("paragraph", "beside")]


def test_many_small_elements_take_no_time():
    assert len(walk("<b>x</b>" * 50_000)) == 1
    assert len(walk("<p>x" * 50_000)) == 50_000
