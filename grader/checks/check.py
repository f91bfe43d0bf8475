"""What a check is: a question to an essay, with examples that are its tests and its documentation at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from grader.evidence.borrowings import Borrowing, find_borrowings
from grader.evidence.examination import Examination
from grader.model import Contest, EvidenceItem, Rules, Span
from grader.report import Tone
from grader.text.proofs import Proofreader
from grader.text.reading import Reading


@dataclass(frozen=True, slots=True)
class Note:
    """A finding before it gets its number.

    Attributes:
        span: the words of the essay it is about; none when it is about the whole.
        message: what was seen, in words that a fourteen-year-old understands; no blame.
        action: what the writer can do, one sentence; empty for a strength.
        weight: how useful acting on it would be, 0 to 1; orders the next steps.
    """

    tone: Tone
    span: Span | None
    message: str
    action: str = ""
    passages: tuple[str, ...] = ()
    weight: float = 0.5


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check says: a value 0 to 1, or none with the reason, and its notes."""

    value: float | None
    notes: tuple[Note, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class Case:
    """Everything a check may look at: the essay's text layer, the contest, and what the evidence engine found.

    Attributes:
        proofreader: who finds errors of language; none for the one that comes with the program.
    """

    reading: Reading
    contest: Contest
    examination: Examination
    proofreader: Proofreader | None = None

    @cached_property
    def borrowings(self) -> list[Borrowing]:
        """What the essay takes from the material, in order; never to be changed."""
        return find_borrowings(self.examination)


_NO_RULES = Rules()


@dataclass(frozen=True, slots=True)
class Example:
    """A text and what the check says of it.

    Attributes:
        text: an essay; «…» marks exactly the spans of the notes of advice or problem (or of `tone`) that must be given;
            without marks none with a span may be given. Blank lines separate paragraphs.
        says: words that must stand in the message of some note; empty when none is asked for.
        sources, prompt, items, rules: the contest around it; each source is one text of paragraphs.
        tone: the tone whose spans are marked; empty for advice and problem.
    """

    text: str
    says: str = ""
    sources: tuple[str, ...] = ()
    prompt: str = ""
    items: tuple[EvidenceItem, ...] = ()
    rules: Rules = _NO_RULES
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One automatic examination.

    Attributes:
        id: its name in rubrics and reports.
        title: the rule it stands for, one sentence.
        run: looks at a case with the check's options.
        examples: at least one with a finding and one without.
        authority: the published source of its idea, where there is one.
        options: the options that a rubric may set, with their defaults.
        is_about_writing: whether it looks at how the essay is written and never at what of the material is used, so that
            its findings may be shown to students under `draft_feedback = "language"`.
        finds_problems: whether a finding of it can be a problem; only such a check is run when no criterion uses it.
    """

    id: str
    title: str
    run: Callable[[Case, Mapping[str, Any]], Outcome]
    examples: tuple[Example, ...]
    authority: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    is_about_writing: bool = False
    finds_problems: bool = False
