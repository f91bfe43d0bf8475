"""The writer's own running words as language is measured on them: without quotations, citations and misspellings."""

import re
from dataclasses import dataclass

from grader.text.proofreading import find_unjudged
from grader.text.proofs import Proofs
from grader.text.reading import Reading
from grader.text.spans import is_covered

_MARK = re.compile(r"[.,;:!?()\n\"“”—–]")


@dataclass(frozen=True, slots=True)
class Prose:
    """An essay's own words.

    Attributes:
        proofs: its errors.
        words: its rightly spelt words, folded, in order.
        stems: their stems.
        lows: the same words in lower case as they are written, with straight apostrophes.
        is_small: for each word, whether it begins with a small letter.
        sizes: words in each sentence.
        openings: first word of each sentence, folded.
        stretches: words in each stretch between punctuation marks.
        clean_sentences: share of sentences without an error, 0 to 1.
    """

    proofs: Proofs
    words: tuple[str, ...]
    stems: tuple[str, ...]
    lows: tuple[str, ...]
    is_small: tuple[bool, ...]
    sizes: tuple[int, ...]
    openings: tuple[str, ...]
    stretches: tuple[int, ...]
    clean_sentences: float


def read_prose(reading: Reading, proofs: Proofs) -> Prose:
    """The own words of an essay; of a long one those that were proofread."""
    text, unjudged = reading.text, find_unjudged(reading)
    misspelt = {error.span[0] for error in proofs.errors if error.kind == "spelling"}
    end = proofs.end
    sizes, openings, stretches, numbers = [], [], [], []
    for sentence in reading.sentences:
        own = [n for n in range(sentence.first, sentence.last) if not is_covered(reading.words[n].start, unjudged)]
        if not own or sentence.span[1] > end:
            continue
        sizes.append(len(own))
        openings.append(reading.words[own[0]].norm)
        stretches += _measure_stretches(reading, own)
        numbers += [n for n in own if reading.words[n].start not in misspelt]
    chosen = [reading.words[n] for n in numbers]
    return Prose(
        proofs,
        tuple(word.norm for word in chosen),
        tuple(word.stem for word in chosen),
        tuple(text[word.start : word.end].lower().replace("’", "'") for word in chosen),
        tuple(text[word.start].islower() for word in chosen),
        tuple(sizes),
        tuple(openings),
        tuple(stretches),
        _share_clean(reading, proofs, len(sizes)),
    )


def _measure_stretches(reading: Reading, own: list[int]) -> list[int]:
    """Words between the punctuation marks of a sentence."""
    found, size = [], 0
    for before, n in zip([own[0], *own[:-1]], own, strict=True):
        if size and _MARK.search(reading.text, reading.words[before].end, reading.words[n].start):
            found.append(size)
            size = 0
        size += 1
    return [*found, size]


def _share_clean(reading: Reading, proofs: Proofs, sentences: int) -> float:
    faulty = {reading.sentence_at(error.span[0]) for error in proofs.errors}
    return max(0.0, 1 - len(faulty - {None}) / sentences) if sentences else 1.0
