"""Whether evidence is followed by the writer's own reasoning."""

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from grader.checks.check import Case, Check, Example, Note, Outcome
from grader.evidence.borrowings import carrying_sentences, measure_overlap
from grader.evidence.index import index_of
from grader.model import Span
from grader.text.argument import find_turn, gives_example, gives_reason, judges
from grader.text.spans import merge, starting_in

_REACH = 2
_OWN, _MIXED, _WOVEN_OVERLAP = 0.4, 0.5, 0.3
_FULL, _WEIGHED, _WOVEN, _FRAMED, _REMARK, _RETOLD, _BARE = 1.0, 0.8, 0.6, 0.5, 0.5, 0.35, 0.2
_BRIEF = 0.6
_SHORT, _SUBSTANTIAL = 6, 9
_ALL = 0.8
_PRIOR, _PRIOR_FACTS = 0.3, 2
_EXPLAINED = 0.5
_POOR, _PRAISED = 0.35, 0.6
_LONGEST_LIST = 3
_PRESENT = re.compile(r"\b(?:is|are|has|have|can|cannot|do|does|means|must|should|needs?|wants?|makes?|becomes?)\b")


def run(case: Case, options: Mapping[str, Any]) -> Outcome:  # noqa: ARG001 - every check has this shape
    """How far sentences with evidence are explained there or in the two sentences behind, as a mean; .8 of all is full.

    A sentence explains when it says why, what follows or what something shows (1, in a few words .6), weighs it (.8), or
    remarks on it (.5), in words that are not the material's; so does, by half, a paragraph's opening that says what its
    facts are for. A reason inside the evidence itself may be the source's and counts .35, or .6 where hardly a word is the
    source's. Two facts at .3 are added to the mean, so that one or two facts do not decide.
    """
    facts = _evidence_sentences(case)
    if not facts:
        return Outcome(None, reason="the essay brings no evidence that could be explained")
    quoted = merge(q.outer for q in case.reading.quoted)
    earned = _credit_sentences(case, facts, quoted)
    explained = {k: _best_near(case, earned, k) for k in facts}
    total = sum(credit for credit, _ in explained.values()) + _PRIOR * _PRIOR_FACTS
    value = min(1.0, total / (len(explained) + _PRIOR_FACTS) / _ALL)
    return Outcome(round(value, 4), tuple(_notes(case, facts, explained, value)))


def _evidence_sentences(case: Case) -> list[int]:
    """Numbers of the sentences that carry evidence; where there is no material: quotations, examples and figures."""
    reading = case.reading
    if any(s.is_read for s in case.contest.sources):
        taken = [one for one in case.borrowings if one.passages]
        return sorted(carrying_sentences(reading, taken))
    return [
        k
        for k, s in enumerate(reading.sentences)
        if gives_example(reading.text, s.span)
        or len(starting_in(reading.dates, s.span)) > 0
        or len(starting_in(reading.quoted, s.span)) > 0
    ]


def _credit_sentences(case: Case, facts: list[int], quoted: list[Span]) -> dict[int, float]:
    """How much each sentence in or behind the evidence explains, 0 to 1."""
    size = len(case.reading.sentences)
    reach = {k + step for k in facts for step in range(-_REACH, _REACH + 1) if 0 <= k + step < size}
    carrying = set(facts)
    return {k: _credit(case, k, is_fact=k in carrying, quoted=quoted) for k in sorted(reach)}


def _credit(case: Case, number: int, *, is_fact: bool, quoted: list[Span]) -> float:
    reading = case.reading
    sentence = reading.sentences[number]
    reasons = gives_reason(reading.text, sentence.span, quoted)
    if is_fact and not reasons:
        return 0.0
    overlap = measure_overlap(reading, index_of(case.contest), number)
    if is_fact or overlap > _MIXED:
        if not reasons or overlap > _MIXED:
            return 0.0
        return _WOVEN if overlap <= _WOVEN_OVERLAP else _RETOLD
    if sentence.last - sentence.first <= _SHORT and not reasons:
        return _BARE
    if reasons and overlap <= _OWN:
        return _FULL if sentence.last - sentence.first >= _SUBSTANTIAL else _BRIEF
    weighs = judges(reading.text, sentence.span, quoted) or find_turn(reading.text, sentence.span, quoted)
    return _WEIGHED if weighs or _PRESENT.search(reading.text, *sentence.span) else _REMARK


