"""Whether the essay takes a position, and where it says so."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from grader.checks.check import Case, Check, Example, Note, Outcome
from grader.evidence.index import index_of, known_stems
from grader.evidence.lexicon import STOP_STEMS
from grader.evidence.positions import STANCE, rank_positions
from grader.evidence.topic import asked_stems, topic_stems
from grader.text.reading import Reading, Sentence
from grader.text.spans import starting_in

_REASON_WORDS = frozenset(["because", "since", "therefore", "instead", "rather", "due"])
_TURN_WORDS = frozenset(["but", "although", "however", "yet", "nevertheless", "despite", "though", "while", "whereas"])
_JUDGEMENT_WORDS = """
should must ought better best worse worst more most key main important only first true real really wrong right never always
cause caused causes made led reason method beneficial essential success fail fails failed failure responsible
"""
_JUDGING = frozenset(_JUDGEMENT_WORDS.split())
_PLAN = re.compile(
    r"\b(?:in this essay I (?:will|want to|am going to) (?:tell|write|talk|explain)|I am going to (?:tell|write)"
    r"|I will (?:tell|write|talk)|this essay is about)\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(r"(?:it|he|she|they)\b", re.IGNORECASE)
_SHORT, _LONG = 6, 45
_CANDIDATES, _NEARLY = 4, 1.25
_CLEAR, _WEAK = 3.0, 1.9
_VALUE_AT_WEAK, _VALUE_STEP = 0.4, 0.2
_OFF_TOPIC = 0.3
_PRAISED = 0.45
_UNSEEN = Note(
    "advice",
    None,
    "It is hard to see which position the essay takes.",
    "Say in one sentence near the beginning what you want to prove, and why.",
    weight=0.95,
)


def run(case: Case, options: Mapping[str, Any]) -> Outcome:  # noqa: ARG001 - every check has this shape
    """How clear the best candidate for a thesis is: 0 for none, 1 for a position with a reason, stated early."""
    reading = case.reading
    if not reading.sentences:
        return Outcome(None, reason="the essay has no sentences")
    known = known_stems(reading, index_of(case.contest))
    best, score = _choose(reading, known, asked_stems(case.contest))
    span = reading.sentences[best].span
    if score < _WEAK:
        return Outcome(0.2, (_UNSEEN,))
    topic = topic_stems(case.contest) | asked_stems(case.contest)
    value = min(1.0, _VALUE_AT_WEAK + _VALUE_STEP * (score - _WEAK)) * (
        0.6 + 0.4 * _returns(reading, best, known, topic)
    )
    home = reading.sentences[best]
    spoken = [s for s in reading.sentences[best : best + 2] if s.paragraph == home.paragraph]
    if not topic & set(known[home.first : spoken[-1].last]):
        value = min(value, _OFF_TOPIC)
        if not (_gives_reason(reading, home) or _POINTS_BACK.match(reading.text, *span)):
            return Outcome(round(value, 4), (_UNSEEN,))
    notes = [Note("strength", span, "You say clearly what you think.", "", weight=min(1.0, score / 5))]
    if value < _PRAISED:
        said, action = (
            "This seems to be your position.",
            "Say it early, say why, and come back to it in each paragraph.",
        )
        notes = [Note("advice", span, said, action, weight=0.55)]
    elif not _gives_reason(reading, reading.sentences[best]) and score < _CLEAR:
        action = "Add the main reason to this sentence, so that a reader knows what you will show."
        notes = [Note("advice", span, "This seems to be your position.", action, weight=0.6)]
    return Outcome(round(value, 4), tuple(notes))


def _returns(reading: Reading, best: int, known: list[str], topic: frozenset[str]) -> float:
    """How much of the essay comes back to the words of the thesis: the share of its other paragraphs, 0 to 1."""
    home = reading.sentences[best]
    words = {s for s in known[home.first : home.last] if s not in STOP_STEMS}
    words = (words - topic) or words
    others = {s.paragraph for s in reading.sentences} - {home.paragraph}
    taking_up = {
        s.paragraph
        for s in reading.sentences
        if s.paragraph in others and not words.isdisjoint(known[s.first : s.last])
    }
    return min(1.0, len(taking_up) / max(1, 0.6 * len(others)))


def rank_candidates(reading: Reading, known: Sequence[str], asked: frozenset[str]) -> list[tuple[int, float]]:
    """Sentences as candidates for the thesis, likeliest first, with their log-odds.

    Args:
        reading: the essay.
        known: for each of its words the stem that it means.
        asked: stems of the question.
    """
    return rank_positions(reading, known, asked)


def _choose(reading: Reading, known: Sequence[str], asked: frozenset[str]) -> tuple[int, float]:
    """The clearest of the candidates that are nearly as likely as the first, and how clear it is.

    An ending often says again what the opening says, and a sentence of stance may stand beside the one with the claim.
    """
    last = reading.sentences[-1].paragraph
    sentences = reading.sentences
    ranked = rank_candidates(reading, known, asked)
    scored = []
    for number in [number for number, odds in ranked[:_CANDIDATES] if odds >= ranked[0][1] - _NEARLY]:
        shared = set(known[sentences[number].first : sentences[number].last]) & asked
        scored.append((number, _score(reading, number, sentences[number], shared, last)))
    return max(scored, key=lambda pair: (round(pair[1], 6), -pair[0]))


def _score(reading: Reading, number: int, sentence: Sentence, shared: set[str], last: int) -> float:
    """How clear a candidate is, about −3 to 7.

    Points for stance, judgement, reasons and the words of the question, and for standing where theses stand.

    The weights were set by hand after reading essays; they are no learned model.
    """
    text = reading.text
    span = sentence.span
    length = sentence.last - sentence.first
    ends_paragraph = (
        number + 1 == len(reading.sentences) or reading.sentences[number + 1].paragraph != sentence.paragraph
    )
    score = 0.0
    score += 2.2 * bool(STANCE.search(text, *span))
    norms = set(reading.norms[sentence.first : sentence.last])
    score += 0.7 * _gives_reason(reading, sentence) + 0.4 * bool(norms & _TURN_WORDS) + 0.5 * bool(norms & _JUDGING)
    score += 0.9 * min(4, len(shared)) / 4
    score += _place(sentence.paragraph, last, number, ends_paragraph)
    score -= 1.5 * (text[span[0] : span[1]].rstrip("\"'”’) ").endswith("?"))
    score -= 1.2 * bool(_PLAN.search(text, *span)) + 1.5 * (length < _SHORT) + 0.5 * (length > _LONG)
    score -= 1.2 * any(q.span[1] - q.span[0] > (span[1] - span[0]) / 2 for q in starting_in(reading.quoted, span))
    score -= 0.5 * len(starting_in(reading.dates, span))
    return score


def _gives_reason(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence says why or how: a word of reason, or `by` with a verb."""
    norms = reading.norms[sentence.first : sentence.last]
    return not _REASON_WORDS.isdisjoint(norms) or any(a == "by" and b.endswith("ing") for a, b in pairwise(norms))


