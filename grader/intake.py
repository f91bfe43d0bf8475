"""What is to be graded: files, folders and archives become tasks, and downloads of learning platforms lose their names.

Names stand in students.csv and nowhere else: essays of a download, and of a contest that is judged blind, get codes.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path, PurePosixPath

from grader.documents import name_essays, read_essay
from grader.documents.archive import is_archive, list_members, read_member
from grader.errors import InvalidConfig, UnreadableFile
from grader.exchange import Submission, take_apart
from grader.exchange.blackboard import Receipt, has_markup, read_receipt
from grader.exchange.canvas import drop_heading
from grader.exchange.submission import Kind
from grader.model import Essay

_HIDDEN = (".", "~$", "__macosx", "thumbs.db", "desktop.ini")
_UNKNOWN = Submission("")
_LIST = "index.html"
_WORDS = re.compile(r"[^\W\d_]{3,}")
_COMMON = (
    "essay draft final history english contest the and for assignsubmission file onlinetext text html docx odt pdf txt late "
    "attempt paper show trial trials version copy submission question answer answers our"
)
_NO_NAMES = frozenset(_COMMON.split())
_SUFFIX = re.compile(r"\.[a-z0-9]{1,5}$")


@dataclass(frozen=True, slots=True)
class Task:
    """One essay to be graded.

    Attributes:
        essay_id: safe for file names, unique in the run.
        file: its name as shown to people, seen from the folder that was given.
        path: where it lies, as the user gave it.
        member: its number in the archive at `path`; none for a file of its own.
        kind: what the platform says it is; see `Submission`.
        hints: the student's name and words of the file's name, which blind reports must not show; empty without a code.
    """

    essay_id: str
    file: str
    path: str
    member: int | None = None
    kind: Kind = "file"
    hints: tuple[str, ...] = ()

    @property
    def names_itself(self) -> bool:
        """Whether its path names the file and nobody's code stands for it."""
        return self.member is None and self.path.endswith(self.file)


@dataclass(frozen=True, slots=True)
class Student:
    """Whose essay it is: a row of students.csv.

    Attributes:
        submission: what the platform's name says of it.
        original_file: the path in the folder or archive, as it was handed in.
        archive: the archive's name; empty for a file of its own.
    """

    essay_id: str
    submission: Submission
    original_file: str
    archive: str

    @property
    def is_known(self) -> bool:
        """Whether the platform's name was understood; a person must confirm the others."""
        return bool(self.submission.platform)


