"""How words are counted, and how people are told."""

import re
from typing import Literal

from grader.text.reading import Reading

_COUNTED = re.compile(r"(?:[^\w\s]|_)*[^\W_]\S*")
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
    counted = [one for span in spans for one in _COUNTED.findall(reading.text, *span)]
    marks = [one for one in counted if one[0] == "[" and _NOTE_MARK.fullmatch(one)]
    reading.word_counts[how] = len(counted) - len(marks)
    return reading.word_counts[how]
