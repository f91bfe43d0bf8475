import json

import pytest

from grader.reports.html import render_report
from grader.reports.pages import render_page
from grader.reports.paper import read_page
from tests.reports.builders import TEXT, make_bare_report, make_essay, make_report
from tests.reports.lighthouse import make_contest
from tests.reports.pages import parse, text_of


def read(**changes):
    return read_page(render_report(make_report(**changes), make_contest(), "../index.html"))


def words_of(node):
    """All text of a content, in order."""
    if isinstance(node, dict):
        own = [node["text"]] if "text" in node else []
        return own + [word for key in sorted(node) for word in words_of(node[key])]
    return [word for one in node for word in words_of(one)] if isinstance(node, list) else []


def lines_of(blocks, kind):
    """Text of all lines of a class."""
    found = []
    for block in blocks:
        if kind in block["classes"] and "runs" in block:
            found.append("".join(run.get("text", "") for run in block["runs"]))
        found += lines_of(block.get("blocks", []), kind)
    return found


def test_nothing_of_the_page_is_lost():
    page = render_report(make_report(), make_contest(), None)
    main = parse(page).xpath("//main")[0]
    for drawing in main.xpath(".//svg | .//a[@class='back']"):
        drawing.drop_tree()
    shown = "".join(text_of(main).split())
    content = read_page(page)
    kept = "".join("".join(words_of(content)).split()).replace("\u200b", "")
    assert sorted(kept) == sorted(shown)


def test_the_title_and_the_language():
    content = read()
    assert (content["title"], content["language"]) == ("The Lamp on the Rock · suggested feedback", "en")


def test_the_essay_keeps_its_line_ends_and_spaces():
    text = "First line,\n  second   line.\n\nLast."
    page = render_report(make_bare_report(text), make_contest(), None)
    assert lines_of(read_page(page)["blocks"], "text") == ["First line,\n  second   line.", "Last."]


def test_every_link_within_has_its_target():
    content = read()
    targets = set(content["ids"])
    links = {part for part in json.dumps(content).split('"') if part.startswith("#") and len(part) > 1}
    assert links
    assert {link[1:] for link in links} <= targets


def test_marks_know_their_kind_and_lane():
    assert '"differs lane0"' in json.dumps(read())


@pytest.mark.parametrize("language", ["de", "zh-Hans", '"><b>', "", "x" * 50])
def test_only_a_language_is_a_language(language):
    content = read(essay=make_essay(TEXT).model_copy(update={"language": language}))
    found = [block["language"] for block in _groups(content["blocks"]) if "reader" in block["classes"]]
    assert found == [language[:2] if language in ("de", "zh-Hans") else "xxx" if language.startswith("x") else ""]


def _groups(blocks):
    for block in blocks:
        if "language" in block:
            yield block
        yield from _groups(block.get("blocks", []))


def test_many_marks_that_begin_together_stay_flat():
    claims = [c.model_copy(update={"span": (0, n)}) for n in range(5, 300) for c in make_report().claims[:1]]
    assert len(read(claims=claims)["ids"]) > 290


def test_a_page_of_another_template():
    page = render_page("page.html")
    assert read_page(page)["blocks"] == []
