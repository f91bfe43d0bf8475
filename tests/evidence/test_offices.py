"""Who held which office."""

import pytest

from tests.evidence.differing import find_differing

SOURCE = (
    "Edith Marlow, the Secretary of the Navy, wanted the harbour closed. Paul Ferrant, the prime minister of Belgium, wrote "
    "to her every week. The Mayor of Ostend, Peter Bruyn, kept the harbour open. Mr Bruyn smiled. Governor Hale laughed. "
    "Harold Dean, the Chancellor of Norway, wrote to Edgar Lloyd, the foreign minister. The prosecutor was Andrew Wells. "
    "Bruce Batt, the Secretary of Fisheries, and Mollie Beale, who ran the market, carried the lamp."
)


@pytest.mark.parametrize(
    "text",
    [
        "Edith Marlow, the Secretary of the Treasury, wanted something else.",
        "In May Paul Ferrant, the prime minister of Denmark, travelled home.",
        "Edith Marlow, the Mayor of Ostend, slept badly.",
        "It was said that the Secretary of Agriculture, Edith Marlow, was ill.",
        "Harold Dean, the Foreign Secretary, slept badly.",
        "The judge Wells lost his temper.",
        "Mollie Beale, then Secretary of Fisheries, carried something.",
    ],
)
def test_an_office_of_another_is_told(text):
    assert [kind for kind, _, _ in find_differing(text, SOURCE)] in (["role"], ["place"])


@pytest.mark.parametrize(
    "text",
    [
        "Edith Marlow, the Secretary of the Navy, wanted something else.",
        "Edith Marlow, the American Secretary of the Navy, slept badly.",
        "The Belgian prime minister, Paul Ferrant, wrote letters.",
        "Prime Minister Ferrant wrote letters.",
        "Ten years later Edith Marlow was the new Mayor of Ostend.",
        "Edith Marlow, a friend of the Mayor of Ostend, slept badly.",
        "Peter Bruyn, an editor, wrote about it.",
        "Anna Ritter, the Secretary of the Treasury, never heard of it.",
        "Edgar Lloyd, the Foreign Secretary, slept badly.",
        "The prosecutor Wells lost his temper.",
        "The judge was Harold Dean.",
    ],
)
def test_in_doubt_nothing_is_said(text):
    assert find_differing(text, SOURCE) == []
