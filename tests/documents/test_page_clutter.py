import pytest

from grader.documents.web_page import read_web_page
from tests.documents.tiny_files import MORE, PROSE

BODY = f"<p>{PROSE}</p><p>{MORE}</p>"


def find_clutter(html):
    document = read_web_page(html.encode(), "a.html")
    return [document.read_block(block) for block in document.blocks if block.is_clutter]


@pytest.mark.parametrize(
    "clutter",
    [
        "<nav>Shop window</nav>",
        "<aside>Shop window</aside>",
        "<footer>Shop window</footer>",
        "<form>Shop window</form>",
        "<div role='navigation'>Shop window</div>",
        "<div class='post-share'>Shop window</div>",
        "<div id='leftSidebar'>Shop window</div>",
        "<ul class='related-posts'><li>Shop window</li></ul>",
        "<p><a href='/x'>Shop window</a></p>",
        "<div class='comments'><p>Shop window</p></div>",
    ],
)
def test_clutter_by_place_or_name(clutter):
    assert find_clutter(BODY + clutter) == ["Shop window"]


@pytest.mark.parametrize(
    "kept",
    [
        "<div class='shareholders'>Shop window</div>",
        "<p>See <a href='/x'>the shop window</a> of the old trader.</p>",
        "<figure><figcaption>A shop window, painted in 1790</figcaption></figure>",
        "<article><footer>Shop window</footer></article>",
    ],
)
def test_what_stays(kept):
    assert find_clutter(BODY + kept) == []


def test_class_names_of_the_whole_page_mean_nothing():
    assert find_clutter(f"<html><body class='has-sidebar'><div class='comments-open'>{BODY}</div></body></html>") == []


def test_what_stands_beside_the_main_part_is_clutter_but_not_the_only_heading():
    page = f"<h1>Salt</h1><p>Shop window</p><main>{BODY}</main><p>Opening hours</p>"
    assert find_clutter(page) == ["Shop window", "Opening hours"]
