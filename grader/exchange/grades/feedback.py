"""What a report for a student is called, so that a platform knows whose it is: as the file that was handed in begins."""

import re
from pathlib import PurePosixPath

_MOODLE = re.compile(r"(?P<prefix>(?:.*/)?[^/]+?_\d{1,20}_assignsubmission_[a-z]{1,40})(?P<end>_?/|_)", re.DOTALL)
_CANVAS = re.compile(r"[^/]*?_\d{1,20}_\d{1,20}_", re.DOTALL)
_BRIGHTSPACE = re.compile(r"(?P<prefix>.*? - .*? - .*? - )", re.DOTALL)
_REPORT = "feedback"


def name_feedback(original: str, platform: str, essay: str, suffix: str) -> str:
    """The path of a report in the zip that goes back.

    Moodle puts everything behind the prefix of a participant before the right student; Canvas takes files that keep the name
    of the account and the attachment, Brightspace those that keep what stands before the file's own name.

    Args:
        original: the path in the download.
        platform: whose download it was; empty for a file of no platform.
        essay: the essay's code, which is the name where the platform has no way of its own.
        suffix: of the report, as `.pdf`.
    """
    plain = f"{essay}-{_REPORT}{suffix}"
    if platform == "Moodle" and (found := _MOODLE.match(original)):
        return found["prefix"].rsplit("/", 1)[-1] + found["end"] + plain
    base = PurePosixPath(original).name
    if platform == "Canvas" and (found := _CANVAS.match(base)):
        return found[0] + plain
    if platform == "Brightspace" and (found := _BRIGHTSPACE.match(base)):
        return found["prefix"] + plain
    return plain
