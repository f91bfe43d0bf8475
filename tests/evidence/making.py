"""Small contests and essays for the tests of the evidence engine."""

from grader.checks.check import Example
from grader.checks.examples import make_contest
from grader.evidence.examination import examine
from grader.evidence.index import index_of
from grader.model import Essay, Part
from grader.text.reading import Reading


def read(text, *sources, parts=None, **options):
    """The essay's reading, the contest around it and the examination."""
    contest = make_contest(Example(text, sources=sources, **options))
    reading = Reading(
        Essay("a", "a.txt", text, parts or (Part("body", (0, len(text))),)), index_of(contest).known_names
    )
    return reading, contest, examine(reading, contest)
