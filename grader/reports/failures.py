"""An essay that could not be graded, as the pages see it."""

from typing import Protocol


class Failure(Protocol):
    """Which file could not be graded, why, and what can be done; sentences without a full stop."""

    @property
    def file(self) -> str:
        """The file's name as shown to people."""

    @property
    def cause(self) -> str:
        """What is wrong."""

    @property
    def remedy(self) -> str:
        """What the user can do about it."""
