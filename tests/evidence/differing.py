"""What the engine holds against an essay, for the tests of single rules."""

from grader.checks.check import Example
from grader.checks.examples import make_contest
from grader.evidence.claims import find_claims
from grader.evidence.events import Events
from grader.evidence.index import index_of
from grader.model import Contest, Correction, Essay, Part
from grader.text.reading import Reading


def read(text: str, source: str, *corrections: Correction) -> tuple[Reading, Contest]:
    contest = make_contest(Example("", sources=(source,)))
    object.__setattr__(contest, "corrections", corrections)
    essay = Essay("e", "e.txt", text, (Part("body", (0, len(text))),))
    return Reading(essay, index_of(contest).known_names), contest


def find_differing(text: str, source: str, *corrections: Correction) -> list[tuple[str, str, str]]:
    """Kind, the essay's and the material's words of every statement that differs."""
    reading, contest = read(text, source, *corrections)
    claims = find_claims(reading, contest, [], [])
    return [(c.kind, c.essay_value, c.source_value or "") for c in claims if c.verdict == "contradicted"]


def make_events(text: str, source: str) -> Events:
    reading, contest = read(text, source)
    return Events(reading, index_of(contest))
