"""What is to be graded: files, folders and archives become tasks, and downloads of learning platforms lose their names.

Names stand in students.csv and nowhere else: essays of a download, and of a contest that is judged blind, get codes.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from pathlib import Path, PurePosixPath

from grader.documents import name_essays, read_essay
from grader.documents.formats import is_known_suffix
from grader.errors import InvalidConfig, UnreadableFile
from grader.exchange import Submission, take_apart
from grader.exchange.blackboard import Receipt, has_markup, read_receipt
from grader.exchange.canvas import drop_heading
from grader.exchange.submission import Kind
from grader.found_files import FoundFile, find_files, open_file
from grader.model import Essay

_LIST = "index.html"
_WORDS = re.compile(r"[^\W\d_]{3,}")
_COMMON = (
    "essay draft final history english contest the and for assignsubmission file onlinetext text html docx odt pdf txt late "
    "attempt paper version copy submission question answer answers our"
)
_NO_NAMES = frozenset(_COMMON.split())


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

    def find_late(self, deadline: date | None) -> list[str]:
        """Ids of the essays that were handed in late, as far as a platform tells."""
        return [student.essay_id for student in self.students if student.submission.is_after(deadline)]


def take_in(paths: Sequence[Path], default: Path, *, is_blind: bool = False) -> Intake:
    """The essays to grade, each once, in the order of their ids.

    Args:
        paths: files, archives and folders; folders are searched with all that is below them, hidden files left out.
        default: the folder taken when no path is given.
        is_blind: whether essays get codes even when they come from no platform.

    Raises:
        InvalidConfig: a path does not exist, or there is no essay.
    """
    found = find_files(paths or [default])
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


def _recognise(group: list[FoundFile]) -> list[FoundFile]:
    """The files of one folder or archive, taken apart when they are a platform's download.

    One name that a platform could have given makes an archive its download; a folder wants more than half of them.
    """
    taken = [replace(one, submission=take_apart(one.name) or one.submission) for one in group]
    known = sum(bool(one.submission.platform) for one in taken)
    is_download = known > 0 if group[0].member is not None else 2 * known > len(group)
    return taken if is_download else group


def _drop_papers(found: list[FoundFile]) -> tuple[list[FoundFile], tuple[str, ...]]:
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


def _attempt(one: FoundFile) -> tuple[Path, str, str]:
    return one.group, one.submission.lms_user, one.submission.lms_id


def _open_receipt(one: FoundFile) -> Receipt:
    try:
        return _read_receipt(open_file(one.path, one.member, one.shown))
    except UnreadableFile:
        return Receipt("", "")


def _read_receipt(content: bytes) -> Receipt:
    return read_receipt(content.decode("utf-8-sig", "replace").replace("\r\n", "\n"))


def _mask(found: list[FoundFile], left_out: tuple[str, ...]) -> Intake:
    """The same files under neutral codes, in an order that says nothing about their names."""
    ordered = sorted(found, key=lambda one: hashlib.sha256(one.shown.encode()).digest())
    width = max(2, len(str(len(ordered))))
    tasks, students = [], []
    for number, one in enumerate(ordered, 1):
        code = f"essay-{number:0{width}}"
        suffix = PurePosixPath(one.name.lower()).suffix
        file = code + (suffix if is_known_suffix(suffix) else "")  # another may be a name, as in essay.smith
        tasks.append(Task(code, file, str(one.path), one.member, one.submission.kind, _find_hints(one)))
        students.append(Student(code, one.submission, one.name, one.path.name if one.member is not None else ""))
    return Intake(tuple(tasks), tuple(students), left_out)


def _find_hints(one: FoundFile) -> tuple[str, ...]:
    """The student's name, and words of the path that may be one."""
    words = dict.fromkeys(word for word in _WORDS.findall(one.name) if word.lower() not in _NO_NAMES)
    return (*([one.submission.name] if one.submission.name else []), *words)


def open_task(task: Task) -> tuple[bytes, str]:
    """What was handed in, and a name whose ending says what it is; of a platform's paper only what the student typed.

    Raises:
        UnreadableFile: it cannot be opened, or is an address.
    """
    if task.kind == "address":
        cause = "the student handed in a web address, not a text"
        raise UnreadableFile(task.file, cause, "Open the address and save the text as .docx or PDF")
    content = open_file(Path(task.path), task.member, task.file)
    if task.kind == "receipt":
        typed = _read_receipt(content).typed
        suffix = ".html" if has_markup(typed) else ".txt"
        return typed.encode(), str(PurePosixPath(task.file).with_suffix(suffix))
    return (drop_heading(content) if task.kind == "typed" else content), task.file


def read_task(task: Task, *, ocr: bool = False) -> Essay:
    """The essay of a task.

    Raises:
        UnreadableFile: it cannot be opened or read.
    """
    content, file = open_task(task)
    return replace(read_essay(content, file, task.essay_id, ocr=ocr), file=task.file)
