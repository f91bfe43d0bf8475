"""The cues of a caption file (WebVTT or SubRip) as they stand in it, read leniently: real files keep to neither format.

Not webvtt-py: it refuses whole files for one odd time, and loses voices.
"""

import re
from itertools import groupby
from typing import NamedTuple

_TIME = r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,3})\d{0,6})?"
_TIMING = re.compile(rf"\s{{0,20}}{_TIME}\s{{0,20}}--?>\s{{0,20}}{_TIME}(?:\s|$)")
_NUMBER = re.compile(r"\s{0,20}\d{1,7}\s{0,20}$")
_REMARK = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")


class Cue(NamedTuple):
    """What is shown at one time; the lines are as the file has them, never empty."""

    start_seconds: float
    end_seconds: float
    lines: tuple[str, ...]


def _read_seconds(hours: str | None, minutes: str, seconds: str, fraction: str | None) -> float:
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int((fraction or "0").ljust(3, "0")) / 1000


def _find_timing(line: str) -> tuple[float, float] | None:
    found = _TIMING.match(line) if "->" in line else None
    if not found:
        return None
    groups = found.groups()
    start = _read_seconds(groups[0], groups[1], groups[2], groups[3])
    return start, max(start, _read_seconds(groups[4], groups[5], groups[6], groups[7]))


class _Open(NamedTuple):
    """A cue whose lines are still being collected."""

    start_seconds: float
    end_seconds: float
    lines: list[str]


def _take_block(block: list[str], cues: list[_Open], *, is_vtt: bool) -> None:
    """Add the cues of the lines between two blank ones; text without a time belongs to the cue before."""
    if is_vtt and _REMARK.match(block[0]):
        return
    timings = [(number, timing) for number, line in enumerate(block) if (timing := _find_timing(line))]
    lead = block[: timings[0][0]] if timings else block
    if timings and lead and (is_vtt or _NUMBER.match(lead[-1])):
        lead = lead[:-1]
    if cues and not all(_NUMBER.match(line) for line in lead):
        cues[-1].lines.extend(lead)
    ends = [number for number, _ in timings[1:]] + [len(block)]
    for (number, timing), end in zip(timings, ends, strict=False):
        lines = block[number + 1 : end]
        if end < len(block) and lines and _NUMBER.match(lines[-1]):
            lines.pop()
        cues.append(_Open(*timing, lines))


def find_cues(text: str) -> tuple[Cue, ...]:
    """The cues of a caption file in order of their times; headers, remarks, styles and identifiers are left out.

    Times may lack hours or milliseconds and use a comma or a point; a cue that ends before it begins has no length.
    """
    is_vtt = text.lstrip("\ufeff \t\n")[:6].upper() == "WEBVTT"
    cues: list[_Open] = []
    for is_blank, lines in groupby(text.split("\n"), key=lambda line: not line.strip()):
        if not is_blank:
            _take_block(list(lines), cues, is_vtt=is_vtt)
    found = (Cue(cue.start_seconds, cue.end_seconds, tuple(cue.lines)) for cue in cues if cue.lines)
    return tuple(sorted(found, key=lambda cue: cue.start_seconds))
