import pytest

from grader.reports.characters import first_words, show_characters


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain — “text” 😀 שלום\n\t", "plain — “text” 😀 שלום\n\t"),
        ("It\x92s \x93so\x94", "It’s “so”"),
        ("a\x00b\x1bc\x7fd", "a\ufffdb\ufffdc\ufffdd"),
        ("page\x0ctwo", "page two"),
        ("\u202eevil\u202c \u2066x\u2069", "evil x"),
        ("lone \ud800 half", "lone \ufffd half"),
        ("\ufffe\uffff\ufdd0", "\ufffd\ufffd\ufffd"),
        ("", ""),
    ],
)
def test_control_characters_become_harmless(text, shown):
    assert show_characters(text) == shown
    assert show_characters(text).encode() is not None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one two three", "one two three"),
        ("one two three four", "one two three …"),
        ("one\n two, \n\n three, four", "one two, three …"),
        ("", ""),
        ("x" * 5000, "x" * 90 + " …"),
    ],
)
def test_first_words(text, shown):
    assert first_words(text, 3) == shown
