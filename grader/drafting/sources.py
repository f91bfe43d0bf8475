"""What the files of a folder seem to be: material, the task, a rubric, links to what was not saved."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from grader.documents import READERS, Document, read_material, safe_id
from grader.documents.tables import TABLE_SUFFIXES
from grader.errors import UnreadableFile
from grader.model import SourceKind

MATERIAL_SUFFIXES = frozenset(suffix for reader in READERS for suffix in reader.suffixes)
_OWN = frozenset(
    ["contest.toml", "evidence.toml", "rubric.toml", "model.skops", "scores.csv", "students.csv", "readme.md"]
)
_LINK_SUFFIXES = (".url", ".webloc")
_LINK_LISTS = frozenset(["links.txt", "urls.txt", "links.md", "videos.txt"])
_TASK = re.compile(r"\b(?:prompt|task|question|assignment|instructions)\b", re.IGNORECASE)
_RUBRIC = re.compile(r"\b(?:rubric|criteria|marking|scoring|mark scheme|grading)\b", re.IGNORECASE)
_PRIMARY = re.compile(
    r"\b(?:letters?|diary|diaries|speech|transcripts?|minutes|telegram|memoirs?|testimony|testament|primary)\b",
    re.IGNORECASE,
)
_HANDOUT = re.compile(r"\b(?:handout|worksheet|hand-out|notes)\b", re.IGNORECASE)
_PART = re.compile(
    r"^(?P<work>.+?)[\s_.-]*(?:part|pt|episode|ep|vol|volume)?[\s_.#-]*(?P<part>\d{1,2})(?:\s*of\s*\d{1,2})?$",
    re.IGNORECASE,
)
_SAID_PART = re.compile(r"part|episode|\bep\b|\bpt\b|volume|\bvol\b", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"'\]\)]{3,500}")
_VIDEO_SITES = ("youtube.", "youtu.be", "vimeo.", "dailymotion.", "video", "watch", "archive.org/details")
_READABLE = re.compile(r"[a-z]+(?:(?:[-_+]|%20)[a-z0-9]+)+(?:\.html?)?", re.IGNORECASE)
_MAY_ASK = frozenset(["handout", "slides", "article"])
_LABEL = re.compile(r"[^\W\d_]{3}")
_MAX_LINKS = 50
_MAX_TITLE = 120


@dataclass(frozen=True, slots=True)
class SourceDraft:
    """A source as far as its file tells; `problem` says why it could not be read."""

    id: str
    title: str
    kind: SourceKind
    file: str = ""
    url: str = ""
    part_of: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Folder:
    """What lies in a folder.

    Attributes:
        sources: the material and links to what was not saved.
        task: text of the file that holds the task, and its name; empty when there is none.
        handouts: texts in which the task may stand, by file.
        rubric: the file that is called a rubric; empty when there is none.
        essays: how many files lie in essays/.
        others: files that nobody can read here.
    """

    sources: tuple[SourceDraft, ...]
    task: tuple[str, str] = ("", "")
    handouts: dict[str, str] = field(default_factory=dict)
    rubric: str = ""
    essays: int = 0
    others: tuple[str, ...] = ()


def look_through(folder: Path) -> Folder:
    """Looks at everything in a folder that could belong to a contest; `essays/` is counted and not read."""
    home = folder.resolve()
    inside = (path for path in sorted(folder.rglob("*")) if path.resolve().is_relative_to(home))
    files = [path for path in inside if path.is_file() and not _is_hidden(path.relative_to(folder))]
    names = {path.relative_to(folder).as_posix(): path for path in files}
    essays = [
        name for name in names if name.lower().startswith(("essays/", "downloads/")) or name.lower().endswith(".zip")
    ]
    rest = [name for name in names if name not in essays and PurePosixPath(name).name.lower() not in _OWN]
    links = [name for name in rest if _is_link_list(name)]
    rubric = next((name for name in rest if _is_rubric(name)), "")
    readable = [
        n for n in rest if n not in links and n != rubric and PurePosixPath(n).suffix.lower() in MATERIAL_SUFFIXES
    ]
    read = {name: _read(names[name], name) for name in readable}
    texts = {name: document.text for name, document in read.items() if isinstance(document, Document)}
    task = next((name for name in texts if _names(name, _TASK)), "")
    material = {name: document for name, document in read.items() if name != task}
    sources = [_draft(name, document) for name, document in material.items()]
    sources += [draft_link(*found) for link in links for found in _read_links(names[link])]
    known = {*essays, *links, rubric, *readable}
    return Folder(
        tuple(_distinct(_join_parts(sources))),
        (texts[task], task) if task else ("", ""),
        {name: text for name, text in texts.items() if name != task and guess_kind(name) in _MAY_ASK},
        rubric,
        len(essays),
        tuple(name for name in rest if name not in known),
    )


def _is_hidden(path: Path) -> bool:
    return any(part.startswith((".", "~$", "__")) for part in path.parts)


def _words(name: str) -> str:
    """A file's stem as words."""
    return " ".join(re.split(r"[\s_\-+.]+", PurePosixPath(name).stem)).strip()


