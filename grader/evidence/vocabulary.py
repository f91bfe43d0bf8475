"""Stems with columns of their own, and which columns an essay's stems may stand for."""

from array import array
from collections.abc import Callable, Collection, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from grader.evidence.index import Index
from grader.evidence.profiles import Floats
from grader.text.memory import MOST


def join_stretches(starts: NDArray[np.intp], counts: NDArray[np.intp]) -> NDArray[np.intp]:
    """The numbers of several stretches, one stretch after the other: `[7, 2]` and `[2, 3]` give 7, 8, 2, 3, 4."""
    firsts = np.repeat(starts - counts.cumsum() + counts, counts)
    numbers: NDArray[np.intp] = np.arange(len(firsts)) + firsts
    return numbers


class _Numbers(dict[str, int]):
    """The number of each stem; `read` makes one when it is first asked for."""

    def __init__(self, read: Callable[[str], int]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, stem: str) -> int:
        number = self[stem] = self._read(stem)
        return number


class Vocabulary:
    """Stems in columns, and what essays' words mean in them, which is remembered, as essays use the same words.

    Args:
        columns: stem to its column, from 0 without gaps.
        index: the material, which tells what a stem may stand for.
    """

    def __init__(self, columns: dict[str, int], index: Index) -> None:
        self.columns = columns
        self._similar = index.lexicon.similar
        self._forget()

    def _forget(self) -> None:
        self._numbers = _Numbers(self._read)
        self._starts, self._counts = array("q"), array("q")
        self._alike, self._strengths = array("q"), array("d")

    def _read(self, stem: str) -> int:
        """The number under which is remembered what a stem may stand for."""
        columns = self.columns
        alike = [(columns[other], strength) for other, strength in self._similar(stem) if other in columns]
        self._starts.append(len(self._alike))
        self._counts.append(len(alike))
        self._alike.extend([column for column, _ in alike])
        self._strengths.extend([strength for _, strength in alike])
        return len(self._numbers)

    def hold(self, sentences: Sequence[Collection[str]], width: int, most: float = 1.0) -> Floats:
        """N × width: how well each sentence, given by its stems, says the stem of each column, 0 to `most`."""
        held = np.zeros((len(sentences), width), dtype=np.float32)
        self.add(sentences, held, most)
        return held

    def add(self, sentences: Sequence[Collection[str]], held: Floats, most: float) -> None:
        """Raises each cell of `held` to what the sentences say; see `hold`."""
        if len(self._numbers) > MOST:
            self._forget()
        said = np.array([*map(self._numbers.__getitem__, chain.from_iterable(sentences))], dtype=np.intp)
        if self._alike:
            counts = np.frombuffer(self._counts, dtype=np.int64)[said]
            places = join_stretches(np.frombuffer(self._starts, dtype=np.int64)[said], counts)
            rows = np.repeat(np.arange(len(sentences)) * held.shape[1], [*map(len, sentences)])
            cells = np.repeat(rows, counts) + np.frombuffer(self._alike, dtype=np.int64)[places]
            strengths = np.frombuffer(self._strengths)[places] * most
            np.maximum.at(held.reshape(-1), cells, strengths.astype(np.float32))
