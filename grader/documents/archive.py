"""Zip files of essays: listed and read member by member, never unpacked to disk.

What a member is called is used to show it and to tell its format, and for nothing else, so no path can lead anywhere.
"""

import re
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from grader.documents.guard import MAX_FILE_BYTES
from grader.errors import UnreadableFile

MAX_MEMBERS = 10_000
MAX_TOTAL_BYTES = 4_000_000_000
_MAX_RATIO = 100
_RATIO_FREE_BYTES = 100_000_000
_ENCRYPTED_FLAG = 1
_UNIX = 3
_OFFICE = frozenset({"[content_types].xml", "content.xml"})
_UNPACK = "Unpack it and give the folder instead"
# They could move the cursor of a terminal, or turn round what stands beside them.
_ODD = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside an archive: its number there, since names may repeat, and its path with `/`."""

    number: int
    name: str


def is_archive(path: Path) -> bool:
    """Whether a path is called a zip file and is no office document under that name."""
    if path.suffix.lower() != ".zip" or path.is_symlink() or not path.is_file():
        return False
    try:
        with ZipFile(path) as archive:
            return _OFFICE.isdisjoint(name.lower() for name in archive.namelist())
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        return True


def list_members(path: Path, file: str) -> list[Member]:
    """The files of an archive, in its own order; folders are left out.

    Args:
        path: where it lies.
        file: its name as shown to people.

    Raises:
        UnreadableFile: it is damaged, or holds more than can be unpacked safely.
    """
    with _opening(path, file) as archive:
        infos = archive.infolist()
        _check_sizes(infos, file)
        return [Member(number, show_name(info)) for number, info in enumerate(infos) if not info.is_dir()]


def read_member(path: Path, number: int, file: str) -> bytes:
    """The content of one member.

    Raises:
        UnreadableFile: the member is damaged, locked, a link, or too large.
    """
    with _opening(path, file) as archive:
        info = archive.infolist()[number]
        if info.flag_bits & _ENCRYPTED_FLAG:
            raise UnreadableFile(
                file, "the file is protected by a password", "Make the archive again without a password"
            )
        if info.create_system == _UNIX and stat.S_ISLNK(info.external_attr >> 16):
            raise UnreadableFile(file, "this is a link to another place", "Put the file itself into the archive")
        if info.file_size > MAX_FILE_BYTES:
            raise UnreadableFile(file, f"the file is larger than {MAX_FILE_BYTES // 1_000_000} MB", "Split it")
        with archive.open(info) as stream:
            return stream.read(MAX_FILE_BYTES)


def show_name(info: ZipInfo) -> str:
    """A member's path as people know it: UTF-8 where the archive forgot to say so, made harmless."""
    name = info.filename
    if not info.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            name = info.filename
    return clean_name(name.replace("\\", "/"))


def clean_name(name: str) -> str:
    """A file's name without lone surrogates, which stand for bytes that are no text, and without control characters."""
    return _ODD.sub("\ufffd", name.encode("utf-8", "replace").decode("utf-8"))


def _check_sizes(infos: list[ZipInfo], file: str) -> None:
    if len(infos) > MAX_MEMBERS:
        raise UnreadableFile(file, f"the archive holds {len(infos):,} files", _UNPACK)
    unpacked = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    if unpacked > MAX_TOTAL_BYTES or (unpacked > _RATIO_FREE_BYTES and unpacked > _MAX_RATIO * max(packed, 1)):
        raise UnreadableFile(file, "the archive unpacks to far more than its size, as harmful files do", _UNPACK)


@contextmanager
def _opening(path: Path, file: str) -> Iterator[ZipFile]:
    """An open archive; whatever is wrong with it is said as people say it."""
    try:
        with ZipFile(path) as archive:
            yield archive
    except NotImplementedError as error:
        cause, remedy = "it is packed in a way that is not read", "Unpack it, and make an ordinary zip file of it"
        raise UnreadableFile(file, cause, remedy) from error
    except (BadZipFile, zlib.error, ValueError, EOFError, RuntimeError) as error:
        raise UnreadableFile(file, "the archive is damaged, or is none", "Download it again") from error
    except OSError as error:
        raise UnreadableFile(
            file, f"cannot be opened: {error.strerror or error}", "Check the file and its rights"
        ) from None
