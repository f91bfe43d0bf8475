"""Statements of order in a text: which of two clauses is said to come first."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, TypeAlias

from grader.model import Span
from grader.text.cues import lower_case
from grader.text.spans import is_covered

OrderCue: TypeAlias = Literal["before", "after", "sequence"]

_GAP = (
    r"(?:(?:shortly|soon|long|just|right|immediately|only|even|not long|some time|(?:about |nearly |almost "
    r"|over )?(?:a|an|one|two|three|four"
    r"|five|six|seven|eight|nine|ten|several|some|many|a few|\d{1,3}) (?:day|week|month|year|decade)s?) )?"
)
_INNER = re.compile(
    rf"(?:^|(?<=[\s,;(])){_GAP}(before|after)\s+(?!that\b|this\b|all\b|it\b|him\b|her\b|them\b|me\b|us\b|long\b"
    rf"|then\b|which\b|whom\b|a court\b"
    r"|the court\b|the judges?\b|the tribunal\b|day\b|year\b|one\b|another\b|the public\b|the eyes\b|his eyes\b|\d)",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"(?:and )?(?:then|later(?: on)?|afterwards?|after that|after this|soon after(?:wards)?(?: that)?"
    r"|shortly after(?:wards)?(?: that)?|next"
    rf"|(?:the )?(?:next|following) (?:day|week|month|year|spring|summer|autumn|winter)|{_GAP}later)(?:,|\s)(?!than\b)"
)
_EARLIER = re.compile(rf"(?:{_GAP}(?:before that|before this|earlier|previously|before then))(?:,|\s)")
_CLAUSE_END = re.compile(r",\s|;\s|:\s|\s[–—-]\s")
_FLASHBACK = re.compile(r"\b(?:had|already|since|would|will|if|unless|until|never|not)\b|n['’]t\b", re.IGNORECASE)
_FACING = re.compile(
    r"\b(?:stands?|stood|standing|appear\w{0,3}|perform\w{0,3}|br(?:ing|ought)|spoke|speak\w{0,3}|kneels?|knelt)\s$"
)
_FEWEST_LETTERS, _REACH = 8, 16


class OrderStatement(NamedTuple):
    """One clause that is said to come before another.

    Attributes:
        earlier, later: where the two clauses stand.
        cue: the word that says so: `before`, `after`, or a word such as `then` between two sentences.
    """

    earlier: Span
    later: Span
    cue: OrderCue


def find_order_statements(
    text: str, sentences: Sequence[tuple[Span, int]], quoted: Sequence[Span] = ()
) -> list[OrderStatement]:
    """Every statement of order, in order of the text; none in quotations, wishes and conditions.

    Args:
        text: the text.
        sentences: its sentences with the number of their paragraph.
        quoted: stretches between quotation marks, as `merge` gives them.
    """
    found = []
    for number, (span, paragraph) in enumerate(sentences):
        found += list(_read_inside(text, span, quoted))
        before = sentences[number - 1] if number else None
        if before and before[1] == paragraph and not is_covered(span[0], quoted):
            found += list(_read_between(text, before[0], span))
    return found


def _read_inside(text: str, span: Span, quoted: Sequence[Span]) -> Iterator[OrderStatement]:
    """`A after B`, `After B, A`: the clause behind the word and the one before it, or the one behind the comma."""
    low = lower_case(text)
    if low.find("before", *span) < 0 and low.find("after", *span) < 0:
        return
    matches = [m for m in _INNER.finditer(text, *span) if not is_covered(m.start(), quoted)]
    if len(matches) != 1:
        return
    match = matches[0]
    if _FACING.search(text, max(span[0], match.start() - _REACH), match.start()):
        return
    end = _CLAUSE_END.search(text, match.end(), span[1])
    behind = match.end(), end.start() if end else span[1]
    opens = not text[span[0] : match.start()].strip()
    if opens and end is None:
        return
    other = (
        (end.end(), _end_clause(text, end.end(), span[1]))
        if opens and end
        else (_start_clause(text, span[0], match.start()), match.start())
    )
    if (
        min(behind[1] - behind[0], other[1] - other[0]) < _FEWEST_LETTERS
        or _is_open(text, other)
        or _is_open(text, behind, r"\bhad\b")
    ):
        return
    is_before = match[1].lower() == "before"
    yield OrderStatement(*((other, behind) if is_before else (behind, other)), "before" if is_before else "after")


def _is_open(text: str, span: Span, allowed: str = "") -> bool:
    """Whether a clause is denied, wished or a look back, so that its place in time is not the story's."""
    said = re.sub(allowed, "", text[slice(*span)], flags=re.IGNORECASE) if allowed else text[slice(*span)]
    return _FLASHBACK.search(said) is not None


def _start_clause(text: str, start: int, end: int) -> int:
    """Where the clause begins that ends at `end`."""
    return next((m.end() for m in reversed(list(_CLAUSE_END.finditer(text, start, max(start, end - 2))))), start)


def _end_clause(text: str, start: int, end: int) -> int:
    found = _CLAUSE_END.search(text, start, end)
    return found.start() if found else end


def _read_between(text: str, before: Span, span: Span) -> Iterator[OrderStatement]:
    """`A. Then B.`, `A. Before that, B.`: the last clause of a sentence and the first of the next."""
    low = lower_case(text)
    for pattern, is_next in ((_NEXT, True), (_EARLIER, False)):
        match = pattern.match(low, *span)
        if match is None:
            continue
        first = _start_clause(text, *before), before[1]
        second = match.end(), _end_clause(text, match.end(), span[1])
        if (
            min(first[1] - first[0], second[1] - second[0]) < _FEWEST_LETTERS
            or _is_open(text, first)
            or _is_open(text, second)
        ):
            return
        yield OrderStatement(*((first, second) if is_next else (second, first)), "sequence")
        return
