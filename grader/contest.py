"""Loads and validates a contest folder."""

import re
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from grader.documents import read_passages
from grader.errors import InvalidConfig, UnreadableFile
from grader.hashing import content_hash
from grader.model import (
    Contest,
    Correction,
    EvidenceItem,
    EvidenceKey,
    Passage,
    Rules,
    Source,
    SourceKind,
    WordRule,
)
from grader.rubric import find_rubric, load_rubric
from grader.toml_file import load_toml, place_of, read_text

_ID = r"^[a-z0-9][a-z0-9_\-]*$"


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Words(_Table):
    min: int | None = Field(default=None, ge=0)
    max: int | None = Field(default=None, ge=1)
    count: Literal["body", "all"] = "body"

    @model_validator(mode="after")
    def _ordered(self) -> "_Words":
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError("`words`: min should not be above max")
        return self


class _Rules(_Table):
    words: _Words = _Words()
    min_sources: int = Field(default=0, ge=0)
    min_by_kind: dict[SourceKind, int] = {}
    forbid: list[str] = []
    outside_sources: Literal["welcome", "allowed", "none"] = "allowed"
    citation_style: Literal["any", "parenthetical", "notes", "turabian", "mla", "apa"] = "any"
    evidence_target: int | None = Field(default=None, ge=1)
    deadline: date | None = None
    language: str = "en"
    blind: bool = False
    draft_feedback: Literal["none", "language", "full"] = "language"


class _Source(_Table):
    id: str = Field(pattern=_ID)
    title: str
    kind: SourceKind = "article"
    file: str = ""
    url: str = ""
    author: str = ""
    part_of: str = ""
    reliability: str = ""
    aliases: list[str] = []

    @model_validator(mode="after")
    def _somewhere(self) -> "_Source":
        if not self.file and not self.url:
            raise ValueError(f"the source `{self.id}` needs a `file` or a `url`")
        return self


class _Correction(_Table):
    passage: str
    text: str
    note: str = ""


class _Contest(_Table):
    id: str = Field(pattern=_ID)
    title: str = Field(min_length=1)
    prompt: str = Field(min_length=1)
    rubric: str
    evidence: str = ""
    rules: _Rules = _Rules()
    source: list[_Source] = []
    correction: list[_Correction] = []


class _Item(_Table):
    id: str
    statement: str = Field(min_length=1)
    importance: int = Field(default=2, ge=1, le=3)
    source: str = ""
    passage: str = ""
    keywords: list[str] = []
    group: str = ""


class _Key(_Table):
    status: Literal["approved", "drafted"] = "approved"
    evidence: list[_Item] = []


def load_contest(folder: Path | str, *, ocr: bool = False, has_key: bool = True) -> Contest:
    """A contest from its folder (or the path of its contest.toml).

    Sources that cannot be read do not stop it: they are listed with their cause in `Contest.warnings`.

    Args:
        folder: the contest's folder, or the path of its contest.toml.
        ocr: recognise the text of scanned pages and of pictures among the material with tesseract.
        has_key: whether the evidence key is read; one that is being drafted may be missing.

    Raises:
        InvalidConfig: contest.toml, the evidence key or the rubric is missing or wrong.
    """
    path = Path(folder)
    path = path if path.suffix == ".toml" else path / "contest.toml"
    if not path.is_file():
        raise InvalidConfig(str(path), "there is no contest here", "Name a folder that holds a contest.toml")
    given = load_toml(path, _Contest)
    _demand_distinct(path, given)
    rubric_path = find_rubric(given.rubric, path.parent)
    rubric = load_rubric(rubric_path)
    hashed = [("contest.toml", path.read_bytes()), ("rubric", rubric.hash.encode())]
    sources = tuple(_read_source(one, path.parent, hashed, ocr=ocr) for one in given.source)
    _demand_passages(path, given, sources)
    return Contest(
        id=given.id,
        title=given.title,
        prompt=given.prompt.strip(),
        rubric=rubric,
        rules=_rules(given.rules),
        sources=sources,
        key=_read_key(path, given, sources, hashed) if has_key else EvidenceKey(),
        corrections=tuple(Correction(c.passage, c.text, c.note) for c in given.correction),
        hash=content_hash(hashed),
        warnings=tuple(f"{s.title}: {said}" for s in sources for said in (s.problem, *s.warnings) if said),
    )


