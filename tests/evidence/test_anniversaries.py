"""The same day of another year."""

import pytest

from tests.evidence.differing import find_differing

SOURCE = (
    "The lamp of the harbour went out on 3 May 1902. A ferry was lost with forty people that night. On 9 June 1910 the mayor "
    "opened the market, and on 9 June 1920 he closed it."
)


@pytest.mark.parametrize(
    "text",
    ["Forty people drowned with the ferry when the lamp failed on 3 May 1903.", "The lamp went out on May 3, 1911."],
)
def test_a_day_in_another_year_is_told(text):
    ((kind, _, theirs),) = find_differing(text, SOURCE)
    assert (kind, theirs) == ("date", "3 May 1902")


@pytest.mark.parametrize(
    "text",
    [
        "The lamp of the harbour went out on 3 May 1902.",
        "On 3 May 1940 my grandfather was born.",
        "On 9 June 1915 the mayor of the town slept.",
        "The lamp was out in May 1903, too.",
        "The lamp of the harbour went out before 3 May 1903.",
    ],
)
def test_in_doubt_nothing_is_said(text):
    assert find_differing(text, SOURCE) == []
