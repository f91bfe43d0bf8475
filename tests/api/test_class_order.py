"""Order, filter, what fits into an hour, and the way from one essay to the next."""

import pytest

from api.class_order import FILTER_WORDS, SORT_WORDS, Order, fit, read_minutes, read_order, read_page
from api.class_rows import ClassRow, seal


def make(code, **told):
    usual = {"name": "", "state": "graded", "is_late": False, "reason": "", "remedy": "", "is_graded": True}
    return ClassRow(essay_id=f"id-{code}", code=code, **{**usual, **told})


ROWS = [
    make("a", name="Zoe", suggested=3.0, confidence=0.9, scores={"t": 3.0}, words=360),
    make("b", name="ann", suggested=9.0, confidence=0.2, reasons=1, scores={"t": 9.0}, words=1800),
    make("c", name="", suggested=None, reasons=2, scores={"t": None}, points={"t": 5.0}, is_released=True, words=180),
    make("d", name="Ben", state="failed", is_graded=False),
]


def codes(order):
    return "".join(row.code for row in order.arrange(ROWS))


@pytest.mark.parametrize(
    ("sort", "expected"),
    [("look", "cba"), ("code", "abc"), ("name", "bac"), ("high", "bca"), ("low", "acb"), ("doubt", "bac")],
)
def test_sorts(sort, expected):
    assert codes(Order(sort)) == expected


@pytest.mark.parametrize(
    ("show", "expected"),
    [
        ("all", "abc"),
        ("look", "bc"),
        ("undecided", "ab"),
        ("decided", "c"),
        ("released", "c"),
        ("kept", "ab"),
        ("failed", "d"),
    ],
)
def test_filters(show, expected):
    assert codes(Order("code", show)) == expected


def test_every_choice_has_its_words():
    assert {read_order({"sort": key}).sort for key in SORT_WORDS} == set(SORT_WORDS)
    assert {read_order({"show": key}).show for key in FILTER_WORDS} == set(FILTER_WORDS)


@pytest.mark.parametrize("given", [{"sort": "price"}, {"show": "x"}, {"minutes": "-5"}, {"minutes": "²"}, {}], ids=str)
def test_what_is_not_known_is_the_usual(given):
    assert read_order(given) == Order()
    assert Order().query == ""


def test_an_order_survives_the_address():
    assert Order("low", "undecided", 60).query == "sort=low&show=undecided&minutes=60"
    assert read_order({"minutes": "99999"}).minutes == 600


def test_what_fits_into_the_time_passes_over_what_is_too_long():
    assert [read_minutes(row) for row in ROWS[:3]] == [3, 11, 2]
    assert [row.code for row in fit(ROWS[:3], 6)] == ["a", "c"]
    assert codes(Order("look", "all", 13)) == "cb"


def test_next_and_previous_follow_the_order():
    assert Order("look").find_neighbours(ROWS, "id-b") == ("id-c", "id-a")
    assert Order("code").find_neighbours(ROWS, "id-a") == ("", "id-b")
    assert Order("code").find_neighbours(ROWS, "id-d") == ("", "")


def test_an_essay_that_was_decided_meanwhile_keeps_its_place():
    assert Order("code", "undecided").find_neighbours(ROWS, "id-c") == ("id-b", "")


def test_a_sealed_row_tells_nothing_that_is_suggested():
    row = seal(ROWS[1])
    assert (row.total, row.confidence, row.reasons, row.scores) == (None, None, 0, {"t": None})


@pytest.mark.parametrize(("given", "page"), [("", 1), ("2", 2), ("9", 3), ("0", 1), ("x", 1)])
def test_pages(given, page):
    assert read_page(given, 201) == (page, 3)
