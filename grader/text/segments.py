"""Long sentences cut where clauses meet, so that a finding points at what says it and not at a page of run-on prose."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from grader.model import Span

LONGEST_WHOLE = 32
"""Words up to which a sentence stays in one piece."""

_IDEAL, _SPREAD, _LENGTH_COST = 18, 6.0, 10.0
_SHORTEST, _LONGEST = 6, 48
# What a cut costs, by how surely a clause ends there.
_SUBJECTS = "then|he|she|it|they|we|i|you|there|this|that|the|in|on|when"
_CUTS = tuple(
    (re.compile(pattern, re.IGNORECASE), cost)
    for pattern, cost in (
        (r"[;:–—]\s+", 0.0),
        (r",\s+(?=(?:and|but|so|yet|or|nor|for|while|whereas|because|although|though|since|when|where)\b)", 12.0),
        (r",\s+(?=(?:who|which|whose|whom|until|after|before|if|then|as)\b)", 16.0),
        (rf"\s+(?=(?:and|but|so|because)\s+(?:{_SUBJECTS})\b)", 20.0),
        (r"\s+(?=(?:and|but|because|then|while|although|when)\b)", 32.0),
        (r",\s+", 36.0),
    )
)


def split_sentence(text: str, span: Span, starts: Sequence[int], closed: Sequence[Span] = ()) -> list[Span]:
    """The pieces of a sentence, in order; the sentence itself when it is short or nothing divides it.

    Cuts are chosen together, so that pieces are of a clause's usual length and cuts fall where clauses most surely end.

    Args:
        text: the text.
        span: the sentence.
        starts: where the words of the text start.
        closed: stretches that stay whole, such as quotations.
    """
    first, last = bisect_left(starts, span[0]), bisect_left(starts, span[1])
    if last - first <= LONGEST_WHOLE:
        return [span]
    cuts = {at: cost for at, cost in _find_cuts(text, span).items() if not _is_inside(at, closed)}
    places = [span[0], *sorted(cuts), span[1]]
    counts = [bisect_left(starts, at) for at in places]
    best: list[tuple[float, int]] = [(0.0, 0)]
    for here in range(1, len(places)):
        options = [
            (best[there][0] + cuts.get(places[here], 0.0) + _length_cost(counts[here] - counts[there]), there)
            for there in range(_first_within(counts, here), here)
        ]
        best.append(min(options))
    found, at = [], len(places) - 1
    while at:
        found.append((places[best[at][1]], places[at]))
        at = best[at][1]
    return [_trimmed(text, *piece) for piece in reversed(found)]


def _find_cuts(text: str, span: Span) -> dict[int, float]:
    """Where the sentence may be cut, with the lowest cost of each place."""
    found: dict[int, float] = {}
    for pattern, cost in _CUTS:
        for match in pattern.finditer(text, *span):
            if match.end() < span[1]:
                found.setdefault(match.end(), cost)
    return found


def _first_within(counts: Sequence[int], here: int) -> int:
    """The first place from which a piece up to `here` has at most the greatest number of words; the last one at least."""
    return min(here - 1, bisect_left(counts, counts[here] - _LONGEST, 0, here))


def _length_cost(words: int) -> float:
    cost = _LENGTH_COST * ((words - _IDEAL) / _SPREAD) ** 2
    return cost + 1000.0 if words < _SHORTEST else cost


def _is_inside(at: int, closed: Sequence[Span]) -> bool:
    number = bisect_right(closed, at, key=lambda s: s[0]) - 1
    return number >= 0 and closed[number][0] < at < closed[number][1]


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
