from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.text.dates import are_apart, compatible, find_dates


def _shown(number):
    return None if number is None else date.fromordinal(number).isoformat()


@pytest.mark.parametrize(
    ("text", "said", "first", "last", "precision"),
    [
        ("It opened on 3rd June, 1889.", "3rd June, 1889", "1889-06-03", "1889-06-03", "day"),
        ("It opened on June 3, 1889.", "June 3, 1889", "1889-06-03", "1889-06-03", "day"),
        ("It opened on 3 June 1889.", "3 June 1889", "1889-06-03", "1889-06-03", "day"),
        ("It opened on the 3rd of June 1889.", "3rd of June 1889", "1889-06-03", "1889-06-03", "day"),
        ("It opened on the third of June 1889.", "third of June 1889", "1889-06-03", "1889-06-03", "day"),
        ("opened 1889-06-03", "1889-06-03", "1889-06-03", "1889-06-03", "day"),
        ("opened 03.06.1889", "03.06.1889", "1889-06-03", "1889-06-03", "day"),
        ("opened 3/6/1889", "3/6/1889", "1889-03-06", "1889-06-03", "day"),
        ("opened 23/6/1889", "23/6/1889", "1889-06-23", "1889-06-23", "day"),
        ("on 12 Febuary 1917", "12 Febuary 1917", "1917-02-12", "1917-02-12", "day"),
        ("in Sept. 1930 it", "Sept. 1930", "1930-09-01", "1930-09-30", "month"),
        ("It began in May 1930.", "May 1930", "1930-05-01", "1930-05-31", "month"),
        ("in may 1930 it", "may 1930", "1930-05-01", "1930-05-31", "month"),
        ("the October of 1926", "October of 1926", "1926-10-01", "1926-10-31", "month"),
        ("on 30 February 1920", "30 February 1920", "1920-02-01", "1920-02-29", "month"),
        ("from March to May 1930", "March to May 1930", "1930-03-01", "1930-05-31", "part"),
        ("on 21-23 August 1932", "21-23 August 1932", "1932-08-21", "1932-08-23", "part"),
        ("in the summer of 1889", "summer of 1889", "1889-06-01", "1889-08-31", "season"),
        ("the winter of 1932-33", "winter of 1932-33", "1932-12-01", "1933-03-31", "season"),
        ("In 1889, it", "1889", "1889-01-01", "1889-12-31", "year"),
        ("in nineteen twenty-one", "nineteen twenty-one", "1921-01-01", "1921-12-31", "year"),
        ("ash fell in AD 79", "AD 79", "0079-01-01", "0079-12-31", "year"),
        ("the plan of 1928-32", "1928-32", "1928-01-01", "1932-12-31", "years"),
        ("from 1936 to 1938", "1936 to 1938", "1936-01-01", "1938-12-31", "years"),
        ("between 1904 and 1917", "1904 and 1917", "1904-01-01", "1917-12-31", "years"),
        ("in the 1920s", "1920s", "1920-01-01", "1929-12-31", "decade"),
        ("since 1921, all the twenties", "twenties", "1920-01-01", "1929-12-31", "decade"),
        ("the early 1920s", "early 1920s", "1920-01-01", "1923-12-31", "part"),
        ("the end of 1925", "end of 1925", "1925-09-13", "1925-12-31", "part"),
        ("a 19th century mill", "19th century", "1801-01-01", "1900-12-31", "century"),
        ("the nineteenth century", "nineteenth century", "1801-01-01", "1900-12-31", "century"),
    ],
)
def test_dates_with_a_year_are_intervals(text, said, first, last, precision):
    found = find_dates(text)[-1]
    assert text[slice(*found.span)] == said
    assert (_shown(found.first), _shown(found.last), found.precision) == (first, last, precision)


def test_a_full_stop_is_no_part_of_a_month():
    text = "It began in December. It ended on 5 May."
    assert [text[slice(*one.span)] for one in find_dates(text)] == ["December", "5 May"]


def test_years_before_christ_lie_below_day_one():
    (found,) = find_dates("Caesar died in 44 BC.")
    assert found.year == -44
    assert found.first is not None
    assert found.last is not None
    assert found.last - found.first == 364
    assert found.last < 1


@pytest.mark.parametrize(
    ("text", "month", "day"),
    [
        ("on 4th October", 10, 4),
        ("On November 7 they", 11, 7),
        ("In March he", 3, None),
        ("on the 5th of may", None, None),
    ],
)
def test_a_year_that_is_not_said_stays_unknown(text, month, day):
    found = [(one.first, one.year, one.month, one.day) for one in find_dates(text)]
    assert found == ([(None, None, month, day)] if month else [])


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("by 1928", "by"), ("by the end of 1928", "by"), ("before 1934", "before"), ("until May 1934", "before"),
        ("after 1929", "after"), ("since 1922", "since"), ("from 1922 on he", "since"), ("in 1922", ""),
        ("from 1921 to 1923", ""),
    ],
)  # fmt: skip
def test_relations(text, relation):
    assert [one.relation for one in find_dates(text)] == [relation]


