import tomllib
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from grader.drafting.toml_text import write_comment, write_long, write_pair

VALUES = st.recursive(
    st.text() | st.integers(-(2**60), 2**60) | st.booleans() | st.dates(min_value=date(1, 1, 1)),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.text(), VALUES, st.text())
def test_whatever_is_written_is_read_again(key, value, remark):
    assert tomllib.loads(write_pair(key, value, remark)) == {key: value}


@given(st.lists(st.text()).map(" \n\n".join))
def test_a_long_text_is_read_again_with_single_spaces(text):
    expected = "\n\n".join(" ".join(part.split()) for part in text.split("\n\n") if part.split())
    assert tomllib.loads(write_long("prompt", text)) == {"prompt": expected}


def test_half_a_character_is_replaced():
    assert tomllib.loads(write_pair("title", "a\ud800b")) == {"title": "a\ufffdb"}


@given(st.text())
def test_nothing_leaves_a_comment(text):
    assert tomllib.loads("\n".join(write_comment(text))) == {}
