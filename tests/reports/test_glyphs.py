import pytest

from grader.reports.glyphs import FONTS, count_unknown, draw_known


@pytest.mark.parametrize(
    "text",
    [
        "Ärger, œuvre, ğ, Żółć, Đặng Thái Sơn",
        "Николай Бухарин, Ђорђе, Київ",
        "Καλημέρα, ἐν ἀρχῇ",
        "“…” ‘–’ «—» ½ → ✓ ● ○ №",
        "e\u0301 a\u0308",
    ],
)
def test_letters_that_the_fonts_hold(text):
    assert draw_known(text) == text
    assert count_unknown(text) == 0


@pytest.mark.parametrize(
    ("text", "drawn", "unknown"),
    [
        ("中文", "□□", 2),
        ("a😀b", "a□b", 1),
        ("👩‍👧", "□□", 2),
        ("👍🏽", "□", 1),
        ("\ud83d", "□", 1),
        ("a\tb", "a    b", 0),
    ],
)
def test_others_become_boxes(text, drawn, unknown):
    assert (draw_known(text), count_unknown(text)) == (drawn, unknown)


def test_line_ends_stay():
    assert draw_known("a\nb") == "a\nb"


def test_only_long_words_may_break_inside():
    assert "\u200b" not in draw_known("counterrevolutionaries (all)")
    broken = draw_known("x" * 100_000)
    assert max(map(len, broken.split("\u200b"))) == 8
    assert broken.replace("\u200b", "") == "x" * 100_000


def test_the_fonts_are_small_and_their_licence_lies_beside_them():
    assert sum(file.stat().st_size for file in FONTS.glob("*.ttf")) < 1_500_000
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text(encoding="utf-8")
