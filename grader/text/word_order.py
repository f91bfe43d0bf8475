"""Whether words stand in the order of English sentences, told from its small words.

Which small word follows which is nearly the same in all prose, whoever writes it, and is lost when words are shuffled or
strung together. Measured as the mean pointwise mutual information of neighbours (Church, K. W., and Hanks, P. (1990): Word
association norms, mutual information, and lexicography) of which one at least is a small word; all others count as one.
"""

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files

from grader.text.words import Word

FEWEST_PAIRS = 30
"""Below so many pairs the order tells nothing."""


@lru_cache(maxsize=1)
def _associations() -> tuple[dict[str, int], tuple[tuple[float, ...], ...]]:
    """The number of each small word, from 1 (0 is any other word), and how much each number draws each next one."""
    data = json.loads((files("grader.text") / "word_order.json").read_text(encoding="utf-8"))
    table = tuple(tuple(cell / 10 for cell in row) for row in data["tenths"])
    return {word: number for number, word in enumerate(data["small_words"], 1)}, table


def measure_order(sentences: Iterable[Sequence[Word]]) -> float | None:
    """How English the order of the words is: about 0.5 in prose, below 0 in shuffled words.

    Args:
        sentences: the words of each sentence.

    Returns:
        mean association of neighbours, in nats; none where there are too few.
    """
    numbers, table = _associations()
    total, pairs = 0.0, 0
    for words in sentences:
        before = None
        for word in words:
            after = numbers.get(word.norm, 0)
            if before is not None and (before or after):
                total += table[before][after]
                pairs += 1
            before = after
    return total / pairs if pairs >= FEWEST_PAIRS else None
