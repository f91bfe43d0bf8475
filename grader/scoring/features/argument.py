"""How the essay argues: positions, reasons, examples, other views, and whether evidence is explained.

Shares of sentences, so that a longer essay has no other values than a shorter one that argues in the same way.
"""

import math
from statistics import fmean

from grader.evidence.borrowings import carrying_sentences
from grader.evidence.positions import measure_sentences, rank_positions
from grader.scoring.features.feature import Feature, Sight
from grader.text.argument import find_grant, find_other_view, find_turn, gives_reason, judges

_STAB = "Stab, C., and Gurevych, I. (2017): Parsing argumentation structures in persuasive essays."
_REACH = 2
_POSITION = (
    ("concludes", "the share of sentences that draw a conclusion in words"),
    ("demands", "the share of sentences that say what should be done"),
    ("weighs", "the share of sentences that call something better, worse or important"),
    ("counts", "the share of sentences that count points off"),
    ("speaks", "the share of sentences in which the writer speaks for himself or herself"),
    ("opines", "the share of sentences that tell an opinion"),
    ("takes_stance", "the share of sentences that take a position"),
    ("exemplifies", "the share of sentences that announce an example"),
    ("asks", "the share of questions among the sentences"),
    ("takes_up_question", "how much sentences take up the question's words"),
    ("takes_up_keywords", "how much sentences take up the essay's main words"),
)
FEATURES = tuple(
    Feature(name, "argument", meaning, _STAB)
    for name, meaning in (
        *_POSITION,
        ("position", "how clearly one sentence states a position"),
        ("reasons", "the share of sentences that say why or what follows"),
        ("judgements", "the share of sentences that weigh something"),
        ("turns", "the share of sentences that turn against what was said"),
        ("grants", "the share of sentences that grant something"),
        ("other_views", "the share of sentences that name other people's views"),
        ("explained", "the share of the evidence that is followed by a reason"),
    )
)


def measure(sight: Sight) -> list[float]:
    """The values of `FEATURES`, in their order."""
    reading = sight.reading
    sentences = reading.sentences
    if not sentences:
        return [0.0] * len(FEATURES)
    placed = measure_sentences(reading, sight.known, sight.asked)
    odds = rank_positions(reading, sight.known, sight.asked)[0][1]
    text, quoted = reading.text, sight.quoted
    reasons = [gives_reason(text, s.span, quoted) for s in sentences]
    size = len(sentences)
    return [
        *(fmean(one[name] for one in placed) for name, _ in _POSITION),
        1 / (1 + math.exp(-odds)),
        sum(reasons) / size,
        sum(judges(text, s.span, quoted) for s in sentences) / size,
        sum(find_turn(text, s.span, quoted) is not None for s in sentences) / size,
        sum(find_grant(text, s.span, quoted) is not None for s in sentences) / size,
        sum(find_other_view(text, s.span, quoted) is not None for s in sentences) / size,
        _share_explained(sight, reasons),
    ]


def _share_explained(sight: Sight, reasons: list[bool]) -> float:
    """The share of sentences with evidence at which, or at the two behind which, a reason is given."""
    carrying = carrying_sentences(sight.reading, sight.case.borrowings)
    return sum(any(reasons[k : k + _REACH + 1]) for k in carrying) / max(1, len(carrying))