def _demand_distinct(path: Path, given: _Contest) -> None:
    seen: set[str] = set()
    for number, source in enumerate(given.source):
        if source.id in seen:
            place = place_of(read_text(path), ("source", number, "id"))
            raise InvalidConfig(str(path), f"two sources are called `{source.id}`", "Give each its own id", place)
        seen.add(source.id)


def _inside(folder: Path, name: str, file: Path, loc: tuple[str | int, ...]) -> Path:
    """A path below the contest's folder.

    Raises:
        InvalidConfig: it would leave the folder.
    """
    target = (folder / name).resolve()
    if not target.is_relative_to(folder.resolve()):
        cause = f"`{name}` lies outside the contest's folder"
        raise InvalidConfig(str(file), cause, "Copy the file into the folder", place_of(read_text(file), loc))
    return target


def _read_source(given: _Source, folder: Path, hashed: list[tuple[str, bytes]], *, ocr: bool) -> Source:
    """A source with its passages, or with the reason why it has none."""
    passages: tuple[Passage, ...] = ()
    warnings: tuple[str, ...] = ()
    left_out, problem = 0, ""
    if not given.file:
        problem = "only its address is known, so it was not read"
    else:
        target = _inside(folder, given.file, folder / "contest.toml", ("source",))
        try:
            content = target.read_bytes()
            hashed.append((f"material:{given.id}", content))
            passages, left_out, warnings = read_passages(content, given.file, given.id, ocr=ocr)
            if ocr:  # what is recognised depends on the machine's tesseract
                hashed.append((f"read:{given.id}", "\n".join(p.text for p in passages).encode("utf-8", "replace")))
        except UnreadableFile as error:
            problem = f"could not be read: {error.cause}. {error.remedy}".strip()
        except OSError:
            problem = f"the file {given.file} is missing. Put it there, or correct `file` in contest.toml"
    return Source(
        **given.model_dump(exclude={"aliases"}),
        aliases=tuple(given.aliases),
        passages=passages,
        problem=problem,
        left_out=left_out,
        warnings=warnings,
    )


def _rules(given: _Rules) -> Rules:
    plain = given.model_dump(exclude={"words", "min_by_kind", "forbid"})
    return Rules(
        **plain,
        words=WordRule(given.words.min, given.words.max, given.words.count),
        min_by_kind=tuple(sorted(given.min_by_kind.items())),
        forbid=tuple(given.forbid),
    )


def _read_key(path: Path, given: _Contest, sources: tuple[Source, ...], hashed: list[tuple[str, bytes]]) -> EvidenceKey:
    if not given.evidence:
        return EvidenceKey()
    file = _inside(path.parent, given.evidence, path, ("evidence",))
    key = load_toml(file, _Key)
    hashed.append(("evidence", file.read_bytes()))
    known = {s.id: s for s in sources}
    passages = {p.id for s in sources for p in s.passages}
    seen: set[str] = set()
    for number, item in enumerate(key.evidence):
        cause = ""
        if item.id in seen:
            cause, field = f"two items are called `{item.id}`", "id"
        elif item.source and item.source not in known:
            cause, field = f"there is no source `{item.source}`", "source"
        elif item.passage and item.passage not in passages and _is_read(item, known):
            cause, field = f"the material has no passage `{item.passage}`", "passage"
        if cause:
            place = place_of(read_text(file), ("evidence", number, field))
            raise InvalidConfig(str(file), cause, "Correct it, or leave the line out", place)
        seen.add(item.id)
    items = tuple(
        EvidenceItem(**one.model_dump(exclude={"keywords"}), keywords=tuple(one.keywords)) for one in key.evidence
    )
    return EvidenceKey(items, key.status == "approved")


def _is_read(item: _Item, sources: dict[str, Source]) -> bool:
    """Whether the source of an item's passage was read, so that a missing passage is a mistake."""
    source = sources.get(re.split("#", item.passage, maxsplit=1)[0])
    return source is None or source.is_read


def _demand_passages(path: Path, given: _Contest, sources: tuple[Source, ...]) -> None:
    passages = {p.id for s in sources for p in s.passages}
    read = {s.id for s in sources if s.is_read}
    for number, correction in enumerate(given.correction):
        if correction.passage not in passages and correction.passage.split("#")[0] in read:
            place = place_of(read_text(path), ("correction", number, "passage"))
            cause = f"the material has no passage `{correction.passage}`"
            raise InvalidConfig(str(path), cause, "See the ids in passages.jsonl of a graded run", place)
