"""Whether the essay is built of paragraphs that lead from an opening to an end."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from grader.checks.check import Case, Check, Example, Note, Outcome
from grader.evidence.lexicon import STOP_STEMS
from grader.evidence.topic import asked_stems
from grader.model import Span
from grader.text.argument import mark_views
from grader.text.reading import Reading, Sentence

_LINK_WORDS = """
first firstly second secondly third thirdly next then later after afterwards before meanwhile finally also addition moreover
furthermore besides however but although yet nevertheless contrast instead because therefore thus result so consequently shows
means proves example instance conclusion conclude overall similarly likewise still once when
"""
_LINKS = frozenset(_LINK_WORDS.split())
_CLOSING = re.compile(
    r"\b(?:in conclusion|to conclude|to sum up|in short|all in all|overall|in the end|finally|therefore|thus|so|that is why"
    r"|this (?:shows|is why)|what .{1,60} (?:shows|means|was))\b",
    re.IGNORECASE,
)
_FEWEST_WORDS = 120
_BLOCK_WORDS = 260
_LINKED_SHARE = 0.35
_WELL_LINKED = 0.6
_WEIGHTS = (0.2, 0.1, 0.25, 0.2, 0.15, 0.1)
_RUN_ON_WORDS = 60
_TELLING_LETTERS = 5


def run(case: Case, options: Mapping[str, Any]) -> Outcome:  # noqa: ARG001 - every check has this shape
    """Weighs paragraphs, their balance, links between sentences and between paragraphs, an end, and run-on sentences."""
    reading = case.reading
    sentences = reading.sentences
    words = sum(s.last - s.first for s in sentences)
    if words < _FEWEST_WORDS:
        return Outcome(None, reason=f"fewer than {_FEWEST_WORDS} words, too short to judge how it is built")
    counts = Counter[int]()
    for s in sentences:
        counts[s.paragraph] += s.last - s.first
    lengths = [counts[k] for k in sorted(counts)]
    links, closing, long_ones = _linked_share(reading), _closing(reading), _run_ons(reading)
    parts = (
        min(1.0, (len(lengths) - 1) / max(1, min(4, words / 130))),
        1 - min(1.0, max(0, max(lengths) - _BLOCK_WORDS) / _BLOCK_WORDS),
        min(1.0, links / _WELL_LINKED),
        _openings(reading),
        closing,
        1 - min(1.0, 3 * len(long_ones) / len(sentences)),
    )
    value = sum(weight * part for weight, part in zip(_WEIGHTS, parts, strict=True))
    return Outcome(round(value, 4), _notes(case, lengths, links, closing, long_ones))


def _notes(case: Case, lengths: list[int], links: float, closing: float, long_ones: list[Span]) -> tuple[Note, ...]:
    reading = case.reading
    notes = []
    if len(lengths) == 1:
        action = "Begin a new paragraph wherever a new point begins."
        notes.append(Note("advice", None, f"All {lengths[0]} words stand in one block.", action, weight=0.8))
    elif max(lengths) > _BLOCK_WORDS:
        longest = reading.paragraphs[lengths.index(max(lengths))] if len(lengths) == len(reading.paragraphs) else None
        action = "Split it where the second thought begins."
        said = f"This paragraph has {max(lengths)} words and more than one point."
        notes.append(Note("advice", longest, said, action, weight=0.45))
    elif links >= _LINKED_SHARE and closing == 1.0:
        said = f"Well built: {len(lengths)} paragraphs, linked step by step, with an end that closes."
        notes.append(Note("strength", None, said, "", weight=0.5))
    if links < _LINKED_SHARE / 2:
        said = "Sentences often stand side by side without a link."
        action = "Say how one follows from the other: because, but, as a result, for example."
        notes.append(Note("advice", None, said, action, weight=0.5))
    if len(lengths) > 1 and not closing and not _comes_back(case):
        said = "The essay stops without coming back to the question."
        action = "End with two sentences: what have you shown, and why does it matter?"
        notes.append(Note("advice", reading.sentences[-1].span, said, action, weight=0.55))
    if long_ones:
        said = "This sentence is very long and hard to follow."
        notes.append(Note("advice", long_ones[0], said, "Make two or three sentences of it.", weight=0.4))
    return tuple(notes)


def _openings(reading: Reading) -> float:
    """Share of paragraphs after the first whose first sentence takes up a word of the one before, or links to it."""
    firsts = [s for k, s in enumerate(reading.sentences) if k and s.paragraph != reading.sentences[k - 1].paragraph]
    stems_of: dict[int, set[str]] = {}
    for s in reading.sentences:
        stems_of.setdefault(s.paragraph, set()).update(reading.stems[s.first : s.last])
    linked = 0
    for first in firsts:
        before = stems_of.get(first.paragraph - 1, set()) - STOP_STEMS
        taken_up = before.intersection(reading.stems[first.first : first.last])
        linked += _is_linked(reading, first) or len(taken_up) >= 2  # noqa: PLR2004
    return linked / len(firsts) if firsts else 0.0


def _is_linked(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence has a word that links it to what was said."""
    return not _LINKS.isdisjoint(reading.norms[sentence.first : sentence.last])


