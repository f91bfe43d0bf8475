"""The nouns of the project: essays, contests and rubrics, all frozen.

What the grader says about an essay stands in `grader.report`. Spans are half-open `[start, end)` offsets in Unicode code
points into `Essay.text`, whose characters are never rewritten.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, TypeAlias

Span: TypeAlias = tuple[int, int]
PartKind: TypeAlias = Literal["title", "body", "note", "bibliography", "quotation"]
SourceKind: TypeAlias = Literal["handout", "slides", "video", "documentary", "article", "primary"]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of an essay and what it is; parts are in order and do not overlap."""

    kind: PartKind
    span: Span


@dataclass(frozen=True, slots=True)
class Essay:
    """One submitted text.

    Attributes:
        id: safe for file names and web addresses.
        file: the file's name as shown to people.
        text: the whole decoded file; line ends are LF, nothing else is changed.
        parts: title, body, notes, bibliography and block quotations; body where nothing else is said.
        warnings: what could not be read in the file, as sentences for people.
    """

    id: str
    file: str
    text: str
    parts: tuple[Part, ...]
    language: str = "en"
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Locator:
    """Where in its source a passage stands; every number counts from 1.

    Attributes:
        paragraph: paragraph in the file (or on the page or slide) as it is, before clutter is left out.
        page: page of a paged document.
        slide: slide of a deck; `is_note` marks its speaker notes.
        start_seconds: when a caption is shown.
        split: 2, 3, … for the later pieces of a paragraph longer than a passage may be.
    """

    paragraph: int = 1
    page: int | None = None
    slide: int | None = None
    is_note: bool = False
    start_seconds: float | None = None
    split: int = 1


@dataclass(frozen=True, slots=True)
class Passage:
    """A citable piece of a source, at most 250 words.

    Attributes:
        id: unique in the contest, for programs, such as `handout#p2¶3`.
        heading: the headings above it, outermost first.
        speaker: who says it, in captions that tell; else empty.
    """

    id: str
    source: str
    text: str
    heading: tuple[str, ...] = ()
    locator: Locator = Locator()
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One item of the contest's material.

    Attributes:
        passages: empty when the source was not read.
        problem: why it was not read, a sentence for people; empty when it was.
        left_out: how many paragraphs were left out as clutter.
        warnings: what in it could not be read or was guessed, sentences for people.
    """

    id: str
    title: str
    kind: SourceKind
    file: str = ""
    url: str = ""
    author: str = ""
    part_of: str = ""
    reliability: str = ""
    aliases: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    problem: str = ""
    left_out: int = 0
    warnings: tuple[str, ...] = ()

    @property
    def is_read(self) -> bool:
        """Whether the grader could read the source's text."""
        return bool(self.passages)

    @property
    def work(self) -> str:
        """The work it belongs to: parts of one work count as one source."""
        return self.part_of or self.id


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """A point of the material that the teacher hopes to see used; importance 1 helpful, 2 expected, 3 essential."""

    id: str
    statement: str
    importance: int = 2
    source: str = ""
    passage: str = ""
    keywords: tuple[str, ...] = ()
    group: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceKey:
    """All evidence items of a contest. A drafted key, not yet read by a teacher, costs no points."""

    items: tuple[EvidenceItem, ...] = ()
    is_approved: bool = True


@dataclass(frozen=True, slots=True)
class Correction:
    """The teacher overrules the material: an essay that agrees with either wording is not marked."""

    passage: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class WordRule:
    """How long an essay should be; `body` leaves out title, notes and bibliography."""

    min: int | None = None
    max: int | None = None
    count: Literal["body", "all"] = "body"


@dataclass(frozen=True, slots=True)
class Rules:
    """The contest's rules; the fields are those of `[rules]` in contest.toml, all optional."""

    words: WordRule = WordRule()
    min_sources: int = 0
    min_by_kind: tuple[tuple[SourceKind, int], ...] = ()
    forbid: tuple[str, ...] = ()
    outside_sources: Literal["welcome", "allowed", "none"] = "allowed"
    citation_style: Literal["any", "parenthetical", "notes", "turabian", "mla", "apa"] = "any"
    evidence_target: int | None = None
    deadline: date | None = None
    language: str = "en"
    blind: bool = False
    draft_feedback: Literal["none", "language", "full"] = "language"


@dataclass(frozen=True, slots=True)
class Level:
    """One step of a criterion."""

    label: str
    points: float
    description: str = ""


@dataclass(frozen=True, slots=True)
class CheckUse:
    """Which check speaks to a criterion, how loudly, and with which of its own options."""

    use: str
    weight: float = 1.0
    options: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Criterion:
    """A row of the rubric.

    Attributes:
        cuts: where one level ends and the next begins, on the criterion's value 0 to 1; one fewer than levels.
        levels: lowest first.
    """

    id: str
    label: str
    description: str
    cuts: tuple[float, ...]
    levels: tuple[Level, ...]
    checks: tuple[CheckUse, ...]


@dataclass(frozen=True, slots=True)
class Rubric:
    """Criteria with their levels; addressed by the hash of what it says."""

    id: str
    title: str
    criteria: tuple[Criterion, ...]
    hash: str = ""


@dataclass(frozen=True, eq=False)
class Contest:
    """A task for essays with everything they are compared with; equal only to itself, so that indexes are cached by it.

    Attributes:
        hash: of the contest's own file, the evidence key and every material file, as `sha256:…`.
        warnings: what the teacher should know, such as sources that could not be read.
    """

    id: str
    title: str
    prompt: str
    rubric: Rubric
    rules: Rules = Rules()
    sources: tuple[Source, ...] = ()
    key: EvidenceKey = EvidenceKey()
    corrections: tuple[Correction, ...] = ()
    hash: str = ""
    warnings: tuple[str, ...] = ()
