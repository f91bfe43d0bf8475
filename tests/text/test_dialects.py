import pytest

from grader.text.dialects import find_mixture, spell_alike
from grader.text.reading import TextLayer


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The colour of the center.", ("colour", "center")),
        ("He travelled, and his favorite boat came.", ("travelled", "favorite")),
        ("The colour of the centre, organised by neighbours.", None),
        ("The color of the center, organized by neighbors.", None),
        ("The colour was organized.", None),
        ("The colour of Rockefeller Center.", None),
        ("", None),
    ],
)
def test_find_mixture(text, found):
    mixture = find_mixture(TextLayer(text))
    assert (mixture and tuple(text[w.start : w.end] for w in mixture)) == found


def test_one_word_has_one_spelling_on_both_sides_of_the_ocean():
    for british, american in [("ploughed", "plowed"), ("traveller", "traveler"), ("cheques", "checks")]:
        assert spell_alike(british) == spell_alike(american) == british
    assert spell_alike("millet") == "millet"
