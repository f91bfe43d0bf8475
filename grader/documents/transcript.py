"""Who speaks in a transcript, whose paragraphs begin with a name and a colon: `Hank Dorsey: We pay.`."""

import re
from collections import Counter
from collections.abc import Sequence

_LABEL = re.compile(r"((?:[A-Z][\w.’'-]*)(?: (?:of|the|de|von|van|[A-Z][\w.’'-]*)){0,3})(?: \([^()]{1,40}\))?:\s+\S")
_NO_SPEAKERS = """
note notes question answer source sources figure table title date place chapter part section step example warning tip
summary conclusion introduction abstract aim method results discussion references keywords hint task page line time topic
name author year subject to from cc re ps pps nb
"""
_NO_LABELS = frozenset(_NO_SPEAKERS.split())
_FEWEST, _SHARE = 3, 0.25


def find_voices(paragraphs: Sequence[str]) -> list[str]:
    """Who says each paragraph; empty where nobody is named.

    A text is a transcript when three paragraphs or more, and a quarter of all, begin with a name and a colon and at least
    one of the names comes back. A letter's `To:` and a lesson's `Question:` are no speakers.

    Args:
        paragraphs: the text's paragraphs, in order.
    """
    labels = [_read_label(paragraph) for paragraph in paragraphs]
    counts = Counter(label for label in labels if label)
    is_transcript = counts.total() >= max(_FEWEST, _SHARE * len(labels)) and max(counts.values(), default=0) > 1
    return labels if is_transcript else [""] * len(labels)


def _read_label(paragraph: str) -> str:
    match = _LABEL.match(paragraph)
    label = match[1] if match else ""
    return "" if label.split(" ")[0].lower() in _NO_LABELS else label
