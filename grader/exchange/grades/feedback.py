"""What a report for a student is called in the zip that goes back: as what was handed in, which the platform knows again.

Moodle puts everything behind the prefix of a participant before the right student; Canvas and Brightspace take files that
keep the numbers in front.
"""

from collections.abc import Collection
from pathlib import PurePosixPath


def name_feedback(original: str, platform: str, essay: str, suffix: str, taken: Collection[str] = ()) -> str:
    """The path of a report in the zip.

    Args:
        original: the path in the download.
        platform: whose download it was; empty for a file of no platform.
        essay: the essay's code, which is the name where no platform gave one, or none that is safe.
        suffix: of the report, as `.pdf`.
        taken: paths of other reports in the zip.
    """
    if not platform or not _is_safe(original):
        return f"{essay}{suffix}"
    path = PurePosixPath(original)
    named = str(path.with_suffix(suffix))
    return named if named not in taken else str(path.with_name(f"{path.stem}-{essay}{suffix}"))


def _is_safe(path: str) -> bool:
    """Whether a path stays inside the archive, and every system can write it."""
    parts = path.split("/")
    return all(part.strip(" .") and part.isprintable() for part in parts) and "\\" not in path and ":" not in parts[0]
