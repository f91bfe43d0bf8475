"""Loading contests: what is right is read, what is wrong is named with its place and a remedy."""

import pytest

from grader.contest import load_contest
from grader.errors import InvalidConfig
from grader.preflight import find_warnings


def break_file(folder, name, old, new):
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def complaint(folder):
    with pytest.raises(InvalidConfig) as caught:
        load_contest(folder)
    return str(caught.value)


def test_a_contest_is_loaded_whole(small_contest):
    contest = load_contest(small_contest)
    assert (contest.id, contest.rules.words.min, contest.rules.words.count) == ("harbour", 30, "body")
    assert [p.id for p in contest.sources[0].passages][:1] == ["harbour#¶2"]
    assert [i.importance for i in contest.key.items] == [3, 2]
    assert contest.hash.startswith("sha256:")


def test_the_toml_file_itself_may_be_named(small_contest):
    assert load_contest(small_contest / "contest.toml").hash == load_contest(small_contest).hash


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("contest.toml", "Was the keeper", "Why was the keeper"),
        ("evidence.toml", "importance = 3", "importance = 2"),
        ("harbour.txt", "300", "301"),
    ],
)
def test_any_change_changes_the_hash(small_contest, file, old, new):
    before = load_contest(small_contest).hash
    break_file(small_contest, file, old, new)
    assert load_contest(small_contest).hash != before


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "contest.toml",
            'title = "The Keeper',
            'tilte = "The Keeper',
            ["contest.toml:2", "tilte", "Did you mean `title`?"],
        ),
        ("contest.toml", "min = 30", 'min = "x"', ["contest.toml:8", "whole number"]),
        ("contest.toml", "min = 30", "min = 300", ["min should not be above max"]),
        ("contest.toml", 'rubric = "argument-essay"', 'rubric = "argument"', ["no rubric", "holistic-6"]),
        ("contest.toml", 'file = "harbour.txt"', 'file = "../secret.txt"', ["outside the contest's folder"]),
        ("contest.toml", 'file = "harbour.txt"\n', "", ["needs a `file` or a `url`"]),
        (
            "contest.toml",
            'id = "harbour"\ntitle = "The Keeper',
            'id = "Harbour!"\ntitle = "The Keeper',
            ["contest.toml:1"],
        ),
        ("contest.toml", 'prompt = "Was', "prompt = Was", ["this is not TOML", "contest.toml:3"]),
        ("evidence.toml", 'id = "B"', 'id = "A"', ["evidence.toml:7", "two items are called `A`"]),
        ("evidence.toml", "importance = 3", "importance = 9", ["evidence.toml:4"]),
        ("evidence.toml", "importance = 3", 'source = "sea"', ["there is no source `sea`"]),
        ("evidence.toml", "importance = 3", 'passage = "harbour#¶99"', ["no passage `harbour#¶99`"]),
    ],
)
def test_a_mistake_is_named_with_place_and_remedy(small_contest, file, old, new, said):
    break_file(small_contest, file, old, new)
    message = complaint(small_contest)
    assert [part for part in said if part not in message] == []


def test_the_line_is_shown_with_a_caret(small_contest):
    break_file(small_contest, "contest.toml", 'title = "The Keeper', 'tilte = "The Keeper')
    lines = complaint(small_contest).split("\n")
    assert lines[1].endswith('| tilte = "The Keeper\'s Lamp"')
    assert lines[2].index("^") == lines[1].index("tilte")


def test_a_missing_folder_is_named(tmp_path):
    assert "there is no contest here" in complaint(tmp_path / "nowhere")


def test_a_source_that_cannot_be_read_is_listed_and_stops_nothing(small_contest):
    (small_contest / "harbour.txt").write_bytes(b"")
    contest = load_contest(small_contest)
    assert not contest.sources[0].is_read
    assert contest.sources[0].problem
    (small_contest / "harbour.txt").unlink()
    assert "missing" in load_contest(small_contest).sources[0].problem


def test_a_source_that_is_only_an_address_may_be_named(small_contest):
    break_file(small_contest, "contest.toml", 'file = "harbour.txt"', 'url = "https://example.org/x"')
    contest = load_contest(small_contest)
    assert "address" in contest.sources[0].problem
    assert any("No source could be read" in w for w in find_warnings(contest))


def test_a_prompt_about_something_else_is_noticed(small_contest):
    assert not any("hardly mentions" in w for w in find_warnings(load_contest(small_contest)))
    break_file(
        small_contest, "contest.toml", "Was the keeper Tom Hill treated", "Was Napoleon in 1812, in Moscow, treated"
    )
    (warning,) = [w for w in find_warnings(load_contest(small_contest)) if "hardly mentions" in w]
    assert "1812" in warning
