import pytest

from grader.text.spans import is_covered, merge, overlaps


@pytest.mark.parametrize(
    ("span", "is_touched"),
    [((0, 3), False), ((0, 4), True), ((5, 6), True), ((8, 10), False), ((2, 30), True), ((9, 13), True)],
)
def test_a_span_overlaps_where_it_shares_a_character(span, is_touched):
    stretches = merge([(12, 20), (3, 6), (5, 8)])
    assert overlaps(span, stretches) == is_touched
    assert overlaps(span, stretches) == any(is_covered(at, stretches) for at in range(*span))
