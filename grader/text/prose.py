"""The writer's own running words as language is measured on them: without quotations, citations and misspellings."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from grader.text.cues import lower_case
from grader.text.proofreading import find_unjudged
from grader.text.proofs import Proofs
from grader.text.reading import Reading
from grader.text.spans import is_covered, overlaps
from grader.text.word_lists import INFORMAL, INFORMAL_NORMS
from grader.text.word_measures import cut_windows
from grader.text.words import Word

_MARK = re.compile(r"[.,;:!?()\n\"“”—–]")


@dataclass(frozen=True, slots=True)
class Prose:
    """An essay's own words.

    Attributes:
        proofs: its errors.
        words: its rightly spelt words, folded, in order.
        stems: their stems.
        is_small: for each word, whether it begins with a small letter.
        informal: how many of them are words of everyday talk.
        counts: each different word with how often it stands there.
        windows: the different words of each window of a hundred words.
        sizes: words in each sentence.
        openings: first word of each sentence, folded.
        stretches: words in each stretch between punctuation marks.
        clean_sentences: share of sentences without an error, 0 to 1.
    """

    proofs: Proofs
    words: tuple[str, ...]
    stems: tuple[str, ...]
    is_small: tuple[bool, ...]
    informal: int
    counts: Counter[str]
    windows: tuple[frozenset[str], ...]
    sizes: tuple[int, ...]
    openings: tuple[str, ...]
    stretches: tuple[int, ...]
    clean_sentences: float

    def share_of(self, chosen: Iterable[str]) -> float:
        """Share of some different words among all; 0 for none."""
        return sum([self.counts[word] for word in chosen]) / max(1, len(self.words))

    def share_ending(self, ends: str | tuple[str, ...], letters: int) -> float:
        """Share of the words of so many letters or more that have one of the endings; 0 for none."""
        return self.share_of([word for word in self.counts if len(word) >= letters and word.endswith(ends)])


@lru_cache(maxsize=2)
def find_own(reading: Reading) -> list[list[Word]]:
    """The writer's own words of each sentence, none for what is quoted; kept for the last two essays, never to be changed."""
    unjudged = find_unjudged(reading)
    words = reading.words
    return [
        [w for w in words[s.first : s.last] if not is_covered(w.start, unjudged)]
        if overlaps(s.span, unjudged)
        else words[s.first : s.last]
        for s in reading.sentences
    ]


def read_prose(reading: Reading, proofs: Proofs) -> Prose:
    """The own words of an essay; of a long one those that were proofread."""
    text = reading.text
    misspelt = {error.span[0] for error in proofs.errors if error.kind == "spelling"}
    sizes, openings, chosen = [], [], list[Word]()
    stretches: list[int] = []
    for sentence, own in zip(reading.sentences, find_own(reading), strict=True):
        if own and sentence.span[1] <= proofs.end:
            sizes.append(len(own))
            openings.append(own[0].norm)
            stretches += _measure_stretches(text, own)
            chosen += [word for word in own if word.start not in misspelt] if misspelt else own
    starts, _, words, stems = zip(*chosen, strict=True) if chosen else ((), (), (), ())
    return Prose(
        proofs,
        words,
        stems,
        tuple(map(str.islower, map(text.__getitem__, starts))),
        _count_informal(text, chosen, words),
        Counter(words),
        tuple(frozenset(window) for window in cut_windows(words)),
        tuple(sizes),
        tuple(openings),
        tuple(stretches),
        _share_clean(reading, proofs, len(sizes)),
    )


def _count_informal(text: str, chosen: list[Word], norms: Collection[str]) -> int:
    if INFORMAL_NORMS.isdisjoint(norms):
        return 0
    low = lower_case(text).replace("’", "'")
    return sum([low[word.start : word.end] in INFORMAL for word in chosen if word.norm in INFORMAL_NORMS])


def _measure_stretches(text: str, own: list[Word]) -> list[int]:
    """Words between the punctuation marks of a sentence."""
    marks = [mark.start() for mark in _MARK.finditer(text, own[0].end, own[-1].start)]
    if not marks:
        return [len(own)]
    starts = [word.start for word in own]
    cuts = dict.fromkeys([bisect_left(starts, mark) for mark in marks])
    return [last - first for first, last in pairwise([0, *cuts, len(own)])]


def _share_clean(reading: Reading, proofs: Proofs, sentences: int) -> float:
    faulty = {reading.sentence_at(error.span[0]) for error in proofs.errors}
    return max(0.0, 1 - len(faulty - {None}) / sentences) if sentences else 1.0