@pytest.mark.parametrize(
    "text",
    [
        "2,000 men", "1000 people came", "see p. 1922", "it has 1937 pages", "in 1500 villages", "nearly 2000",
        "paid $1917", "1,917", "1917.5", "they march on", "it may 10 times",
        "28 ad campaigns", "in his twenties", "1200 were shot",
        "room 1408", "in 1936% of cases", "", "B1917", "12345", "the 46",
    ],
)  # fmt: skip
def test_what_is_no_date(text):
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("on 3 June 1889", "in 1889", True),
        ("on 3 June 1889", "in July 1889", False),
        ("in 1889", "in 1890", False),
        ("by 1890", "in 1871", True),
        ("by 1890", "in 1891", False),
        ("after 1890", "in 1901", True),
        ("since 1890", "in 1889", False),
        ("spring 1917", "in June 1917", True),
        ("spring 1917", "in October 1917", False),
        ("on 4 October", "on 4th October 1926", True),
        ("on 4 October", "on 5th October 1926", False),
        ("on 4 October", "in October", True),
        ("on 4 October", "on 5 October", False),
        ("on 4 October", "in 1926", True),
        ("on 4 October", "in May 1926", False),
        ("4/3/1922", "on 4 March 1922", True),
        ("4/3/1922", "on 3 April 1922", True),
        ("4/3/1922", "on 3 May 1922", False),
        ("in the 1920s", "in 1931", False),
        ("between 1904 and 1917", "in 1910", True),
    ],
)
def test_compatible(one, other, expected):
    (first,), (second,) = find_dates(one), find_dates(other)
    assert compatible(first, second) is expected
    assert compatible(second, first) is expected


_PIECES = [*"0123456789 /-–.,'stndrh\n", "1917 ", "May ", "the ", "of ", " BC", "century", "from ", " to "]


@settings(deadline=None)
@given(st.lists(st.sampled_from(_PIECES)).map("".join))
def test_any_text_gives_ordered_spans_without_overlaps(text):
    found = find_dates(text)
    edges = [edge for one in found for edge in one.span]
    assert edges == sorted(edges)
    assert all(0 <= one.span[0] < one.span[1] <= len(text) for one in found)
    assert all((one.first is None) == (one.last is None) for one in found)
    assert all(one.first <= one.last for one in found if one.first is not None and one.last is not None)
    assert all(compatible(one, one) for one in found)
    assert found == find_dates(text)


@settings(deadline=None)
@given(st.text())
def test_no_text_is_too_odd(text):
    find_dates(text)


@pytest.mark.parametrize("piece", ["1", "1917 ", "3 May ", "the ", "1917-", "st of ", "1/1/", "\ud800 3 "])
def test_long_hostile_texts_end(piece):
    find_dates(piece * (100_000 // len(piece)))


@pytest.mark.parametrize("text", ["Instead 1936 was chosen.", "They had 1936 in mind.", "A bad 1936 followed."])
def test_a_word_that_ends_in_ad_hides_no_year(text):
    (found,) = find_dates(text)
    assert found.year == 1936


def test_a_year_of_our_era_is_one():
    (found,) = find_dates("In AD 79 the mountain burst.")
    assert (found.year, found.precision) == (79, "year")


def test_a_dash_that_begins_a_line_makes_no_stretch():
    assert [one.year for one in find_dates("17 wrecks 1911, 29 wrecks 1912\n- May 1914: the flood")] == [
        1911,
        1912,
        1914,
    ]
    assert [one.precision for one in find_dates("from 1911-\n1914")] == ["years"]


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("from 1950 to 1960", "from 1961 to 1970", True),
        ("from 1950 to 1960", "from 1960 to 1970", True),
        ("from 1950 to 1961", "from 1955 to 1970", False),
        ("after 1960", "from 1950 to 1960", True),
        ("since 1955", "from 1950 to 1960", False),
        ("before 1950", "from 1950 to 1960", True),
        ("in 1950", "on 5 May 1950", False),
        ("on 5 May 1950", "on 5 May 1950", False),
        ("in May", "in 1950", False),
        ("once", "in 1950", False),
    ],
)
def test_times_that_are_apart(one, other, apart):
    assert are_apart(find_dates(one), find_dates(other)) is apart
    assert are_apart(find_dates(other), find_dates(one)) is apart


def test_a_comma_without_a_space_parts_day_and_year():
    (found,) = find_dates("On August 14,1945 they sailed.")
    assert (found.year, found.month, found.day) == (1945, 8, 14)
    assert [(d.year, d.day) for d in find_dates("In August 14,194 men sailed.")] == [(None, None)]
