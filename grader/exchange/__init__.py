"""Exchange with learning platforms: one module each with a constant `PLATFORM`, and a line in `PLATFORMS`."""

from grader.exchange import blackboard, brightspace, canvas, moodle
from grader.exchange.submission import Platform, Submission

PLATFORMS: tuple[Platform, ...] = (
    moodle.PLATFORM,
    blackboard.PLATFORM,
    brightspace.PLATFORM,
    canvas.PLATFORM,
)
"""Every platform whose downloads are understood; the first that knows a name wins, so the strictest come first."""


def take_apart(path: str) -> Submission | None:
    """What the path of a file inside a download says; none when no platform names files so."""
    return next((found for platform in PLATFORMS if (found := platform.take_apart(path))), None)


__all__ = ["PLATFORMS", "Platform", "Submission", "take_apart"]
