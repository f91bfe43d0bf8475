"""Whether another view of the question is named and answered."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from grader.checks.check import Case, Check, Example, Note, Outcome
from grader.evidence.borrowings import carrying_sentences
from grader.evidence.index import index_of, known_stems
from grader.evidence.lexicon import STOP_STEMS
from grader.evidence.topic import asked_stems, topic_stems
from grader.model import Span
from grader.text.argument import find_grant, find_named_view, find_other_view, find_turn, gives_reason, mark_views
from grader.text.spans import merge, starting_in

_NONE, _NAMED, _DENIED, _ANSWERED, _SHOWN, _REASONED, _WHOLE = 0.15, 0.45, 0.55, 0.75, 0.8, 0.9, 1.0
_FEWEST_SENTENCES = 4
_REACH, _ANSWER_LENGTH = 3, 2
_ON_TOPIC = 0.3
_AGREES = re.compile(
    r"\bI (?:fully |quite |also |really )?agree\b(?! (?:if|only|about|with part|in part))", re.IGNORECASE
)
_SUMS_UP = re.compile(
    r"\s*(?:all in all|in conclusion|to conclude|to sum up|in short|overall|finally|therefore|so|thus)\b", re.IGNORECASE
)


class View(NamedTuple):
    """A view that the essay does not hold, and what becomes of it.

    Attributes:
        sentence: number of the sentence that names it.
        answer: number of the sentence that turns against it; none where nothing does.
        value: how well it is dealt with, 0 to 1.
    """

    sentence: int
    answer: int | None
    value: float


def run(case: Case, options: Mapping[str, Any]) -> Outcome:  # noqa: ARG001 - every check has this shape
    """The best-treated other view: .15 none, .45 named, .55 denied in the same breath, .75 to 1 answered.

    An answer is worth more with evidence (.8), with a reason (.9), and most with both (1).

    `Although` and `but` between facts are no other view; it must be somebody's opinion, or an objection, and it must touch
    what the question is about.
    """
    reading = case.reading
    if len(reading.sentences) < _FEWEST_SENTENCES:
        return Outcome(None, reason="too few sentences to look for another view")
    views = _find_views(case)
    if not views:
        said = "The program finds no view but your own. Somebody else may see it another way."
        action = "Name the strongest reason against your view, and answer it: some say …, but …"
        return Outcome(_NONE, (Note("advice", None, said, action, weight=0.5),))
    best = max(views, key=lambda view: (view.value, -view.sentence))
    return Outcome(best.value, (_note(case, best),))


def _note(case: Case, view: View) -> Note:
    span = case.reading.sentences[view.sentence].span
    if view.answer is None:
        action = "Answer it in the next sentence: what is right about it, and why do you still hold your view?"
        return Note("advice", span, "Here you name another view, but you do not answer it.", action, weight=0.6)
    if view.value < _SHOWN:
        action = "Say why: give the fact or the reason that speaks against it."
        return Note("advice", span, "You name another view and turn it down without a reason.", action, weight=0.5)
    return Note("strength", span, "You name another view and answer it.", "", weight=0.6)


def _find_views(case: Case) -> list[View]:
    """Every view that touches the question, in order."""
    reading = case.reading
    quoted = merge(q.outer for q in reading.quoted)
    carrying = carrying_sentences(reading, case.borrowings)
    views: list[View] = []
    is_open = _is_on_topic(case)
    may_view = mark_views(reading.text, reading.sentence_spans)
    for number, sentence in enumerate(reading.sentences):
        if not may_view[number] or _SUMS_UP.match(reading.text, *sentence.span):
            continue
        is_clear = find_other_view(reading.text, sentence.span, quoted) is not None
        if not is_clear and not _may_be_view(case, sentence.span, quoted):
            continue
        answer = _find_answer(case, number, quoted)
        if not is_clear and (answer is None or not _argues(case, answer)):
            continue
        if is_open or _is_about_question(case, number, answer):
            views.append(View(number, answer, _value(case, number, answer, quoted, carrying)))
    return views


def _is_on_topic(case: Case) -> bool:
    """Whether the essay as a whole speaks of the question; else each view must do so itself."""
    reading, known = case.reading, known_stems(case.reading, index_of(case.contest))
    subjects = topic_stems(case.contest) | asked_stems(case.contest)
    touching = sum(not subjects.isdisjoint(known[s.first : s.last]) for s in reading.sentences)
    return not subjects or touching >= _ON_TOPIC * len(reading.sentences)


def _may_be_view(case: Case, span: Span, quoted: list[Span]) -> bool:
    """Whether a sentence grants something or tells what somebody thinks; that alone is no other view yet."""
    text = case.reading.text
    return find_grant(text, span, quoted) is not None or find_named_view(text, span, quoted) is not None


def _argues(case: Case, answer: int) -> bool:
    """Whether an answer speaks of the writer's own view: a contrast of mere facts does not."""
    sentence = case.reading.sentences[answer]
    norms = set(case.reading.norms[sentence.first : sentence.last])
    return bool(norms & {"i", "my", "agree", "view", "objection"}) and not starting_in(
        case.reading.quoted, sentence.span
    )


