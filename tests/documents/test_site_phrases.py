import pytest

from grader.documents import site_phrases


@pytest.mark.parametrize("pattern", [site_phrases.PLAIN, site_phrases.WEAK, site_phrases.CALL, site_phrases.COPYRIGHT])
@pytest.mark.parametrize(
    "text", ["share on " * 12_000, "a" * 100_000, "follow " * 14_000, "© " * 50_000, "tags: " * 16_000]
)
def test_patterns_stay_quick_on_long_texts(pattern, text):
    assert pattern.fullmatch(text) is None
    pattern.search(text)