def _place(paragraph: int, last: int, number: int, ends_paragraph: bool) -> float:  # noqa: FBT001 - reads as a claim
    """What the place of a sentence says: theses end the first paragraph, or open or sum up the last."""
    if paragraph == 0:
        return 1.3 + 0.9 * ends_paragraph - 0.3 * (number == 0 and not ends_paragraph)
    if paragraph == last:
        return 0.7
    return 0.3 if paragraph == 1 else 0.0


_PROMPT = "Was the keeper Tom Hill treated fairly by the harbour council?"
CHECK = Check(
    id="thesis",
    title="The essay takes a clear position.",
    run=run,
    is_about_writing=True,
    authority="Stab, C., and Gurevych, I. (2017): Parsing argumentation structures in persuasive essays.",
    examples=(
        Example(
            "Lighthouses saved many lives. «I believe that the council treated Tom Hill unfairly, because the oil that it "
            "bought was bad.»\n\nThe lamp went out twice that winter. Nobody was hurt.",
            prompt=_PROMPT,
            tone="strength",
        ),
        Example(
            "The lamp went out in 1902.\n\nIt was dark.",
            says="which position",
            prompt=_PROMPT,
        ),
        Example(
            "In my view the keeper was treated unfairly because nobody asked him. The council met at night.",
            prompt=_PROMPT,
        ),
    ),
)