def _find_answer(case: Case, number: int, quoted: list[Span]) -> int | None:
    """The sentence that turns against the view of sentence `number`: itself behind the view, or one a little later.

    One of the next three, or later in the same paragraph: a view may be explained before it is answered.
    """
    reading = case.reading
    first = reading.sentences[number]
    named = find_other_view(reading.text, first.span, quoted) or first.span
    if find_turn(reading.text, (named[1], first.span[1]), quoted):
        return None if _AGREES.search(reading.text, *first.span) else number
    for k in range(number + 1, min(len(reading.sentences), number + 2 * _REACH + 1)):
        sentence = reading.sentences[k]
        is_near = k <= number + _REACH and sentence.paragraph <= first.paragraph + 1
        if not is_near and sentence.paragraph != first.paragraph:
            return None
        if find_turn(reading.text, sentence.span, quoted):
            return k
    return None


def _value(case: Case, number: int, answer: int | None, quoted: list[Span], carrying: Mapping[int, object]) -> float:
    """How well the view of sentence `number` is answered: by what stands between, the turn, and two sentences behind it."""
    if answer is None:
        return _NAMED
    sentences = case.reading.sentences
    last = min(len(sentences), answer + (_ANSWER_LENGTH if answer > number else 0) + 1)
    first = min(answer, number + 1)
    near = [k for k in range(first, last) if sentences[k].paragraph == sentences[answer].paragraph]
    has_reason = any(gives_reason(case.reading.text, sentences[k].span, quoted) for k in near)
    has_evidence = any(k in carrying or starting_in(case.reading.dates, sentences[k].span) for k in near)
    if has_reason:
        return _WHOLE if has_evidence else _REASONED
    if has_evidence:
        return _SHOWN
    return _DENIED if answer == number else _ANSWERED


def _is_about_question(case: Case, number: int, answer: int | None) -> bool:
    """Whether the view or its answer touches the question's subjects, or takes up the words of the essay's own opening."""
    reading, known = case.reading, known_stems(case.reading, index_of(case.contest))
    subjects = topic_stems(case.contest) | asked_stems(case.contest)
    if not subjects:
        return True
    last = number if answer is None else max(answer, number)
    near = reading.sentences[number : last + 1]
    stems = {stem for s in near for stem in known[s.first : s.last]} - STOP_STEMS
    return bool(stems & subjects)


_PROMPT = "Was the lighthouse keeper Tom Hill treated fairly by the harbour council?"
_OWN = "The keeper was treated unfairly, I think. Nobody in the council asked him. He lit the lamp for years. "
CHECK = Check(
    id="counterargument",
    title="Another view is named and answered.",
    run=run,
    is_about_writing=True,
    authority="Wolfe, C. R., Britt, M. A., and Butler, J. A. (2009): Argumentation schema and the myside bias.",
    examples=(
        Example(
            _OWN + "«Some people say that the council had no choice.» Bread cost a penny.",
            says="do not answer",
            prompt=_PROMPT,
        ),
        Example(_OWN + "Although the keeper was loved, he was dismissed.", says="no view but your own", prompt=_PROMPT),
        Example(
            _OWN
            + "«Some people say that the council had no choice.» But it could have asked him first, because the lamp "
            "went out only twice.",
            prompt=_PROMPT,
            tone="strength",
        ),
        Example(
            _OWN
            + "Some people say that the council had no choice. But it could have asked him first, because the lamp "
            "went out only twice.",
            prompt=_PROMPT,
        ),
    ),
)