def _best_near(case: Case, earned: Mapping[int, float], number: int) -> tuple[float, int]:
    """The best explanation of a sentence's evidence, and where it stands: there, behind, or at the paragraph's head."""
    sentences = case.reading.sentences
    paragraph = sentences[number].paragraph
    near = [k for k in range(number, number + _REACH + 1) if k < len(sentences) and sentences[k].paragraph == paragraph]
    best = max(near, key=lambda k: (earned[k], -k))
    heads = [k for k in range(max(0, number - _REACH), number) if k == 0 or sentences[k - 1].paragraph < paragraph]
    framed = min(_FRAMED, max((earned[k] for k in heads if sentences[k].paragraph == paragraph), default=0.0))
    return (framed, heads[-1]) if framed > earned[best] else (earned[best], best)


def _notes(case: Case, facts: list[int], explained: Mapping[int, tuple[float, int]], value: float) -> list[Note]:
    sentences = case.reading.sentences
    notes = []
    best = max(facts, key=lambda k: (explained[k][0], -k))
    if explained[best][0] >= _FULL and value >= _PRAISED:
        said = "You do not only tell what happened: you say what it shows."
        notes.append(Note("strength", sentences[explained[best][1]].span, said, "", weight=0.45))
    lists = [run for run in _unexplained_runs(case, facts, explained) if len(run) >= min(_LONGEST_LIST, len(facts))]
    if lists and value < _PRAISED:
        longest = max(lists, key=lambda run: (len(run), -run[0]))
        said, what = "You tell what happened here.", "it shows"
        if len(longest) > 1:
            said, what = f"{len(longest)} facts stand side by side here.", "they show"
        action = f"Say what {what} about your claim: this shows …, that is why …, as a result …"
        notes.append(Note("advice", sentences[longest[-1]].span, said, action, weight=0.7 if value < _POOR else 0.58))
    return notes


def _unexplained_runs(case: Case, facts: list[int], explained: Mapping[int, tuple[float, int]]) -> list[list[int]]:
    """Evidence in one paragraph without an explanation between: the lists that a reader is left alone with."""
    runs: list[list[int]] = [[facts[0]]]
    for before, number in pairwise(facts):
        is_near = case.reading.sentences[before].paragraph == case.reading.sentences[number].paragraph
        if is_near and explained[before][0] < _EXPLAINED:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [run for run in runs if explained[run[-1]][0] < _EXPLAINED]


_SOURCE = (
    "In the winter of 1902 the harbour council dismissed the keeper Tom Hill because he had let the lamp go out twice. The "
    "fishermen collected signatures and asked for his return, but the council refused. The next keeper earned half as much."
)
_FACTS = "“The fishermen collected signatures and asked for his return” in the winter. "
CHECK = Check(
    id="explanation",
    title="Evidence is followed by reasoning.",
    run=run,
    authority="Toulmin, S. (1958): The Uses of Argument; Stab, C., and Gurevych, I. (2017), section 5.",
    examples=(
        Example(
            "Tom Hill was a keeper. «“The fishermen collected signatures and asked for his return.”» Bread was dear.",
            says="what it shows",
            sources=(_SOURCE,),
        ),
        Example(
            _FACTS + "This shows that those who risked their lives trusted him more than any office did.",
            sources=(_SOURCE,),
        ),
        Example(
            _FACTS + "«This shows that those who risked their lives trusted him more than any office did.»",
            sources=(_SOURCE,),
            tone="strength",
        ),
        Example("My football team won the cup. Nobody thanked our trainer.", sources=(_SOURCE,)),
    ),
)
