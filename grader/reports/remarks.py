"""What a report says about stretches of the essay, gathered from evidence, quotations, claims, copying and findings."""

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from grader.model import Contest, Span
from grader.report import Claim, Copied, Finding, ItemUse, Quotation, Report
from grader.reports.characters import first_words
from grader.reports.languages import mark
from grader.reports.pages import count_things
from grader.reports.places import Place, first_place

Kind: TypeAlias = Literal["good", "differs", "verify", "copied", "advice"]
Key: TypeAlias = tuple[str, str]

KIND_NAMES: dict[Kind, str] = {
    "good": mark("supported"),
    "differs": mark("differs from the material"),
    "verify": mark("not in the material"),
    "copied": mark("close to the source"),
    "advice": mark("to work on"),
}
CLAIM_HEADINGS = {
    "date": "Two dates",
    "number": "Two figures",
    "person": "Two people",
    "place": "Two places",
    "role": "Two roles",
    "event": "Two versions",
}
USED = ("quote", "paraphrase")
_STATEMENT_WORDS = 13  # the whole statement stands in the evidence map; the margin is narrow
_TONES: dict[str, tuple[Kind, str]] = {
    "strength": ("good", "Works well"),
    "advice": ("advice", "To work on"),
    "problem": ("advice", "To check"),
}


@dataclass(frozen=True, slots=True)
class Remark:
    """One statement about a stretch of the essay.

    Attributes:
        ground: where on the page the comparison with the material stands; empty when nowhere.
        keys: what of the report it stands for, such as `("claim", "3")` or `("finding", "f9")`.
        check: the check whose findings at the same span say the same.
        brief: all of it in a few words, for the rubric; empty where the heading says enough.
    """

    span: Span
    kind: Kind
    heading: str
    text: str
    place: Place | None = None
    action: str = ""
    check: str = ""
    ground: str = ""
    keys: tuple[Key, ...] = ()
    brief: str = ""


def list_remarks(report: Report, contest: Contest) -> list[Remark]:
    """Everything that deserves a note, in no particular order; a finding that repeats another remark joins it."""
    remarks = [
        *_about_evidence(report, contest),
        *(_about_quotation(n, q, contest) for n, q in enumerate(report.quotations) if q.verdict != "not_checked"),
        *(_about_claim(n, c, contest) for n, c in enumerate(report.claims) if c.verdict != "supported"),
        *(_about_copying(n, c, contest) for n, c in enumerate(report.copying)),
    ]
    by_ground = {(r.check, r.span): n for n, r in reversed(list(enumerate(remarks)))}
    grounds = {r.place: r.ground for r in reversed(remarks) if r.place and r.ground}
    for finding in report.findings:
        if finding.span is None:
            continue
        number = by_ground.get((_ground(finding), finding.span))
        if number is None:
            remarks.append(_about_finding(finding, finding.span, contest, grounds))
        else:
            told = remarks[number]
            keys = (*told.keys, ("finding", finding.id))
            remarks[number] = replace(told, keys=keys, action=told.action or finding.action)
    return remarks


def _ground(finding: Finding) -> str:
    """The check under which an equal remark would stand; advice on a span is never the praise of that span."""
    return finding.check if finding.tone != "advice" or finding.check == "quotation_accuracy" else ""


def _about_evidence(report: Report, contest: Contest) -> list[Remark]:
    statements = {item.id: item.statement for item in contest.key.items}
    return [
        _about_use(number, use, statements.get(use.item, "a point of an earlier key"), contest)
        for number, use in enumerate(report.evidence.items)
        if use.use in USED and use.spans
    ]


def _about_use(number: int, use: ItemUse, statement: str, contest: Contest) -> Remark:
    return Remark(
        use.spans[0],
        "good",
        "Evidence used",
        first_words(statement, _STATEMENT_WORDS, 120),
        first_place(contest, use.passages),
        check="source_coverage",
        ground=ground_id("item", number),
        keys=(("item", str(number)),),
    )


def _about_quotation(number: int, q: Quotation, contest: Contest) -> Remark:
    kind: Kind = "good" if q.verdict == "exact" else "verify" if q.verdict == "not_found" else "differs"
    heading = {
        "exact": "Quoted word for word",
        "altered": "Two wordings",
        "misattributed": "Quotation found elsewhere",
        "not_found": "Quotation not in the material",
    }[q.verdict]
    place = first_place(contest, [q.passage] if q.passage else [])
    ground, keys = ground_id("quotation", number), (("quotation", str(number)),)
    text = explain_quotation(q)
    return Remark(q.span, kind, heading, text, place, check="quotation_accuracy", ground=ground, keys=keys)


def ground_id(kind: str, number: int) -> str:
    """The name on the page of what the material says about an item, a quotation, a claim or a copied stretch."""
    return f"{kind}{number}"


def explain_quotation(q: Quotation) -> str:
    """What the material says of a quotation, in a sentence or two; empty when it is exact."""
    if q.verdict == "altered":
        return f"The material: “{q.source_text}”. One of the two may be mistaken."
    if q.verdict == "misattributed":
        speaker = f"to {q.speaker}" if q.speaker else "to somebody else"
        owner = f"{q.source_speaker} says them" if q.source_speaker else "somebody else says them"
        return f"Your essay gives these words {speaker}. The material: {owner}. One of the two may be mistaken."
    return "That does not make it wrong; it costs nothing." if q.verdict == "not_found" else ""


def _about_claim(number: int, claim: Claim, contest: Contest) -> Remark:
    keys = (("claim", str(number)),)
    if claim.verdict == "outside":
        return Remark(
            claim.span, "verify", "Not in the material", f"“{claim.essay_value}”", check="consistency", keys=keys
        )
    place = first_place(contest, [claim.passage] if claim.passage else [])
    text = f"Your essay: {claim.essay_value}. The material: {claim.source_value}. One of the two may be mistaken."
    heading, ground = CLAIM_HEADINGS[claim.kind], ground_id("claim", number)
    brief = f"{heading}: “{claim.essay_value}” here, “{claim.source_value}” in the material."
    return Remark(
        claim.span, "differs", heading, text, place, check="consistency", ground=ground, keys=keys, brief=brief
    )


def _about_copying(number: int, copied: Copied, contest: Contest) -> Remark:
    how = "word for word" if copied.how == "verbatim" else "closely"
    text = f"{count_things(copied.words, 'word follows', 'words follow')} it {how}, without quotation marks."
    place = first_place(contest, [copied.passage])
    ground, keys = ground_id("copying", number), (("copying", str(number)),)
    return Remark(copied.span, "copied", "Close to the source", text, place, check="copying", ground=ground, keys=keys)


def _about_finding(finding: Finding, span: Span, contest: Contest, grounds: dict[Place, str]) -> Remark:
    kind, heading = _TONES[finding.tone]
    place = first_place(contest, finding.passages)
    ground = grounds.get(place, "") if place else ""
    keys = (("finding", finding.id),)
    return Remark(span, kind, heading, finding.message, place, finding.action, ground=ground, keys=keys)
