"""Runs a check's examples: they are its tests, what `grader rubric check` tells teachers, and its documentation."""

import re

from grader.checks.check import Case, Check, Example, Outcome
from grader.evidence.examination import examine
from grader.evidence.index import index_of
from grader.model import Contest, Essay, EvidenceKey, Part, Passage, Rubric, Source, Span
from grader.text.reading import Reading

_MARK = re.compile("[«»]")


def read_marks(marked: str) -> tuple[str, list[Span]]:
    """The text without its «…» and the spans that they enclosed.

    Raises:
        ValueError: the marks do not pair.
    """
    text, at = "", 0
    spans: list[Span] = []
    start: int | None = None
    for m in _MARK.finditer(marked):
        text += marked[at : m.start()]
        at = m.end()
        if m.group() == "«" and start is None:
            start = len(text)
        elif m.group() == "»" and start is not None:
            spans.append((start, len(text)))
            start = None
        else:
            raise ValueError(f"the marks « and » do not pair in {marked!r}")
    if start is not None:
        raise ValueError(f"a mark « is never closed in {marked!r}")
    return text + marked[at:], spans


def make_contest(example: Example) -> Contest:
    """A contest around an example: each source is one text of paragraphs."""
    sources = []
    for number, text in enumerate(example.sources, 1):
        name = f"source-{number}"
        passages = tuple(Passage(f"{name}#¶{k}", name, paragraph) for k, paragraph in enumerate(text.split("\n\n"), 1))
        sources.append(Source(name, f"Source {number}", "article", file=f"{name}.txt", passages=passages))
    rubric = Rubric("none", "None", ())
    return Contest(
        "example", "Example", example.prompt, rubric, example.rules, tuple(sources), EvidenceKey(example.items)
    )


def run_example(check: Check, example: Example) -> tuple[Outcome, list[Span]]:
    """What the check says of an example, and the spans that it should have marked."""
    text, wanted = read_marks(example.text)
    contest = make_contest(example)
    essay = Essay("example", "example.txt", text, (Part("body", (0, len(text))),))
    reading = Reading(essay, index_of(contest).known_names)
    outcome = check.run(Case(reading, contest, examine(reading, contest)), check.options)
    return outcome, wanted


def find_faults(check: Check, example: Example) -> list[str]:
    """How the check's answer differs from what the example says; empty when it agrees."""
    outcome, wanted = run_example(check, example)
    text, _ = read_marks(example.text)
    tones = (example.tone,) if example.tone else ("advice", "problem")
    noted = [n for n in outcome.notes if n.tone in tones]
    found = sorted(n.span for n in noted if n.span)
    faults = []
    if found != wanted:
        shown = [text[slice(*s)] for s in found]
        faults.append(f"marks {shown} instead of {[text[slice(*s)] for s in wanted]}")
    if example.says and not any(example.says in f"{n.message} {n.action}" for n in outcome.notes):
        faults.append(f"never says {example.says!r}: {[n.message for n in outcome.notes]}")
    if not wanted and not example.says and noted:
        faults.append(f"should say nothing, says {[n.message for n in noted]}")
    return faults
