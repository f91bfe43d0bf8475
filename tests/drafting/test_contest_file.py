"""A contest from a folder: what is taken for what, what is missing, and that it can be used at once."""

import pytest
import xlsxwriter

from grader.contest import load_contest
from grader.drafting.contest_file import draft_contest
from grader.errors import InvalidConfig
from grader.preflight import PLACEHOLDER, find_warnings
from tests.documents.tiny_files import PROSE, make_docx, make_paragraph, make_pptx

CAPTIONS = "1\n00:00:01,000 --> 00:00:04,000\nThe salt road was long.\n"


@pytest.fixture
def folder(tmp_path):
    """A folder as a teacher has it."""
    place = tmp_path / "salt-road"
    (place / "clips").mkdir(parents=True)
    (place / "essays").mkdir()
    (place / "prompt.txt").write_text("Was the salt road fair? 300 to 500 words, two sources.", encoding="utf-8")
    (place / "handout.docx").write_bytes(
        make_docx(make_paragraph("The Salt Road", style="Title"), make_paragraph(PROSE))
    )
    (place / "slides.pptx").write_bytes(make_pptx(("Salt", [PROSE], ["Ask first."])))
    (place / "page.html").write_text(f"<html><title>Salt</title><body><p>{PROSE}</p></body></html>", encoding="utf-8")
    for part in (1, 2):
        (place / "clips" / f"documentary part {part}.srt").write_text(CAPTIONS, encoding="utf-8")
    (place / "links.txt").write_text(
        "https://www.youtube.com/watch?v=a1b2c3\nA salty talk: https://example.org/x1\n", encoding="utf-8"
    )
    (place / "essays" / "ann.txt").write_text("An essay.", encoding="utf-8")
    return place


def write(folder):
    draft = draft_contest(folder)
    for name, text in draft.files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return draft


def test_everything_that_lies_there_is_used(folder):
    draft = write(folder)
    contest = load_contest(folder)
    assert (contest.id, contest.title) == ("salt-road", "Salt road")
    assert contest.prompt == "Was the salt road fair? 300 to 500 words, two sources."
    assert (contest.rules.words.min, contest.rules.words.max) == (300, 500)
    found = {s.file or s.url: (s.kind, s.work, s.is_read) for s in contest.sources}
    assert found == {
        "clips/documentary part 1.srt": ("documentary", "documentary", True),
        "clips/documentary part 2.srt": ("documentary", "documentary", True),
        "handout.docx": ("handout", "handout", True),
        "page.html": ("article", "page", True),
        "slides.pptx": ("slides", "slides", True),
        "https://www.youtube.com/watch?v=a1b2c3": ("video", "video-at-www-youtube-com", False),
        "https://example.org/x1": ("article", "a-salty-talk", False),
    }
    assert any("Show transcript" in sentence for sentence in draft.missing)
    assert "a1b2c3" in draft.missing[0]
    assert set(draft.files) == {"contest.toml"}


def test_nothing_is_overwritten(folder):
    write(folder)
    with pytest.raises(InvalidConfig, match="exists already"):
        draft_contest(folder)


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "docx"])
def test_a_rubric_is_taken_from_a_table(folder, suffix):
    rows = [["Criteria", "Good (2)", "Poor (1)"], ["Thesis", "Clear", "None"], ["Grammar", "Few slips", "Many"]]
    path = folder / f"Essay rubric.{suffix}"
    if suffix == "csv":
        path.write_text("\n".join(";".join(row) for row in rows), encoding="utf-8")
    elif suffix == "xlsx":
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    else:
        cells = ("".join(f"<w:tc>{make_paragraph(cell)}</w:tc>" for cell in row) for row in rows)
        path.write_bytes(make_docx("<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"))
    draft = write(folder)
    rubric = load_contest(folder).rubric
    assert [(c.id, [level.points for level in c.levels]) for c in rubric.criteria] == [
        ("thesis", [1, 2]),
        ("grammar", [1, 2]),
    ]
    assert [use.use for use in rubric.criteria[1].checks] == ["conventions"]
    assert not any("No rubric" in sentence for sentence in draft.missing)


def test_without_a_question_the_place_for_it_is_marked(folder):
    (folder / "prompt.txt").unlink()
    draft = write(folder)
    contest = load_contest(folder)
    assert contest.prompt == PLACEHOLDER
    assert any("The question is missing" in warning for warning in find_warnings(contest))
    assert any("No question was found" in sentence for sentence in draft.missing)


def test_the_question_may_stand_in_a_handout(folder):
    (folder / "prompt.txt").unlink()
    asked = "Write an essay of at least 250 words: was the salt road fair?"
    (folder / "handout.docx").write_bytes(make_docx(make_paragraph(PROSE), make_paragraph(asked)))
    write(folder)
    contest = load_contest(folder)
    assert contest.prompt == asked
    assert contest.rules.words.min == 250


def test_what_cannot_be_read_is_said(folder):
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    (folder / "song.mp3").write_bytes(b"ID3")
    (folder / "talk.key").write_bytes(b"x")
    draft = write(folder)
    said = " ".join(draft.missing)
    assert draft.unread == ("broken.pdf",)
    assert "broken.pdf could not be read" in said
    assert "song.mp3 was left aside" in said
    assert (
        "talk.key was left aside: the file is an Apple Keynote (.key) presentation. Export it as .pptx or PDF." in said
    )
    assert not load_contest(folder).sources[0].is_read


def test_how_to_get_what_is_linked_is_said_once_for_videos_and_once_for_pages(folder):
    links = "Film: https://youtu.be/a1\nTalk: https://vimeo.com/22\nPage: https://example.org/salt-road.html\n"
    (folder / "links.txt").write_text(links, encoding="utf-8")
    draft = write(folder)
    said = "\n".join(draft.missing)
    assert said.count("known by its address alone") == 3
    assert (said.count("How to get the captions of a video"), said.count("How to get a web page")) == (1, 1)
    assert draft.files["contest.toml"].count("its captions, when saved") == 2
    assert draft.files["contest.toml"].count("the page, when saved") == 1


def test_hostile_names_stay_names(folder):
    (folder / 'a"""]\n[[source]]\nid = "x".txt').write_text(PROSE, encoding="utf-8")
    write(folder)
    assert len(load_contest(folder).sources) == 8


@pytest.mark.parametrize("name", ["nowhere", "empty"])
def test_an_empty_folder_is_refused(tmp_path, name):
    (tmp_path / "empty").mkdir()
    with pytest.raises(InvalidConfig):
        draft_contest(tmp_path / name)
