"""`grader contest check` and `grader contest new`."""

from tests.conftest import SMALL_SOURCE


def test_a_sound_contest_is_described(grader, small_contest):
    shown = grader("contest", "check", small_contest)
    assert shown.status == 0
    assert shown.out.startswith("The Keeper's Lamp (harbour), sha256:")
    assert "  harbour: The Harbour Book (article): " in shown.out
    assert "2 items" in shown.out


def test_a_source_that_cannot_be_read_is_named_with_status_1(grader, small_contest):
    (small_contest / "harbour.txt").unlink()
    shown = grader("contest", "check", small_contest)
    assert shown.status == 1
    assert "harbour.txt is missing" in shown.out


def test_a_source_that_is_only_an_address_is_no_fault(grader, small_contest):
    with (small_contest / "contest.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[source]]\nid = "film"\nurl = "https://example.org/film"\ntitle = "The Film"\n')
    shown = grader("contest", "check", small_contest)
    assert shown.status == 0
    assert "warning: The Film: only its address is known" in shown.out


def test_a_mistake_is_shown_with_its_line_and_a_caret(grader, small_contest):
    file = small_contest / "contest.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("min = 30", "min = -3"), encoding="utf-8")
    shown = grader("contest", "check", file)
    assert shown.status == 2
    assert "contest.toml:8: " in shown.err
    assert "| words = { min = -3" in shown.err
    assert "^" in shown.err


def test_a_new_contest_is_made_from_a_folder_and_can_be_checked_at_once(grader, tmp_path):
    folder = tmp_path / "harbour"
    folder.mkdir()
    (folder / "book.txt").write_text(SMALL_SOURCE, encoding="utf-8")
    (folder / "prompt.txt").write_text("Was the keeper Tom Hill treated fairly?", encoding="utf-8")
    shown = grader("contest", "new", folder)
    assert shown.status == 0
    assert f"written: {folder / 'contest.toml'}" in shown.out
    assert "missing: There is no evidence key yet" in shown.out
    assert {path.name for path in folder.iterdir()} == {"book.txt", "prompt.txt", "contest.toml"}
    assert grader("contest", "check", folder).status == 0
    assert grader("contest", "new", folder).status == 2


def test_material_that_cannot_be_read_gives_status_1_to_the_drafts(grader, small_contest, tmp_path):
    folder = tmp_path / "fresh"
    folder.mkdir()
    (folder / "book.txt").write_text(SMALL_SOURCE, encoding="utf-8")
    (folder / "broken.pptx").write_bytes(b"PK\x03\x04 and no more")
    shown = grader("contest", "new", folder)
    assert shown.status == 1
    assert "missing: broken.pptx could not be read: the file is damaged" in shown.out
    drafted = grader("outline", folder)
    assert drafted.status == 1
    assert "# Not looked at: Broken: could not be read" in drafted.out
