"""How words are counted, and how people are told."""

import re
from typing import Literal

from grader.text.reading import Reading

_COUNTED = re.compile(r"\S*[^\W_]\S*")
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
    reading.word_counts[how] = sum(
        sum(1 for m in _COUNTED.finditer(reading.text, *span) if not _NOTE_MARK.fullmatch(m.group())) for span in spans
    )
    return reading.word_counts[how]
