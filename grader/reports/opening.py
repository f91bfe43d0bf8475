"""What stands at the head of a report: title, suggested levels, what to look at, next steps."""

from collections.abc import Iterable
from dataclasses import dataclass

from grader.documents.parts import pick_title
from grader.model import Contest
from grader.report import Finding, Report
from grader.reports.anchors import Anchor
from grader.reports.characters import first_words
from grader.reports.languages import Message
from grader.reports.masking import BLOCK
from grader.reports.notes import Note
from grader.reports.pages import name_essay
from grader.reports.places import Place, first_place
from grader.reports.remarks import KIND_NAMES, Key, Kind

_TITLE_WORDS = 18
_TO_CHECK: tuple[Kind, ...] = ("differs", "verify", "copied")


@dataclass(frozen=True, slots=True)
class Step:
    """Something the writer can do, why, and the words of the essay and of the material that it is about."""

    action: str
    reason: str
    anchor: Anchor | None
    place: Place | None
    ground: str
    finding: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How many notes there are of a kind."""

    kind: Kind
    name: str
    numbers: tuple[int, ...]


def title_of(report: Report) -> str:
    """The essay's own title without names and dates above it, or its name in the run."""
    text = report.essay.text
    return pick_own_title((text[slice(*p.span)] for p in report.essay.parts if p.kind == "title"), report.essay.id)


def pick_own_title(parts: Iterable[str], essay_id: str) -> str:
    """The title in the first of an essay's parts of that kind that has one, or the essay's name in the run."""
    titles = (pick_title(_drop_covered(part)) for part in parts)
    return next((first_words(title, _TITLE_WORDS, 120) for title in titles if title), name_essay(essay_id))


def _drop_covered(text: str) -> str:
    """A title without the words that a blind report covers, and without lines that hold no others, such as rules."""
    bare = ((line, " ".join(word for word in line.split(" ") if BLOCK not in word)) for line in text.split("\n"))
    return "\n".join(kept for line, kept in bare if not line.strip() or any(map(str.isalnum, kept)))


def asked_length(contest: Contest) -> str:
    """How long the contest wants an essay, and what is counted."""
    rule = contest.rules.words
    is_body = rule.count == "body"
    counted = Message("title, notes and bibliography not counted") if is_body else Message("everything counted")
    if rule.min is not None and rule.max is not None:
        return Message("%(low)s–%(high)s asked for; %(counted)s", low=rule.min, high=rule.max, counted=counted)
    if rule.min is not None:
        return Message("at least %(low)s asked for; %(counted)s", low=rule.min, counted=counted)
    if rule.max is not None:
        return Message("at most %(high)s asked for; %(counted)s", high=rule.max, counted=counted)
    return counted


def choose_strength(report: Report) -> Finding | None:
    """One strength to begin with: the first of the criterion that stands highest."""
    found = {f.id: f for f in report.findings if f.tone == "strength"}
    ranked = sorted((s for s in report.scores if s.points is not None), key=lambda s: -(s.points or 0) / s.max_points)
    names = [name for score in ranked for name in score.findings if name in found]
    return found[names[0]] if names else next(iter(found.values()), None)


def make_steps(report: Report, contest: Contest, notes: list[Note], anchors: dict[Key, Anchor]) -> list[Step]:
    """The next steps, most useful first."""
    grounds = {key: remark.ground for note in notes for remark in note.remarks for key in remark.keys}
    findings = {f.id: f for f in report.findings}
    steps = []
    for name in report.next_steps:
        if name in findings:
            finding = findings[name]
            place = first_place(contest, finding.passages)
            key = ("finding", name)
            steps.append(Step(finding.action, finding.message, anchors.get(key), place, grounds.get(key, ""), name))
    return steps


def tally_notes(notes: list[Note]) -> list[Tally]:
    """The kinds that occur, with the numbers of their notes."""
    numbers: dict[Kind, list[int]] = {kind: [] for kind in KIND_NAMES}
    for note in notes:
        numbers[note.kind].append(note.number)
    return [Tally(kind, KIND_NAMES[kind], tuple(of)) for kind, of in numbers.items() if of]


def to_check(tallies: list[Tally]) -> list[Tally]:
    """The kinds that a person should compare with the material."""
    return [t for t in tallies if t.kind in _TO_CHECK]
