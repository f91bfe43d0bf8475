"""Hand-made reports on the contest of the lighthouse: every verdict, overlapping marks, and what may be missing."""

from typing import Any

from grader.report import (
    CheckResult,
    Claim,
    Copied,
    EssayInfo,
    Evidence,
    Finding,
    GraderInfo,
    Hashed,
    ItemUse,
    ModelInfo,
    PartInfo,
    Quotation,
    Report,
    Review,
    Score,
    SourceUse,
    Total,
)
from tests.reports.lighthouse import LEVELS

TITLE = "The Lamp on the Rock"
FIRST = (
    "The keepers of Gull Rock lost their lighthouse because the council feared them. In 1902 the council dismissed Tom "
    "Hill, who had let the lamp go out twice."
)
SECOND = (
    "Ada Brown died in Harwich in 1913. She wrote that “the snow was never thicker than a hand”, and Tom Hill said "
    "that “no cart could cross it”. A railway reached the harbour in 1925. Every evening the keeper carried two heavy "
    "cans of oil up the winding stairs. The poet called it “a candle for all the drowned”."
)
NOTES = "Brown, Ada: Letters from the Rock."
TEXT = f"{TITLE}\n\n{FIRST}\n\n{SECOND}\n\n{NOTES}\n"


def span_of(words, text=TEXT):
    """Where the words stand in the text."""
    start = text.index(words)
    return start, start + len(words)


def make_findings():
    """One finding of each tone and origin, as the pipeline numbers them."""
    died, snow = span_of("Ada Brown died in Harwich in 1913."), span_of("the snow was never thicker than a hand")
    oil = span_of("Every evening the keeper carried two heavy cans of oil up the winding stairs.")
    first = span_of(FIRST.split(". ", maxsplit=1)[0])
    rows: tuple[Any, ...] = (
        ("thesis", "thesis", "strength", first, "A position that the rest can prove.", "", []),
        ("consistency", "accuracy", "problem", died, "Two dates.", "Look at the passage.", ["chronicle#¶7"]),
        ("quotation_accuracy", "accuracy", "problem", snow, "Two wordings.", "Check the wording.", ["letters#p2¶1"]),
        ("copying", "accuracy", "problem", oil, "These 13 words follow the source.", "Quote them.", ["letters#p4¶2"]),
        ("organization", None, "advice", None, "The essay stops suddenly.", "End with two sentences.", []),
    )
    return [
        Finding(id=f"f{n}", check=c, criterion=k, tone=t, span=s, message=m, action=a, passages=p)
        for n, (c, k, t, s, m, a, p) in enumerate(rows, 1)
    ]


def make_quotations():
    """One quotation of each verdict."""
    snow, cart, candle = (
        "the snow was never thicker than a hand",
        "no cart could cross it",
        "a candle for all the drowned",
    )
    ice, passage = "The ice was never thicker than a hand", "letters#p2¶1"
    rows: tuple[Any, ...] = (
        (snow, "altered", "Ada Brown", None, passage, ice),
        (cart, "misattributed", "Tom Hill", "Ada Brown", passage, cart),
        (candle, "not_found", None, None, None, None),
    )
    return [
        Quotation(
            span=span_of(words),
            text=words.strip("“”"),
            verdict=v,
            speaker=s,
            source_speaker=o,
            passage=p,
            source_text=t,
        )
        for words, v, s, o, p, t in rows
    ]


def make_claims():
    """One claim of each verdict."""
    rows: tuple[Any, ...] = (
        ("In 1902 the council dismissed Tom Hill", "supported", "1902", "1902", "chronicle#¶3"),
        ("Ada Brown died in Harwich in 1913.", "contradicted", "1913", "3rd March, 1911", "chronicle#¶7"),
        ("A railway reached the harbour in 1925.", "outside", "1925", None, None),
    )
    return [
        Claim(span=span_of(words), verdict=v, kind="date", essay_value=e, source_value=s, passage=p)
        for words, v, e, s, p in rows
    ]


