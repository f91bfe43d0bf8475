"""Quotations, claims and copied wording beside what the material says."""

from dataclasses import dataclass

from grader.model import Contest
from grader.report import Claim, Copied, Quotation, Report
from grader.reports.anchors import Anchor
from grader.reports.differences import Stretch, compare_words
from grader.reports.pages import count_things
from grader.reports.places import Place, first_place
from grader.reports.remarks import CLAIM_HEADINGS, Key, Kind, explain_quotation, ground_id

_VERDICTS: dict[str, tuple[Kind | None, str]] = {
    "exact": ("good", "Word for word"),
    "altered": ("differs", "Two wordings"),
    "misattributed": ("differs", "Found elsewhere"),
    "not_found": ("verify", "Not in the material"),
    "not_checked": (None, "Not checked"),
}
_FIRST = {"altered": 0, "misattributed": 1, "not_found": 2, "exact": 3, "not_checked": 4}
_SUBJECTS = {"date": "Date", "number": "Figure", "person": "Person", "place": "Place", "role": "Role", "event": "Event"}


@dataclass(frozen=True, slots=True)
class Statement:
    """Words of the essay and words of the material.

    Attributes:
        id: its name on the page.
        kind: how it is marked; none when it was not checked.
        ours, theirs: both wordings; `theirs` is empty where there is nothing to show.
        comment: what the comparison means, in a sentence.
    """

    id: str
    kind: Kind | None
    heading: str
    ours: tuple[Stretch, ...]
    theirs: tuple[Stretch, ...]
    comment: str
    anchor: Anchor | None
    place: Place | None


@dataclass(frozen=True, slots=True)
class Statements:
    """Everything of an essay that was compared with the material."""

    quotations: tuple[Statement, ...]
    differing: tuple[Statement, ...]
    outside: tuple[Statement, ...]
    supported: tuple[Statement, ...]
    copied: tuple[Statement, ...]


def make_statements(report: Report, contest: Contest, anchors: dict[Key, Anchor]) -> Statements:
    """What the report says of quotations, claims and copying; what differs comes first."""
    quotations = sorted(enumerate(report.quotations), key=lambda pair: (_FIRST[pair[1].verdict], pair[0]))
    claims = [(c.verdict, _claim(n, c, contest, anchors)) for n, c in enumerate(report.claims)]
    return Statements(
        quotations=tuple(_quotation(n, q, contest, anchors) for n, q in quotations),
        differing=tuple(told for verdict, told in claims if verdict == "contradicted"),
        outside=tuple(told for verdict, told in claims if verdict == "outside"),
        supported=tuple(told for verdict, told in claims if verdict == "supported"),
        copied=tuple(_copied(n, c, report, contest, anchors) for n, c in enumerate(report.copying)),
    )


def _plain(text: str | None, *, is_different: bool = False) -> tuple[Stretch, ...]:
    return (Stretch(text, is_different),) if text else ()


def _quotation(number: int, q: Quotation, contest: Contest, anchors: dict[Key, Anchor]) -> Statement:
    anchor, ground = anchors.get(("quotation", str(number))), ground_id("quotation", number)
    kind, heading = _VERDICTS[q.verdict]
    place = first_place(contest, [q.passage] if q.passage else [])
    ours, theirs = _plain(q.text), _plain(None)
    comment = explain_quotation(q)
    if q.verdict == "altered" and q.source_text:
        ours, theirs = compare_words(q.text, q.source_text)
        comment = "One of the two may be mistaken."
    return Statement(ground, kind, heading, ours, theirs, comment, anchor, place)


def _claim(number: int, claim: Claim, contest: Contest, anchors: dict[Key, Anchor]) -> Statement:
    anchor, ground = anchors.get(("claim", str(number))), ground_id("claim", number)
    place = first_place(contest, [claim.passage] if claim.passage else [])
    if claim.verdict == "contradicted":
        ours, theirs = _plain(claim.essay_value, is_different=True), _plain(claim.source_value, is_different=True)
        comment = "One of the two may be mistaken."
        return Statement(ground, "differs", CLAIM_HEADINGS[claim.kind], ours, theirs, comment, anchor, place)
    kind: Kind = "good" if claim.verdict == "supported" else "verify"
    heading = _SUBJECTS[claim.kind]
    ours, theirs = _plain(claim.essay_value), _plain(claim.source_value)
    return Statement(ground, kind, heading, ours, theirs, "", anchor, place)


def _copied(number: int, copied: Copied, report: Report, contest: Contest, anchors: dict[Key, Anchor]) -> Statement:
    anchor, ground = anchors.get(("copying", str(number))), ground_id("copying", number)
    place = first_place(contest, [copied.passage])
    how = "word for word" if copied.how == "verbatim" else "closely"
    follow = count_things(copied.words, "word follows", "words follow")
    comment = f"{follow} the source {how}. Quote them, or say it in your own words."
    ours = _plain(report.essay.text[slice(*copied.span)])
    return Statement(ground, "copied", "Close to the source", ours, (), comment, anchor, place)