@dataclass(frozen=True, slots=True)
class Intake:
    """Everything that came in.

    Attributes:
        tasks: in the order of their ids.
        students: a row for every task, in the same order, when the essays have codes; else empty.
        left_out: papers of the platforms themselves, which are no essays.
    """

    tasks: tuple[Task, ...]
    students: tuple[Student, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """A file that was found: `name` below what the user gave, `group` that was given; in an archive its number."""

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
        return self.name if self.member is None else f"{self.path.name}/{self.name}"


def take_in(paths: Sequence[Path], default: Path, *, is_blind: bool = False) -> Intake:
    """The essays to grade, each once, in the order of their ids.

    Args:
        paths: files, archives and folders; folders are searched with all that is below them, hidden files left out.
        default: the folder taken when no path is given.
        is_blind: whether essays get codes even when they come from no platform.

    Raises:
        InvalidConfig: a path does not exist, or there is no essay.
    """
    found = _number_repeats(_find_once(paths or [default]))
    if not found:
        raise InvalidConfig(str(paths[0] if paths else default), "there is no essay here", "Put the essays there")
    known = [one for _, group in groupby(found, key=lambda one: one.group) for one in _recognise(list(group))]
    kept, left_out = _drop_papers(known)
    if not kept:
        raise InvalidConfig(str(paths[0] if paths else default), "there is no essay here", "Put the essays there")
    if is_blind or any(one.submission.platform for one in kept):
        return _mask(kept, left_out)
    ids = name_essays(one.key for one in kept)
    tasks = (Task(ids[one.key], one.shown, str(one.path), one.member) for one in kept)
    return Intake(tuple(sorted(tasks, key=lambda task: task.essay_id)), left_out=left_out)


def _find_once(paths: Iterable[Path]) -> Iterator[_Found]:
    seen: set[Path] = set()
    for path in paths:
        for file, name in _find_files(path):
            resolved = file.resolve()
            if resolved in seen:
                continue
            seen.add(resolved)
            if is_archive(file):
                yield from _find_members(file, name)
            else:
                yield _Found(file, name, path)


def _find_files(path: Path) -> Iterator[tuple[Path, str]]:
    """Files with their names as shown to people; a link that leads nowhere is found, too, so that it gets named."""
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            inside = file.relative_to(path)
            if not _is_hidden(inside.parts) and not file.is_dir():
                yield file, show_name(inside.as_posix())
    elif path.is_file():
        yield path, show_name(path.name)
    else:
        raise InvalidConfig(str(path), "there is no such file or folder", "Check the spelling of the path")


def _find_members(path: Path, name: str) -> Iterator[_Found]:
    """The files of an archive; one that cannot be listed stays a file, and reading it says why."""
    try:
        members = list_members(path, name)
    except UnreadableFile:
        members = []
    if not members:
        yield _Found(path, name, path)
    for member in members:
        if not _is_hidden(PurePosixPath(member.name).parts):
            yield _Found(path, member.name, path, member.number)


def _is_hidden(parts: Iterable[str]) -> bool:
    """Whether a file is the system's own: dot files, Word's lock files, archives' resource forks."""
    return any(part.lower().startswith(_HIDDEN) and part != ".." for part in parts)


def show_name(name: str) -> str:
    """A file's name without the lone surrogates that stand for bytes which are no text."""
    return name.encode("utf-8", "replace").decode("utf-8")


def _number_repeats(found: Iterable[_Found]) -> list[_Found]:
    """Members of one archive may be called the same: the later ones get a number before their suffix."""
    counts: dict[str, int] = {}
    numbered = []
    for one in found:
        counts[one.key] = counts.get(one.key, 0) + 1
        stem, dot, suffix = one.name.rpartition(".")
        again = f"{stem or suffix}-{counts[one.key]}{dot}{suffix if stem else ''}"
        numbered.append(one if counts[one.key] == 1 else replace(one, name=again))
    return numbered


def _recognise(group: list[_Found]) -> list[_Found]:
    """The files of one folder or archive, taken apart when they are a platform's download.

    One name that a platform could have given makes an archive its download; a folder wants more than half of them.
    """
    taken = [replace(one, submission=take_apart(one.name) or _UNKNOWN) for one in group]
    known = sum(bool(one.submission.platform) for one in taken)
    is_download = known > 0 if group[0].member is not None else 2 * known > len(group)
    return taken if is_download else group


def _drop_papers(found: list[_Found]) -> tuple[list[_Found], tuple[str, ...]]:
    """Receipts without typed text and a platform's list of files are no essays; receipts tell names."""
    receipts = {one.key: _open_receipt(one) for one in found if one.submission.kind == "receipt"}
    names = {_attempt(one): receipts[one.key].name for one in found if one.key in receipts}
    lists = {one.group for one in found if one.submission.platform == "Brightspace"}
    kept, left_out = [], []
    for one in found:
        is_list = one.group in lists and one.name == _LIST
        if is_list or (one.key in receipts and not receipts[one.key].typed):
            left_out.append(one.shown)
        elif _attempt(one) in names and one.submission.platform == "Blackboard":
            kept.append(replace(one, submission=replace(one.submission, name=names[_attempt(one)])))
        else:
            kept.append(one)
    return kept, tuple(left_out)


def _attempt(one: _Found) -> tuple[Path, str, str]:
    return one.group, one.submission.lms_user, one.submission.lms_id


def _open_receipt(one: _Found) -> Receipt:
    try:
        content = one.path.read_bytes() if one.member is None else read_member(one.path, one.member, one.shown)
    except (OSError, UnreadableFile):
        return Receipt("", "")
    return read_receipt(content.decode("utf-8-sig", "replace").replace("\r\n", "\n"))


def _mask(found: list[_Found], left_out: tuple[str, ...]) -> Intake:
    """The same files under neutral codes, in an order that says nothing about their names."""
    ordered = sorted(found, key=lambda one: hashlib.sha256(one.shown.encode()).digest())
    width = max(2, len(str(len(ordered))))
    tasks, students = [], []
    for number, one in enumerate(ordered, 1):
        code = f"essay-{number:0{width}}"
        suffix = _SUFFIX.search(one.name.lower())
        file = code + (suffix.group() if suffix else "")
        tasks.append(Task(code, file, str(one.path), one.member, one.submission.kind, _find_hints(one)))
        students.append(Student(code, one.submission, one.name, one.path.name if one.member is not None else ""))
    return Intake(tuple(tasks), tuple(students), left_out)


def _find_hints(one: _Found) -> tuple[str, ...]:
    """The student's name, and words of the path that may be one."""
    words = dict.fromkeys(word for word in _WORDS.findall(one.name) if word.lower() not in _NO_NAMES)
    return (*([one.submission.name] if one.submission.name else []), *words)


def read_task(task: Task, *, ocr: bool = False) -> Essay:
    """The essay of a task.

    Raises:
        UnreadableFile: it cannot be opened or read.
    """
    if task.kind == "address":
        cause = "the student handed in a web address, not a text"
        raise UnreadableFile(task.file, cause, "Open the address and save the text as .docx or PDF")
    content = _open_task(task)
    file = task.file
    if task.kind == "receipt":
        typed = read_receipt(content.decode("utf-8-sig", "replace").replace("\r\n", "\n")).typed
        content = typed.encode()
        file = str(PurePosixPath(file).with_suffix(".html" if has_markup(typed) else ".txt"))
    if task.kind == "typed":
        content = drop_heading(content)
    return replace(read_essay(content, file, task.essay_id, ocr=ocr), file=task.file)


def _open_task(task: Task) -> bytes:
    path = Path(task.path)
    if path.is_symlink():
        raise UnreadableFile(task.file, "this is a link to another place", "Put the file itself into the folder")
    if path.exists() and not path.is_file():
        raise UnreadableFile(task.file, "this is no ordinary file", "Put the file itself into the folder")
    if task.member is not None:
        return read_member(path, task.member, task.file)
    if is_archive(path):
        list_members(path, task.file)
        raise UnreadableFile(task.file, "the archive holds no files", "Download it again")
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(
            task.file, f"cannot be opened: {error.strerror}", "Check the file and its rights"
        ) from None
