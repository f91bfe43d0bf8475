import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.text.numerals import lower, read_numeral, read_ordinal, read_roman


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("8,000", 8000), ("65 million", 65e6), ("1.5 million", 1.5e6), ("1,5 million", 1.5e6), ("65 000", 65_000),
        ("1.500.000", 1.5e6), ("1,234.5", 1234.5), ("3.25", 3.25), ("2 hundred thousand", 200_000),
        ("five thousand", 5000), ("a hundred and sixty-two", 162), ("half a million", 500_000), ("a dozen", 12),
        ("two and a half", 2.5), ("two and a half million", 2.5e6), ("a million and a half", 1.5e6),
        ("twenty-five", 25), ("two hundred thousand", 200_000), ("one million two hundred", 1_000_200),
        ("five six", None), ("nineteen twenty-two", None), ("mill", None), ("", None),
    ],
)  # fmt: skip
def test_read_numeral(text, value):
    assert read_numeral(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("3rd", 3), ("third", 3), ("twenty-first", 21), ("twenty first", 21), ("xvth", 15),
     ("hundredth", 100), ("3", None),
     ("the", None), ("three", None),
     ("th", None)],
)  # fmt: skip
def test_read_ordinal(text, value):
    assert read_ordinal(text) == value


def test_read_roman():
    assert [read_roman(one) for one in ("iv", "ix", "xxxix", "abc", "")] == [4, 9, 39, None, None]


@settings(deadline=None)
@given(st.text())
def test_lower_keeps_the_length(text):
    assert len(lower(text)) == len(text)


@settings(deadline=None)
@given(st.text())
def test_no_text_is_too_odd(text):
    read_numeral(lower(text))
    read_ordinal(lower(text))
