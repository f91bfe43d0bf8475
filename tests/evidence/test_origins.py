"""Where people are from."""

import pytest

from tests.evidence.differing import find_differing

SOURCE = (
    "The Frenchman Henri Valette built the lighthouse. Lester Marlow of Canada paid for it. Marlow was never repaid. Robert "
    "Ferrant, the prime minister of Australia, came to see it. Anna Ritter of Colorado State University measured the tides. "
    "Later Ferrant lived in Norway. The Norwegian diver Tom Bergen was paid with herrings."
)


@pytest.mark.parametrize(
    ("text", "theirs"),
    [
        ("The Englishman Henri Valette built something.", "Frenchman"),
        ("It was Marlow of New Zealand who gave the money.", "Canada"),
        ("Ferrant from New Zealand saw it.", "prime minister of Australia"),
        ("Anna Ritter of Oregon State University wrote it all down.", "Colorado State University"),
        ("The Danish engineer Tom Bergen dived there.", "Norwegian"),
    ],
)
def test_another_country_or_institution_is_told(text, theirs):
    assert [said for _, _, said in find_differing(text, SOURCE)] == [theirs]


@pytest.mark.parametrize(
    "text",
    [
        "The French engineer Henri Valette built something.",
        "Lester Marlow of Canada gave money.",
        "Ferrant from Norway saw it.",
        "Ferrant from Sydney saw it.",
        "Anna Ritter of Colorado State University wrote it all down.",
        "Anna Ritter of Bergen wrote it all down.",
        "The Englishman Tom Hale came later.",
        "Lester Marlow, an American engineer, gave money.",
        "Henri Valette, the consul of Belgium, spoke.",
    ],
)
def test_in_doubt_nothing_is_said(text):
    assert find_differing(text, SOURCE) == []
