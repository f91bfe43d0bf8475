import time

import pytest

from grader.documents.caption_lines import clean_line, find_known_speakers, is_annotation, read_voices


def voices(*lines):
    cleaned = [clean_line(line) for line in lines]
    return [tuple(said[:2]) for said in read_voices(cleaned, find_known_speakers([cleaned]))]


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("<i>Salt</i> &amp; iron&nbsp;&lt;both&gt;", "Salt & iron <both>"),
        ("the<00:00:01.500><c.yellow> river</c>", "the river"),
        ('{\\an8}<font color="#fff">Salt</font>', "Salt"),
        ("Salt <ruby>rose<rt>up</rt></ruby>", "Salt rose"),
        ("♪ Salt, salt ♪", "Salt, salt"),
        ("Salt [applause] rose (LAUGHTER)", "Salt rose"),
        ("Salt [of the north] (1790)", "Salt [of the north] (1790)"),
        ("\u200eSalt\ufeff\x07", "Salt"),
        ("3 < 4 > 2", "3 < 4 > 2"),
    ],
)
def test_lines_are_shown_as_people_see_them(line, shown):
    assert clean_line(line) == shown


@pytest.mark.parametrize(("line", "expected"), [("[music]", True), ("♪♪", True), ("[door slams]", True), ("- ", True)])
def test_sounds_are_no_speech(line, expected):
    assert is_annotation([line]) is expected
    assert not is_annotation([line, "Salt."])


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["<v Ann Lind>Salt rose.", "And fell."], [("Salt rose. And fell.", "Ann Lind")]),
        (["<v.loud Ann>Salt? <v Tom>No."], [("Salt?", "Ann"), ("No.", "Tom")]),
        ([">> ANN: Salt?", ">> No."], [("ANN: Salt?", "ANN"), ("No.", "")]),
        (["Ann Lind: Salt rose."], [("Ann Lind: Salt rose.", "Ann Lind")]),
        (
            ["Ann: Salt?", "Tom: No.", "Ann: Yes.", "Tom: Oh."],
            [("Ann: Salt?", "Ann"), ("Tom: No.", "Tom"), ("Ann: Yes.", "Ann"), ("Tom: Oh.", "Tom")],
        ),
        (["Remember: salt was dear."], [("Remember: salt was dear.", "")]),
        (["At 3:30 the salt: gone."], [("At 3:30 the salt: gone.", "")]),
        (["[NARRATOR]: Salt."], [("[NARRATOR]: Salt.", "NARRATOR")]),
        (["- Salt?", "- No."], [("Salt?", ""), ("No.", "")]),
        (["Salt rose", "– and fell."], [("Salt rose – and fell.", "")]),
    ],
)
def test_voices(lines, expected):
    assert voices(*lines) == expected


@pytest.mark.parametrize(
    "text", ["<v " * 30_000, "<" * 90_000, "[" * 90_000, "(a " * 30_000, "A" * 90_000, ">> " * 30_000]
)
def test_hostile_lines_are_quick(text):
    start = time.perf_counter()
    voices(text)
    is_annotation([text])
    assert time.perf_counter() - start < 2
