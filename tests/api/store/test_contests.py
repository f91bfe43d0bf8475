"""Contests: versions keep their files, and no path leads out of a folder."""

import pytest
from sqlalchemy import func, select

from api.store.contests import add_contest, add_version, clean_path, find_contest, list_contests, unpack_version
from api.store.tables import Blob, Contest, ContestVersion
from api.store.users import add_user
from grader.errors import InvalidConfig


@pytest.fixture
def teacher(database):
    with database.transaction() as session:
        return add_user(session, "ann", "Ann", "hash", "teacher")


def test_a_version_comes_back_as_it_was_put_in(database, teacher, tmp_path):
    with database.transaction() as session:
        contest = add_contest(session, teacher, "Lamps")
        first = add_version(session, contest, {"contest.toml": b"a", "m/x.txt": b"b"}, "sha256:1", is_blind=False)
        second = add_version(session, contest, {"contest.toml": b"c", "m/x.txt": b"b"}, "sha256:2", is_blind=True)
        assert (first.number, second.number) == (1, 2)
        assert session.scalar(select(func.count()).select_from(Blob)) == 3
    with database.reading() as session:
        for version, content in ((first, b"a"), (second, b"c")):
            folder = unpack_version(session, session.get(ContestVersion, version.id), tmp_path / "contests")
            assert (folder / "contest.toml").read_bytes() == content
            assert (folder / "m" / "x.txt").read_bytes() == b"b"
            assert unpack_version(session, session.get(ContestVersion, version.id), tmp_path / "contests") == folder
    assert len(list((tmp_path / "contests").iterdir())) == 2


def test_a_version_is_never_altered(database, teacher):
    with database.transaction() as session:
        contest = add_contest(session, teacher, "Lamps")
        add_version(session, contest, {"contest.toml": b"a"}, "sha256:1", is_blind=False)

    def alter():
        with database.transaction() as session:
            session.get_one(Contest, contest.id).versions[0].hash = "sha256:2"

    with pytest.raises(TypeError):
        alter()


def test_a_contest_is_seen_by_its_teacher_alone(database, teacher):
    with database.transaction() as session:
        other = add_user(session, "ben", "Ben", "hash", "teacher")
        contest = add_contest(session, teacher, "Lamps")
        assert find_contest(session, other, contest.id) is None
        assert list_contests(session, other) == []
        assert list_contests(session, teacher) == [contest]


@pytest.mark.parametrize(
    "path", ["../x", "a/../../x", "/etc/passwd", "C:\\x", "..\\x", "a/\x00", "", "x" * 301, "a/\nb", "\\\\host\\x"]
)
def test_a_path_that_leads_out_is_refused(path):
    with pytest.raises(InvalidConfig):
        clean_path(path)


def test_a_path_is_written_with_slashes():
    assert clean_path("materials\\The Book.pdf") == "materials/The Book.pdf"
    assert clean_path("./a/./b.txt") == "a/b.txt"
