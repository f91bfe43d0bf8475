"""The report: everything the grader says about one essay, always advisory.

The tree is the format `grader.report/1` of FORMATS; JSON, the service and the pages share this one definition. Field
order is the order of the JSON.
"""

import json
from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from grader.model import PartKind, Span

SCHEMA: Literal["grader.report/1"] = "grader.report/1"
ItemVerdict: TypeAlias = Literal["quote", "paraphrase", "mention", "none"]
QuotationVerdict: TypeAlias = Literal["exact", "altered", "misattributed", "not_found", "not_checked"]
ClaimVerdict: TypeAlias = Literal["supported", "contradicted", "outside"]
ClaimKind: TypeAlias = Literal["date", "number", "person", "place", "role", "event"]
Tone: TypeAlias = Literal["strength", "advice", "problem"]


class Node(BaseModel):
    """A frozen node of the report that refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class GraderInfo(Node):
    """Which program wrote the report."""

    version: str


class Hashed(Node):
    """A contest or rubric by name and content."""

    id: str
    hash: str


class ModelInfo(Node):
    """The learned model that gave the scores."""

    id: str
    trained_on: int
    agreement: float | None = None


class PartInfo(Node):
    """A stretch of the essay and what it is."""

    kind: PartKind
    span: Span


class EssayInfo(Node):
    """The essay itself; `words` is counted as the contest's rule says."""

    id: str
    file: str
    hash: str
    text: str
    language: str
    words: int
    sentences: int
    paragraphs: int
    parts: list[PartInfo]


class CheckResult(Node):
    """What one check says to one criterion: a value 0 to 1, or none with the reason."""

    check: str
    criterion: str
    value: float | None
    weight: float
    reason: str | None = None


class Score(Node):
    """Suggested points for a criterion, with their likely range."""

    criterion: str
    label: str
    points: float | None
    max_points: float
    level: str | None
    range: tuple[float, float] | None
    confidence: float | None
    findings: list[str]
    reason: str | None = None


class Total(Node):
    """Suggested points for the whole essay; none when no criterion could be scored."""

    points: float | None
    max_points: float
    range: tuple[float, float] | None
    confidence: float | None


_SURE_USE, _SURE_MENTION = 0.7, 0.4


class ItemUse(Node):
    """Whether and where an evidence item is used; best span and passage first, strength a probability 0 to 1."""

    item: str
    use: ItemVerdict
    strength: float
    spans: list[Span]
    passages: list[str]

    @property
    def is_sure(self) -> bool:
        """A use that praise and advice may build on: on labelled essays nine in ten of these use or touch on the point."""
        return self.use in ("quote", "paraphrase") and self.strength >= _SURE_USE

    @property
    def is_doubtful(self) -> bool:
        """A mention that is no more than possible: on labelled essays two in three of these are none."""
        return self.use == "mention" and self.strength < _SURE_MENTION


class SourceUse(Node):
    """How much of a source is used: pieces of evidence, and whether the essay names it."""

    source: str
    uses: int
    cited: bool
    read: bool


class Evidence(Node):
    """What of the material is used, and where; coverage is null without a key."""

    coverage: float | None
    toward_target: float | None
    items: list[ItemUse]
    sources: list[SourceUse]


class Quotation(Node):
    """A quoted stretch of three words or more and what the material says of it."""

    span: Span
    text: str
    verdict: QuotationVerdict
    speaker: str | None
    source_speaker: str | None
    passage: str | None
    source_text: str | None


class Claim(Node):
    """A checkable statement; `contradicted` means that one of the two may be mistaken."""

    span: Span
    verdict: ClaimVerdict
    kind: ClaimKind
    essay_value: str
    source_value: str | None
    passage: str | None


class Copied(Node):
    """A stretch that follows the material's wording without quotation marks."""

    span: Span
    how: Literal["verbatim", "patchwork"]
    words: int
    passage: str


class Finding(Node):
    """What a check says about an essay, for people."""

    id: str
    check: str
    criterion: str | None
    tone: Tone
    span: Span | None
    message: str
    action: str
    passages: list[str]


class Review(Node):
    """Whether a person should look before anything else, and why."""

    needed: bool
    reasons: list[str]


class Report(Node):
    """Everything the grader says about one essay."""

    schema_: Literal["grader.report/1"] = Field(default=SCHEMA, alias="schema")
    grader: GraderInfo
    contest: Hashed
    rubric: Hashed
    model: ModelInfo | None
    essay: EssayInfo
    checks: list[CheckResult]
    scores: list[Score]
    total: Total
    evidence: Evidence
    quotations: list[Quotation]
    claims: list[Claim]
    copying: list[Copied]
    findings: list[Finding]
    next_steps: list[str]
    review: Review
    not_checked: list[str]

    def to_json(self) -> str:
        """The report as one line of results.jsonl: ASCII-escaped, without a line end."""
        return json.dumps(self.model_dump(mode="json", by_alias=True), separators=(",", ":"))
