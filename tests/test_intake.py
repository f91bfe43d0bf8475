"""What is to be graded: files, folders, archives, and downloads of learning platforms."""

import os
import struct
import sys
import zipfile
from pathlib import Path

import pytest

from grader.errors import InvalidConfig, UnreadableFile
from grader.intake import Task, read_task, take_in


def touch(folder, *names):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x", encoding="utf-8")


def make_zip(path, **_options):
    def make(*members):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for member in members:
                name, content = member if isinstance(member, tuple) else (member, "A fish swims.")
                archive.writestr(name, content)
        return path

    return make


def rows(intake):
    return sorted((s.submission.name, s.original_file, s.is_known) for s in intake.students)


def test_a_folder_is_searched_with_all_below_it_in_the_order_of_ids(tmp_path):
    touch(tmp_path, "b.txt", "a.docx", "second/c.txt", "second/a.txt")
    found = [(t.essay_id, t.file) for t in take_in([], tmp_path).tasks]
    assert found == [("a", "a.docx"), ("a-2", "second/a.txt"), ("b", "b.txt"), ("c", "second/c.txt")]


def test_files_of_the_system_are_passed_over(tmp_path):
    touch(tmp_path, "a.txt", ".DS_Store", "~$a.docx", "__MACOSX/._a.txt", "Thumbs.db", "desktop.ini", ".git/config")
    assert [t.file for t in take_in([tmp_path], tmp_path).tasks] == ["a.txt"]


def test_files_of_unknown_kinds_are_not_passed_over(tmp_path):
    touch(tmp_path, "a.txt", "photo.jpg")
    assert [t.file for t in take_in([tmp_path], tmp_path).tasks] == ["a.txt", "photo.jpg"]


def test_an_essay_that_is_named_twice_is_graded_once(tmp_path):
    touch(tmp_path, "a.txt", "b.txt")
    (tmp_path / "x").mkdir()
    paths = [tmp_path / "b.txt", tmp_path, tmp_path / "x" / ".." / "a.txt"]
    assert [(t.essay_id, t.file) for t in take_in(paths, tmp_path).tasks] == [("a", "a.txt"), ("b", "b.txt")]


