"""Whether sentences stand where sentences with such words usually stand: at the beginning, towards the end, at the very end.

Three regressions of a sentence's place on common words that it begins with or holds (`models/sentence_places.json`, with its
card). After Lapata, M. (2003): Probabilistic text structuring, which orders sentences by what they begin with.
"""

import json
import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

Places = Mapping[str, Sequence[float]]
"""How much a word moves a sentence's place, its likeness to a first one, and to a last one; "^" marks a first word."""
_NOWHERE = (0.0, 0.0, 0.0)
_LEAST = 1e-6


@lru_cache(maxsize=1)
def shipped_places() -> Places:
    """What ships with the grader."""
    text = (files("grader.scoring") / "models" / "sentence_places.json").read_text(encoding="utf-8")
    return {str(word): tuple(found) for word, found in json.loads(text)["words"].items()}


def place_marks(norms: Sequence[str]) -> set[str]:
    """What a sentence's place is told from: its words, and its first one and first two marked so."""
    return {*norms, "^" + norms[0], "^" + " ".join(norms[:2])}


def wanted_places(size: int) -> NDArray[np.float64]:
    """For each of so many sentences its place from 0 to 1, and how near it is to the beginning and to the end."""
    numbers = np.arange(size)
    return np.stack([numbers / max(1, size - 1), np.exp(-numbers), np.exp(numbers - size + 1.0)], axis=1)


@lru_cache(maxsize=32)
def _centred_places(size: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The wanted places of so many sentences, less their means, and the sums of their squares."""
    wanted = wanted_places(size)
    centred = wanted - wanted.mean(axis=0)
    return centred, (centred**2).sum(axis=0)


def _place(sentence: Sequence[str], places: Places) -> list[float]:
    """What the words of a sentence tell of its place; the sums are exact, so that the order of words is no matter."""
    found = list(filter(None, map(places.get, place_marks(sentence)))) or [_NOWHERE]
    return list(map(math.fsum, zip(*found, strict=True)))


def measure_places(sentences: Sequence[Sequence[str]], places: Places | None = None) -> list[float]:
    """Five signs, higher for sentences that stand where such sentences do; about normal where they are shuffled.

    Args:
        sentences: the words of each, in lower case; none is empty.
        places: other ones than ship with the grader.

    Returns:
        Correlations, times the root of the number of sentences, of the places told with the real ones, with being near the
        beginning, and with being near the end; by how much the first sentence looks more like a first one than all
        others, and the last one more like a last one.
    """
    if len(sentences) < 2:  # noqa: PLR2004 - one sentence stands nowhere
        return [0.0] * 5
    known = shipped_places() if places is None else places
    return compare_places(np.array([_place(one, known) for one in sentences]))


def compare_places(told: NDArray[np.float64]) -> list[float]:
    """The same from the places that were told of at least two sentences, a row a sentence, as `wanted_places` has them."""
    wanted, spread = _centred_places(len(told))
    centred = told - told.mean(axis=0)
    size = np.sqrt((centred**2).sum(axis=0) * spread) + _LEAST
    alike = (centred * wanted).sum(axis=0) / size * math.sqrt(len(told) - 1)
    first, last = told[0, 1] - told[1:, 1].max(), told[-1, 2] - told[:-1, 2].max()
    return [round(float(value), 6) for value in (*alike, first, last)]
