import pytest

from grader.documents.caption_cues import find_cues


def show(text):
    return [(cue.start_seconds, cue.end_seconds, cue.lines) for cue in find_cues(text)]


def test_headers_remarks_styles_and_identifiers_are_left_out():
    text = (
        "WEBVTT - Salt\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:a\n\nNOTE by hand\nand more\n\n"
        "intro\n00:01.000 --> 00:03.000 align:start\nSalt was dear.\n\n7\n00:03.000 --> 00:04.000\n1937\n"
    )
    assert show(text) == [(1.0, 3.0, ("Salt was dear.",)), (3.0, 4.0, ("1937",))]


@pytest.mark.parametrize(
    ("timing", "start", "end"),
    [
        ("00:00:01,500 --> 00:00:02,000", 1.5, 2.0),
        ("1:02:03.004 --> 1:02:03.1", 3723.004, 3723.1),
        ("03:12 --> 03:14", 192.0, 194.0),
        ("00:00:05,000-->00:00:04,000", 5.0, 5.0),
        ("  00:00:01.000  -->  00:00:02.000  line:0", 1.0, 2.0),
    ],
)
def test_times(timing, start, end):
    assert show(f"1\n{timing}\nSalt.\n") == [(start, end, ("Salt.",))]


def test_cues_without_blank_lines_between_them_and_with_blank_lines_in_them():
    text = "1\n00:01:00,0 --> 00:02:00,0\none\n2\n00:02:00,0 --> 00:03:00,0\ntwo\n\nstill two\n\n3\n\n"
    assert show(text) == [(60.0, 120.0, ("one",)), (120.0, 180.0, ("two", "still two"))]


def test_cues_are_sorted_by_their_times():
    assert [c.lines for c in find_cues("00:05 --> 00:06\nlate\n\n00:01 --> 00:02\nearly\n")] == [("early",), ("late",)]


@pytest.mark.parametrize(
    "text",
    ["", "Salt was dear.", "00:01 --> \nno end", "x --> y\nno times", "-->" * 30_000, "0" * 100_000, "00:" * 30_000],
)
def test_what_is_no_caption_gives_none(text):
    assert find_cues(text) == ()
