import pytest

from grader.documents.captions import read_captions
from grader.documents.material import read_passages
from grader.errors import UnreadableFile
from tests.documents.tiny_files import MORE, PROSE


def make_srt(*cues):
    """Captions of cues `(start, end, text)`, in seconds."""
    return "\n\n".join(
        f"{number}\n00:{int(start) // 60:02}:{start % 60:06.3f} --> 00:{int(end) // 60:02}:{end % 60:06.3f}\n{text}"
        for number, (start, end, text) in enumerate(cues, 1)
    ).encode()


def show(*cues):
    document = read_captions(make_srt(*cues), "clip.srt")
    return [(block.start_seconds, block.speaker, document.read_block(block)) for block in document.blocks]


def test_passages_cite_times_and_two_in_one_second_differ():
    content = make_srt((192, 194, "ANN: Salt was dear."), (192.5, 194, "TOM: It was not."), (3000, 3001, "Iron."))
    passages, _, _ = read_passages(content, "clip.srt", "clip-1")
    assert [(passage.id, passage.text) for passage in passages] == [
        ("clip-1#t00:03:12", "ANN: Salt was dear."),
        ("clip-1#t00:03:12.2", "TOM: It was not."),
        ("clip-1#t00:50:00", "Iron."),
    ]


def test_a_group_ends_at_a_sentence_end_once_it_is_long_enough():
    half = PROSE.partition(", ")
    cues = [(0, 2, half[0] + ","), (2, 4, half[2]), (4, 6, MORE), (6, 8, "Then it ends.")]
    assert show(*cues) == [(0, "", f"{PROSE} {MORE}"), (6, "", "Then it ends.")]


def test_a_group_ends_at_a_pause_and_after_sixty_words():
    assert show((0, 2, "Salt was"), (4.5, 6, "dear.")) == [(0, "", "Salt was"), (4.5, "", "dear.")]
    words = [(n, n + 1, f"word{n} " * 10) for n in range(14)]
    assert [len(text.split()) for _, _, text in show(*words)] == [60, 60, 20]


def test_music_between_cues_is_no_speech_and_overlaps_do_no_harm():
    assert show((0, 3, "Salt was"), (2, 4, "[music]"), (2, 2, "dear.")) == [(0, "", "Salt was dear.")]


def test_a_tagged_voice_is_named_once_in_a_group_and_again_in_the_next():
    cues = [(0, 1, "<v Ann>Salt rose."), (1, 2, "<v Ann>It fell."), (9, 10, "<v Ann>Why?"), (10, 11, "<v Tom>Iron.")]
    assert show(*cues) == [(0, "Ann", "Ann: Salt rose. It fell."), (9, "Ann", "Ann: Why?"), (10, "Tom", "Tom: Iron.")]


def test_a_speaker_goes_on_until_another_is_told():
    cues = [(0, 1, "ANN: Salt."), (5, 6, "It rose."), (6, 7, ">> Who says so?")]
    assert show(*cues) == [(0, "ANN", "ANN: Salt."), (5, "ANN", "It rose."), (6, "", "Who says so?")]


def test_rolling_captions_are_read_once():
    lines = ["the river", "rises in", "the hills", "and falls", "to the sea"]
    cues = [(n, n + 1, f"{before}\n{line}") for n, (before, line) in enumerate(zip(["", *lines], lines, strict=False))]
    assert show(*cues) == [(0, "", " ".join(lines))]
    growing = [(n, n + 1, " ".join(lines[: n + 1])) for n in range(5)]
    assert show(*growing) == [(0, "", " ".join(lines))]


def test_a_cue_shown_twice_at_once_is_read_once_and_a_word_said_twice_is_kept():
    assert show((0, 2, "No."), (1, 3, "No."), (3, 4, "Salt.")) == [(0, "", "No. Salt.")]
    assert show((0, 1, "No."), (1, 2, "No."), (2, 3, "Salt."))[0][2] == "No. No. Salt."


def test_the_header_names_the_clip():
    assert read_captions(b"WEBVTT - The Salt Road\n\n00:01.0 --> 00:02.0\nSalt.", "a.vtt").title == "The Salt Road"
    assert read_captions(b"WEBVTT\n\n00:01.0 --> 00:02.0\nSalt.", "a.vtt").title == ""


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings_and_line_ends(encoding):
    content = "1\r\n00:00:01,000 --> 00:00:02,000\r\nThe café “rose”.\r\n".encode(encoding)
    assert read_captions(content, "a.srt").text == "The café “rose”."


@pytest.mark.parametrize(
    ("content", "cause"),
    [(PROSE.encode(), "no captions"), (make_srt((0, 1, "[music]")), "sounds alone"), (b"", "empty")],
)
def test_what_holds_no_speech_is_refused(content, cause):
    with pytest.raises(UnreadableFile, match=cause):
        read_captions(content, "a.srt")
