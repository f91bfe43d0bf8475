import pytest

from grader.model import Locator, Passage, Source
from grader.reports.places import first_place, locate, places_of, safe_url, shorten_titles
from tests.reports.lighthouse import make_contest


@pytest.mark.parametrize(
    ("locator", "heading", "label"),
    [
        (Locator(3), (), "Salt: “Salt was dug up in the …”"),
        (Locator(3, page=2), ("Old", "Trade"), "Salt, “Trade”, page 2: “Salt was dug up in the …”"),
        (Locator(1, slide=4, is_note=True), (), "Salt, slide 4, speaker notes: “Salt was dug up in the …”"),
        (Locator(1, start_seconds=192.4), (), "Salt, at 3:12: “Salt was dug up in the …”"),
        (Locator(1, start_seconds=3725.0), ("Salt",), "Salt, at 1:02:05: “Salt was dug up in the …”"),
    ],
)
def test_people_see_title_heading_and_number(locator, heading, label):
    passage = Passage("salt#¶3", "salt", "Salt was dug up in the hills of the north.", heading, locator)
    assert locate(passage, Source("salt", "Salt", "handout")).label == label


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "file:///etc", "http://", "//x.org", "http://[", ""]
)
def test_only_web_pages_are_linked(url):
    assert safe_url(url) == ""


def test_a_link_points_at_the_words():
    passage = Passage("a#¶1", "a", "Well-known, he said")
    href = locate(passage, Source("a", "A", "article", url="https://example.org/a")).href
    assert href == "https://example.org/a#:~:text=Well%2Dknown%2C%20he%20said"
    assert locate(passage, Source("a", "A", "article", url="https://e.org/a#b")).href.startswith("https://e.org/a#b:~:")


def test_titles_are_shortened_only_where_they_stay_distinct():
    titles = ["Salt: a history", "Iron: one", "Iron: two", "Plain"]
    assert list(shorten_titles(titles).values()) == ["Salt", "Iron: one", "Iron: two", "Plain"]


def test_the_only_source_is_not_named_again_and_again():
    chronicle = make_contest().sources[0]
    assert {p.short for p in places_of(make_contest(sources=(chronicle,))).values()} == {""}
    assert places_of(make_contest())["chronicle#¶3"].short == "Chronicle of Gull Rock"


def test_the_teachers_word_stands_with_the_passage():
    contest = make_contest()
    assert places_of(contest)["chronicle#¶7"].correction == "She died on 4 March. The church register says so."
    assert first_place(contest, ["gone#¶1", "letters#p2¶1"]) is places_of(contest)["letters#p2¶1"]
    assert first_place(contest, ["gone#¶1"]) is None


@pytest.mark.parametrize(("words", "is_short"), [(60, True), (61, False)])
def test_only_short_passages_stand_on_paper_in_full(words, is_short):
    passage = Passage("salt#¶1", "salt", "salt " * words)
    assert locate(passage, Source("salt", "Salt", "handout")).is_short is is_short
