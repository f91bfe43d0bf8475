"""Stems with columns of their own, and which columns an essay's stems may stand for."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from grader.evidence.index import Index
from grader.evidence.profiles import Floats
from grader.text.memory import Memory


class Alike(NamedTuple):
    """The columns of the stems that a stem may stand for, and with what strength, 0 to 1."""

    columns: NDArray[np.intp]
    strengths: NDArray[np.float64]


class Vocabulary:
    """Stems in columns.

    Args:
        columns: stem to its column, from 0 without gaps.
        index: the material, which tells what a stem may stand for.
    """

    def __init__(self, columns: dict[str, int], index: Index) -> None:
        self.columns = columns
        self._similar = index.lexicon.similar
        self._alike = Memory[str, Alike]()  # essays use the same words

    def find_alike(self, stem: str) -> Alike:
        """The columns that a stem may stand for."""
        found = self._alike.get(stem)
        if found is None:
            columns = self.columns
            alike = [(columns[other], strength) for other, strength in self._similar(stem) if other in columns]
            numbers = np.array([column for column, _ in alike], dtype=np.intp)
            found = self._alike[stem] = Alike(numbers, np.array([x for _, x in alike], dtype=np.float64))
        return found

    def hold(self, sentences: Sequence[Iterable[str]], width: int, most: float = 1.0) -> Floats:
        """N × width: how well each sentence, given by its stems, says the stem of each column, 0 to `most`."""
        held = np.zeros((len(sentences), width), dtype=np.float32)
        said = [(row * width, self.find_alike(stem)) for row, stems in enumerate(sentences) for stem in stems]
        if said:
            firsts = np.repeat([first for first, _ in said], [len(alike.columns) for _, alike in said])
            places = firsts + np.concatenate([alike.columns for _, alike in said])
            strengths = np.concatenate([alike.strengths for _, alike in said]) * most
            np.maximum.at(held.reshape(-1), places, strengths.astype(np.float32))
        return held
