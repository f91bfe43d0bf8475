"""How words are counted, and how people are told."""

import re
from itertools import chain
from typing import Literal

from grader.text.reading import Reading

_NOTE_MARK = re.compile(r"\[\d{1,3}\]")


def count_words(reading: Reading, how: Literal["body", "all"]) -> int:
    """Stretches between white space that hold a letter or a digit, as word processors count them.

    Args:
        reading: the essay.
        how: `body` leaves out title, notes and bibliography; `all` counts everything. Note marks are never counted.
    """
    if how in reading.word_counts:
        return reading.word_counts[how]
    spans = [p.span for p in reading.prose] if how == "body" else [(0, len(reading.text))]
    pieces = list(chain.from_iterable([reading.text[slice(*span)].split() for span in spans]))
    odd = [one for one in pieces if not one[0].isalnum()]
    uncounted = [one for one in odd if not any(map(str.isalnum, one)) or _NOTE_MARK.fullmatch(one)]
    reading.word_counts[how] = len(pieces) - len(uncounted)
    return reading.word_counts[how]