def _linked_share(reading: Reading) -> float:
    linked = sum(_is_linked(reading, s) for s in reading.sentences)
    return linked / len(reading.sentences)


def _run_ons(reading: Reading) -> list[Span]:
    return [
        s.span
        for s in reading.sentences
        if s.last - s.first > _RUN_ON_WORDS and ";" not in reading.text[slice(*s.span)]
    ]


def _closing(reading: Reading) -> float:
    """1 where the last paragraph closes in words or takes up the opening's words again, else 0 or a half."""
    last = max(s.paragraph for s in reading.sentences)
    ending = [s for s in reading.sentences if s.paragraph == last]
    opening = [s for s in reading.sentences if s.paragraph == 0]
    if last == 0:
        ending = ending[-2:]
    if _CLOSING.search(reading.text, ending[0].span[0], ending[-1].span[1]):
        return 1.0
    stems = [
        {stem for s in group for stem in reading.stems[s.first : s.last] if len(stem) >= _TELLING_LETTERS}
        for group in (opening, ending)
    ]
    shared = len(stems[0] & stems[1]) / max(1, min(len(stems[0]), len(stems[1])))
    return 1.0 if shared >= 0.2 else 0.5 if shared >= 0.1 else 0.0  # noqa: PLR2004


def _comes_back(case: Case) -> bool:
    """Whether the last paragraph speaks of the question or weighs a view: an end in other words."""
    reading = case.reading
    ending = [s for s in reading.sentences if s.paragraph == reading.sentences[-1].paragraph]
    is_asked = not asked_stems(case.contest).isdisjoint(reading.stems[ending[0].first : ending[-1].last])
    return is_asked or any(mark_views(reading.text, [s.span for s in ending]))


_FILLED = (
    "The keeper climbed the tower every evening because the boats needed the light. He carried oil and cleaned the glass, "
    "and then he wrote down the weather. "
)
CHECK = Check(
    id="organization",
    title="The essay is built of paragraphs that lead from an opening to an end.",
    run=run,
    is_about_writing=True,
    authority="Burstein, J., Marcu, D., and Knight, K. (2003): Finding the WRITE stuff.",
    examples=(
        Example(_FILLED * 6, says="one block"),
        Example(
            f"A lighthouse is a promise to strangers. {_FILLED * 2}\n\n{_FILLED * 2}\n\n{_FILLED}\n\n«Bread cost a penny.»",
            says="without coming back",
        ),
        Example(
            f"A lighthouse is a promise to strangers. {_FILLED * 2}\n\nHowever, it was lonely. {_FILLED}\n\n{_FILLED}\n\n"
            "In conclusion, the lighthouse kept its promise to strangers.",
        ),
    ),
)
