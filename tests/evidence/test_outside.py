"""Sources that are forbidden or not the contest's."""

from grader.evidence.outside import find_name, find_outside
from grader.model import Rules
from tests.evidence.making import read

SOURCE = "The keeper Ada Brown wrote: “The ice was never thicker than a hand.”"


def test_a_forbidden_source_is_found_in_words_and_addresses():
    text = "I looked at https://en.wikipedia.org/wiki/Lamp for it."
    reading, _, _ = read(text)
    assert find_name(reading, "Wikipedia") == (text.index("wikipedia"), text.index("wikipedia") + 9)
    assert find_name(reading, "Lamp Weekly") is None


def test_a_citation_of_something_else_is_outside():
    reading, contest, _ = read("The lamp went out (Vandermeer, 1998).", SOURCE)
    found = find_outside(reading, contest)
    assert found
    assert found.names == ("Vandermeer",)


def test_voices_sources_and_forbidden_ones_are_not_outside():
    reading, contest, _ = read("It froze (Brown, 1903). It melted (Source 1). It rained (Wikipedia).", SOURCE,
                               rules=Rules(forbid=("Wikipedia",)))  # fmt: skip
    assert find_outside(reading, contest) is None
    reading, contest, _ = read("It froze (Brown, 1903).")
    assert find_outside(reading, contest) is None