def make_evidence():
    """One item used, one touched on, one not used."""
    sentence = span_of("In 1902 the council dismissed Tom Hill, who had let the lamp go out twice.")
    return Evidence(
        coverage=0.5,
        toward_target=0.5,
        items=[
            ItemUse(
                item="E1", use="paraphrase", strength=0.9, spans=[sentence, span_of(FIRST)], passages=["chronicle#¶3"]
            ),
            ItemUse(item="E2", use="mention", strength=0.5, spans=[span_of("She wrote")], passages=["letters#p2¶1"]),
            ItemUse(item="E3", use="none", strength=0.1, spans=[], passages=["chronicle#¶7"]),
        ],
        sources=[
            SourceUse(source="chronicle", uses=2, cited=False, read=True),
            SourceUse(source="letters", uses=1, cited=True, read=True),
            SourceUse(source="clip", uses=0, cited=False, read=False),
        ],
    )


def make_score(criterion, label, level, findings=()):
    """A score at level 1 to 3, or none for level 0."""
    return Score(
        criterion=criterion,
        label=label,
        points=float(level) if level else None,
        max_points=3.0,
        level=LEVELS[level - 1].label if level else None,
        range=(max(1.0, level - 1.0), float(level)) if level else None,
        confidence=0.6 if level else None,
        findings=list(findings),
        reason=None if level else "this release has no check for it; a person decides",
    )


def make_essay(text=TEXT, name="07"):
    """The essay as the report tells of it."""
    parts = [("title", TITLE), ("body", f"{FIRST}\n\n{SECOND}"), ("bibliography", NOTES)] if text == TEXT else []
    return EssayInfo(
        id=name,
        file=f"{name}.txt",
        hash="sha256:" + "e" * 64,
        text=text,
        language="en",
        words=len(text.split()),
        sentences=7,
        paragraphs=2,
        parts=[PartInfo(kind=kind, span=span_of(words)) for kind, words in parts],
    )


def make_report(name="07", **changes):
    """The report of the essay on the lighthouse, with some of its fields changed."""
    report = Report(
        grader=GraderInfo(version="0.1.0"),
        contest=Hashed(id="gull-rock", hash="sha256:" + "c" * 64),
        rubric=Hashed(id="small", hash="sha256:" + "b" * 64),
        model=None,
        essay=make_essay(name=name),
        checks=[
            CheckResult(check="thesis", criterion="thesis", value=0.9, weight=1.0),
            CheckResult(check="source_coverage", criterion="evidence", value=0.5, weight=1.0),
            CheckResult(check="consistency", criterion="accuracy", value=0.3, weight=2.0),
            CheckResult(check="copying", criterion="accuracy", value=None, weight=1.0, reason="nothing to compare"),
        ],
        scores=[
            make_score("thesis", "Thesis", 3, ["f1"]),
            make_score("evidence", "Use of evidence", 2),
            make_score("accuracy", "Accuracy", 1, ["f2", "f3", "f4"]),
            make_score("conventions", "Conventions", 0),
        ],
        total=Total(points=6.0, max_points=9.0, range=(5.0, 7.5), confidence=0.6),
        evidence=make_evidence(),
        quotations=make_quotations(),
        claims=make_claims(),
        copying=[Copied(span=span_of(SECOND.split(". ")[3] + "."), how="verbatim", words=13, passage="letters#p4¶2")],
        findings=make_findings(),
        next_steps=["f2", "f3", "f5"],
        review=Review(needed=True, reasons=["2 quotations are not where the essay says."]),
        not_checked=["whether a person wrote this", "facts outside the material that was read"],
    )
    return report.model_copy(update=changes)


def make_bare_report(text="", name="09"):
    """A report of a text about which nothing at all could be said."""
    return make_report(
        name,
        essay=make_essay(text, name),
        checks=[],
        scores=[make_score("thesis", "Thesis", 0)],
        total=Total(points=None, max_points=3.0, range=None, confidence=None),
        evidence=Evidence(coverage=None, toward_target=None, items=[], sources=[]),
        quotations=[],
        claims=[],
        copying=[],
        findings=[],
        next_steps=[],
        review=Review(needed=True, reasons=["The essay holds no words."]),
    )


MODEL = ModelInfo(id="sha256:" + "d" * 64, trained_on=22, agreement=0.7)
