import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.text.quantities import agree, find_quantities
from grader.text.words import stem


def found(text):
    return [(text[slice(*one.span)], one.low, one.high, one.noun) for one in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "said", "low", "high", "noun"),
    [
        ("65 million people", "65 million", 65e6, 65e6, "people"),
        ("2,200 separate mills", "2,200", 2200, 2200, "mills"),
        ("five thousand bakers", "five thousand", 5000, 5000, "bakers"),
        ("they lost 279 millions in May", "279 millions", 279e6, 279e6, ""),
        ("half a million tons", "half a million", 5e5, 5e5, "tons"),
        ("a 200 page book", "200", 200, 200, "page"),
        ("a 200-page book", "200", 200, 200, "page"),
        ("three of the bakers", "three", 3, 3, "bakers"),
        ("14 million head of cattle", "14 million", 14e6, 14e6, "head"),
        ("the five leading men", "five", 5, 5, "men"),
        ("one month later", "one", 1, 1, "month"),
        ("it cost $1.5m", "$1.5m", 1.5e6, 1.5e6, "dollar"),
        ("55% of the flour", "55%", 55, 55, "percent"),
        ("335 per cent", "335 per cent", 335, 335, "percent"),
        ("nearly half of the flour", "half", 0.425, 0.5, "flour"),
        ("two-thirds of all mills", "two-thirds", 2 / 3, 2 / 3, "mills"),
        ("a quarter of the bakers", "a quarter", 0.25, 0.25, "bakers"),
        ("two of the mill's bakers", "two", 2, 2, "bakers"),
        ("half the valley's bread", "half", 0.5, 0.5, "bread"),
        ("half of Moldavia and", "half", 0.5, 0.5, "moldavia"),
        ("aged seven", "seven", 7, 7, "age"),
        ("at the age of seven", "seven", 7, 7, "age"),
        ("when he was five he fell", "five", 5, 5, "age"),
        ("a colonel of thirty-seven, who", "thirty-seven", 37, 37, "age"),
        ("a captain of forty bakers", "forty", 40, 40, "bakers"),
        ("a seven-year-old boy", "seven", 7, 7, "age"),
        ("about 800 mills", "800", 720, 880, "mills"),
        ("more than 800,000 sacks", "800,000", 8e5, 1.6e6, "sacks"),
        ("up to twenty mills", "twenty", 10, 20, "mills"),
        ("fewer than twenty mills", "twenty", 0, 20, "mills"),
        ("several hundred bakers", "hundred", 200, 1000, "bakers"),
        ("hundreds of bakers", "hundreds", 100, 2000, "bakers"),
        ("hundreds of thousands of sacks", "hundreds of thousands", 1e5, 2e6, "sacks"),
        ("between five and seven million sacks", "five and seven million", 5e6, 7e6, "sacks"),
        ("5–7 mills", "5–7", 5, 7, "mills"),
        ("in November 279 bakers", "279", 279, 279, "bakers"),
        ("ten loaves for each baker", "ten", 10, 10, "loaves"),
    ],
)
def test_quantities(text, said, low, high, noun):
    (one,) = find_quantities(text)
    assert text[slice(*one.span)] == said
    assert (one.low, one.high) == pytest.approx((low, high))
    assert one.noun == (noun if noun in {"percent", "dollar", "age"} else noun and stem(noun))


def test_a_vote_has_two_sides():
    assert found("They lost the vote 28-23.") == [("28", 28, 28, "vote"), ("23", 23, 23, "vote")]
    assert found("with 28 against 23 votes") == [("28", 28, 28, "vote"), ("23", 23, 23, "vote")]
    assert found("by 28 votes to 23") == [("28", 28, 28, "vote"), ("23", 23, 23, "vote")]


def test_a_dash_that_begins_a_line_joins_nothing():
    assert [said for said, *_ in found("loaves a day, not 3\n- 5 million mills")] == ["3", "5 million"]
    assert [said for said, *_ in found("loaves a day, 3-\n5 mills")] == ["3-\n5"]


def test_a_pronoun_is_what_is_counted():
    (one,) = find_quantities("like 200 000 of them but the bakers did not let them in")
    assert (one.low, one.noun, one.noun_text) == (200_000, "", "them")


def test_the_sides_of_a_pair_do_not_overlap():
    assert found("7-5%") == [("7", 7, 7, "percent"), ("5%", 5, 5, "percent")]


def test_ordinals():
    (one,) = find_quantities("the third wave")
    assert (one.low, one.noun, one.is_ordinal) == (3, "wave", True)


@pytest.mark.parametrize(
    "text",
    [
        "in 1917 he", "on 3rd June 1889", "the 19th century", "one of them", "no one came", "one another", "one-sided",
        "it spans1.56 metres", "it cost3,500 pounds",
        "at first", "first of all", "for the first time", "see p. 34", "pages 3-7", "[12]", "at 10:30", "1. Flour",
        "baked by the hundred thousand", "in April of 35", "since May '35 he", "ten came for each one that went",
        "quarter of", "B12", "the mill", "", "tend to",
    ],
)  # fmt: skip
def test_what_is_no_quantity(text):
    assert find_quantities(text) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("200 pages", "200 pages", True),
        ("200 pages", "300 pages", False),
        ("800 men", "8,000 men", False),
        ("ten years", "eleven years", False),
        ("nearly ten years", "nine years", True),
        ("2,200 mills", "2,000 mills", True),
        ("2,200 mills", "2,400 mills", False),
        ("thousands of mills", "2,200 mills", True),
        ("hundreds of mills", "22,000 mills", False),
        ("more than 800 mills", "1,000 mills", True),
        ("more than 800 mills", "8,000 mills", False),
        ("half of the mills", "50% of the mills", True),
        ("a quarter of the mills", "about 25 per cent", True),
        ("half of the mills", "80% of the mills", False),
        ("53 per cent", "53.3 per cent", True),
        ("79 grams", "79.7 grams", True),
        ("80 grams", "79.7 grams", True),
        ("81 grams", "79.7 grams", False),
        ("about two metres", "1.56 metres", True),
        ("one metre", "1.56 metres", False),
        ("the third mill", "three mills", False),
        ("the third mill", "the 3rd mill", True),
    ],
)
def test_agree(one, other, expected):
    (first,), (second,) = find_quantities(one), find_quantities(other)
    assert agree(first, second) is expected
    assert agree(second, first) is expected


_PIECES = [*"0123456789,.-%$ \n", "one ", "two ", "hundred ", "million ", "half ", "a ", "of ", "and ", "third ", "to ",
           "about ", "mills ", "1917 ", "st ", "per cent"]  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.sampled_from(_PIECES)).map("".join))
def test_any_text_gives_ordered_spans_without_overlaps(text):
    quantities = find_quantities(text)
    edges = [edge for one in quantities for edge in one.span]
    assert edges == sorted(edges)
    assert all(0 <= one.span[0] < one.span[1] <= len(text) and one.low <= one.high for one in quantities)
    assert all(agree(one, one) for one in quantities)
    assert quantities == find_quantities(text)


@settings(deadline=None)
@given(st.text())
def test_no_text_is_too_odd(text):
    find_quantities(text)


@pytest.mark.parametrize("piece", ["1", "1,", "one ", "one and ", "hundred and ", "half a ", "$", "a "])
def test_long_hostile_texts_end(piece):
    find_quantities(piece * (50_000 // len(piece)))


@pytest.mark.parametrize("text", ["a tenty five crown fine", "two –hundred degrees", "On August 14,1945 they sailed."])
def test_what_is_misspelt_is_no_figure(text):
    assert find_quantities(text) == []
