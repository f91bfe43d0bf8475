"""A contest from whatever was dropped: loose files, a zip of a contest's folder, or the sample that ships."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from api.store.contests import clean_path
from grader.contest import load_contest
from grader.documents.archive import is_archive, list_members, read_member
from grader.drafting.contest_file import CONTEST, Draft, draft_contest
from grader.errors import InvalidConfig
from grader.model import Contest, Source
from grader.preflight import find_warnings
from grader.shipped import shipped_folder

SAMPLE = "show-trials"
_NOT_THE_CONTESTS = ("essays/", "scores.csv", "students.csv", "readme.md", ".", "__macosx/")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A contest that can be used.

    Attributes:
        folder: where its files lie.
        paths: of its files, below the folder.
        contest: as it was loaded.
        facts: what its page tells, as JSON holds it.
    """

    folder: Path
    paths: tuple[str, ...]
    contest: Contest
    facts: dict[str, Any]

    @property
    def files(self) -> Mapping[str, bytes]:
        """Contents by path in the folder; each is read when it is asked for, so that they never lie in memory together."""
        return FolderFiles(self.folder, self.paths)


class FolderFiles(Mapping[str, bytes]):
    """Files of a folder by their paths, read when they are asked for."""

    def __init__(self, folder: Path, paths: Sequence[str]) -> None:
        self._folder = folder
        self._paths = paths

    def __getitem__(self, path: str) -> bytes:
        """The content of a file."""
        if path not in self._paths:
            raise KeyError(path)
        return (self._folder / path).read_bytes()

    def __iter__(self) -> Iterator[str]:
        """The paths."""
        return iter(self._paths)

    def __len__(self) -> int:
        """How many files there are."""
        return len(self._paths)


def prepare_sample(out: Path) -> Prepared:
    """The sample contest, without its essays, written below `out`."""
    folder = shipped_folder("samples") / SAMPLE
    return prepare([(p.relative_to(folder).as_posix(), p) for p in folder.rglob("*") if p.is_file()], "", out)


def prepare(dropped: Sequence[tuple[str, Path]], title: str, out: Path) -> Prepared:
    """A contest from files; without a contest.toml among them one is drafted.

    Args:
        dropped: names, and where the files lie; archives among them are unpacked.
        title: what the contest is called when it has to be drafted.
        out: an empty folder below which the contest is written.

    Raises:
        InvalidConfig: the contest cannot be used, or a path leads out of its folder.
        UnreadableFile: an archive cannot be unpacked.
    """
    unpacked = out / "unpacked"
    lifted = _lift(_unpack(dropped, unpacked))
    if not lifted:
        raise InvalidConfig("", "there is no file", "Choose the material of your contest, or a zip of its folder")
    folder = out / (_name_folder(title) or "contest")
    for name, before in lifted.items():
        _place(folder, name)
        (unpacked / before).rename(folder / name)
    missing: tuple[str, ...] = ()
    if CONTEST not in lifted:
        draft = _draft(folder)
        # What the command line helps with is done on pages and over REST in their own ways, which say so themselves.
        missing = tuple(_name_pages(said) for said in draft.missing if "`grader " not in said)
        for name, text in draft.files.items():
            _place(folder, name).write_bytes(text.encode())
    return load_prepared(folder, missing)


def _draft(folder: Path) -> Draft:
    try:
        return draft_contest(folder)
    except InvalidConfig as error:
        file = "" if Path(error.file) == folder else Path(error.file).name
        raise InvalidConfig(file, error.cause, error.remedy, error.place) from error


def load_prepared(folder: Path, missing: tuple[str, ...] = ()) -> Prepared:
    """The contest of a folder, and what its page tells of it; `missing` are words on what could not be drafted.

    Raises:
        InvalidConfig: it cannot be used.
    """
    try:
        contest = load_contest(folder)
    except InvalidConfig as error:
        raise InvalidConfig(Path(error.file).name, error.cause, error.remedy, error.place) from error
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return Prepared(folder, tuple(paths), contest, describe(contest, missing))


def _place(folder: Path, name: str) -> Path:
    """Where a file of the contest belongs; its folder is made."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _unpack(dropped: Sequence[tuple[str, Path]], folder: Path) -> list[str]:
    """Loose files and the members of archives below a folder; their paths."""
    folder.mkdir()
    names: dict[str, None] = {}
    for name, path in dropped:
        if name.lower().endswith(".zip") and is_archive(path):
            for member in list_members(path, name):
                cleaned = clean_path(member.name)
                _place(folder, cleaned).write_bytes(read_member(path, member.number, member.name))
                names[cleaned] = None
        else:
            cleaned = clean_path(name)
            shutil.copyfile(path, _place(folder, cleaned))
            names[cleaned] = None
    return list(names)


def _lift(names: Sequence[str]) -> dict[str, str]:
    """The contest's own files, with their paths before: without a folder that holds all of them, and without essays."""
    tops = {PurePosixPath(name).parts[0] for name in names if not name.startswith((".", "__MACOSX/"))}
    is_wrapped = len(tops) == 1 and all("/" in name for name in names if name.startswith(tuple(tops)))
    start = f"{next(iter(tops))}/" if is_wrapped else ""
    lifted = {name.removeprefix(start): name for name in names if name.startswith(start)}
    return {name: before for name, before in lifted.items() if not name.lower().startswith(_NOT_THE_CONTESTS)}


def _name_folder(title: str) -> str:
    kept = "".join(c if c.isalnum() or c in "-_ '’" else " " for c in title)
    return " ".join(kept.split())[:60]


PAGES = {
    "No question was found: write `prompt` in contest.toml. A file called prompt.txt would have been taken.": (
        "No question was found: write it under Question and rules."
    ),
    "write it as `prompt` in contest.toml": "write it under Question and rules",
    "Write evidence.toml, ten items or more": "List ten or more under Points of evidence, or have them drafted there",
    "until its text is here and `file` names it": "until you open it below and give it its file",
    'until you set status = "approved"': "until you approve it under Points of evidence",
}
"""What the engine says of files, and what pages say instead."""


def _name_pages(said: str) -> str:
    """What a contest lacks, with the pages on which it is mended instead of the files."""
    for file, page in PAGES.items():
        said = said.replace(file, page)
    return said


def describe(contest: Contest, missing: tuple[str, ...] = ()) -> dict[str, Any]:
    """What the contest's page tells: sources with passages, what was left out, and what a teacher should know."""
    own = {f"{s.title}: {said}".rstrip(".") for s in contest.sources for said in (s.problem, *s.warnings) if said}
    warnings = find_warnings(contest, "open the source below to see them")
    return {
        "prompt": contest.prompt,
        "rubric": contest.rubric.title,
        "criteria": [c.label for c in contest.rubric.criteria],
        "items": len(contest.key.items),
        "sources": [_describe_source(source) for source in contest.sources],
        "warnings": [_name_pages(said) for said in warnings if not any(said.startswith(one) for one in own)],
        "missing": list(missing),
    }


def _describe_source(source: Source) -> dict[str, Any]:
    return {
        "id": source.id,
        "title": source.title,
        "kind": source.kind,
        "file": source.file,
        "url": source.url,
        "passages": len(source.passages),
        "words": sum(len(passage.text.split()) for passage in source.passages),
        "left_out": source.left_out,
        "problem": source.problem,
        "warnings": list(source.warnings),
    }