def test_a_link_that_leads_nowhere_is_found(tmp_path):
    touch(tmp_path, "a.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    assert [t.file for t in take_in([tmp_path], tmp_path).tasks] == ["a.txt", "gone.txt"]


def test_a_link_hides_nothing(tmp_path):
    touch(tmp_path, "b.txt", "elsewhere/c.txt")
    (tmp_path / "essays").mkdir()
    (tmp_path / "b.txt").rename(tmp_path / "essays" / "b.txt")
    (tmp_path / "essays" / "a.txt").symlink_to(tmp_path / "essays" / "b.txt")
    (tmp_path / "essays" / "more").symlink_to(tmp_path / "elsewhere")
    assert [t.file for t in take_in([], tmp_path / "essays").tasks] == ["a.txt", "b.txt", "more"]


def test_names_hold_nothing_that_moves_a_terminal(tmp_path):
    make_zip(tmp_path / "class.zip")("\x1b[31mred\n.txt", "\u202etxt.a")
    assert [t.file for t in take_in([tmp_path], tmp_path).tasks] == [
        "class.zip/\ufffd[31mred\ufffd.txt",
        "class.zip/\ufffdtxt.a",
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems know no such names")
def test_a_name_that_is_no_text_can_be_shown(tmp_path):
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("x", encoding="utf-8")
    (task,) = take_in([tmp_path], tmp_path).tasks
    assert task.file == "caf?.txt"
    assert Path(task.path).read_bytes() == b"x"
    assert task.essay_id.isascii()


@pytest.mark.parametrize("paths", [["nowhere"], ["empty"], []], ids=str)
def test_no_essay_is_an_error(tmp_path, paths):
    (tmp_path / "empty").mkdir()
    with pytest.raises(InvalidConfig):
        take_in([tmp_path / p for p in paths], tmp_path / "empty")


def test_an_archive_of_files_is_a_folder_under_another_name(tmp_path):
    make_zip(tmp_path / "class.zip")("b.txt", "in/a.txt", "__MACOSX/._b.txt", ".DS_Store")
    intake = take_in([tmp_path], tmp_path)
    assert [(t.essay_id, t.file, t.member) for t in intake.tasks] == [
        ("a", "class.zip/in/a.txt", 1),
        ("b", "class.zip/b.txt", 0),
    ]
    assert intake.students == ()
    assert [read_task(t).text for t in intake.tasks] == ["A fish swims."] * 2


def test_members_of_one_name_are_all_read(tmp_path):
    with pytest.warns(UserWarning, match="Duplicate name"):
        make_zip(tmp_path / "class.zip")(("a.txt", "One fish."), ("a.txt", "Two fish."))
    tasks = take_in([tmp_path], tmp_path).tasks
    assert [(t.essay_id, read_task(t).text) for t in tasks] == [("a", "One fish."), ("a-2", "Two fish.")]


def test_a_download_gets_codes_and_names_stand_apart(tmp_path):
    make_zip(tmp_path / "submissions.zip")(
        "beeann_LATE_4711_1_my essay.txt",
        "ceecarl_4712_2_essay.txt",
        ("deedora_4713_text.html", "<p>A fish swims.</p>"),
        "odd.txt",
    )
    intake = take_in([tmp_path / "submissions.zip"], tmp_path)
    assert [t.essay_id for t in intake.tasks] == ["essay-01", "essay-02", "essay-03", "essay-04"]
    assert sorted(t.file.partition(".")[2] for t in intake.tasks) == ["html", "txt", "txt", "txt"]
    assert [read_task(t).text.strip() for t in intake.tasks] == ["A fish swims."] * 4
    assert not any(word in t.essay_id + t.file for t in intake.tasks for word in ("bee", "cee", "dee", "odd"))
    assert [s.essay_id for s in intake.students] == [t.essay_id for t in intake.tasks]
    assert rows(intake) == [
        ("", "odd.txt", False),
        ("beeann", "beeann_LATE_4711_1_my essay.txt", True),
        ("ceecarl", "ceecarl_4712_2_essay.txt", True),
        ("deedora", "deedora_4713_text.html", True),
    ]


def test_the_order_of_codes_says_nothing_about_names_and_stays_the_same(tmp_path):
    names = [f"{letter}student_{k}_{k}_essay.txt" for k, letter in enumerate("abcdefgh", 1)]
    orders = []
    for place in ("here", "there"):
        (tmp_path / place).mkdir()
        make_zip(tmp_path / place / "s.zip")(*names)
        intake = take_in([tmp_path / place], tmp_path)
        orders.append([s.original_file for s in intake.students])
    assert orders[0] == orders[1] != names
    assert sorted(orders[0]) == names


def test_an_unpacked_download_is_one_too(tmp_path):
    touch(
        tmp_path, "Ann Bee_1_assignsubmission_file/essay.txt", "Carl Cee_2_assignsubmission_file/essay.txt", "note.txt"
    )
    assert rows(take_in([tmp_path], tmp_path)) == [
        ("", "note.txt", False),
        ("Ann Bee", "Ann Bee_1_assignsubmission_file/essay.txt", True),
        ("Carl Cee", "Carl Cee_2_assignsubmission_file/essay.txt", True),
    ]


def test_one_odd_name_in_a_folder_makes_no_download(tmp_path):
    touch(tmp_path, "stalin_1936_1938_essay.txt", "a.txt", "b.txt")
    assert take_in([tmp_path], tmp_path).students == ()


def test_a_blind_contest_gives_codes_to_all(tmp_path):
    touch(tmp_path, "Ann Bee.txt", "Carl Cee.DOCX", "Dora.Ann Bee", "essay.smith", "Ed.pages")
    intake = take_in([tmp_path], tmp_path, is_blind=True)
    assert sorted(t.file.partition(".")[2] for t in intake.tasks) == ["", "", "docx", "pages", "txt"]
    files = ["Ann Bee.txt", "Carl Cee.DOCX", "Dora.Ann Bee", "Ed.pages", "essay.smith"]
    assert rows(intake) == [("", file, False) for file in files]


RECEIPT = "Name: {} (x)\nAssignment: Essay\n\nSubmission Field:\n{}\n\nComments:\nNone.\n"
NOTHING = "There is no student submission text data for this assignment."


def test_receipts_tell_names_and_typed_text(tmp_path):
    make_zip(tmp_path / "s.zip")(
        ("Essay_abee_attempt_2026-11-03-10-20-30.txt", RECEIPT.format("Ann Bee", NOTHING)),
        "Essay_abee_attempt_2026-11-03-10-20-30_my.txt",
        ("Essay_ccee_attempt_2026-11-03-10-20-31.txt", RECEIPT.format("Carl Cee", "<p>A pike swims.</p>")),
    )
    intake = take_in([tmp_path / "s.zip"], tmp_path)
    assert intake.left_out == ("s.zip/Essay_abee_attempt_2026-11-03-10-20-30.txt",)
    assert [name for name, *_ in rows(intake)] == ["Ann Bee", "Carl Cee"]
    assert sorted(read_task(t).text.strip() for t in intake.tasks) == ["A fish swims.", "A pike swims."]


def test_the_list_of_a_brightspace_download_is_no_essay(tmp_path):
    make_zip(tmp_path / "s.zip")("index.html", "1-2 - Ann Bee - Nov 3, 2026 1020 AM - a.txt")
    intake = take_in([tmp_path / "s.zip"], tmp_path)
    assert (len(intake.tasks), intake.left_out) == (1, ("s.zip/index.html",))


def test_a_web_address_is_named(tmp_path):
    make_zip(tmp_path / "s.zip")("beeann_4711_link.html")
    (task,) = take_in([tmp_path / "s.zip"], tmp_path).tasks
    with pytest.raises(UnreadableFile, match="a web address, not a text"):
        read_task(task)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.txt", "/etc/passwd.txt", "C:\\windows\\a.txt", "a\\..\\..\\b.txt", "../..txt"]
)
def test_no_path_leads_out_of_the_archive(tmp_path, name):
    make_zip(tmp_path / "class.zip")("ok.txt", (name, "A fish swims."))
    for task in take_in([tmp_path / "class.zip"], tmp_path).tasks:
        assert "/" not in task.essay_id
        assert task.essay_id not in {"..", "."}
        assert read_task(task).text == "A fish swims."


def corrupt(path, at, change):
    content = bytearray(path.read_bytes())
    place = content.index(at)
    content[place : place + len(change)] = change
    path.write_bytes(bytes(content))


def reasons(path):
    found = []
    for task in take_in([path], path.parent).tasks:
        try:
            found.append(read_task(task).text)
        except UnreadableFile as error:
            found.append(error.cause)
    return found


def test_a_damaged_archive_is_named(tmp_path):
    path = tmp_path / "class.zip"
    path.write_bytes(b"PK\x03\x04 and no more")
    assert reasons(path) == ["the archive is damaged, or is none"]


def test_a_damaged_member_is_named_and_the_others_are_read(tmp_path):
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "A fish swims.")
        archive.writestr("b.txt", "A pike swims.")
    corrupt(path, b"A fish", b"X")
    assert sorted(reasons(path)) == ["A pike swims.", "the archive is damaged, or is none"]


