import pytest

from grader.documents.web_page import read_web_page
from grader.errors import UnreadableFile
from tests.documents.tiny_files import MORE, PROSE


def read(html):
    return read_web_page(html.encode(), "page.html")


def show(html):
    document = read(html)
    return [(block.kind, document.read_block(block)) for block in document.blocks]


def test_title_and_declared_encoding():
    head = "<meta charset='iso-8859-2'><title>The Salt  Road</title>"
    page = f"<html><head>{head}</head><body><p>Řeka. {PROSE}</p></body></html>"
    document = read_web_page(page.encode("iso8859-2"), "page.html")
    assert document.title == "The Salt Road"
    assert document.text == f"Řeka. {PROSE}"


def test_the_only_first_heading_is_the_title():
    assert [kind for kind, _ in show(f"<h1>Salt</h1><p>{PROSE}</p><h2>Trade</h2><p>{MORE}</p>")] == [
        "title",
        "paragraph",
        "heading",
        "paragraph",
    ]
    assert show(f"<h1>Salt</h1><p>{PROSE}</p><h1>Iron</h1>")[0][0] == "heading"


def test_text_typed_into_a_learning_platform_is_read_without_tags_around_it():
    assert show(f"{PROSE}<br><br>{MORE}") == [("paragraph", PROSE), ("paragraph", MORE)]


@pytest.mark.parametrize(
    "html", ["<p></p>", "<script>a()</script>", "<!-- nothing -->", "<p style='display:none'>gone</p>"]
)
def test_a_page_without_words_is_refused(html):
    with pytest.raises(UnreadableFile):
        read(html)


def test_a_page_nested_too_deeply_is_refused_instead_of_losing_text():
    with pytest.raises(UnreadableFile, match="nested too deeply"):
        read("<div>" * 300 + PROSE + "</div>" * 300)


def test_entities_and_the_network_are_off():
    page = f'<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/hostname">]><html><body><p>{PROSE} &a;</p></body></html>'
    assert PROSE in read(page).text
    assert len(read(page).text) < len(PROSE) + 10


def test_when_nearly_everything_looks_like_clutter_all_is_kept():
    page = f"<nav><p>{PROSE}</p></nav><aside><p>{MORE}</p></aside><div class='menu'><p>{PROSE}</p></div>"
    assert not any(block.is_clutter for block in read(page).blocks)
