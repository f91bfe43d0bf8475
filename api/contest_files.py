"""A contest from whatever was dropped: loose files, a zip of a contest's folder, or the sample that ships."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from api.store.contests import clean_path
from grader.contest import load_contest
from grader.documents.archive import is_archive, list_members, read_member
from grader.drafting.contest_file import CONTEST, draft_contest
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
        files: contents by path in its folder.
        contest: as it was loaded.
        facts: what its page tells, as JSON holds it.
    """

    files: dict[str, bytes]
    contest: Contest
    facts: dict[str, Any]


def prepare_sample() -> Prepared:
    """The sample contest, without its essays."""
    folder = shipped_folder("samples") / SAMPLE
    return prepare({p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}, "")


def prepare(dropped: Mapping[str, bytes], title: str) -> Prepared:
    """A contest from files; without a contest.toml among them one is drafted.

    Args:
        dropped: contents by name; archives among them are unpacked.
        title: what the contest is called when it has to be drafted.

    Raises:
        InvalidConfig: the contest cannot be used, or a path leads out of its folder.
        UnreadableFile: an archive cannot be unpacked.
    """
    with tempfile.TemporaryDirectory(prefix="grader-") as scratch:
        files = _lift(_unpack(dropped, Path(scratch)))
        if not files:
            raise InvalidConfig("", "there is no file", "Choose the material of your contest, or a zip of its folder")
        folder = Path(scratch) / (_name_folder(title) or "contest")
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        missing: tuple[str, ...] = ()
        if CONTEST not in files:
            draft = draft_contest(folder)
            missing = draft.missing
            for name, text in draft.files.items():
                files[name] = text.encode()
                (folder / name).write_bytes(files[name])
        try:
            contest = load_contest(folder)
        except InvalidConfig as error:
            raise InvalidConfig(Path(error.file).name, error.cause, error.remedy, error.place) from error
        return Prepared(files, contest, describe(contest, missing))


def _unpack(dropped: Mapping[str, bytes], scratch: Path) -> dict[str, bytes]:
    """Loose files and the members of archives, by their paths."""
    files: dict[str, bytes] = {}
    for name, content in dropped.items():
        packed = scratch / "packed.zip"
        if name.lower().endswith(".zip"):
            packed.write_bytes(content)
        if name.lower().endswith(".zip") and is_archive(packed):
            for member in list_members(packed, name):
                files[clean_path(member.name)] = read_member(packed, member.number, member.name)
        else:
            files[clean_path(name)] = content
    return files


def _lift(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The contest's own files, without a folder that holds all of them, without essays and what belongs to them."""
    tops = {PurePosixPath(name).parts[0] for name in files if not name.startswith((".", "__MACOSX/"))}
    is_wrapped = len(tops) == 1 and all("/" in name for name in files if name.startswith(tuple(tops)))
    start = f"{next(iter(tops))}/" if is_wrapped else ""
    lifted = {name.removeprefix(start): content for name, content in files.items() if name.startswith(start)}
    return {name: content for name, content in lifted.items() if not name.lower().startswith(_NOT_THE_CONTESTS)}


def _name_folder(title: str) -> str:
    kept = "".join(c if c.isalnum() or c in "-_ '’" else " " for c in title)
    return " ".join(kept.split())[:60]


def describe(contest: Contest, missing: tuple[str, ...] = ()) -> dict[str, Any]:
    """What the contest's page tells: sources with passages, what was left out, and what a teacher should know."""
    own = {f"{s.title}: {said}".rstrip(".") for s in contest.sources for said in (s.problem, *s.warnings) if said}
    warnings = find_warnings(contest)
    return {
        "prompt": contest.prompt,
        "rubric": contest.rubric.title,
        "criteria": [c.label for c in contest.rubric.criteria],
        "items": len(contest.key.items),
        "sources": [_describe_source(source) for source in contest.sources],
        "warnings": [said for said in warnings if not any(said.startswith(one) for one in own)],
        "missing": list(missing),
    }


def _describe_source(source: Source) -> dict[str, Any]:
    return {
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