def test_an_empty_archive_is_named(tmp_path):
    assert reasons(make_zip(tmp_path / "class.zip")()) == ["the archive holds no files"]


def test_an_archive_of_nothing_but_the_systems_files_is_named(tmp_path):
    assert reasons(make_zip(tmp_path / "class.zip")("__MACOSX/._a.txt")) == ["the archive holds no files"]


def test_a_packing_that_is_not_read_is_named(tmp_path):
    path = make_zip(tmp_path / "class.zip")("a.txt")
    content = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        content[content.index(signature) + offset] = 9
    path.write_bytes(bytes(content))
    assert reasons(path) == ["it is packed in a way that is not read"]


def test_a_link_inside_an_archive_is_named(tmp_path):
    path = tmp_path / "class.zip"
    info = zipfile.ZipInfo("a.txt")
    info.create_system, info.external_attr = 3, 0o120777 << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    assert reasons(path) == ["this is a link to another place"]


def test_a_locked_member_is_named(tmp_path):
    path = make_zip(tmp_path / "class.zip")("a.txt")
    content = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.index(signature) + offset
        content[place : place + 2] = struct.pack("<H", 1)
    path.write_bytes(bytes(content))
    assert reasons(path) == ["the file is protected by a password"]


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path):
    path = make_zip(tmp_path / "class.zip")(*[(f"{k}.txt", bytes(20_000_000)) for k in range(6)])
    assert reasons(path) == ["the archive unpacks to far more than its size, as harmful files do"]


def test_an_archive_in_an_archive_is_named(tmp_path):
    inner = make_zip(tmp_path / "inner.zip")("a.txt").read_bytes()
    path = make_zip(tmp_path / "class.zip")(("inner.zip", inner))
    (reason,) = reasons(path)
    assert "not read" in reason or "archive" in reason


def test_a_word_document_that_is_called_a_zip_is_read_as_what_it_is(tmp_path, sample):
    source = Path(__file__).parents[1] / "samples" / "show-trials" / "essays" / "02.docx"
    (tmp_path / "02.zip").write_bytes(source.read_bytes())
    (task,) = take_in([tmp_path], tmp_path).tasks
    assert task == Task("02", "02.zip", str(tmp_path / "02.zip"))
    assert read_task(task).text.startswith(read_task(Task("02", "02.docx", str(source))).text[:200])