def _names(name: str, pattern: re.Pattern[str]) -> bool:
    return pattern.search(_words(name)) is not None


def _is_rubric(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in TABLE_SUFFIXES and _names(name, _RUBRIC)


def _is_link_list(name: str) -> bool:
    path = PurePosixPath(name.lower())
    return path.suffix in _LINK_SUFFIXES or path.name in _LINK_LISTS


def _read(path: Path, name: str) -> Document | str:
    """A document, or why there is none."""
    try:
        return read_material(path.read_bytes(), name)
    except UnreadableFile as error:
        return f"{error.cause}. {error.remedy}"
    except OSError as error:
        return f"cannot be opened: {error.strerror}"


def _read_links(path: Path) -> list[tuple[str, str]]:
    """Addresses, each with the words that stand beside it on its line."""
    text = path.read_bytes()[:200_000].decode("utf-8", "replace").replace("</string>", " ")
    found: dict[str, str] = {}
    for line in text.split("\n"):
        urls = [url.rstrip(".,;") for url in _ADDRESS.findall(line) if "apple.com/DTDs" not in url]
        for url in urls:
            label = " ".join(line.replace(url, " ").split()).strip(" -–—:•*,.;")
            found.setdefault(url, label if len(urls) == 1 and _LABEL.search(label) and path.suffix == ".txt" else "")
    return list(found.items())[:_MAX_LINKS]


def guess_kind(name: str) -> SourceKind:
    """What a file seems to be, by its name."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix == ".pptx":
        return "slides"
    if suffix in {".vtt", ".srt"}:
        return "documentary" if _names(name, re.compile(r"documentary|series|episode|part", re.IGNORECASE)) else "video"
    if _names(name, _HANDOUT):
        return "handout"
    return "primary" if _names(name, _PRIMARY) else "article"


def _draft(name: str, document: Document | str) -> SourceDraft:
    stem = _words(name)
    told = document.title if isinstance(document, Document) else ""
    is_told = bool(told.strip()) and PurePosixPath(name).suffix.lower() not in {".vtt", ".srt"}
    title = " ".join((told if is_told else stem[:1].upper() + stem[1:]).split())[:_MAX_TITLE] or name
    problem = "" if isinstance(document, Document) else document
    return SourceDraft(make_id(PurePosixPath(name).stem), title, guess_kind(name), name, problem=problem)


def draft_link(url: str, label: str) -> SourceDraft:
    """A source that is known by its address; its title is the label beside it, or the last readable word of it."""
    is_video = any(site in url.lower() for site in _VIDEO_SITES)
    site, *path = [part for part in re.split(r"[/?=&#]+", url.partition("://")[2]) if part]
    words = [part for part in path if _READABLE.fullmatch(part)]
    title = label or (
        " ".join(re.split(r"(?:[-_+]|%20)+", words[-1])) if words else f"{'Video' if is_video else 'Page'} at {site}"
    )
    return SourceDraft(
        make_id(title), title[:1].upper() + title[1:_MAX_TITLE], "video" if is_video else "article", url=url
    )


def make_id(stem: str) -> str:
    """An id as contests want it: lower case, no full stops."""
    return re.sub(r"[^a-z0-9_-]+", "-", safe_id(stem).lower()).strip("-_")[:40].strip("-_") or "source"


def _join_parts(sources: Sequence[SourceDraft]) -> list[SourceDraft]:
    """Captions and files that say "part" with a common stem and a number are parts of one work."""
    found = {one.file: _PART.match(_words(one.file)) for one in sources if one.file}
    works = Counter(_work(one, match) for one in sources if (match := found.get(one.file)))
    return [
        replace(one, part_of=make_id(match["work"]))
        if (match := found.get(one.file)) and works[_work(one, match)] > 1 and _may_be_part(one)
        else one
        for one in sources
    ]


def _work(one: SourceDraft, match: re.Match[str]) -> tuple[str, str]:
    return match["work"].lower(), PurePosixPath(one.file).suffix.lower()


def _may_be_part(one: SourceDraft) -> bool:
    return one.file.lower().endswith((".vtt", ".srt")) or _SAID_PART.search(_words(one.file)) is not None


def _distinct(sources: Iterable[SourceDraft]) -> list[SourceDraft]:
    """The same sources, with a number behind ids that came before."""
    taken: set[str] = set()
    kept = []
    for one in sources:
        name, number = one.id, 1
        while name in taken:
            number += 1
            name = f"{one.id}-{number}"
        taken.add(name)
        kept.append(replace(one, id=name))
    return kept
