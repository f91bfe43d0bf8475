"""An essay's wording as numbers that nobody can read back: which runs of characters it holds, hashed.

Every run of one to fifteen characters, of the lengths in `RUNS`, falls into one of 2^18 buckets, and only the set of
buckets is kept. Two essays are compared by the cosine of their sets. Presence of character n-grams as a kernel: Cozma, M.,
Butnaru, A., and Ionescu, R. (2018): Automated essay scoring with string kernels and word embeddings; hashing: Weinberger,
K., et al. (2009): Feature hashing for large scale multitask learning.
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

BITS = 18
RUNS = (1, 2, 3, 4, 6, 8, 11, 15)
_MOST_CHARACTERS = 40_000
_STEP, _MIX = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD6E8FEB86659FD93)
_SPACE = re.compile(r"\s+")
_DENSE, _BLOCK = 40, 4096


def hash_wording(text: str) -> NDArray[np.int32]:
    """The buckets that a text's runs of characters fall into, rising; case and kinds of white space make no difference."""
    low = _SPACE.sub(" ", text.lower()).strip()[:_MOST_CHARACTERS]
    codes = np.frombuffer(low.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64) + np.uint64(1)
    held = np.zeros(1 << BITS, dtype=bool)
    run = codes
    for size in range(1, min(RUNS[-1], len(codes)) + 1):
        run = codes if size == 1 else run[:-1] * _STEP + codes[size - 1 :]
        if size in RUNS:
            mixed = run * _MIX + np.uint64(size)
            mixed ^= mixed >> np.uint64(32)
            held[(mixed * _MIX) >> np.uint64(64 - BITS)] = True
    return np.flatnonzero(held).astype(np.int32)


def compare_wordings(wordings: Sequence[NDArray[np.int32]]) -> NDArray[np.float64]:
    """The cosine of every two sets of buckets, 0 to 1, as a square table; that of an empty set with anything is 0.

    Buckets of many essays are multiplied as dense columns and the rest as sparse ones, many times as fast as either alone.
    """
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - needed while learning only

    if not wordings:
        return np.zeros((0, 0))
    sizes = np.array([len(one) for one in wordings])
    columns = csr_matrix(
        (np.ones(sizes.sum(), np.float32), np.concatenate(wordings), np.concatenate([[0], np.cumsum(sizes)])),
        shape=(len(wordings), 1 << BITS),
    ).tocsc()
    holders = np.diff(columns.indptr)
    common = np.flatnonzero(holders >= _DENSE)
    shared = np.zeros((len(wordings), len(wordings)))
    for at in range(0, len(common), _BLOCK):
        block = columns[:, common[at : at + _BLOCK]].toarray()
        shared += block @ block.T
    rare = columns[:, np.flatnonzero((holders > 1) & (holders < _DENSE))].tocsr()
    shared += (rare @ rare.T).toarray()
    shared[np.diag_indices(len(wordings))] = sizes
    scale = 1 / np.sqrt(np.maximum(sizes, 1))
    return np.asarray(shared * scale[:, None] * scale[None, :])


def weigh_wordings(wordings: Sequence[NDArray[np.int32]], weights: NDArray[np.float64]) -> NDArray[np.float32]:
    """For each bucket the weighted sum over the sets that hold it, so that `judge_wording` needs none of the sets again."""
    total = np.zeros(1 << BITS)
    for held, weight in zip(wordings, weights, strict=True):
        total[held] += weight / np.sqrt(max(1, len(held)))
    return total.astype(np.float32)


def judge_wording(held: NDArray[np.int32], weighed: NDArray[np.float32]) -> float:
    """The weighted sum of an essay's cosines with the sets that `weigh_wordings` was given."""
    return float(weighed[held].astype(np.float64).sum() / np.sqrt(max(1, len(held))))
