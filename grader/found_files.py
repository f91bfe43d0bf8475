"""The files that are given to be graded: folders are searched, archives are listed, and each file comes once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from grader.documents.archive import clean_name, is_archive, list_members, read_member
from grader.errors import InvalidConfig, UnreadableFile
from grader.exchange import Submission

_HIDDEN = (".", "~$", "__macosx", "thumbs.db", "desktop.ini")
_UNKNOWN = Submission("")


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that may be an essay.

    Attributes:
        path: where it lies; in an archive, the archive.
        name: seen from the folder or archive that was given.
        group: what was given.
        member: its number in the archive; none for a file of its own.
        submission: what its name says when a platform gave it.
    """

    path: Path
    name: str
    group: Path
    member: int | None = None
    submission: Submission = _UNKNOWN

    @property
    def key(self) -> str:
        """What names and orders it."""
        return self.path.as_posix() if self.member is None else f"{self.path.as_posix()}/{self.name}"

    @property
    def shown(self) -> str:
        """Its name as shown to people."""
        return self.name if self.member is None else f"{self.path.name}/{self.name}"


def find_files(paths: Sequence[Path]) -> list[FoundFile]:
    """Every file below the given files, archives and folders, once; hidden files are left out.

    Raises:
        InvalidConfig: a path does not exist.
    """
    return _number_repeats(_find_once(paths))


def _find_once(paths: Iterable[Path]) -> Iterator[FoundFile]:
    seen: set[Path] = set()
    for path in paths:
        for file, name in _find_below(path):
            # A link is not what it leads to: that may come later, and must not be passed over.
            resolved = file.absolute() if file.is_symlink() else file.resolve()
            if resolved in seen:
                continue
            seen.add(resolved)
            if is_archive(file):
                yield from _find_members(file, name)
            else:
                yield FoundFile(file, name, path)


def _find_below(path: Path) -> Iterator[tuple[Path, str]]:
    """Files with their names as shown to people; links are found, too, wherever they lead, so that they get named."""
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            inside = file.relative_to(path)
            if not _is_hidden(inside.parts) and (file.is_symlink() or not file.is_dir()):
                yield file, clean_name(inside.as_posix())
    elif path.is_file():
        yield path, clean_name(path.name)
    else:
        raise InvalidConfig(str(path), "there is no such file or folder", "Check the spelling of the path")


def _find_members(path: Path, name: str) -> Iterator[FoundFile]:
    """The files of an archive; one that cannot be listed, or holds none, stays a file, and reading it says why."""
    try:
        members = list_members(path, name)
    except UnreadableFile:
        members = []
    shown = [member for member in members if not _is_hidden(PurePosixPath(member.name).parts)]
    if not shown:
        yield FoundFile(path, name, path)
    for member in shown:
        yield FoundFile(path, member.name, path, member.number)


def _is_hidden(parts: Iterable[str]) -> bool:
    """Whether a file is the system's own: dot files, Word's lock files, archives' resource forks."""
    return any(part.lower().startswith(_HIDDEN) and part != ".." for part in parts)


def _number_repeats(found: Iterable[FoundFile]) -> list[FoundFile]:
    """Members of one archive may be called the same: the later ones get a number before their suffix."""
    counts: dict[str, int] = {}
    numbered = []
    for one in found:
        counts[one.key] = counts.get(one.key, 0) + 1
        stem, dot, suffix = one.name.rpartition(".")
        again = f"{stem or suffix}-{counts[one.key]}{dot}{suffix if stem else ''}"
        numbered.append(one if counts[one.key] == 1 else replace(one, name=again))
    return numbered


def open_file(path: Path, member: int | None, name: str) -> bytes:
    """The bytes of a file, or of a member of an archive.

    Args:
        path: the file or the archive.
        member: its number in the archive; none for a file of its own.
        name: as shown to people.

    Raises:
        UnreadableFile: it cannot be opened or read.
    """
    if path.is_symlink():
        raise UnreadableFile(name, "this is a link to another place", "Put the file itself into the folder")
    if path.exists() and not path.is_file():
        raise UnreadableFile(name, "this is no ordinary file", "Put the file itself into the folder")
    if member is not None:
        return read_member(path, member, name)
    if is_archive(path):
        list_members(path, name)
        raise UnreadableFile(name, "the archive holds no files", "Download it again")
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(name, f"cannot be opened: {error.strerror}", "Check the file and its rights") from None
