"""What reports say under a contest's rules: told by the checks themselves, of texts made for it and of a short essay."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from grader.checks import citations, length, source_breadth
from grader.checks.check import Case, Check, Example
from grader.checks.examples import make_contest
from grader.evidence.examination import examine
from grader.evidence.index import index_of
from grader.exchange.submission import Submission
from grader.model import Essay, Part, Rules, WordRule
from grader.reports.languages import mark
from grader.reports.opening import asked_length
from grader.text.reading import Reading

_MOST_WORDS = 3_000
_MOST_FORBIDDEN = 5
_SOURCES = (
    "In the winter of 1902 the harbour council dismissed the keeper Tom Hill, because he had let the lamp go out twice.",
    "The fishermen of the bay collected signatures and asked for the keeper's return, but the council refused.",
)
_ESSAY = (
    "I think that the council was too hard on him. The book says: “the harbour council dismissed the keeper Tom Hill”, "
    "and it does not say that anybody had listened to him before. Everybody makes a mistake now and then, and nobody "
    "should lose his place for such a thing. Others think so, too (Vandermeer, 1998)."
)


@dataclass(frozen=True, slots=True)
class RuleExamples:
    """The rules in words and what follows of them.

    Attributes:
        asked: how long an essay should be; empty where the least is more than the most.
        of_length: what is said of an essay that is too short, and of one that is too long.
        essay: the short essay.
        of_essay: what is said of it: sources, forbidden names, citations.
        late: the first day on which an essay is late; none without a last day.
    """

    asked: str
    of_length: tuple[str, ...]
    essay: str
    of_essay: tuple[str, ...]
    late: date | None


def make_examples(given: Mapping[str, Any]) -> RuleExamples:
    """Examples under the rules of a contest.toml, as its table or a form has them."""
    words = given.get("words", {})
    low, high = words.get("min"), words.get("max")
    forbid = tuple(map(str, given.get("forbid", [])))[:_MOST_FORBIDDEN]
    rules = Rules(
        words=WordRule(low, high, "all" if words.get("count") == "all" else "body"),
        min_sources=given.get("min_sources", 0),
        min_by_kind=tuple(given.get("min_by_kind", {}).items()),
        forbid=forbid,
        outside_sources=given.get("outside_sources") or "allowed",
        citation_style=given.get("citation_style") or "any",
    )
    essay = f"{_ESSAY} I found more in {' and in '.join(forbid)}." if forbid else _ESSAY
    said = [one for check in (source_breadth.CHECK, citations.CHECK) for one in _judge(check, essay, rules)]
    late = _find_late(given.get("deadline"))
    if low is not None and high is not None and low > high:
        return RuleExamples("", (), essay, tuple(said), late)
    counts = [count for count in (low and low * 4 // 5, high and high * 6 // 5) if count]
    told = [one for count in counts for one in _judge(length.CHECK, "word " * min(count, _MOST_WORDS), rules)]
    asked = asked_length(make_contest(Example("", rules=rules))) if counts else mark("any length")
    return RuleExamples(asked, tuple(told), essay, tuple(said), late)


def _judge(check: Check, text: str, rules: Rules) -> list[str]:
    contest = make_contest(Example(text, sources=_SOURCES, rules=rules))
    reading = Reading(
        Essay("example", "example.txt", text, (Part("body", (0, len(text))),)), index_of(contest).known_names
    )
    notes = check.run(Case(reading, contest, examine(reading, contest)), check.options).notes
    return [f"{one.message} {one.action}" for one in notes]


def _find_late(deadline: object) -> date | None:
    """The first day of which a platform's download says that it is late, as `grader grade` reads it."""
    if not isinstance(deadline, date) or deadline >= date.max - timedelta(days=2):
        return None
    days = (deadline + timedelta(days=n) for n in range(3))
    return next((day for day in days if Submission("", handed_in=day.isoformat()).is_after(deadline)), None)
